/** Requests that show what a server takes for taken: pairs that differ in one thing, repetitions, races. */
import { valueAt } from '../../contract/json-pointer.ts';
import type { ValueLaw } from '../../contract/laws.ts';
import type { RequestValues } from '../../contract/operation.ts';
import { changeValues } from '../../verify/plan/change-values.ts';
import type { ProbedOperation } from '../probe/probed-operation.ts';
import { inOrder, type Probe } from '../probe/probes.ts';

const made = new WeakMap<ProbedOperation, Map<string, Probe[]>>();

/** The probes for a law; made once. */
export function uniqueProbes(probed: ProbedOperation, law: ValueLaw): Probe[] {
  const known = made.get(probed) ?? new Map<string, Probe[]>();
  made.set(probed, known);
  const old = known.get(law.pointer);
  if (old) return old;
  probed.restart(`probe unique ${law.pointer}`);
  const probes = makeProbes(probed, [law.of.in, ...law.of.tokens]);
  known.set(law.pointer, probes);
  return probes;
}

/** Texts of which a lenient comparison takes one for the other. */
const pairs: readonly [one: string, other: string][] = [
  ['abc', 'ABC'],
  ['name-1', 'name-2'],
  ['prefix-one', 'prefix-two'],
  ['one-same', 'two-same'],
  ['begin', 'begin-longer'],
  ['longer-text', 'longer'],
  ['cafe', 'café'],
  ['é', 'e\u0301'],
  ['1', '１'],
  ['数据', '中心'],
  ['a-b', 'a_b'],
  ['7', '07'],
  ['abcd', 'efgh'],
];

const twice = ['数据中心', 'Name', 'o\'n"e', 'long-'.repeat(10)];

function makeProbes(probed: ProbedOperation, at: readonly string[]): Probe[] {
  const again = (first: RequestValues): RequestValues =>
    changeValues(probed.make('minimal'), [{ at, value: valueAt(first, at) }]);
  const first = probed.make('minimal');
  const others = Array.from({ length: 24 }, () => probed.make('minimal'));
  const withText = (value: string): RequestValues[] => probed.change('minimal', [{ at, value }]);
  const repeated = probed.make('full');
  const renewed = changeValues(repeated, [{ at, value: valueAt(probed.make('full'), at) }]);
  const refused = { ...probed.make('minimal'), body: undefined };
  return [
    inOrder([first, again(first)]),
    inOrder([repeated, renewed]),
    inOrder([first, again(first), again(first)]),
    inOrder([first, ...others, again(first)]),
    inOrder([first, ...others.slice(0, 5), again(first)]),
    inOrder([...refusedFirst(probed, at), ...(refused.body ? [refused] : [])]),
    ...pairs.map(([one, other]) => inOrder([...withText(one), ...withText(other)])),
    ...twice.map((text) => inOrder([...withText(text), ...withText(text)])),
    { steps: [first, again(first)].map((values) => ({ values })), together: true },
  ];
}

/** A refused request, and a right one with its value. */
function refusedFirst(probed: ProbedOperation, at: readonly string[]): RequestValues[] {
  const required = probed.members.find(({ optional, unique, at: place }) => !optional && !unique && place.length === 2);
  const base = probed.make('minimal');
  if (!required) return [];
  const right = changeValues(probed.make('minimal'), [{ at, value: valueAt(base, at) }]);
  return [changeValues(base, [{ at: required.at, remove: true }]), right];
}
