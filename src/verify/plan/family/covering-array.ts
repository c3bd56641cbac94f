/** Covering arrays: the fewest rows found in which every combination of `strength` factors' levels stands together. */

/** A row: for each factor, the index of its level. */
export type Row = readonly number[];

/**
 * Rows over factors with `sizes[i]` levels each. Greedy and deterministic: each row is built round the first combination
 * that no row has yet, and takes, factor by factor, the level that covers most of what is left.
 */
export function coverCombinations(sizes: readonly number[], strength: number): Row[] {
  const groups = choose(sizes.length, Math.min(strength, sizes.length));
  const missing = new Map<string, Map<number, number>>();
  for (const group of groups)
    for (const levels of levelsOf(group.map((factor) => sizes[factor] ?? 1))) {
      const combination = new Map(group.map((factor, index) => [factor, levels[index] ?? 0]));
      missing.set(keyOf(combination), combination);
    }
  const rows: Row[] = [];
  while (missing.size > 0) {
    const [seed = new Map<number, number>()] = missing.values();
    const row = completeRow(seed, sizes, { groups, missing });
    rows.push(row);
    for (const group of groups) missing.delete(keyOf(new Map(group.map((factor) => [factor, row[factor] ?? 0]))));
  }
  return rows;
}

interface Remaining {
  groups: readonly (readonly number[])[];
  missing: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

function completeRow(seed: ReadonlyMap<number, number>, sizes: readonly number[], remaining: Remaining): Row {
  const row = new Map(seed);
  for (const [factor, size] of sizes.entries()) {
    if (row.has(factor)) continue;
    const gains = Array.from({ length: size }, (_, level) => gainOf(row, factor, level, remaining));
    row.set(factor, gains.indexOf(Math.max(...gains)));
  }
  return sizes.map((_, factor) => row.get(factor) ?? 0);
}

/** How many missing combinations the row would complete if `factor` had `level`. */
function gainOf(
  row: ReadonlyMap<number, number>,
  factor: number,
  level: number,
  { groups, missing }: Remaining,
): number {
  const extended = new Map(row).set(factor, level);
  return groups.filter((group) => {
    if (!group.includes(factor) || !group.every((each) => extended.has(each))) return false;
    return missing.has(keyOf(new Map(group.map((each) => [each, extended.get(each) ?? 0]))));
  }).length;
}

function keyOf(combination: ReadonlyMap<number, number>): string {
  return [...combination]
    .sort(([a], [b]) => a - b)
    .map(([factor, level]) => `${factor}=${level}`)
    .join(',');
}

/** Every way to choose `size` of the first `count` numbers, each in ascending order. */
function choose(count: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: Math.max(0, count - from) }, (_, offset) => from + offset).flatMap((first) =>
    choose(count, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

/** Every combination of levels, the last factor's fastest. */
function levelsOf([size, ...rest]: readonly number[]): number[][] {
  if (size === undefined) return [[]];
  return Array.from({ length: size }, (_, level) => levelsOf(rest).map((others) => [level, ...others])).flat();
}
