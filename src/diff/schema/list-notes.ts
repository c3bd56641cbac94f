/** Lists what stands beside what a value must be, where two schemas say it otherwise: expected domains, encodings, discriminators. */
import { isSchemaObject } from '../../contract/schema.ts';
import { expectedKeyword } from '../../contract/schema/view-schema.ts';
import { type Context, type Difference, step } from './difference.ts';
import type { Inclusion, Side } from './inclusion.ts';
import type { SameSchemas } from './same-schemas.ts';
import { canonical, keyOf, type Shape, type Site } from './shape.ts';
import { factOf, type WrittenFacts } from './written-facts.ts';

interface NoteSources {
  old: Side;
  now: Side;
  same: SameSchemas;
  facts: WrittenFacts;
  forward: Inclusion;
}

export class NoteLister {
  readonly #old: Side;
  readonly #now: Side;
  readonly #same: SameSchemas;
  readonly #facts: WrittenFacts;
  readonly #forward: Inclusion;

  constructor({ old, now, same, facts, forward }: NoteSources) {
    this.#old = old;
    this.#now = now;
    this.#same = same;
    this.#facts = facts;
    this.#forward = forward;
  }

  /** What stands beside what a value must be: the expected domain, and what a discriminator means. */
  *at(old: Site, now: Site, here: Context): Generator<Difference> {
    if (this.#old.shapes.direction === 'request') {
      const [was, is] = [factOf(this.#old, old, expectedKeyword).value, factOf(this.#now, now, expectedKeyword).value];
      if (canonical(was) !== canonical(is)) {
        const [before, after] = [expectedSite(this.#old, old), expectedSite(this.#now, now)];
        const change = {
          tighter: !this.#forward.holds(before, after),
          looser: !this.#forward.reverse.holds(after, before),
        };
        if (change.tighter || change.looser)
          yield { ...here, keyword: expectedKeyword, ...this.#facts.both(old, now, expectedKeyword), ...change };
      }
    }
    for (const keyword of ['contentEncoding', 'contentMediaType']) {
      const [encoded, encodes] = [factOf(this.#old, old, keyword).value, factOf(this.#now, now, keyword).value];
      if (encoded !== encodes)
        yield { ...here, keyword, ...this.#facts.both(old, now, keyword), tighter: true, looser: true, told: true };
    }
    const [was, is] = [
      factOf(this.#old, old, 'discriminator').value,
      factOf(this.#now, now, 'discriminator').value,
    ].map(readMapping);
    if (was === undefined || is === undefined || canonical([...was]) === canonical([...is])) return;
    const isKept = [...was].every(([value, name]) => is.get(value) === name);
    const isNew = [...is.keys()].some((value) => !was.has(value));
    yield {
      ...here,
      keyword: 'discriminator',
      ...this.#facts.both(old, now, 'discriminator'),
      tighter: !isKept,
      looser: isNew || !isKept,
      told: true,
    };
  }

  /** The same, for the parts of values that are right on both sides alike. */
  *below(before: readonly Shape[], after: readonly Shape[], here: Context, met: Set<string>): Generator<Difference> {
    for (const [index, one] of before.entries()) {
      const other = before.length === after.length ? after[index] : undefined;
      if (!other) return;
      const parts: [token: string, old: Site, now: Site][] = [...one.members].flatMap(([name, was]) => {
        const is = other.members.get(name);
        return is ? [[name, was, is]] : [];
      });
      if (one.items && other.items) parts.push(['[]', one.items, other.items]);
      if (one.others && other.others) parts.push(['{}', one.others, other.others]);
      for (const [token, old, now] of parts) {
        const key = `${keyOf(old)} ~ ${keyOf(now)}`;
        if (met.has(key) || this.#same.areEqual(old, now)) continue;
        met.add(key);
        const part = step(here, token);
        const there: Context = { ...part, trail: [...part.trail, { old, now }] };
        yield* this.at(old, now, there);
        yield* this.below(this.#old.shapes.of(old), this.#now.shapes.of(now), there, met);
      }
    }
  }
}

/** What each value of a discriminator's member means; undefined where there is none. */
function readMapping(raw: unknown): Map<string, string> | undefined {
  if (!isSchemaObject(raw)) return undefined;
  const mapping = isSchemaObject(raw['mapping']) ? Object.entries(raw['mapping']) : [];
  const names = mapping.map(([value, target]) => [value, String(target).replace(/^.*\//, '')] as const);
  return new Map([['', String(raw['propertyName'])], ...names.toSorted()]);
}

function expectedSite(side: Side, place: Site) {
  const fact = factOf(side, place, expectedKeyword);
  return isSchemaObject(fact.value) ? [{ schema: fact.value, pointer: fact.pointer }] : [];
}
