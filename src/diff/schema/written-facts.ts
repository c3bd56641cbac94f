/** Finds where and how a keyword is written for a value, on either side. */
import { walkInPlace, walkPossible } from '../../contract/schema/walk-schema.ts';
import type { Side } from './inclusion.ts';
import { canonical, type Fact, type Site } from './shape.ts';

/** Where and how a keyword is written for a value of the site. */
export function factOf({ shapes }: Side, site: Site, keyword: string, value?: unknown): Fact {
  for (const walk of [walkInPlace, walkPossible]) {
    for (const node of site) {
      for (const { schema, pointer } of walk(shapes.document, node)) {
        if (schema[keyword] !== undefined) return { value: value ?? schema[keyword], pointer: `${pointer}/${keyword}` };
      }
    }
  }
  return { value, pointer: site[0]?.pointer ?? '' };
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
