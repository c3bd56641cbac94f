/** Tells whether a clause's new value allows less than its old one, or more. */
import { isDeepStrictEqual } from 'node:util';

/** Both where some values are allowed no more and others are allowed now. */
export type Strictness = 'tighter' | 'looser' | 'both';

/** How the value of a clause of `kind` changes what is allowed; undefined where it does not. */
export function compareStrictness(kind: string, old: unknown, now: unknown): Strictness | undefined {
  if (isDeepStrictEqual(old, now)) return undefined;
  if (kind === 'type') return compareSets(typesIn(old), typesIn(now));
  if (kind === 'enum') return compareSets(textsIn(old), textsIn(now));
  if (kind === 'media-type') return compareSets(new Set(String(old).split(' or ')), new Set(String(now).split(' or ')));
  if (typeof old !== 'number' || typeof now !== 'number') return 'both';
  if (/^(?:max|exclusiveMax)/.test(kind)) return now < old ? 'tighter' : 'looser';
  if (/^(?:min|exclusiveMin)/.test(kind)) return now > old ? 'tighter' : 'looser';
  return 'both';
}

/** Every integer is a number. */
function typesIn(value: unknown): Set<string> {
  const types = [value].flat().map(String);
  return new Set(types.includes('number') ? [...types, 'integer'] : types);
}

function textsIn(value: unknown): Set<string> {
  return new Set([value].flat().map((each) => JSON.stringify(each)));
}

function compareSets(old: ReadonlySet<string>, now: ReadonlySet<string>): Strictness | undefined {
  const lost = [...old].some((each) => !now.has(each));
  const gained = [...now].some((each) => !old.has(each));
  if (lost && gained) return 'both';
  if (lost) return 'tighter';
  return gained ? 'looser' : undefined;
}
