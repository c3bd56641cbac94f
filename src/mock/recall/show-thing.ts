/** Roles that read: one thing, or a page of a collection. */
import { joinedText } from '../../contract/name-text.ts';
import { percentEncode } from '../../http/value/percent-encode.ts';
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { writeText } from '../../http/value/text.ts';
import type { RequestValues } from '../../contract/operation.ts';
import { contentFor, isAnyJson } from '../answer/success-body.ts';
import type { Negotiated } from '../engine/negotiate.ts';
import type { ListPlan } from '../store/list-plan.ts';
import { listThings, type OtherPage, type Page, placeOf } from '../store/list-things.ts';
import type { Thing } from '../store/table.ts';
import { pageHeaders, thingHeaders } from './answer-headers.ts';
import { isKnownTo, withThing } from './condition.ts';
import { asMembers } from './keep-things.ts';
import { isThing } from './recall-plan.ts';
import type { Recalled, RecalledAnswer, Recalling } from './recalled.ts';

export const readThing: (recalling: Recalling) => Recalled = withThing((recalling, thing) => ({
  ...(isKnownTo(recalling, thing) ? { code: 304 } : {}),
  answer: (negotiated) => showThing(recalling, negotiated, thing),
}));

/** The answer that shows a thing, where it has a body. */
export function showThing(recalling: Recalling, negotiated: Negotiated, thing: Thing): RecalledAnswer {
  const { operation, plan, keeper, filling, envelopes } = recalling;
  const { use, kept } = plan;
  const node = contentFor(operation, negotiated)?.node;
  const each = node && use.shown && envelopes.thingNode(node, use.shown);
  const commit = () => thingHeaders(recalling, negotiated, thing);
  const shape = each && filling.shapeOf(each);
  if (node && shape && !isThing(kept, shape)) return { usual: true, commit };
  if (node && shape) {
    const shown = keeper.show(kept, thing, shape);
    return { body: envelopes.wrap(node, use, { thing: shown, status: negotiated.status }), commit };
  }
  // What was uploaded as it is, such as an image.
  if (typeof thing.value === 'string' && operation.method !== 'head') return { body: thing.value, commit };
  if (!isAnyJson(operation, negotiated)) return { usual: true, commit };
  return { body: { ...keeper.membersOf(kept, thing.names), ...asMembers(thing.value) }, commit };
}

export function listPage(recalling: Recalling): Recalled {
  return {
    answer(negotiated) {
      const { contract, operation, request, plan, names, keeper, envelopes, filling } = recalling;
      const { use, kept, list, collection } = plan;
      const node = contentFor(operation, negotiated)?.node;
      const each = node && envelopes.thingNode(node, [...(use.shown ?? []), '0', ...(use.each ?? [])]);
      if (!node || !each || !list) return { usual: true };
      const all = keeper.list(kept, Math.max(0, collection), names);
      const shape = filling.shapeOf(each);
      // What nobody has looked at yet may lack the member that a filter is about.
      if (isSelective(list, request)) for (const thing of all) keeper.show(kept, thing, shape);
      const page = listThings(all, list, request);
      if ('wrong' in page) return { refusal: { statuses: ['422', '400', '422'], message: page.wrong } };
      const shown = page.things.map((thing) => keeper.show(kept, thing, shape));
      const link = (to: OtherPage) => linkTo(operation.path, request, { to, page, list });
      const body = envelopes.wrapList(node, use, { shown, status: negotiated.status, page, plan: list, link });
      // Of a list that must hold something, a page of nothing is none.
      if (!contract.validators.accepts(node, body, documentedAnswer)) return { usual: true };
      return {
        body,
        commit: () => pageHeaders(recalling, negotiated, { page, link }),
      };
    },
  };
}

function isSelective({ filters, sort }: ListPlan, { query = {} }: RequestValues): boolean {
  return (
    filters.some(({ parameter }) => query[parameter] !== undefined) ||
    (sort !== undefined && query[sort.parameter] !== undefined)
  );
}

/** Another page of the same list: its path and query. */
function linkTo(
  path: string,
  { path: values = {}, query = {} }: RequestValues,
  { to, page, list }: { to: OtherPage; page: Page; list: ListPlan },
): string | undefined {
  const place = placeOf(page, to);
  if (!place) return undefined;
  const filled = path.replace(/\{([^{}]*)\}/g, (_, name: string) => percentEncode(joinedText(values[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...(to === 'self' ? {} : queryOf(place, list)) }))
    if (value !== '') search.append(name, writeText(value));
  return search.size === 0 ? filled : `${filled}?${search}`;
}

function queryOf(
  { offset, number, cursor = '' }: { offset: number; number: number; cursor?: string },
  list: ListPlan,
): Record<string, unknown> {
  if (list.cursor) return { [list.cursor.parameter]: cursor };
  if (list.page) return { [list.page.parameter]: number };
  return list.offset ? { [list.offset.parameter]: offset } : {};
}
