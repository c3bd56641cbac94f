/** Reads a list page by page, as its parameters offer it. */
import { isSchemaObject } from '../../contract/schema.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { RequestValues } from '../../contract/operation.ts';
import { nextOf, pageNumberOf, pagingOf, totalHeaderOf, totalOf } from '../../contract/resource/list-laws.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import { isSuccess, type StepOutcome } from '../check/outcome.ts';
import { type Session, Unreached } from './session.ts';
import { identityOf, shownBy, type Thing } from './thing.ts';
import { nameText } from '../../contract/name-text.ts';

/** Pages that are read of one list; one that is longer is not judged. */
const MOST_PAGES = 60;

/** One page, as it came. */
export interface Page {
  items: readonly Thing[];
  /** How the next one is asked for; absent behind the last. */
  next?: string;
  /** As the body says, and as a header does. */
  totals: readonly number[];
  /** Which page it says that it is. */
  number?: number;
}

export interface Walk {
  items: readonly Thing[];
  /** Whether the last page was seen. */
  isWhole: boolean;
  totals: readonly number[];
}

/** What one page of a list is asked for. */
export interface PageQuery {
  size?: number;
  /** From 0. */
  number?: number;
  cursor?: string;
  query?: Readonly<Record<string, unknown>>;
}

/** Asks for one page of the list that the thing of step `made` is in. */
export async function readPage(session: Session, list: ResourceUse, ask: PageQuery & { made: number }): Promise<Page> {
  const { operation } = list;
  const answer = await session.on(operation, ask.made, { values: valuesOf(session, list, ask) });
  // There may be no page behind the last.
  if (answer.exchange.response?.status === 404 && (ask.number ?? 0) > 0) return { items: [], totals: [] };
  if (!isSuccess(answer)) throw new Unreached(`${operation.id} answered ${answer.exchange.response?.status}`);
  return pageOf(session, list, answer);
}

function valuesOf(session: Session, list: ResourceUse, { size, number = 0, cursor, query }: PageQuery): RequestValues {
  const { operation } = list;
  const paging = pagingOf(operation);
  const plain = session.request(operation, 'minimal');
  const place = {
    ...(paging.size !== undefined && size !== undefined ? { [paging.size]: size } : {}),
    ...(paging.cursor !== undefined && cursor !== undefined ? { [paging.cursor]: cursor } : {}),
    ...(paging.cursor === undefined && paging.page !== undefined && number > 0
      ? { [paging.page]: firstPage(list) + number }
      : {}),
    ...(paging.cursor === undefined && paging.page === undefined && paging.offset !== undefined && number > 0
      ? { [paging.offset]: number * (size ?? 1) }
      : {}),
  };
  return { ...plain, path: {}, query: { ...plain.query, ...query, ...place } };
}

function firstPage({ operation }: ResourceUse): number {
  const { page } = pagingOf(operation);
  return boundsOf(operation, page).first ?? 1;
}

/** What the document says of a parameter that is a number. */
export function boundsOf(
  { parameters }: ResourceUse['operation'],
  name: string | undefined,
): { first?: number; least?: number; most?: number; usual?: number } {
  const schema = parameters.find((each) => each.in === 'query' && each.name === name)?.node.schema;
  if (!isSchemaObject(schema)) return {};
  const [usual, least, most] = ['default', 'minimum', 'maximum'].map((keyword) => schema[keyword]);
  return {
    ...(typeof usual === 'number' ? { usual, first: usual } : typeof least === 'number' ? { first: least } : {}),
    ...(typeof least === 'number' ? { least } : {}),
    ...(typeof most === 'number' ? { most } : {}),
  };
}

function pageOf({ run }: Session, list: ResourceUse, { json, exchange }: StepOutcome): Page {
  const items = valueAt(json?.value, list.shown ?? []);
  if (!Array.isArray(items)) throw new Unreached(`${list.operation.id} shows no list`);
  const things = items.map((item) => valueAt(item, list.each ?? []));
  const at = nextOf(run.contract, list);
  const counted = totalOf(run.contract, list);
  const next = at && nameText(valueAt(json?.value, at));
  const header = exchange.response?.headers[totalHeaderOf(list.operation) ?? ''];
  const totals = [counted && valueAt(json?.value, counted), typeof header === 'string' ? Number(header) : undefined];
  const numbered = pageNumberOf(run.contract, list);
  const number = numbered && valueAt(json?.value, numbered);
  return {
    items: things.filter(isSchemaObject),
    ...(next === undefined || next === '' ? {} : { next }),
    totals: totals.filter((total) => typeof total === 'number' && !Number.isNaN(total)) as number[],
    ...(typeof number === 'number' ? { number } : {}),
  };
}

/** All pages, of the largest size unless another is asked for. */
export async function walkList(session: Session, list: ResourceUse, ask: PageQuery & { made: number }): Promise<Walk> {
  const paging = pagingOf(list.operation);
  const bounds = boundsOf(list.operation, paging.size);
  const size = ask.size ?? Math.min(bounds.most ?? bounds.usual ?? 100, 500);
  const items: Thing[] = [];
  const totals: number[] = [];
  let cursor: string | undefined;
  for (let number = 0; number < MOST_PAGES; number += 1) {
    const page = await readPage(session, list, { ...ask, size, number, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    totals.push(...page.totals);
    if (paging.cursor !== undefined && nextOf(session.run.contract, list)) {
      if (page.next === undefined || page.next === cursor) return { items, isWhole: page.next === undefined, totals };
      cursor = page.next;
    } else if (paging.page !== undefined || paging.offset !== undefined) {
      if (page.items.length === 0) return { items, isWhole: true, totals };
      // A page beyond the last may be the last again.
      if (number > 0 && isRepeated(items, page.items)) return { items, isWhole: false, totals };
    } else return { items, isWhole: paging.size === undefined || page.items.length < size, totals };
  }
  return { items, isWhole: false, totals };
}

function isRepeated(all: readonly Thing[], page: readonly Thing[]): boolean {
  const before = new Set(all.slice(0, -page.length).map((item) => JSON.stringify(item)));
  return page.every((item) => before.has(JSON.stringify(item)));
}

/** What tells the items of a list apart; undefined where they do not show it. */
export function itemIdentity({ law }: Session, item: Thing): string | undefined {
  return nameText(valueAt(item, law.resource.identity?.member ?? ['id']));
}

/** Whether what a step made is in a list, looked at until it is as wanted; undefined where that cannot be told. */
export async function isListed(
  session: Session,
  list: ResourceUse,
  { made, wanted, of = made, query }: { made: number; wanted: boolean; of?: number; query?: PageQuery['query'] },
): Promise<boolean | undefined> {
  const identity = identityIn(session, made);
  if (identity === undefined) return undefined;
  let isFound: boolean | undefined;
  await session.settle(
    async () => {
      const walk = await walkList(session, list, { made: of, ...(query ? { query } : {}) });
      const isIn = walk.items.some((item) => itemIdentity(session, item) === identity);
      const isTold = walk.items.every((item) => itemIdentity(session, item) !== undefined);
      isFound = isIn ? true : walk.isWhole && isTold ? false : undefined;
      return session.steps.at(-1) as StepOutcome;
    },
    () => isFound === wanted || isFound === undefined,
  );
  return isFound;
}

/** The item of a list that is the thing of a step; undefined where it is not found. */
export async function findListed(session: Session, list: ResourceUse, made: number): Promise<Thing | undefined> {
  const identity = identityIn(session, made);
  const { items } = await walkList(session, list, { made });
  return items.find((item) => identity !== undefined && itemIdentity(session, item) === identity);
}

/** What the list calls the thing that a step has made. */
function identityIn(session: Session, made: number): string | undefined {
  const { uses } = session.law.resource;
  const namer = uses.find(({ role }) => role === 'read' || role === 'remove' || role === 'change');
  return (namer && identityOf(session, session.at(made), namer.operation)) ?? shownIdentity(session, session.at(made));
}

function shownIdentity(session: Session, made: StepOutcome): string | undefined {
  const use = session.law.resource.uses.find(({ operation }) => operation.id === made.operation.id);
  const thing = use && shownBy(use, made);
  return thing && itemIdentity(session, thing);
}
