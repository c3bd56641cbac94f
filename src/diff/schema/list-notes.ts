/** Lists what stands beside what a value must be, where two schemas say it otherwise: expected domains, encodings, discriminators. */
import { parsePointer, valueAt } from '../../contract/json-pointer.ts';
import { plainText } from '../../contract/name-text.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { type Direction, expectedKeyword } from '../../contract/schema/view-schema.ts';
import { type Context, type Difference, step } from './difference.ts';
import { isSooner } from '../announcement.ts';
import type { Inclusion, Side } from './inclusion.ts';
import type { SameSchemas } from './same-schemas.ts';
import { canonical, type Fact, keyOf, type Shape, type Site } from './shape.ts';
import { factOf, type WrittenFacts } from './written-facts.ts';

/** Of what no value shows, a rule says whom it breaks. */
const remark = { tighter: true, looser: false, told: true } as const;

interface NoteSources {
  old: Side;
  now: Side;
  direction: Direction;
  same: SameSchemas;
  facts: WrittenFacts;
  forward: Inclusion;
}

export class NoteLister {
  readonly #old: Side;
  readonly #now: Side;
  readonly #direction: Direction;
  readonly #same: SameSchemas;
  readonly #facts: WrittenFacts;
  readonly #forward: Inclusion;

  constructor({ old, now, direction, same, facts, forward }: NoteSources) {
    this.#old = old;
    this.#now = now;
    this.#direction = direction;
    this.#same = same;
    this.#facts = facts;
    this.#forward = forward;
  }

  /** What stands beside what a value must be: the expected domain, and what a discriminator means. */
  *at(old: Site, now: Site, here: Context): Generator<Difference> {
    if (this.#direction === 'request') {
      const [was, is] = [factOf(this.#old, old, expectedKeyword).value, factOf(this.#now, now, expectedKeyword).value];
      if (canonical(was) !== canonical(is)) {
        const [before, after] = [
          siteOf(factOf(this.#old, old, expectedKeyword)),
          siteOf(factOf(this.#now, now, expectedKeyword)),
        ];
        const change = {
          tighter: !this.#forward.holds(before, after),
          looser: !this.#forward.reverse.holds(after, before),
        };
        if (change.tighter || change.looser)
          yield { ...here, keyword: expectedKeyword, ...this.#facts.both(old, now, expectedKeyword), ...change };
      }
    }
    yield* this.#leftOut(old, now, here);
    const inside = { old: factOf(this.#old, old, 'contentSchema'), now: factOf(this.#now, now, 'contentSchema') };
    const [own, other] = [siteOf(inside.old), siteOf(inside.now)];
    const change = { tighter: !this.#forward.holds(own, other), looser: !this.#forward.reverse.holds(other, own) };
    if (change.tighter || change.looser)
      yield {
        ...here,
        keyword: 'contentSchema',
        ...this.#facts.both(old, now, 'contentSchema'),
        ...change,
        told: true,
      };
    for (const keyword of ['contentEncoding', 'contentMediaType'] as const) {
      const [encoded, encodes] = [encodingOf(this.#old, old, keyword), encodingOf(this.#now, now, keyword)];
      if (encoded !== encodes)
        yield { ...here, keyword, ...this.#facts.both(old, now, keyword), tighter: true, looser: true, told: true };
    }
    const [was, is] = [factOf(this.#old, old, 'discriminator'), factOf(this.#now, now, 'discriminator')].map(
      ({ value, pointer }, index) =>
        value === undefined || this.#namesBranches(pointer, index) ? undefined : readMapping(value),
    );
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

  /** Whether the names of a discriminator are those of alternatives, which are compared with them. */
  #namesBranches(pointer: string, index: number): boolean {
    const { document } = (index === 0 ? this.#old : this.#now).shapes;
    const schema = valueAt(document, parsePointer(pointer).slice(0, -1));
    return isSchemaObject(schema) && (schema['oneOf'] !== undefined || schema['anyOf'] !== undefined);
  }

  /** What a member of a request means where it is left out, and whether it shall be left out. */
  *#leftOut(old: Site, now: Site, here: Context): Generator<Difference> {
    const [name, around] = [here.at.at(-1), here.trail.at(-2)];
    if (name === undefined || !around) return;
    const both = (keyword: string) => [factOf(this.#old, old, keyword), factOf(this.#now, now, keyword)] as const;
    const [was, is] = both('default');
    const isChanged = was.value !== undefined && canonical(was.value) !== canonical(is.value);
    const isOptional = [...this.#old.shapes.of(around.old), ...this.#now.shapes.of(around.now)].some(
      ({ members, required }) => members.has(name) && !required.has(name),
    );
    if (isChanged && isOptional && this.#direction === 'request')
      yield { ...here, keyword: 'default', ...this.#facts.both(old, now, 'default'), ...remark };
    const [before, after] = both('deprecated');
    if (before.value !== true && after.value === true) yield { ...here, keyword: 'deprecated', now: after, ...remark };
    const [day, other] = both('x-sunset');
    if (
      isSooner(
        { deprecated: before.value, 'x-sunset': day.value },
        { deprecated: after.value, 'x-sunset': other.value },
      )
    )
      yield { ...here, keyword: 'x-sunset', ...this.#facts.both(old, now, 'x-sunset'), ...remark };
  }

  /** Members that a direction carries on one side only. */
  *hidden(one: Shape, other: Shape, here: Context): Generator<Difference> {
    const keyword = this.#direction === 'request' ? 'readOnly' : 'writeOnly';
    for (const name of one.members.keys()) {
      if (!other.members.has(name) || one.hidden.has(name) === other.hidden.has(name)) continue;
      const isNow = other.hidden.has(name);
      const [side, site] = isNow ? [this.#now, other.members.get(name)] : [this.#old, one.members.get(name)];
      const fact = factOf(side, site ?? [], keyword);
      yield {
        ...step(here, name),
        keyword,
        ...(isNow ? { now: fact } : { old: fact }),
        tighter: isNow,
        looser: !isNow,
        told: true,
      };
    }
  }

  /** The same, for the parts of values that are right on both sides alike. */
  *below(before: readonly Shape[], after: readonly Shape[], here: Context, met: Set<string>): Generator<Difference> {
    for (const [index, one] of before.entries()) {
      const other = before.length === after.length ? after[index] : undefined;
      if (!other) return;
      yield* this.hidden(one, other, here);
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
  const names = mapping.map(([value, target]) => [value, plainText(target).replace(/^.*\//, '')] as const);
  return new Map([['', plainText(raw['propertyName'])], ...names.toSorted()]);
}

/** What a text holds: by its own keyword, or, as OpenAPI 3.0 and 2.0 have it, by a format; bytes of any kind are nothing in particular. */
function encodingOf(side: Side, site: Site, keyword: 'contentEncoding' | 'contentMediaType'): unknown {
  const { value } = factOf(side, site, keyword);
  if (value === 'application/octet-stream') return undefined;
  const isBase64 = keyword === 'contentEncoding' && factOf(side, site, 'format').value === 'byte';
  return value ?? (isBase64 ? 'base64' : undefined);
}

/** The schema that a keyword has for a value, if any. */
function siteOf({ value, pointer }: Fact): Site {
  return isSchemaObject(value) ? [{ schema: value, pointer }] : [];
}
