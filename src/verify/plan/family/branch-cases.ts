/** What only some alternatives of a body have: each such member left out, of another type, and at its bounds. */
import { valueAt } from '../../../contract/json-pointer.ts';
import { bodyNode, heedsBody, type RequestValues } from '../../../contract/operation.ts';
import type { SchemaNode, SchemaObject } from '../../../contract/schema.ts';
import { findMember, listAlternatives, listBelow, walkPossible } from '../../../contract/schema/walk-schema.ts';
import { listEdgesIn } from '../../../fixture/breakage/number-edges.ts';
import type { Case } from '../case.ts';
import { type Change, changeValues } from '../change-values.ts';
import { clauseAbout, type PlanContext, singleCase, stepOf } from '../plan-context.ts';
import type { MadeRequest } from '../request-maker.ts';

/** So many requests are drawn to meet every alternative. */
const DRAWS = 24;

/** Deepest member that is looked for, in names and positions. */
const DEEPEST = 4;

/** None where the body has one shape: then all its members are tried already. */
export function branchCases(context: PlanContext): Case[] {
  const { base, depth, maker, operation } = context;
  const node = bodyNode(operation);
  if (
    base === undefined ||
    depth === 'quick' ||
    !node ||
    !heedsBody(operation) ||
    !hasAlternatives(context.contract.document, node)
  )
    return [];
  const drawn = Array.from({ length: DRAWS }, () => maker.make('full')).filter(
    ({ values }) => stepOf(context, values).expect === 'success',
  );
  const places = drawn.map(({ values }) => new Set(placesIn(values.body)));
  const isCommon = (place: string): boolean => places.every((each) => each.has(place));
  const met = new Set<string>();
  return drawn.flatMap((made, index) => {
    const own = [...(places[index] ?? [])].filter((place) => !met.has(place) && !isCommon(place));
    for (const place of own) met.add(place);
    return own.flatMap((place) => casesAt(context, { node, made, at: ['body', ...place.split('/')] }));
  });
}

/** Whether a body has alternatives, itself or in a member. */
function hasAlternatives(document: SchemaObject, node: SchemaNode, seen = new Set<string>()): boolean {
  if (seen.has(node.pointer)) return false;
  seen.add(node.pointer);
  return [...walkPossible(document, node)].some(
    (placed) =>
      listAlternatives(placed).some(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf') ||
      listBelow(placed).some((below) => hasAlternatives(document, below.node, seen)),
  );
}

/** The members of a value, and of the first item of each list, by their places. */
function placesIn(value: unknown, at: readonly string[] = []): string[] {
  if (at.length >= DEEPEST || typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value)
    ? value.slice(0, 1).map((item, index) => [String(index), item] as const)
    : Object.entries(value);
  return entries.flatMap(([name, member]) => {
    const place = [...at, name];
    return [...(Array.isArray(value) || name.includes('/') ? [] : [place.join('/')]), ...placesIn(member, place)];
  });
}

interface Place {
  node: SchemaNode;
  made: MadeRequest;
  at: readonly string[];
}

function casesAt(context: PlanContext, { node, made, at }: Place): Case[] {
  const value = valueAt(made.values, at);
  const member = findMember(context.contract.document, node, at.slice(1));
  const tried = [
    { label: 'missing', keyword: 'required', change: { at, remove: true } as Change },
    ...othersOf(value).map((other) => ({
      label: JSON.stringify(other),
      keyword: 'type',
      change: { at, value: other },
    })),
    ...(member ? edgesOf(context, member) : []).map(({ keyword, edge }) => ({
      label: JSON.stringify(edge),
      keyword,
      change: { at, value: edge },
    })),
  ];
  return tried.flatMap(({ label, keyword, change }) => {
    const values: RequestValues = changeValues(made.values, [change]);
    if (stepOf(context, values).expect === 'either') return [];
    const name = at.slice(1).join('/');
    const sentence = label === 'missing' ? `with ${name} missing` : `with ${label} as ${name}`;
    const aims = [clauseAbout(context, at, keyword)];
    return [
      singleCase(context, { id: `branch/${name}/${keyword}:${label}`, sentence, aims }, { values, token: made.token }),
    ];
  });
}

/** Values of other types. */
function othersOf(value: unknown): unknown[] {
  return [null, 'docpact', 7, true, [], {}].filter((each) => kindOf(each) !== kindOf(value));
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** Just within and just beyond what the member's schemas say. */
function edgesOf({ contract }: PlanContext, member: SchemaNode): { keyword: string; edge: unknown }[] {
  const schemas = [...walkPossible(contract.document, member)].map(({ schema }) => schema);
  return listEdgesIn(schemas).flatMap(({ keyword, inside: [last], outside }) =>
    [last, outside].map((edge) => ({ keyword, edge })),
  );
}
