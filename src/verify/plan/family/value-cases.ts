/** Every valid value of every member, many members in one request: each request takes the next value of all. */
import { valueAt } from '../../../contract/json-pointer.ts';
import { zoneOf } from '../../../contract/zone-of.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { changeValidly } from '../change-validly.ts';
import { singleCase, type PlanContext } from '../plan-context.ts';

/** Requests of the quick depth. */
const QUICK = 8;

/** Requests for values that did not fit beside those of other members the first time. */
const MORE = 12;

/** As many requests as the member with most values has values, and some for what did not fit; the other members begin again. */
export function valueCases(context: PlanContext): Case[] {
  const { depth } = context;
  const varied = variedMembers(context);
  const rounds = Math.max(0, ...varied.map(({ values }) => values.length));
  const length = depth === 'quick' ? Math.min(rounds, QUICK) : rounds;
  const cases = Array.from({ length }, (_, round) => valueCase(context, varied, round));
  if (depth === 'quick') return cases;
  for (let round = length; round < length + MORE && varied.some(({ missed }) => missed.length > 0); round += 1)
    cases.push(valueCase(context, varied, round));
  return cases;
}

/** Members with equal values: each of these in every member that may have it. */
export function equalCases(context: PlanContext): Case[] {
  if (context.depth === 'quick') return [];
  const varied = variedMembers(context);
  return ['mixed case', 'digits only', 'a port', 'a path', 'an address', 'a deep domain'].flatMap((label) => {
    const alike = varied.flatMap(({ at, values }) => {
      const choice = values.find((each) => each.label === label);
      return choice ? [{ at, position: 0, values: [choice], missed: [] }] : [];
    });
    return alike.length > 1 ? [{ ...valueCase(context, alike, 0), id: `${context.operation.id}/equal/${label}` }] : [];
  });
}

/** Null alone, in each member that may be null: beside other odd values nobody could tell which is to blame. */
export function nullCases(context: PlanContext): Case[] {
  const { maker, members, valuesOf, depth } = context;
  if (depth === 'quick') return [];
  return members
    .filter(({ at }) => valuesOf.get(at.join('/'))?.some(({ label }) => label === 'null'))
    .flatMap(({ at }) => {
      const { values, token } = maker.make('minimal');
      const changed = changeValues(values, [{ at, value: null }]);
      const name = at.slice(1).join('/');
      const isPlaced =
        valueAt(changed, at) === null && zoneOf(context.contract, context.operation, changed) === 'valid';
      return isPlaced
        ? [singleCase(context, { id: `null/${name}`, sentence: `with null as ${name}` }, { values: changed, token })]
        : [];
    });
}

function variedMembers({ members, valuesOf }: PlanContext): Varied[] {
  return members
    .map(({ at }, position) => ({ at, position, values: valuesOf.get(at.join('/')) ?? [], missed: [] }))
    .filter(({ values }) => values.length > 0);
}

interface Varied {
  at: readonly string[];
  position: number;
  values: readonly Value[];
  /** Those that found no place yet: in a list that another value has emptied, nothing stands. */
  missed: Value[];
}

interface Value {
  label: string;
  write: (base: unknown, token: string) => unknown;
}

function valueCase(context: PlanContext, varied: readonly Varied[], round: number): Case {
  const { contract, operation } = context;
  const made = context.maker.make('full');
  const labels = new Set<string>();
  let { values } = made;
  for (const { at, position, values: choices, missed } of varied) {
    const base = valueAt(values, at);
    const isAgain = round >= choices.length;
    const choice = (isAgain ? missed.shift() : undefined) ?? choices[(round + position) % choices.length];
    if (!choice) continue;
    const write = () => changeValidly({ contract, operation, values }, { at, value: choice.write(base, made.token) });
    // Members may constrain one another: a value that fits alone may not fit beside the others.
    const changed = base === undefined ? undefined : write();
    if (!changed) {
      if (!isAgain) missed.push(choice);
      continue;
    }
    values = changed;
    labels.add(choice.label);
  }
  const sentence = `with ${[...labels].slice(0, 3).join(', ')}${labels.size > 3 ? ' and more' : ''} in its members`;
  return singleCase(context, { id: `values/${round + 1}`, sentence }, { values, token: made.token });
}
