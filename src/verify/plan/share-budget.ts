/** Chooses the cases for which a budget of requests has room: no family loses all, and the largest lose most. */

/** What the size of a case is read from: its requests, but for those that many share. */
type Sized = { readonly steps: readonly { shared?: unknown }[] };

/**
 * Where not all fit, the families with most requests give up their last cases, down to one and the same size;
 * what is then left over goes to whatever comes first.
 */
export function shareBudget<T extends Sized>(families: readonly (readonly T[])[], budget: number): T[] {
  const share = fairShare(families.map(requestsIn), budget);
  const fair = new Set(families.flatMap((cases) => withinBudget(cases, share)));
  const all = families.flat();
  const more = withinBudget(
    all.filter((each) => !fair.has(each)),
    budget - requestsIn([...fair]),
  );
  const chosen = new Set([...fair, ...more]);
  return all.filter((each) => chosen.has(each));
}

/** The cases, in order, that fit; smaller ones behind one that does not may. */
export function withinBudget<T extends Sized>(cases: readonly T[], budget: number): T[] {
  let left = budget;
  return cases.filter((each) => {
    const size = requestsIn([each]);
    if (size > left) return false;
    left -= size;
    return true;
  });
}

export function requestsIn(cases: readonly Sized[]): number {
  return cases.reduce((sum, { steps }) => sum + steps.filter(({ shared }) => shared === undefined).length, 0);
}

/** The size that no family may exceed for all of them to fit. */
function fairShare(sizes: readonly number[], budget: number): number {
  let left = budget;
  for (const [index, size] of sizes.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (sizes.length - index));
    if (size > share) return share;
    left -= size;
  }
  return Infinity;
}
