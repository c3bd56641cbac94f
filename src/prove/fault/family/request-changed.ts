/** A member of a request is changed before it is used: trimmed, cut, coerced, taken for another. */
import { valueAt } from '../../../contract/json-pointer.ts';
import type { RequestValues } from '../../../contract/operation.ts';
import { changeValues } from '../../../verify/plan/change-values.ts';
import type { Member } from '../../../verify/plan/list-members.ts';
import { nameOf, type ProbedOperation } from '../../probe/probed-operation.ts';
import { validProbe } from '../../probe/probes.ts';
import { type Handle, valuesOf, withValues } from '../../serve/call.ts';
import type { RightServer } from '../../serve/right-server.ts';
import type { FaultDraft, ListFaults } from '../fault.ts';
import { changes, type Spoiling } from '../spoil-value.ts';

export const requestChanged: ListFaults = (probed) => [
  ...probed.members.flatMap((member) => [...spoilt(probed, member), ...dropped(probed, member)]),
  ...swapped(probed),
];

/** Of what changes a text, that is left to the answers which does not change what is remembered. */
function spoilt(probed: ProbedOperation, { at }: Member): FaultDraft[] {
  return changes.map(({ name, verb, spoil }: Spoiling) => ({
    id: `${nameOf(at)}:${name}`,
    sentence: `${verb} ${nameOf(at)} of a request`,
    probes: () => [validProbe(probed)],
    wrap: changing(probed, (values) => {
      const value = valueAt(values, at);
      const other = value === undefined ? undefined : spoil(value);
      return other === undefined ? values : changeValues(values, [{ at, value: other }]);
    }),
  }));
}

/** Members that are taken for absent: those that are falsy, or null. */
function dropped(probed: ProbedOperation, { at, optional }: Member): FaultDraft[] {
  if (!optional) return [];
  const sorts: [name: string, sentence: string, fits: (value: unknown) => boolean][] = [
    ['falsy-dropped', 'takes an empty', (value) => !value],
    ['always-dropped', 'takes every', () => true],
  ];
  return sorts.map(([name, sentence, fits]) => ({
    id: `${nameOf(at)}:${name}`,
    sentence: `${sentence} ${nameOf(at)} for absent`,
    probes: () => [validProbe(probed)],
    wrap: changing(probed, (values) =>
      fits(valueAt(values, at)) ? changeValues(values, [{ at, remove: true }]) : values,
    ),
  }));
}

function swapped(probed: ProbedOperation): FaultDraft[] {
  const { members } = probed;
  const sample = probed.make('full');
  const sortOf = ({ at }: Member): string => `${at.slice(0, -1).join('/')} ${typeof valueAt(sample, at)}`;
  const pairs = members.flatMap((one, index) =>
    members
      .slice(index + 1)
      .filter((other) => sortOf(one) === sortOf(other))
      .map((other) => [one, other] as const),
  );
  return pairs.map(([one, other]) => ({
    id: `${nameOf(one.at)}:swapped with ${nameOf(other.at)}`,
    sentence: `swaps ${nameOf(one.at)} and ${nameOf(other.at)}`,
    probes: () => [validProbe(probed)],
    wrap: changing(probed, (values) => swap(values, one, other)),
  }));
}

function swap(values: RequestValues, one: Member, other: Member): RequestValues {
  const [first, second] = [valueAt(values, one.at), valueAt(values, other.at)];
  if (first === undefined || second === undefined) return values;
  return changeValues(values, [
    { at: one.at, value: second },
    { at: other.at, value: first },
  ]);
}

/** A server that changes valid requests so; where that makes one invalid, it answers the request as it came. */
function changing({ isValid }: ProbedOperation, change: (values: RequestValues) => RequestValues) {
  return ({ handle }: RightServer): Handle =>
    (call) => {
      const values = valuesOf(call);
      if (call.body.kind === 'refused' || !isValid(values)) return handle(call);
      const changed = change(values);
      return handle(isValid(changed) ? withValues(call, changed) : call);
    };
}
