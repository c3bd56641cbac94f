/** What the differences of two schemas mean for what travels: whom each breaks, shown by a witness. */
import type { ClauseDraft } from '../../contract/clause/clause.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import type { Demand } from '../../contract/schema/view-schema.ts';
import { announcementOf } from '../announcement.ts';
import { type Breaks, type Change, createChange, isAnyone, operationName, type Witness } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { aspectOfKeyword } from '../value-rule.ts';
import { findWitness, type Search } from '../schema/find-witness.ts';
import type { WitnessSide } from '../schema/witness-side.ts';
import type { Difference } from '../schema/difference.ts';
import { type Fact, keyOf, type Site } from '../schema/shape.ts';
import { factOf } from '../schema/written-facts.ts';
import { type OperationPair, type OperationSide, type Schemas, tellClause } from './contract-pair.ts';

/** Where a value travels. */
export interface ValuePlace {
  subject: 'request' | 'response';
  status?: string;
  /** The part of the message: `["body"]`, `["query", "size"]`. On each side under its own name. */
  at: { old: readonly string[]; now: readonly string[] };
  /** Whether the value is written as a text. */
  textual: boolean;
  /** The message around a value that is right on one side. */
  witness: (value: unknown, right: 'old' | 'new') => Witness | undefined;
}

export interface ValueChanges {
  changes: Change[];
  same: number;
}

/** The changes of a value's schema from `old` to `now`; what a page leaves open is none. */
export function listValueChanges(
  both: OperationPair,
  { old, now }: { old: SchemaNode; now: SchemaNode },
  place: ValuePlace,
): ValueChanges {
  const schemas = both.pair.schemas(place.subject, place.textual);
  const { differences, same } = schemas.comparer.compare([old], [now]);
  const told = differences.filter((difference) => !isOpen(both, difference, { old, now }));
  const changes = told.map((difference) => judgeDifference(both, difference, { place, schemas }));
  return { changes: changes.filter((change) => change !== undefined), same };
}

/** Whether a side that is a page says nothing of what is expected here, or names the schema around and defines it nowhere. */
function isOpen({ pair }: OperationPair, difference: Difference, root: { old: SchemaNode; now: SchemaNode }): boolean {
  if (pair.pages.length === 0) return false;
  const { trail, keyword } = difference;
  const silent = pair.pages.some((side) => (side === 'old' ? difference.old : difference.now) === undefined);
  if (keyword === 'x-expected' && silent) return true;
  const stops = [{ old: [root.old], now: [root.now] }, ...trail];
  return stops.some(
    ({ old, now }) =>
      (pair.pages.includes('old') && old.some(isUndefined)) || (pair.pages.includes('new') && now.some(isUndefined)),
  );
}

/** Keywords about members that no schema declares: who sends them obeys the document, though nobody expects them. */
const aboutUnknown = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'maxProperties',
  'minProperties',
]);

function judgeDifference(
  both: OperationPair,
  difference: Difference,
  { place, schemas }: { place: ValuePlace; schemas: Schemas },
): Change | undefined {
  if (isToldAsGone(difference, place, schemas)) return undefined;
  const claims = claimsOf(difference, place);
  const rule = ruleOf(difference, place, schemas);
  const facts = {
    kind: difference.now ? (difference.old ? 'changed' : 'new') : 'gone',
    operation: operationName(both.now.operation),
    subject: place.subject,
    ...clausesOf(both, difference, place),
  } as const;
  if (!facts.old && !facts.new) return undefined;
  if (remarks.has(rule)) return createChange(rule, facts);
  const shown: Partial<Record<'tighter' | 'looser', Witness>> = {};
  const proven = { tighter: difference.told === true, looser: difference.told === true };
  for (const way of ['tighter', 'looser'] as const) {
    if (!difference[way] || !isAnyone(claims[way]) || difference.told) continue;
    const found = witnessOf(way, difference, { place, schemas });
    if (!found) continue;
    proven[way] = true;
    const witness = place.witness(found.value, isOldRight(way, difference) ? 'old' : 'new');
    if (witness) shown[way] = witness;
  }
  const sum = (of: (way: 'tighter' | 'looser') => boolean): Breaks => {
    const ways = (['tighter', 'looser'] as const).filter((way) => difference[way] && of(way));
    return { callers: ways.some((way) => claims[way].callers), providers: ways.some((way) => claims[way].providers) };
  };
  const breaks = sum((way) => proven[way]);
  const doubtful = sum((way) => !proven[way]);
  const mayBreak = { callers: doubtful.callers && !breaks.callers, providers: doubtful.providers && !breaks.providers };
  const forCallers = place.subject === 'request' ? shown.tighter : shown.looser;
  const witness = forCallers ?? shown.tighter ?? shown.looser;
  return createChange(rule, {
    ...facts,
    breaks,
    ...(isAnyone(mayBreak) ? { mayBreak } : {}),
    ...(witness ? { witness } : {}),
  });
}

type Claims = Record<'tighter' | 'looser', Breaks>;

const none: Breaks = { callers: false, providers: false };

/** Whom it breaks if less is right now, and if more is. */
function claimsOf({ keyword, part }: Difference, { subject }: ValuePlace): Claims {
  const callers = { callers: true, providers: false };
  const providers = { callers: false, providers: true };
  const isMember = part !== undefined;
  if (subject === 'request') {
    if (isMember)
      return part === 'gone' ? { tighter: callers, looser: callers } : { tighter: providers, looser: providers };
    return { tighter: keyword === 'x-expected' ? callers : { callers: true, providers: true }, looser: providers };
  }
  if (isMember) return { tighter: none, looser: none };
  return { tighter: providers, looser: callers };
}

/** Rules that say all there is to say of a change: no value shows it. */
const remarks: ReadonlySet<ChangeRule> = new Set<ChangeRule>([
  'request-default-changed',
  'request-member-deprecated',
  'request-member-gone-announced',
  'request-member-read-only',
  'request-member-sunset-earlier',
  'request-member-writable',
  'response-member-deprecated',
  'response-member-gone',
  'response-member-gone-announced',
  'response-member-readable',
  'response-member-sunset-earlier',
  'response-member-write-only',
]);

function ruleOf(
  { keyword, part, tighter, looser, trail }: Difference,
  { subject }: ValuePlace,
  schemas: Schemas,
): ChangeRule {
  if (keyword === 'default') return 'request-default-changed';
  if (keyword === 'deprecated') return `${subject}-member-deprecated`;
  if (keyword === 'x-sunset') return `${subject}-member-sunset-earlier`;
  if (keyword === 'readOnly') return tighter ? 'request-member-read-only' : 'request-member-writable';
  if (keyword === 'writeOnly') return tighter ? 'response-member-write-only' : 'response-member-readable';
  if (part === 'gone' && wasAnnounced(trail.at(-1)?.old, schemas)) return `${subject}-member-gone-announced`;
  if (part !== undefined) return `${subject}-member-${part}`;
  const isNarrower = subject === 'request' ? tighter : !looser;
  return `${subject}-${aspectOfKeyword(keyword)}-${isNarrower ? 'narrower' : 'wider'}`;
}

/** Whether callers were told before that what a site describes will be gone. */
function wasAnnounced(site: Site = [], { old }: Schemas): boolean {
  const said = (keyword: string) => factOf(old, site, keyword).value;
  return announcementOf({ deprecated: said('deprecated'), 'x-sunset': said('x-sunset') }) === 'announced';
}

/** Whether a member that need not come any more is one that is gone altogether, as was announced: that is told of the member. */
function isToldAsGone({ keyword, at, trail }: Difference, { subject }: ValuePlace, schemas: Schemas): boolean {
  if (keyword !== 'required' || subject === 'request') return false;
  const [name = '', stop] = [at.at(-1), trail.at(-1)];
  const memberOf = (side: WitnessSide, site: Site = []) =>
    side.shapes.of(site).flatMap(({ members }) => members.get(name) ?? []);
  const [was, is] = [memberOf(schemas.old, stop?.old), memberOf(schemas.now, stop?.now)];
  return is.length === 0 && wasAnnounced(was, schemas);
}

/** Whether the witness is right by the old contract. */
function isOldRight(way: 'tighter' | 'looser', { part }: Difference): boolean {
  return way === 'tighter' ? part !== 'new' : part === 'gone';
}

/** Searched once, also where several messages carry the same schema. */
function witnessOf(
  way: 'tighter' | 'looser',
  difference: Difference,
  { place, schemas }: { place: ValuePlace; schemas: Schemas },
): { value: unknown } | undefined {
  const known = schemas.witnesses.get(difference) ?? {};
  schemas.witnesses.set(difference, known);
  if (way in known) return known[way];
  const { trail, at, keyword } = difference;
  const [root] = trail;
  const key = [keyOf(root?.old ?? []), keyOf(root?.now ?? []), at.join('/'), keyword, way].join(' | ');
  const hint = schemas.hints.get(key);
  const found = findWitness(difference, { ...searchFor(way, difference, { place, schemas }), hint });
  if (found) schemas.hints.set(key, found);
  known[way] = found;
  return found;
}

function searchFor(
  way: 'tighter' | 'looser',
  difference: Difference,
  { place, schemas }: { place: ValuePlace; schemas: Schemas },
): Search {
  const { keyword, part, at } = difference;
  const isForward = isOldRight(way, difference);
  const isRequest = place.subject === 'request';
  const isKnown = !aboutUnknown.has(keyword) && !at.includes('{}');
  const right: Demand = isRequest && isKnown ? 'expected' : 'documented';
  const wrong: Demand = isRequest && (part !== undefined || keyword === 'x-expected') ? 'expected' : 'documented';
  return {
    right: isForward ? schemas.old : schemas.now,
    wrong: isForward ? schemas.now : schemas.old,
    of: ({ old, now }) => (isForward ? { right: old, wrong: now } : { right: now, wrong: old }),
    demands: { right, wrong },
  };
}

function clausesOf(
  { old, now }: OperationPair,
  difference: Difference,
  place: ValuePlace,
): Pick<Change, 'old' | 'new'> {
  const { keyword, at } = difference;
  const tell = (side: OperationSide, before: readonly string[], fact: Fact) => {
    const draft: ClauseDraft = {
      subject: place.subject,
      ...(place.status === undefined ? {} : { status: place.status }),
      at: [...before, ...at],
      kind: keyword,
      value: fact.value,
      pointer: fact.pointer,
    };
    return tellClause(side, draft);
  };
  return {
    ...(difference.old ? { old: tell(old, place.at.old, difference.old) } : {}),
    ...(difference.now ? { new: tell(now, place.at.now, difference.now) } : {}),
  };
}

function isUndefined(node: SchemaNode | undefined) {
  return isSchemaObject(node?.schema) && node.schema['x-undefined'] === true;
}
