/** Requests that show faults: what a contract decides, put into sequences for a fresh server. */
import { type RequestValues, responseFor } from '../contract/operation.ts';
import { zoneOf } from '../contract/zone-of.ts';
import { brokenFixtures } from '../fixture/broken-fixtures.ts';
import { changeValues } from '../verify/change-values.ts';
import type { Probe, ProbeStep } from './fault.ts';
import { valuesFor } from './member-values.ts';
import { refusalStatus } from './right-server.ts';
import { partOf, type Subject } from './subject.ts';
import { textClasses, textsOf } from './text-class.ts';

/** A probe of requests that follow one another. */
export function inOrder(requests: readonly RequestValues[]): Probe {
  return { steps: requests.map((values): ProbeStep => ({ values })) };
}

/** What shows a fault in the answers of one status. */
export function answerProbes(subject: Subject, status: string): readonly Probe[] {
  const refusal = responseFor(subject.operation, refusalStatus(subject.operation))?.status === status;
  return refusal ? [invalidProbe(subject)] : [validProbe(subject)];
}

/** Valid requests of many sorts; made once. */
export const validProbe: (subject: Subject) => Probe = remember('valid', (subject) => {
  const plain = [subject.make('minimal'), subject.make('full'), subject.make('minimal')];
  return inOrder([...plain, ...oddTexts(subject), ...oddValues(subject)]);
});

/** Invalid requests of many sorts; made once. */
export const invalidProbe: (subject: Subject) => Probe = remember('invalid', (subject) => {
  const { operation, kit } = subject;
  const node = operation.body?.contents[0]?.node;
  const options = { faker: kit.faker, locale: kit.locale, direction: 'request' } as const;
  const broken = node ? brokenFixtures(kit.contract, node, options).slice(0, 8) : [];
  const inBody = broken.map(({ value }): RequestValues => ({ ...subject.make('minimal'), body: value }));
  const inParameters = subject.members
    .filter(({ at }) => at[0] !== 'body' && at[0] !== 'path')
    .map(({ at }) => changeValues(subject.make('minimal'), [{ at, remove: true }]));
  const { body: _, ...bare } = subject.make('minimal');
  const all = [...inBody, ...inParameters, bare, ...invalidTexts(subject)];
  return inOrder(all.filter((values) => zoneOf(kit.contract, operation, values) === 'invalid'));
});

/** Parameters are text: one that reads as a word is wrong where a number is wanted. */
function invalidTexts(subject: Subject): RequestValues[] {
  return subject.members
    .filter(({ at }) => at[0] !== 'body')
    .flatMap(({ at }) =>
      ['word', '-1', '999999999'].map((value) =>
        changeValues(subject.make('minimal'), [{ at, value: /\d/.test(value) ? Number(value) : value }]),
      ),
    );
}

/** For every class of texts a request that has one wherever it may stand. */
function oddTexts(subject: Subject): RequestValues[] {
  return textClasses.map((each) =>
    subject.members.reduce((values, { at }, index) => {
      const base = partOf(values, { at });
      if (typeof base !== 'string') return values;
      const texts = textsOf(each, base, `9${index}${base.length}`);
      return firstValid(subject, values, at, texts) ?? values;
    }, subject.make('full')),
  );
}

function oddValues(subject: Subject): RequestValues[] {
  return subject.members.flatMap((member) =>
    valuesFor(subject, member).flatMap((value) => subject.change('full', [{ at: member.at, value }])),
  );
}

/** The request with the first of these values that the contract takes. */
export function firstValid(
  subject: Subject,
  values: RequestValues,
  at: readonly string[],
  candidates: readonly unknown[],
): RequestValues | undefined {
  for (const value of candidates) {
    const changed = changeValues(values, [{ at, value }]);
    if (subject.isValid(changed)) return changed;
  }
  return undefined;
}

function remember(name: string, make: (subject: Subject) => Probe): (subject: Subject) => Probe {
  const made = new WeakMap<Subject, Probe>();
  return (subject) => {
    const known = made.get(subject);
    if (known) return known;
    subject.restart(`probe ${name}`);
    const probe = make(subject);
    made.set(subject, probe);
    return probe;
  };
}
