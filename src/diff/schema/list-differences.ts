/** Lists where two schemas differ in meaning, keyword by keyword: what is the same, however it is written, is left out. */
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { expectedKeyword } from '../../contract/schema/view-schema.ts';
import { targetOf, walkInPlace, walkPossible } from '../../contract/schema/walk-schema.ts';
import { Inclusion, type Side } from './inclusion.ts';
import {
  canonical,
  type Fact,
  isAnything,
  keyOf,
  memberSite,
  type PlainType,
  plainTypes,
  type Shape,
  type Site,
} from './shape.ts';

/** A part of a value, with the schemas that bind it on both sides. */
export interface Stop {
  old: Site;
  now: Site;
  /** The member or item that the next part is; of the last, none. */
  token?: string;
}

/** What one keyword says otherwise than before about a part of the value. */
export interface Difference {
  /** `[]` stands for every item, `{}` for every other member. */
  at: readonly string[];
  keyword: string;
  old?: Fact;
  now?: Fact;
  /** Whether something is right no more. */
  tighter: boolean;
  /** Whether something is right that was not. */
  looser: boolean;
  /** Whether the keyword alone tells, since no validator looks at it. */
  told?: true;
  /** Set within a member that only one side describes. */
  part?: 'gone' | 'new' | undefined;
  /** From the whole value down to the part. */
  trail: readonly Stop[];
}

/** One comparison on its way: the pairs that were met, and how often one was met again. */
interface Run {
  met: Set<string>;
  same: number;
  again: number;
}

interface Context {
  at: readonly string[];
  trail: readonly Stop[];
  part?: Difference['part'];
}

/** Keywords that say nothing of values. */
const notes = new Set(
  'title description example examples default deprecated externalDocs $comment xml definitions $defs $id $schema readOnly writeOnly'.split(
    ' ',
  ),
);

/** Below so many parts inside each other, what differs is told of the whole. */
const DEEPEST = 20;

export interface Comparison {
  differences: readonly Difference[];
  /** How many keywords say on both sides the same. */
  same: number;
}

/** Compares schemas of two documents, for one direction. */
export class SchemaComparer {
  readonly #old: Side;
  readonly #now: Side;
  readonly forward: Inclusion;
  readonly #compared = new Map<string, Comparison>();
  readonly #equal = new Map<string, boolean>();
  readonly #assumed: string[] = [];
  readonly #sizes = new Map<string, number>();

  constructor(old: Side, now: Side) {
    this.#old = old;
    this.#now = now;
    this.forward = new Inclusion(old, now);
  }

  /** Where `now` differs from `old`; each pair of schemas is told where it is met first. */
  compare(old: Site, now: Site): Comparison {
    const key = `${keyOf(old)} | ${keyOf(now)}`;
    const known = this.#compared.get(key);
    if (known) return known;
    const run: Run = { met: new Set(), same: 0, again: 0 };
    const differences = [...this.#sites(old, now, { at: [], trail: [] }, run)];
    const compared = { differences, same: run.same };
    this.#compared.set(key, compared);
    return compared;
  }

  *#sites(old: Site, now: Site, context: Context, run: Run): Generator<Difference> {
    const key = `${keyOf(old)} | ${keyOf(now)}`;
    if (run.met.has(key)) {
      run.again += 1;
      return;
    }
    run.met.add(key);
    if (this.#areEqual(old, now)) {
      run.same += now.reduce((sum, node) => sum + this.#sizeOf(node), 0);
      return;
    }
    const here: Context = { ...context, trail: [...context.trail, { old, now }] };
    yield* this.#notes(old, now, here);
    const [before, after] = [this.#old.shapes.of(old), this.#now.shapes.of(now)];
    const lost = before.filter((shape) => !this.forward.covers(shape, now));
    const gained = after.filter((shape) => !this.forward.reverse.covers(shape, old));
    if (lost.length === 0 && gained.length === 0) {
      run.same += now.reduce((sum, node) => sum + this.#sizeOf(node), 0);
      yield* this.#notesBelow(before, after, here, run.met);
      return;
    }
    const limits = { tighter: lost.length > 0, looser: gained.length > 0 };
    let found = false;
    const { again } = run;
    const isDeep = here.trail.length > DEEPEST;
    for (const difference of isDeep ? [] : this.#branches({ old, now, before, after, lost, gained }, here, run)) {
      const { trail } = difference;
      const isHere = trail.length === here.trail.length;
      const limited = isHere
        ? { tighter: difference.tighter && limits.tighter, looser: difference.looser && limits.looser }
        : {};
      const told = { ...difference, ...limited };
      if (!told.tighter && !told.looser && !told.part) continue;
      found = true;
      yield told;
    }
    // What differs in a pair that was met before is told there.
    if (found || run.again > again) return;
    const keyword = this.#writtenUnion(old, now);
    yield { ...here, keyword, ...this.#rawFacts(old, now, keyword), ...limits };
  }

  *#branches(
    {
      old,
      now,
      before,
      after,
      lost,
      gained,
    }: Record<'old' | 'now', Site> & Record<'before' | 'after' | 'lost' | 'gained', readonly Shape[]>,
    here: Context,
    run: Run,
  ): Generator<Difference> {
    const types = { old: typesAmong(before), now: typesAmong(after) };
    const gone = types.old.difference(types.now);
    const added = types.now.difference(types.old);
    const isListed = [...before, ...after].every(({ values }) => values !== undefined);
    if ((gone.size > 0 || added.size > 0) && !isListed) {
      const facts = {
        ...(types.old.size === plainTypes.length
          ? {}
          : { old: this.#fact(this.#old, old, 'type', namesOf(types.old)) }),
        ...(types.now.size === plainTypes.length
          ? {}
          : { now: this.#fact(this.#now, now, 'type', namesOf(types.now)) }),
      };
      yield { ...here, keyword: 'type', ...facts, tighter: gone.size > 0, looser: added.size > 0 };
    }
    const isLeft = (types_: ReadonlySet<PlainType>) => (shape: Shape) =>
      isListed || ![...shape.types].every((type) => types_.has(type));
    const left =
      before.length === 1 && after.length === 1
        ? [before, after]
        : [lost.filter(isLeft(gone)), gained.filter(isLeft(added))];
    const pairs = pairUp(left[0] ?? [], left[1] ?? [], { before, after });
    if (pairs === undefined) {
      const keyword = this.#writtenUnion(old, now);
      yield {
        ...here,
        keyword,
        ...this.#rawFacts(old, now, keyword),
        tighter: (left[0] ?? []).length > 0,
        looser: (left[1] ?? []).length > 0,
      };
      return;
    }
    for (const [one, other] of pairs) yield* this.#shapes(one, other, { old, now, here, run });
  }

  *#shapes(one: Shape, other: Shape, place: { old: Site; now: Site; here: Context; run: Run }): Generator<Difference> {
    const { old, now, here, run } = place;
    const difference = (
      keyword: string,
      sides: { old?: Fact | undefined; now?: Fact | undefined },
      change: { tighter: boolean; looser: boolean },
      at = here.at,
    ): Difference => ({
      ...here,
      at,
      keyword,
      ...(sides.old ? { old: sides.old } : {}),
      ...(sides.now ? { now: sides.now } : {}),
      ...change,
    });
    if (one.values || other.values) yield* this.#values(one, other, place);
    for (const keyword of new Set([...one.facts.keys(), ...other.facts.keys()])) {
      const [was, is] = [one.facts.get(keyword), other.facts.get(keyword)];
      if (was?.value === is?.value) {
        run.same += 1;
        continue;
      }
      yield difference(keyword, { old: was, now: is }, compareBounds(keyword, was?.value, is?.value));
    }
    for (const [keyword, list] of [
      ['multipleOf', 'multiples'],
      ['pattern', 'patterns'],
      ['format', 'formats'],
    ] as const) {
      const was = one[list].filter((fact) => !other[list].some(({ value }) => value === fact.value));
      const is = other[list].filter((fact) => !one[list].some(({ value }) => value === fact.value));
      run.same += one[list].length - was.length;
      if (was.length + is.length > 0)
        yield difference(keyword, { old: was[0], now: is[0] }, { tighter: is.length > 0, looser: was.length > 0 });
    }
    yield* this.#members(one, other, { difference, ...place });
    yield* this.#items(one, other, place);
    if (canonical(one.not.map(({ schema }) => schema)) !== canonical(other.not.map(({ schema }) => schema))) {
      const keyword = one.not.concat(other.not).every(({ pointer }) => pointer.includes('#not'))
        ? this.#writtenUnion(old, now)
        : 'not';
      yield difference(keyword, this.#rawFacts(old, now, keyword), { tighter: true, looser: true });
    }
    const opaque = (shape: Shape) => canonical(shape.opaque.map(({ keyword, value }) => [keyword, value]));
    if (opaque(one) !== opaque(other)) {
      const keyword = [...other.opaque, ...one.opaque][0]?.keyword ?? '';
      yield difference(keyword, this.#rawFacts(old, now, keyword), {
        tighter: other.opaque.length > 0,
        looser: one.opaque.length > 0,
      });
    }
  }

  *#values(
    one: Shape,
    other: Shape,
    { old, now, here, run }: { old: Site; now: Site; here: Context; run: Run },
  ): Generator<Difference> {
    const keys = { old: new Set(one.values?.keys()), now: new Set(other.values?.keys()) };
    if (one.values && other.values && keys.old.symmetricDifference(keys.now).size === 0) {
      run.same += 1;
      return;
    }
    const isConstant =
      [one, other].every(({ values }) => values === undefined || values.size === 1) &&
      this.#raw(this.#now, now, 'const') !== undefined;
    const keyword = isConstant ? 'const' : 'enum';
    const written = (shape: Shape) =>
      (isConstant
        ? [...(shape.values ?? new Map()).values()][0]
        : [...(shape.values ?? new Map()).values()]) as unknown;
    yield {
      ...here,
      keyword,
      ...(one.values ? { old: this.#fact(this.#old, old, keyword, written(one)) } : {}),
      ...(other.values ? { now: this.#fact(this.#now, now, keyword, written(other)) } : {}),
      tighter: other.values !== undefined && (!one.values || keys.old.difference(keys.now).size > 0),
      looser: one.values !== undefined && (!other.values || keys.now.difference(keys.old).size > 0),
    };
  }

  *#members(
    one: Shape,
    other: Shape,
    {
      old,
      now,
      here,
      run,
      difference,
    }: {
      old: Site;
      now: Site;
      here: Context;
      run: Run;
      difference: (
        keyword: string,
        sides: { old?: Fact | undefined; now?: Fact | undefined },
        change: { tighter: boolean; looser: boolean },
        at?: readonly string[],
      ) => Difference;
    },
  ): Generator<Difference> {
    for (const [name, pointer] of one.required) {
      if (other.required.has(name)) run.same += 1;
      else
        yield difference('required', { old: { value: name, pointer } }, { tighter: false, looser: true }, [
          ...here.at,
          name,
        ]);
    }
    for (const [name, pointer] of other.required) {
      if (!one.required.has(name))
        yield difference('required', { now: { value: name, pointer } }, { tighter: true, looser: false }, [
          ...here.at,
          name,
        ]);
    }
    for (const name of new Set([...one.members.keys(), ...other.members.keys()])) {
      const was = memberSite(one, name);
      const is = memberSite(other, name);
      const part = was === undefined ? 'new' : is === undefined ? 'gone' : undefined;
      const member = step(here, name, part);
      const side = part === 'new' ? is : was;
      if (part !== undefined && side?.every(({ schema }) => isAnything(schema)))
        yield this.#bareMember(member, { was: was ?? [], is: is ?? [], name });
      else yield* this.#sites(was ?? [], is ?? [], member, run);
    }
    for (const pattern of new Set([...one.named.keys(), ...other.named.keys()])) {
      const [was, is] = [one.named.get(pattern), other.named.get(pattern)];
      if (was && is) yield* this.#sites(was, is, step(here, '{}'), run);
      else {
        const facts = this.#rawFacts(old, now, 'patternProperties');
        yield difference('patternProperties', facts, { tighter: is !== undefined, looser: was !== undefined });
      }
    }
    if (one.others || other.others) yield* this.#others(one, other, { old, now, here, run });
    if (keyOf(one.names) !== keyOf(other.names) || one.names.length > 0) {
      const change = {
        tighter: !this.forward.holds(one.names, other.names),
        looser: !this.forward.reverse.holds(other.names, one.names),
      };
      if (change.tighter || change.looser)
        yield difference('propertyNames', this.#rawFacts(old, now, 'propertyNames'), change);
    }
  }

  /** A member that only one side has, and of which it says nothing. */
  #bareMember(member: Context, { was, is, name }: { was: Site; is: Site; name: string }): Difference {
    const fact = (site: Site) => (site[0] ? { value: name, pointer: site[0].pointer } : undefined);
    const [old, now] = [fact(was), fact(is)];
    const trail = [...member.trail, { old: was, now: is }];
    return {
      ...member,
      trail,
      keyword: 'properties',
      ...(old ? { old } : {}),
      ...(now ? { now } : {}),
      tighter: is.length > 0,
      looser: was.length > 0,
    };
  }

  *#others(
    one: Shape,
    other: Shape,
    { old, now, here, run }: { old: Site; now: Site; here: Context; run: Run },
  ): Generator<Difference> {
    const isClosed = (side: Side, site?: Site) => site !== undefined && side.shapes.of(site).length === 0;
    const closed = [isClosed(this.#old, one.others), isClosed(this.#now, other.others)];
    if (closed[0] === closed[1]) {
      if (closed[0] === false) yield* this.#sites(one.others ?? [], other.others ?? [], step(here, '{}'), run);
      return;
    }
    const keyword = [old, now]
      .flat()
      .some(({ schema }) => isSchemaObject(schema) && schema['unevaluatedProperties'] === false)
      ? 'unevaluatedProperties'
      : 'additionalProperties';
    const facts = closed[1]
      ? { now: this.#fact(this.#now, now, keyword, false) }
      : { old: this.#fact(this.#old, old, keyword, false) };
    yield { ...here, keyword, ...facts, tighter: closed[1] === true, looser: closed[0] === true };
  }

  *#items(
    one: Shape,
    other: Shape,
    { old, now, here, run }: { old: Site; now: Site; here: Context; run: Run },
  ): Generator<Difference> {
    for (let index = 0; index < Math.max(one.first.length, other.first.length); index += 1)
      yield* this.#sites(
        one.first[index] ?? one.items ?? [],
        other.first[index] ?? other.items ?? [],
        step(here, `[${index}]`),
        run,
      );
    if (one.items || other.items) {
      const none = [
        this.#old.shapes.of(one.items ?? []).length === 0,
        this.#now.shapes.of(other.items ?? []).length === 0,
      ];
      if (none[0] === none[1]) yield* this.#sites(one.items ?? [], other.items ?? [], step(here, '[]'), run);
      else
        yield {
          ...here,
          keyword: 'items',
          ...this.#rawFacts(old, now, 'items'),
          tighter: none[1] === true,
          looser: none[0] === true,
        };
    }
    const contained = (shape: Shape) =>
      canonical(shape.contains.map(({ site, least, most }) => [site.map(({ schema }) => schema), least, String(most)]));
    if (contained(one) === contained(other)) return;
    const keyword =
      (['contains', 'minContains', 'maxContains'] as const).find(
        (each) => canonical(this.#raw(this.#old, old, each)) !== canonical(this.#raw(this.#now, now, each)),
      ) ?? 'contains';
    yield { ...here, keyword, ...this.#rawFacts(old, now, keyword), tighter: true, looser: true };
  }

  /** The same, for the parts of values that are right on both sides alike. */
  *#notesBelow(
    before: readonly Shape[],
    after: readonly Shape[],
    here: Context,
    met: Set<string>,
  ): Generator<Difference> {
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
        if (met.has(key) || this.#areEqual(old, now)) continue;
        met.add(key);
        const part = step(here, token);
        const there: Context = { ...part, trail: [...part.trail, { old, now }] };
        yield* this.#notes(old, now, there);
        yield* this.#notesBelow(this.#old.shapes.of(old), this.#now.shapes.of(now), there, met);
      }
    }
  }

  /** What stands beside what a value must be: the expected domain, and what a discriminator means. */
  *#notes(old: Site, now: Site, here: Context): Generator<Difference> {
    if (this.#old.shapes.direction === 'request') {
      const [was, is] = [this.#raw(this.#old, old, expectedKeyword), this.#raw(this.#now, now, expectedKeyword)];
      if (canonical(was) !== canonical(is)) {
        const site = (side: Side, place: Site) => {
          const fact = this.#fact(side, place, expectedKeyword);
          return isSchemaObject(fact.value) ? [{ schema: fact.value, pointer: fact.pointer }] : [];
        };
        const [before, after] = [site(this.#old, old), site(this.#now, now)];
        const change = {
          tighter: !this.forward.holds(before, after),
          looser: !this.forward.reverse.holds(after, before),
        };
        if (change.tighter || change.looser)
          yield { ...here, keyword: expectedKeyword, ...this.#rawFacts(old, now, expectedKeyword), ...change };
      }
    }
    for (const keyword of ['contentEncoding', 'contentMediaType']) {
      const [encoded, encodes] = [this.#raw(this.#old, old, keyword), this.#raw(this.#now, now, keyword)];
      if (encoded !== encodes)
        yield { ...here, keyword, ...this.#rawFacts(old, now, keyword), tighter: true, looser: true, told: true };
    }
    const [was, is] = [this.#raw(this.#old, old, 'discriminator'), this.#raw(this.#now, now, 'discriminator')].map(
      readMapping,
    );
    if (was === undefined || is === undefined || canonical([...was]) === canonical([...is])) return;
    const isKept = [...was].every(([value, name]) => is.get(value) === name);
    const isNew = [...is.keys()].some((value) => !was.has(value));
    yield {
      ...here,
      keyword: 'discriminator',
      ...this.#rawFacts(old, now, 'discriminator'),
      tighter: !isKept,
      looser: isNew || !isKept,
      told: true,
    };
  }

  /** Where and how a keyword is written for a value of the site. */
  #fact({ shapes }: Side, site: Site, keyword: string, value?: unknown): Fact {
    for (const walk of [walkInPlace, walkPossible]) {
      for (const node of site) {
        for (const { schema, pointer } of walk(shapes.document, node)) {
          if (schema[keyword] !== undefined)
            return { value: value ?? schema[keyword], pointer: `${pointer}/${keyword}` };
        }
      }
    }
    return { value, pointer: site[0]?.pointer ?? '' };
  }

  #raw(side: Side, site: Site, keyword: string): unknown {
    return this.#fact(side, site, keyword).value;
  }

  #rawFacts(old: Site, now: Site, keyword: string): { old?: Fact; now?: Fact } {
    const [was, is] = [this.#fact(this.#old, old, keyword), this.#fact(this.#now, now, keyword)];
    if (was.value === undefined && is.value === undefined)
      return {
        ...(old[0] ? { old: { value: old[0].schema, pointer: old[0].pointer } } : {}),
        ...(now[0] ? { now: { value: now[0].schema, pointer: now[0].pointer } } : {}),
      };
    return { ...(was.value === undefined ? {} : { old: was }), ...(is.value === undefined ? {} : { now: is }) };
  }

  /** The keyword by which a union is written. */
  #writtenUnion(old: Site, now: Site): string {
    const keywords = ['oneOf', 'anyOf', 'if', 'dependentRequired', 'dependentSchemas', 'not', 'allOf'];
    const differs = keywords.find((keyword) => {
      const values = [this.#raw(this.#old, old, keyword), this.#raw(this.#now, now, keyword)];
      return canonical(values[0]) !== canonical(values[1]);
    });
    return differs ?? 'schema';
  }

  /** Whether two sites are written alike but for names and notes. */
  #areEqual(old: Site, now: Site): boolean {
    if (old.length !== now.length) return false;
    return old.every((node, index) => this.#isEqual(node.schema, (now[index] as SchemaNode).schema));
  }

  #isEqual(one: unknown, other: unknown): boolean {
    if (one === other) return true;
    if (Array.isArray(one) && Array.isArray(other))
      return one.length === other.length && one.every((item, index) => this.#isEqual(item, other[index]));
    if (!isSchemaObject(one) || !isSchemaObject(other)) return false;
    if (isAnything(one) !== isAnything(other)) return false;
    const names = [one, other].map((each) => Object.keys(each).filter((name) => !isNote(name)));
    if (names[0]?.length !== names[1]?.length || isFlagged(one) !== isFlagged(other)) return false;
    return (names[0] ?? []).every((name) => {
      if (name !== '$ref') return name in other && this.#isEqual(one[name], other[name]);
      return (
        typeof one[name] === 'string' && typeof other[name] === 'string' && this.#refersAlike(one[name], other[name])
      );
    });
  }

  #refersAlike(one: string, other: string): boolean {
    const key = `${one} ${other}`;
    const known = this.#equal.get(key);
    if (known !== undefined) return known;
    const mark = this.#assumed.push(key);
    this.#equal.set(key, true);
    const target = (side: Side, reference: string) => targetOf(side.shapes.document, reference).schema;
    const found = this.#isEqual(target(this.#old, one), target(this.#now, other));
    if (found) return true;
    for (const each of this.#assumed.splice(mark - 1)) this.#equal.delete(each);
    this.#equal.set(key, false);
    return false;
  }

  /** How many keywords a schema of the new side has, with what it refers to. */
  #sizeOf({ schema, pointer }: SchemaNode): number {
    const known = this.#sizes.get(pointer);
    if (known !== undefined) return known;
    this.#sizes.set(pointer, 0);
    let size = 0;
    if (isSchemaObject(schema)) size = this.#keywordsIn(schema);
    this.#sizes.set(pointer, size);
    return size;
  }

  #keywordsIn(value: unknown): number {
    if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + this.#keywordsIn(item), 0);
    if (!isSchemaObject(value)) return 0;
    return Object.entries(value).reduce((sum, [name, inner]) => {
      if (isNote(name)) return sum;
      if (name === '$ref' && typeof inner === 'string')
        return sum + this.#sizeOf(targetOf(this.#now.shapes.document, inner));
      if (name === 'required' && Array.isArray(inner)) return sum + inner.length;
      return sum + (isSchemaObject(inner) || Array.isArray(inner) ? this.#keywordsIn(inner) : 1);
    }, 0);
  }
}

function isNote(name: string): boolean {
  return notes.has(name) || (name.startsWith('x-') && name !== expectedKeyword && name !== 'x-docpact-unread');
}

function isFlagged(schema: SchemaObject): string {
  return `${schema['readOnly'] === true} ${schema['writeOnly'] === true}`;
}

function step(here: Context, token: string, part = here.part): Context {
  const trail = here.trail.map((stop, index) => (index === here.trail.length - 1 ? { ...stop, token } : stop));
  return { at: [...here.at, token], trail, ...(part ? { part } : {}) };
}

function typesAmong(shapes: readonly Shape[]): Set<PlainType> {
  return new Set(shapes.flatMap(({ types }) => [...types]));
}

/** As a schema would list them. */
function namesOf(types: ReadonlySet<PlainType>): string | string[] {
  const names = [...types].flatMap((type) => {
    if (type === 'fraction') return ['number'];
    return type === 'integer' && types.has('fraction') ? [] : [type];
  });
  return names.length === 1 ? (names[0] as string) : names;
}

/** Whether a bound lets fewer through than before, or more. */
function compareBounds(keyword: string, was: unknown, is: unknown): { tighter: boolean; looser: boolean } {
  if (was === undefined) return { tighter: true, looser: false };
  if (is === undefined) return { tighter: false, looser: true };
  if (typeof was !== 'number' || typeof is !== 'number') return { tighter: true, looser: true };
  const isLess = /^(?:max|exclusiveMax)/.test(keyword) ? is < was : is > was;
  return { tighter: isLess, looser: !isLess };
}

/** What each value of a discriminator's member means; undefined where there is none. */
function readMapping(raw: unknown): Map<string, string> | undefined {
  if (!isSchemaObject(raw)) return undefined;
  const mapping = isSchemaObject(raw['mapping']) ? Object.entries(raw['mapping']) : [];
  const names = mapping.map(([value, target]) => [value, String(target).replace(/^.*\//, '')] as const);
  return new Map([['', String(raw['propertyName'])], ...names.toSorted()]);
}

/** Each branch that is left with the one that it became; undefined where that cannot be told. */
function pairUp(
  lost: readonly Shape[],
  gained: readonly Shape[],
  { before, after }: { before: readonly Shape[]; after: readonly Shape[] },
): (readonly [Shape, Shape])[] | undefined {
  if (lost.length === 0 && gained.length === 0) return [];
  if (before.length === 1 && after.length === 1) return [[before[0] as Shape, after[0] as Shape]];
  const nearest = (shape: Shape, others: readonly Shape[]) => {
    const [best] = others
      .map((other) => ({ other, score: likeness(shape, other) }))
      .toSorted((a, b) => b.score - a.score);
    return best && best.score > 0 ? best.other : undefined;
  };
  if (gained.length === 0 || lost.length === 0) {
    const changed = lost.length === 0 ? gained : lost;
    const others = lost.length === 0 ? before : after;
    const pairs = changed.map((shape) => [shape, nearest(shape, others)] as const);
    if (before.length !== after.length || pairs.some(([, other]) => other === undefined)) return undefined;
    return pairs.map(([shape, other]) => (lost.length === 0 ? [other as Shape, shape] : [shape, other as Shape]));
  }
  if (lost.length !== gained.length) return undefined;
  const pairs = lost.map((shape) => [shape, nearest(shape, gained)] as const);
  const partners = new Set(pairs.map(([, other]) => other));
  return partners.has(undefined) || partners.size < pairs.length ? undefined : (pairs as [Shape, Shape][]);
}

/** How much two branches have in common; 0 for those of other types, or of other kinds by a listed value. */
function likeness(one: Shape, other: Shape): number {
  const shared = one.types.intersection(other.types).size;
  if (shared === 0) return 0;
  const names = [...one.members.keys()].filter((name) => other.members.has(name));
  const tags = names.filter((name) => {
    const constants = [one, other].map(({ members }) =>
      canonical(members.get(name)?.map(({ schema }) => isSchemaObject(schema) && (schema['const'] ?? schema['enum']))),
    );
    return constants[0] === constants[1] && !/^\[(?:false|null)*\]$/.test(constants[0] ?? '');
  });
  return 1 + names.length + tags.length * 10;
}
