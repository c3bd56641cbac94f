/** Places of which a pact asks that there is a value and nothing else: Pact looks into objects and lists all the same. */
import { generalPath } from './body-path.ts';
import { anything, type PactInteraction } from './pact-file.ts';
import type { PactDifference } from './run-verifier.ts';

/** The differences without those at or below such a place. */
export function withoutAnyPlaces(
  differences: readonly PactDifference[],
  { rules }: Pick<PactInteraction, 'rules'>,
): readonly PactDifference[] {
  const places = Object.keys(rules).filter((path) => rules[path]?.split('; ').includes(anything));
  return differences.filter((difference) => {
    const { type, path } = difference;
    if (type !== 'BodyMismatch' || path === undefined) return true;
    const general = generalPath(path);
    const isAny = places.some((place) => general === place || /^[.[]/.test(rest(general, place)));
    return !isAny;
  });
}

/** What follows `place` in `path`; empty where it does not begin with it. */
function rest(path: string, place: string): string {
  return path.startsWith(place) ? path.slice(place.length) : '';
}
