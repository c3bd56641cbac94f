/** Lists where two schemas differ in meaning, keyword by keyword: what is the same, however it is written, is left out. */
import { isSchemaObject } from '../../contract/schema.ts';
import { bareMember, type Context, type Difference, type Run, step } from './difference.ts';
import type { Direction } from '../../contract/schema/view-schema.ts';
import type { Inclusion, Side } from './inclusion.ts';
import { listOwnDifferences, listTypeDifference } from './list-own-differences.ts';
import { NoteLister } from './list-notes.ts';
import { pairUp } from './pair-branches.ts';
import { SameSchemas } from './same-schemas.ts';
import { factOf, WrittenFacts } from './written-facts.ts';
import {
  canonical,
  containedOf,
  type Fact,
  isAnything,
  isNeverSent,
  keyOf,
  memberSite,
  opaqueOf,
  type PlainType,
  type Shape,
  type Site,
  typesAmong,
} from './shape.ts';

/** Below so many parts inside each other, what differs is told of the whole. */
const DEEPEST = 20;

export interface Comparison {
  differences: readonly Difference[];
  /** How many keywords say on both sides the same. */
  same: number;
}

/** Compares schemas of two documents, for one direction. */
export class SchemaComparer {
  readonly #sides: { old: Side; now: Side };
  readonly forward: Inclusion;
  readonly #compared = new Map<string, Comparison>();
  readonly #same: SameSchemas;
  readonly #facts: WrittenFacts;
  readonly #notes: NoteLister;

  constructor(old: Side, now: Side, { direction, forward }: { direction: Direction; forward: Inclusion }) {
    this.#sides = { old, now };
    this.forward = forward;
    this.#same = new SameSchemas(old.shapes.document, now.shapes.document);
    this.#facts = new WrittenFacts(old, now);
    this.#notes = new NoteLister({ old, now, direction, same: this.#same, facts: this.#facts, forward });
  }

  /** Where `now` differs from `old`; each pair of schemas is told where it is met first. */
  compare(old: Site, now: Site): Comparison {
    const key = `${keyOf(old)} | ${keyOf(now)}`;
    const known = this.#compared.get(key);
    if (known) return known;
    const run: Run = { met: new Set(), differing: new Set(), same: 0, again: 0 };
    const differences = [...this.#sites(old, now, { at: [], trail: [] }, run)];
    const compared = { differences, same: run.same };
    this.#compared.set(key, compared);
    return compared;
  }

  *#sites(old: Site, now: Site, context: Context, run: Run): Generator<Difference> {
    const key = `${keyOf(old)} | ${keyOf(now)}`;
    if (run.met.has(key)) {
      if (run.differing.has(key)) run.again += 1;
      return;
    }
    run.met.add(key);
    if (this.#same.areEqual(old, now)) {
      run.same += now.reduce((sum, node) => sum + this.#same.sizeOf(node), 0);
      return;
    }
    const here: Context = { ...context, trail: [...context.trail, { old, now }] };
    yield* this.#notes.at(old, now, here);
    const [before, after] = [this.#sides.old.shapes.of(old), this.#sides.now.shapes.of(now)];
    const lost = before.filter((shape) => !this.forward.covers(shape, now));
    const gained = after.filter((shape) => !this.forward.reverse.covers(shape, old));
    if (lost.length === 0 && gained.length === 0) {
      run.same += now.reduce((sum, node) => sum + this.#same.sizeOf(node), 0);
      yield* this.#notes.below(before, after, here, run.met);
      return;
    }
    run.differing.add(key);
    const limits = { tighter: lost.length > 0, looser: gained.length > 0 };
    const missing = { ...limits };
    const { again } = run;
    const isDeep = here.trail.length > DEEPEST;
    for (const difference of isDeep ? [] : this.#branches({ old, now, before, after, lost, gained }, here, run)) {
      const { trail } = difference;
      const isHere = trail.length === here.trail.length && difference.told !== true;
      const limited = isHere
        ? { tighter: difference.tighter && limits.tighter, looser: difference.looser && limits.looser }
        : {};
      const told = { ...difference, ...limited };
      if (!told.tighter && !told.looser && !told.part) continue;
      if (told.told) {
        yield told;
        continue;
      }
      if (told.tighter || told.part) missing.tighter = false;
      if (told.looser || told.part) missing.looser = false;
      yield told;
    }
    // What differs in a pair that was met before is told there.
    if ((!missing.tighter && !missing.looser) || run.again > again) return;
    const keyword = this.#facts.union(old, now);
    yield { ...here, keyword, ...this.#facts.both(old, now, keyword), ...missing };
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
    if (!isListed) yield* listTypeDifference(types, { old, now, here, sides: this.#sides });
    const isLeft = (types_: ReadonlySet<PlainType>) => (shape: Shape) =>
      isListed || ![...shape.types].every((type) => types_.has(type));
    const left =
      before.length === 1 && after.length === 1
        ? [before, after]
        : [lost.filter(isLeft(gone)), gained.filter(isLeft(added))];
    const pairs = pairUp(left[0] ?? [], left[1] ?? [], { before, after });
    if (pairs === undefined) {
      const keyword = this.#facts.union(old, now);
      yield {
        ...here,
        keyword,
        ...this.#facts.both(old, now, keyword),
        tighter: (left[0] ?? []).length > 0,
        looser: (left[1] ?? []).length > 0,
      };
      return;
    }
    for (const [one, other] of pairs) yield* this.#shapes(one, other, { old, now, here, run });
  }

  *#shapes(one: Shape, other: Shape, place: { old: Site; now: Site; here: Context; run: Run }): Generator<Difference> {
    const { old, now, here } = place;
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
    yield* listOwnDifferences(one, other, { ...place, sides: this.#sides });
    yield* this.#notes.hidden(one, other, here);
    yield* this.#members(one, other, { difference, ...place });
    yield* this.#items(one, other, place);
    if (canonical(one.not.map(({ schema }) => schema)) !== canonical(other.not.map(({ schema }) => schema))) {
      const keyword = one.not.concat(other.not).every(({ pointer }) => pointer.includes('#not'))
        ? this.#facts.union(old, now)
        : 'not';
      yield difference(keyword, this.#facts.both(old, now, keyword), { tighter: true, looser: true });
    }
    if (opaqueOf(one) !== opaqueOf(other)) {
      const keyword = [...other.opaque, ...one.opaque][0]?.keyword ?? '';
      yield difference(keyword, this.#facts.both(old, now, keyword), {
        tighter: other.opaque.length > 0,
        looser: one.opaque.length > 0,
      });
    }
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
      if (isNeverSent(one, other, name)) continue;
      const was = memberSite(one, name);
      const is = memberSite(other, name);
      const part = was === undefined ? 'new' : is === undefined ? 'gone' : undefined;
      const member = step(here, name, part);
      const side = part === 'new' ? is : was;
      if (part !== undefined && side?.every(({ schema }) => isAnything(schema)))
        yield bareMember(member, { was: was ?? [], is: is ?? [], name });
      // What one side does not have at all is told once, whatever the other says of it.
      else if (part !== undefined && here.part === undefined)
        yield* [...this.#sites(was ?? [], is ?? [], member, run)].slice(0, 1);
      else yield* this.#sites(was ?? [], is ?? [], member, run);
    }
    for (const pattern of new Set([...one.named.keys(), ...other.named.keys()])) {
      const [was, is] = [one.named.get(pattern), other.named.get(pattern)];
      if (was && is) yield* this.#sites(was, is, step(here, '{}'), run);
      else {
        const facts = this.#facts.both(old, now, 'patternProperties');
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
        yield difference('propertyNames', this.#facts.both(old, now, 'propertyNames'), change);
    }
  }

  *#others(
    one: Shape,
    other: Shape,
    { old, now, here, run }: { old: Site; now: Site; here: Context; run: Run },
  ): Generator<Difference> {
    const closed = [isClosed(this.#sides.old, one.others), isClosed(this.#sides.now, other.others)];
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
      ? { now: factOf(this.#sides.now, now, keyword, false) }
      : { old: factOf(this.#sides.old, old, keyword, false) };
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
        this.#sides.old.shapes.of(one.items ?? []).length === 0,
        this.#sides.now.shapes.of(other.items ?? []).length === 0,
      ];
      if (none[0] === none[1]) yield* this.#sites(one.items ?? [], other.items ?? [], step(here, '[]'), run);
      else
        yield {
          ...here,
          keyword: 'items',
          ...this.#facts.both(old, now, 'items'),
          tighter: none[1] === true,
          looser: none[0] === true,
        };
    }
    if (containedOf(one) === containedOf(other)) return;
    const keyword =
      (['contains', 'minContains', 'maxContains'] as const).find(
        (each) =>
          canonical(factOf(this.#sides.old, old, each).value) !== canonical(factOf(this.#sides.now, now, each).value),
      ) ?? 'contains';
    yield { ...here, keyword, ...this.#facts.both(old, now, keyword), tighter: true, looser: true };
  }
}

function isClosed(side: Side, site?: Site) {
  return site !== undefined && side.shapes.of(site).length === 0;
}
