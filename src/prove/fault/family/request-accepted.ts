/** An invalid request is accepted: as if the one thing that is wrong with it were right. */
import { valueAt } from '../../../contract/json-pointer.ts';
import { parameterKey, type RequestValues } from '../../../contract/operation.ts';
import { judgeRequest, type RequestViolation } from '../../../contract/zone-of.ts';
import { type BrokenFixture, brokenFixtures } from '../../../fixture/breakage/broken-fixtures.ts';
import { type Change, changeValues } from '../../../verify/plan/change-values.ts';
import { nameOf, type ProbedOperation } from '../../probe/probed-operation.ts';
import { inOrder } from '../../probe/probes.ts';
import { type Call, type Handle, valuesOf, withValues } from '../../serve/call.ts';
import type { FaultDraft, ListFaults } from '../fault.ts';

/** A clause of the request, and one value that breaks it. */
interface Breakage {
  id: string;
  at: readonly string[];
  keyword: string;
  change: Change;
}

export const requestAccepted: ListFaults = (probed) => {
  const breakages = [...bodyBreakages(probed), ...parameterBreakages(probed)];
  // A server that takes one of them takes all that are wrong in the same way.
  const alike = Map.groupBy(breakages, ({ at, keyword, change }) => [...at, keyword, sortOf(change)].join('/'));
  return [...alike.values()].flatMap(([breakage]) => (breakage ? [draft(probed, breakage)] : []));
};

function draft(probed: ProbedOperation, breakage: Breakage): FaultDraft {
  const { id, at, keyword, change } = breakage;
  const sort = sortOf(change);
  return {
    id,
    clause: [probed.operation.id, 'request', ...at, keyword].join('.'),
    sentence: `accepts ${nameOf(at)} although it breaks ${keyword} (${id.split(':')[1] ?? sort})`,
    probes: () => {
      const full = changeValues(probed.make('full'), [change]);
      return [inOrder([changeValues(probed.make('minimal'), [change]), full])];
    },
    wrap: ({ handle }): Handle => {
      const whole = probed.make('full');
      return (call) => handle(isOnlyThis(probed, call, breakage) ? repair(call, at, whole) : call);
    },
  };
}

/** Whether the request is wrong in this way, at this place, and in no other. */
function isOnlyThis({ kit, operation }: ProbedOperation, call: Call, { at, keyword, change }: Breakage): boolean {
  if (call.body.kind === 'refused') return false;
  const values = valuesOf(call);
  const { zone, violations } = judgeRequest(kit.contract, operation, values);
  const same = (violation: RequestViolation): boolean =>
    [violation.in, ...violation.at].join('/') === at.join('/') && violation.keyword === keyword;
  return zone === 'invalid' && violations.every(same) && sortOf({ at, value: valueAt(values, at) }) === sortOf(change);
}

/** The JSON type of a value, or that there is none; empty values are a sort of their own. */
function sortOf(change: Change): string {
  if ('remove' in change || change.value === undefined) return 'absent';
  const { value } = change;
  if (value === null) return 'null';
  if (value === '' || value === 0 || value === false) return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? 'empty array' : 'array';
  return typeof value;
}

function repair(call: Call, at: readonly string[], whole: RequestValues): Call {
  return withValues(call, changeValues(valuesOf(call), [{ at, value: valueAt(whole, at) }]));
}

function bodyBreakages({ kit, operation }: ProbedOperation): Breakage[] {
  const node = operation.body?.contents[0]?.node;
  if (!node) return [];
  const options = { faker: kit.faker, locale: kit.locale, direction: 'request' } as const;
  return brokenFixtures(kit.contract, node, options).map(({ id, clause, change }: BrokenFixture) => ({
    id,
    at: ['body', ...clause.at],
    keyword: clause.keyword,
    change: { ...change, at: ['body', ...change.at] },
  }));
}

/** Of parameters only what shows in a text: absent, a word for a number, out of bounds. */
function parameterBreakages({ kit, operation }: ProbedOperation): Breakage[] {
  return operation.parameters.flatMap((parameter) => {
    const { in: place, name, node, required } = parameter;
    const at = [place, parameterKey(parameter)];
    const options = { faker: kit.faker, locale: kit.locale, direction: 'request' } as const;
    const visible = brokenFixtures(kit.contract, node, options).filter(
      ({ change }) =>
        'value' in change &&
        change.at.length === 0 &&
        ['string', 'number'].includes(typeof change.value) &&
        change.value !== '',
    );
    const absent: Breakage = { id: `${place}/${name}/required`, at, keyword: 'required', change: { at, remove: true } };
    const broken = visible.map(({ id, clause, change }) => ({
      id: `${place}/${name}/${id}`,
      at,
      keyword: clause.keyword,
      change: { ...change, at } as Change,
    }));
    return [...(required && place !== 'path' ? [absent] : []), ...broken];
  });
}
