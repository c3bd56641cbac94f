/** A valid request is refused, or the server fails on it, for what one of its members is. */
import { valueAt } from '../../../contract/json-pointer.ts';
import type { RequestValues } from '../../../contract/operation.ts';
import type { Member } from '../../../verify/plan/list-members.ts';
import { textClasses, textsOf, valuesFor } from '../../probe/member-values.ts';
import { nameOf, partOf, type ProbedOperation } from '../../probe/probed-operation.ts';
import { firstValid, inOrder } from '../../probe/probes.ts';
import { fail, type FaultDraft, type ListFaults, refuse, when } from '../fault.ts';

export const requestRefused: ListFaults = (probed) => {
  const { members } = probed;
  return members.flatMap((member) => [
    ...presenceFaults(probed, member),
    ...valuesFor(probed, member).flatMap((value) => valueFaults(probed, member, value)),
    ...textFaults(probed, member),
  ]);
};

function presenceFaults(probed: ProbedOperation, member: Member): FaultDraft[] {
  const { at, optional } = member;
  const name = nameOf(at);
  if (!optional) return [];
  const absent = (values: RequestValues): boolean => valueAt(values, at) === undefined;
  const probes = () => [
    inOrder([probed.make('minimal'), probed.make('full'), ...probed.change('full', [{ at, remove: true }])]),
  ];
  return [
    { id: `${name}:absent`, sentence: `refuses a request without ${name}`, probes, wrap: when(absent, refuse) },
    { id: `${name}:absent-fails`, sentence: `fails on a request without ${name}`, probes, wrap: when(absent, fail) },
    {
      id: `${name}:present`,
      sentence: `refuses a request with ${name}`,
      probes,
      wrap: when((values) => !absent(values), refuse),
    },
  ];
}

function valueFaults(probed: ProbedOperation, { at }: Member, value: unknown): FaultDraft[] {
  const name = nameOf(at);
  const text = labelOf(value);
  const has = (values: RequestValues): boolean => labelOf(valueAt(values, at)) === text;
  const probes = () => [inOrder(probed.change('full', [{ at, value }]))];
  return [
    { id: `${name}:${text}`, sentence: `refuses ${text} as ${name}`, probes, wrap: when(has, refuse) },
    { id: `${name}:${text}-fails`, sentence: `fails on ${text} as ${name}`, probes, wrap: when(has, fail) },
  ];
}

/** Lists are told apart by their length: no one can guess what is in them. */
function labelOf(value: unknown): string | undefined {
  return Array.isArray(value) ? `a list of ${value.length}` : JSON.stringify(value);
}

function textFaults(probed: ProbedOperation, member: Member): FaultDraft[] {
  const base = partOf(probed.make('full'), member);
  if (typeof base !== 'string') return [];
  const { at } = member;
  const name = nameOf(at);
  // A value that no one can make fresh may have been taken long ago: to refuse it is no fault.
  return textClasses
    .filter(({ pieces }) => !member.unique || pieces.length > 0 || base === '')
    .map((each) => ({
      id: `${name}:${each.name}`,
      sentence: `refuses ${name} with ${each.sentence}`,
      probes: () => {
        const full = probed.make('full');
        const texts = textsOf(each, String(valueAt(full, at)), '987654321').filter(each.has);
        const odd = firstValid(probed, full, at, texts);
        return odd ? [inOrder([odd])] : [];
      },
      wrap: when((values) => isText(valueAt(values, at)) && each.has(valueAt(values, at) as string), refuse),
    }));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
