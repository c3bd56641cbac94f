/** Requests that show whether a server is wrong: what a contract decides, put into sequences for a fresh server. */
import { type RequestValues, responseFor } from '../../contract/operation.ts';
import { type Zone, zoneOf } from '../../contract/zone-of.ts';
import { brokenFixtures } from '../../fixture/breakage/broken-fixtures.ts';
import type { RequestForm } from '../../http/client/build-request.ts';
import { changeValues } from '../../verify/plan/change-values.ts';
import { refusalStatus } from '../serve/right-server.ts';
import { textClasses, textsOf, valuesFor } from './member-values.ts';
import { partOf, type ProbedOperation } from './probed-operation.ts';

/** One request of a probe. Its zone follows from its values, unless the bytes say otherwise. */
export interface ProbeStep {
  values: RequestValues;
  form?: RequestForm;
  zone?: Zone;
}

/** Requests that can show a fault, one after the other or all at the same moment. */
export interface Probe {
  steps: readonly ProbeStep[];
  together?: boolean;
}

/** A probe of requests that follow one another. */
export function inOrder(requests: readonly RequestValues[]): Probe {
  return { steps: requests.map((values): ProbeStep => ({ values })) };
}

/** What shows a fault in the answers of one status. */
export function answerProbes(probed: ProbedOperation, status: string): readonly Probe[] {
  const refusal = responseFor(probed.operation, refusalStatus(probed.operation))?.status === status;
  return refusal ? [invalidProbe(probed)] : [validProbe(probed)];
}

/** Valid requests of many sorts; made once. */
export const validProbe: (probed: ProbedOperation) => Probe = remember('valid', (probed) => {
  const plain = [probed.make('minimal'), probed.make('full'), probed.make('minimal')];
  return inOrder([...plain, ...oddTexts(probed), ...oddValues(probed)]);
});

/** Invalid requests of many sorts; made once. */
export const invalidProbe: (probed: ProbedOperation) => Probe = remember('invalid', (probed) => {
  const { operation, kit } = probed;
  const node = operation.body?.contents[0]?.node;
  const options = { faker: kit.faker, locale: kit.locale, direction: 'request' } as const;
  const broken = node ? brokenFixtures(kit.contract, node, options).slice(0, 8) : [];
  const inBody = broken.map(({ value }): RequestValues => ({ ...probed.make('minimal'), body: value }));
  const inParameters = probed.members
    .filter(({ at }) => at[0] !== 'body' && at[0] !== 'path')
    .map(({ at }) => changeValues(probed.make('minimal'), [{ at, remove: true }]));
  const { body: _, ...bare } = probed.make('minimal');
  const all = [...inBody, ...inParameters, bare, ...invalidTexts(probed)];
  return inOrder(all.filter((values) => zoneOf(kit.contract, operation, values) === 'invalid'));
});

/** Parameters are text: one that reads as a word is wrong where a number is wanted. */
function invalidTexts(probed: ProbedOperation): RequestValues[] {
  return probed.members
    .filter(({ at }) => at[0] !== 'body')
    .flatMap(({ at }) =>
      ['word', '-1', '999999999'].map((value) =>
        changeValues(probed.make('minimal'), [{ at, value: /\d/.test(value) ? Number(value) : value }]),
      ),
    );
}

/** For every class of texts a request that has one wherever it may stand. */
function oddTexts(probed: ProbedOperation): RequestValues[] {
  return textClasses.map((each) =>
    probed.members.reduce((values, { at }, index) => {
      const base = partOf(values, { at });
      if (typeof base !== 'string') return values;
      const texts = textsOf(each, base, `9${index}${base.length}`);
      return firstValid(probed, values, at, texts) ?? values;
    }, probed.make('full')),
  );
}

function oddValues(probed: ProbedOperation): RequestValues[] {
  return probed.members.flatMap((member) =>
    valuesFor(probed, member).flatMap((value) => probed.change('full', [{ at: member.at, value }])),
  );
}

/** The request with the first of these values that the contract takes. */
export function firstValid(
  probed: ProbedOperation,
  values: RequestValues,
  at: readonly string[],
  candidates: readonly unknown[],
): RequestValues | undefined {
  for (const value of candidates) {
    const changed = changeValues(values, [{ at, value }]);
    if (probed.isValid(changed)) return changed;
  }
  return undefined;
}

function remember(name: string, make: (probed: ProbedOperation) => Probe): (probed: ProbedOperation) => Probe {
  const made = new WeakMap<ProbedOperation, Probe>();
  return (probed) => {
    const known = made.get(probed);
    if (known) return known;
    probed.restart(`probe ${name}`);
    const probe = make(probed);
    made.set(probed, probe);
    return probe;
  };
}
