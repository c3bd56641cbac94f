/** A page of a collection: what a request's filters, order and place in the list leave of it. */
import { joinedText, plainText } from '../../contract/name-text.ts';
import { writeText } from '../../http/value/text.ts';
import { compareNumbers, isExactNumber } from '../../contract/wide-integer.ts';
import type { RequestValues } from '../../contract/operation.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import type { Filter, ListPlan } from './list-plan.ts';
import { placeAfter, type Thing } from './table.ts';

export interface Page {
  things: readonly Thing[];
  /** How many there are on all pages. */
  total: number;
  size: number;
  /** How many stand before it. */
  offset: number;
  /** The number of the page, as the API counts them. */
  number: number;
  pages: number;
  /** What leads to the next page; undefined behind the last. */
  next?: string;
  previous?: string;
}

/** A page of the same list. */
export type OtherPage = 'self' | 'first' | 'previous' | 'next' | 'last';

/** Where it begins; a cursor where one leads to it. Undefined where there is none. */
export function placeOf(
  { total, size, offset, number, pages, next, previous }: Page,
  to: OtherPage,
): { offset: number; number: number; cursor?: string } | undefined {
  const first = number - (size === 0 ? 0 : Math.floor(offset / size));
  switch (to) {
    case 'self':
      return { offset, number };
    case 'first':
      return { offset: 0, number: first, cursor: '' };
    case 'previous':
      return previous === undefined
        ? undefined
        : { offset: Math.max(0, offset - size), number: number - 1, cursor: previous };
    case 'next':
      return next === undefined ? undefined : { offset: offset + size, number: number + 1, cursor: next };
    case 'last': {
      const at = (pages - 1) * size;
      return { offset: at, number: first + pages - 1, cursor: total === 0 ? '' : writeCursor({ at }) };
    }
  }
}

/** A page where nothing filters or sorts costs as much as it holds, however many things there are. */
export function listThings(all: readonly Thing[], plan: ListPlan, request: RequestValues): Page | { wrong: string } {
  const query = request.query ?? {};
  const chosen = sortThings(filterThings(all, plan.filters, query), plan, query);
  const size = Math.min(
    numberOf(query, plan.size?.parameter) ?? plan.size?.usual ?? Infinity,
    plan.most,
    Math.max(chosen.length, 1) + LONGEST,
  );
  const sorted = chosen !== all;
  const offset = offsetOf(chosen, { plan, query, size, sorted });
  if (offset === undefined) return { wrong: `${plan.cursor?.parameter} is none that this list gave` };
  const things = chosen.slice(offset, offset + size);
  const last = things.at(-1);
  const more = offset + things.length < chosen.length && last !== undefined;
  const first = plan.page?.first ?? 1;
  return {
    things,
    total: chosen.length,
    size: size >= LONGEST ? Math.max(things.length, 1) : size,
    offset,
    number: size === 0 ? first : Math.floor(offset / size) + first,
    pages: Math.max(1, Math.ceil(chosen.length / Math.max(size, 1))),
    ...(more ? { next: writeCursor(sorted ? { at: offset + things.length } : { after: last.order }) } : {}),
    ...(offset > 0 ? { previous: writeCursor({ at: Math.max(0, offset - size) }) } : {}),
  };
}

/** So that no size of a page is infinite. */
const LONGEST = 1_000_000;

function offsetOf(
  chosen: readonly Thing[],
  {
    plan,
    query,
    size,
    sorted,
  }: { plan: ListPlan; query: Readonly<Record<string, unknown>>; size: number; sorted: boolean },
): number | undefined {
  const cursor = plan.cursor && query[plan.cursor.parameter];
  if (typeof cursor === 'string' && cursor !== '') {
    const place = readCursor(cursor);
    if (!place) return undefined;
    return 'at' in place ? place.at : sorted ? undefined : placeAfter(chosen, place.after);
  }
  if (plan.offset) return Math.max(0, numberOf(query, plan.offset.parameter) ?? 0);
  if (!plan.page) return 0;
  const number = numberOf(query, plan.page.parameter) ?? plan.page.first;
  return Math.max(0, number - plan.page.first) * size;
}

/** Where a page ends: behind the thing of an order, or a number of things. Clients are not to read it. */
type Place = { after: number } | { at: number };

function writeCursor(place: Place): string {
  return btoa('after' in place ? `a${place.after}` : `n${place.at}`).replace(/=+$/, '');
}

function readCursor(text: string): Place | undefined {
  try {
    const [, kind, number] = /^([an])(\d{1,15})$/.exec(atob(text)) ?? [];
    if (kind === undefined) return undefined;
    return kind === 'a' ? { after: Number(number) } : { at: Number(number) };
  } catch {
    return undefined;
  }
}

function numberOf(query: Readonly<Record<string, unknown>>, name: string | undefined): number | undefined {
  const value = name === undefined ? undefined : query[name];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? Math.floor(number) : undefined;
}

function filterThings(
  all: readonly Thing[],
  filters: readonly Filter[],
  query: Readonly<Record<string, unknown>>,
): readonly Thing[] {
  const asked = filters.filter(({ parameter }) => query[parameter] !== undefined && query[parameter] !== '');
  if (asked.length === 0) return all;
  return all.filter(({ value }) => asked.every((filter) => meets(value, filter, query[filter.parameter])));
}

function meets(value: unknown, { member, compare }: Filter, wanted: unknown): boolean {
  const record = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (member === undefined) return hasText(record, writeText(wanted).toLowerCase());
  const actual = Object.hasOwn(record, member) ? record[member] : undefined;
  if (compare === 'is') {
    const any = [wanted]
      .flat()
      .flatMap((each) => (typeof each === 'string' && each.includes(',') ? [each, ...each.split(',')] : [each]));
    return [actual].flat().some((own) => any.some((each) => isSame(own, each)));
  }
  if (actual === undefined || actual === null) return false;
  const order = compareValues(actual, wanted);
  if (compare === 'least') return order >= 0;
  if (compare === 'most') return order <= 0;
  return compare === 'above' ? order > 0 : order < 0;
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return one !== undefined && one !== null && plainText(one) === plainText(other);
}

function hasText(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((each) => hasText(each, text));
}

/** Numbers and moments by their size, the rest as text; what is absent comes last. */
function compareValues(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (one === undefined || one === null) return 1;
  if (other === undefined || other === null) return -1;
  if (isExactNumber(one) && isExactNumber(other)) return compareNumbers(one, other);
  const [first, second] = [plainText(one), plainText(other)];
  if (isExactNumber(one) || isExactNumber(other)) return Number(first) - Number(second);
  const isMoment = /^\d{4}-\d\d-\d\dT/.test(first) && /^\d{4}-\d\d-\d\dT/.test(second);
  if (isMoment) return Date.parse(first) - Date.parse(second);
  return first < second ? -1 : first > second ? 1 : 0;
}

interface Order {
  member: string;
  down: boolean;
}

/** In the order that was asked for: `name`, `-name`, `name:desc`, `name desc`, several of them by commas. */
function sortThings(
  things: readonly Thing[],
  { sort }: ListPlan,
  query: Readonly<Record<string, unknown>>,
): readonly Thing[] {
  const asked = sort && query[sort.parameter];
  if (asked === undefined || asked === '' || things.length === 0) return things;
  const down = sort?.direction !== undefined && /^desc/i.test(joinedText(query[sort.direction] ?? ''));
  const orders = [asked]
    .flat()
    .flatMap((text) => plainText(text).split(','))
    .map((text) => readOrder(text.trim(), down));
  const keyed = orders.map(({ member, down: reversed }) => ({
    member: memberCalled(things[0]?.value, member),
    down: reversed,
  }));
  return things.toSorted((a, b) => {
    for (const { member, down: reversed } of keyed) {
      const order = compareValues(memberOf(a.value, member), memberOf(b.value, member));
      if (order !== 0) return reversed ? -order : order;
    }
    return a.order - b.order;
  });
}

function readOrder(text: string, down: boolean): Order {
  const [, sign, member = '', direction] = /^([-+]?)(.*?)(?:[: .](asc|desc)(?:ending)?)?$/i.exec(text) ?? [];
  if (direction !== undefined) return { member, down: /^desc/i.test(direction) };
  return { member, down: sign === '-' ? true : sign === '+' ? false : down };
}

function memberCalled(value: unknown, name: string): string {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return names.find((each) => plainName(each) === plainName(name)) ?? name;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
