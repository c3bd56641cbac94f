/** A fault only where members come together: two or three present, absent, or with certain values; all or none of the optional ones. */
import { valueAt } from '../../../contract/json-pointer.ts';
import type { RequestValues } from '../../../contract/operation.ts';
import type { Change } from '../../../verify/plan/change-values.ts';
import type { Member } from '../../../verify/plan/list-members.ts';
import { listedValues } from '../../probe/member-values.ts';
import { nameOf, type ProbedOperation } from '../../probe/probed-operation.ts';
import { inOrder } from '../../probe/probes.ts';
import { type FaultDraft, type ListFaults, refuse, when } from '../fault.ts';

/** One state of a member. */
interface State {
  label: string;
  change: Change[];
  holds: (values: RequestValues) => boolean;
}

export const combined: ListFaults = (probed) => {
  const optional = probed.members.filter((member) => member.optional && member.at.length === 2);
  const states = optional.map((member) => statesOf(probed, member));
  const strength = probed.kit.depth === 'deep' ? 3 : 2;
  const together = tuples(states, 2).concat(
    strength === 3
      ? tuples(
          states.map((each) => each.slice(0, 2)),
          3,
        )
      : [],
  );
  return [...together.map((tuple) => draft(probed, tuple)), ...allOrNone(probed, optional)];
};

function statesOf(probed: ProbedOperation, member: Member): State[] {
  const { at } = member;
  const name = nameOf(at);
  const present = (values: RequestValues): boolean => valueAt(values, at) !== undefined;
  const listed = listedValues(probed, member).map((value) => ({
    label: `${name}=${JSON.stringify(value)}`,
    change: [{ at, value }],
    holds: (values: RequestValues) => JSON.stringify(valueAt(values, at)) === JSON.stringify(value),
  }));
  return [
    { label: name, change: [], holds: present },
    { label: `no ${name}`, change: [{ at, remove: true }], holds: (values) => !present(values) },
    ...listed.filter(({ change }) => probed.change('full', change).length > 0),
  ];
}

/** Every choice of so many members, with one state of each. */
function tuples(states: readonly (readonly State[])[], size: number, from = 0): State[][] {
  if (size === 0) return [[]];
  return states.flatMap((own, index) => {
    if (index < from) return [];
    const rest = tuples(states, size - 1, index + 1);
    return own.flatMap((state) => rest.map((others) => [state, ...others]));
  });
}

function draft(probed: ProbedOperation, states: readonly State[]): FaultDraft {
  const label = states.map((state) => state.label).join(' and ');
  return {
    id: label.replaceAll(' and ', '+').replaceAll(' ', '-'),
    sentence: `refuses a request with ${label}`,
    probes: () => [
      inOrder(
        probed.change(
          'full',
          states.flatMap(({ change }) => change),
        ),
      ),
    ],
    wrap: when((values) => states.every(({ holds }) => holds(values)), refuse),
  };
}

function allOrNone(probed: ProbedOperation, optional: readonly Member[]): FaultDraft[] {
  if (optional.length === 0) return [];
  const count = (values: RequestValues): number =>
    optional.filter(({ at }) => valueAt(values, at) !== undefined).length;
  const probes = () => [inOrder([probed.make('minimal'), probed.make('full')])];
  return [
    {
      id: 'all',
      sentence: 'refuses a request with all optional members',
      probes,
      wrap: when((values) => count(values) === optional.length, refuse),
    },
    {
      id: 'none',
      sentence: 'refuses a request with no optional member',
      probes,
      wrap: when((values) => count(values) === 0, refuse),
    },
  ];
}
