/** Random exploration: members, values and breakages drawn together by fast-check, the same for the same seed. */
import fc from 'fast-check';
import { valueAt } from '../../../contract/json-pointer.ts';
import type { Case } from '../case.ts';
import { changeValues, type Change } from '../change-values.ts';
import type { Member } from '../list-members.ts';
import { singleCase, type PlanContext } from '../plan-context.ts';

const RUNS = { quick: 0, standard: 60, deep: 1_000 } as const;

/** A choice for one member: leave it out, keep it, or write its n-th value or a text of any characters. */
type Choice =
  | { kind: 'absent' }
  | { kind: 'plain' }
  | { kind: 'value'; index: number }
  | { kind: 'text'; text: string };

export function randomCases(context: PlanContext): Case[] {
  const { members, depth, seed, maker, fixed } = context;
  const outer = members.filter(({ at }) => at.length === 2 && !fixed.has(at.join('/')));
  if (outer.length === 0) return sameAgain(context, RUNS[depth]);
  const draws = fc.sample(fc.tuple(...outer.map((member) => choiceFor(context, member))), {
    seed,
    numRuns: RUNS[depth],
  });
  return draws.map((choices, index) => {
    const { values, token } = maker.make('full');
    const changes = choices.flatMap((choice, position) =>
      changeFor(context, outer[position], choice, { values, token }),
    );
    const made = { values: changeValues(values, changes), token };
    return singleCase(context, { id: `random/${index + 1}`, sentence: 'drawn at random' }, made);
  });
}

/** Where there is nothing to draw: what goes wrong now and then shows itself in requests that are all alike. */
function sameAgain(context: PlanContext, count: number): Case[] {
  return Array.from({ length: count }, (_, index) => {
    return singleCase(context, { id: `random/${index + 1}`, sentence: 'like all others' }, context.maker.make('full'));
  });
}

function choiceFor({ valuesOf }: PlanContext, { at, optional, unique, isFile }: Member): fc.Arbitrary<Choice> {
  const count = valuesOf.get(at.join('/'))?.length ?? 0;
  const text = fc
    .array(fc.integer({ min: 0, max: LAST - SURROGATES }), { minLength: 1, maxLength: 40 })
    .map((points): Choice => ({ kind: 'text', text: String.fromCodePoint(...points.map(skipSurrogates)) }));
  return fc.oneof(
    { arbitrary: fc.constant<Choice>({ kind: 'plain' }), weight: 2 },
    ...(optional ? [{ arbitrary: fc.constant<Choice>({ kind: 'absent' }), weight: 2 }] : []),
    ...(count > 0
      ? [{ arbitrary: fc.nat(count - 1).map((index): Choice => ({ kind: 'value', index })), weight: 3 }]
      : []),
    ...(unique || isFile || at[0] === 'header' ? [] : [{ arbitrary: text, weight: 1 }]),
  );
}

// fast-check's own texts of any characters ('binary') keep a list of all of them: 90 MB, and half a second to make.
/** The last character of the planes that hold those in use. */
const LAST = 0x2_ffff;
const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;

function skipSurrogates(point: number): number {
  return point < FIRST_SURROGATE ? point : point + SURROGATES;
}

function changeFor(
  { valuesOf }: PlanContext,
  member: Member | undefined,
  choice: Choice,
  { values, token }: { values: object; token: string },
): Change[] {
  if (!member || choice.kind === 'plain') return [];
  const { at } = member;
  const base = valueAt(values, at);
  if (choice.kind === 'absent') return [{ at, remove: true }];
  if (choice.kind === 'text') return typeof base === 'string' ? [{ at, value: choice.text }] : [];
  const value = valuesOf.get(at.join('/'))?.[choice.index];
  return value ? [{ at, value: value.write(base, token) }] : [];
}
