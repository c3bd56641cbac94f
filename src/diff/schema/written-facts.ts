/** Finds where and how a keyword is written for a value, on either side. */
import { walkInPlace, walkPossible } from '../../contract/schema/walk-schema.ts';
import type { Side } from './inclusion.ts';
import type { Shapes } from './read-shapes.ts';
import { canonical, type Fact, keyOf, type Site } from './shape.ts';

/** Where and how a keyword is written for a value of the site. */
export function factOf({ shapes }: Pick<Side, 'shapes'>, site: Site, keyword: string, value?: unknown): Fact {
  const written = factsOf(shapes, site).get(keyword);
  if (!written) return { value, pointer: site[0]?.pointer ?? '' };
  return value === undefined ? written : { ...written, value };
}

const known = new WeakMap<Shapes, Map<string, ReadonlyMap<string, Fact>>>();

/** Every keyword that is written for a value of the site, where it is found first; what holds for certain comes before what may. */
function factsOf(shapes: Shapes, site: Site): ReadonlyMap<string, Fact> {
  const bySite = known.get(shapes) ?? new Map<string, ReadonlyMap<string, Fact>>();
  known.set(shapes, bySite);
  const key = keyOf(site);
  const before = bySite.get(key);
  if (before) return before;
  const facts = new Map<string, Fact>();
  for (const walk of [walkInPlace, walkPossible])
    for (const node of site)
      for (const { schema, pointer } of walk(shapes.document, node))
        for (const [keyword, value] of Object.entries(schema))
          if (value !== undefined && !facts.has(keyword))
            facts.set(keyword, { value, pointer: `${pointer}/${keyword}` });
  bySite.set(key, facts);
  return facts;
}

/** What a keyword says on each of two sides; of one that neither has, the schemas themselves. */
export class WrittenFacts {
  readonly #old: Side;
  readonly #now: Side;

  constructor(old: Side, now: Side) {
    this.#old = old;
    this.#now = now;
  }

  both(old: Site, now: Site, keyword: string): { old?: Fact; now?: Fact } {
    const [was, is] = [factOf(this.#old, old, keyword), factOf(this.#now, now, keyword)];
    if (was.value === undefined && is.value === undefined)
      return {
        ...(old[0] ? { old: { value: old[0].schema, pointer: old[0].pointer } } : {}),
        ...(now[0] ? { now: { value: now[0].schema, pointer: now[0].pointer } } : {}),
      };
    return { ...(was.value === undefined ? {} : { old: was }), ...(is.value === undefined ? {} : { now: is }) };
  }

  /** The keyword by which a union is written. */
  union(old: Site, now: Site): string {
    const keywords = ['oneOf', 'anyOf', 'if', 'dependentRequired', 'dependentSchemas', 'not', 'allOf'];
    const differs = keywords.find((keyword) => {
      const values = [factOf(this.#old, old, keyword).value, factOf(this.#now, now, keyword).value];
      return canonical(values[0]) !== canonical(values[1]);
    });
    return differs ?? 'schema';
  }
}
