/** Every pair (at `deep` every triple) of the optional members' states: absent, or with one of a few values. */
import { valueAt } from '../../../contract/json-pointer.ts';
import type { Case } from '../case.ts';
import { changeValues, type Change } from '../change-values.ts';
import { coverCombinations } from './covering-array.ts';
import { isInside } from './presence-cases.ts';
import { singleCase, type PlanContext } from '../plan-context.ts';

/** Most values of one member that are combined with those of others. */
const MOST_VALUES = 4;

type Level = { label: string; change: (base: unknown, token: string) => Change };

export function combinationCases(context: PlanContext): Case[] {
  const { members, depth } = context;
  if (depth === 'quick') return [];
  const factors = members
    .filter((member) => member.optional && !isInside(member, members))
    .map(({ at }) => ({ at, levels: levelsOf(context, at) }));
  const rows = coverCombinations(
    factors.map(({ levels }) => levels.length),
    depth === 'deep' ? 3 : 2,
  );
  return rows.map((row, index) => {
    const { values, token } = context.maker.make('full');
    const chosen = factors.map(({ at, levels }, factor) =>
      levels[row[factor] ?? 0]?.change(valueAt(values, at), token),
    );
    const changed = changeValues(
      values,
      chosen.filter((change) => change !== undefined),
    );
    return singleCase(
      context,
      { id: `combination/${index + 1}`, sentence: 'with one more combination of its optional members' },
      { values: changed, token },
    );
  });
}

/** Absent; then the named values, else a plain one, an empty one and an odd one. */
function levelsOf({ valuesOf }: PlanContext, at: readonly string[]): Level[] {
  const values = valuesOf.get(at.join('/')) ?? [];
  const absent: Level = { label: 'absent', change: () => ({ at, remove: true }) };
  const plain: Level = { label: 'plain', change: (base) => ({ at, value: base }) };
  const few =
    values.length > MOST_VALUES ? [...values.filter(({ label }) => label === 'empty'), ...values.slice(0, 1)] : values;
  const chosen = few.map(({ label, write }) => ({
    label,
    change: (base: unknown, token: string) => ({ at, value: write(base, token) }),
  }));
  return values.length > MOST_VALUES || values.length === 0 ? [absent, plain, ...chosen] : [absent, ...chosen];
}
