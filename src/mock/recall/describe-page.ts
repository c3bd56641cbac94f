/** The envelope of a list: which of its members say how many there are, and where the next page is, by their names. */
import type { Contract } from '../../contract/contract.ts';
import { setAt } from '../../contract/json-pointer.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, memberNames, possibleTypes, walkInPlace } from '../../contract/schema/walk-schema.ts';
import type { ListPlan } from '../store/list-plan.ts';
import type { Page } from '../store/list-things.ts';

type Says = (page: Page) => unknown;

/** By the name of the member, without its spelling. */
const meanings: readonly (readonly [RegExp, Says])[] = [
  [
    /^(?:total|totalcount|totalitems|totalelements|totalresults|totalrecords|totalsize|totalhits|recordcount|itemcount|count|sizetotal)$/,
    ({ total }) => total,
  ],
  [/^(?:page|pageno|pagenum|pagenumber|pageindex|currentpage|number)$/, ({ number }) => number],
  [/^(?:size|pagesize|perpage|limit|pagelimit)$/, ({ size }) => size],
  [/^(?:numberofelements|returned|length)$/, ({ things }) => things.length],
  [/^(?:offset|skip|start)$/, ({ offset }) => offset],
  [/^(?:pages|totalpages|pagecount|lastpage|pagetotal)$/, ({ pages }) => pages],
  [/^(?:hasmore|hasnext|hasnextpage|more)$/, ({ next }) => next !== undefined],
  [/^(?:hasprevious|hasprev|hasprevpage|haspreviouspage)$/, ({ offset }) => offset > 0],
  [/^(?:last)$/, ({ next }) => next === undefined],
  [/^(?:first)$/, ({ offset }) => offset === 0],
  [/^(?:next|nextlink|nexturl)$/, ({ next }) => placeOf(next)],
  [/^(?:nextpage|nextpagenumber)$/, ({ next }) => placeOf(next, 'page')],
  [/^(?:nextoffset|nextstart|nextskip)$/, ({ next }) => placeOf(next, 'offset')],
  [
    /^(?:nextcursor|nextpagetoken|nexttoken|cursor|continuationtoken|endcursor|nextmarker)$/,
    ({ next }) => placeOf(next, 'cursor'),
  ],
  [/^(?:prev|previous|prevlink|prevurl|previouslink|previousurl)$/, ({ previous }) => placeOf(previous)],
  [/^(?:prevpage|previouspage)$/, ({ previous }) => placeOf(previous, 'page')],
  [/^(?:prevoffset|previousoffset)$/, ({ previous }) => placeOf(previous, 'offset')],
  [/^(?:prevcursor|previouscursor|startcursor)$/, ({ previous }) => placeOf(previous, 'cursor')],
];

/** Another page, by its cursor, and how the name of the member says that it is told. */
class Elsewhere {
  readonly cursor: string;
  readonly by: 'page' | 'offset' | 'cursor' | undefined;

  constructor(cursor: string, by: Elsewhere['by']) {
    this.cursor = cursor;
    this.by = by;
  }
}

function placeOf(cursor: string | undefined, by?: Elsewhere['by']): Elsewhere | null {
  return cursor === undefined ? null : new Elsewhere(cursor, by);
}

export interface PageMember {
  tokens: readonly string[];
  says: Says;
  node: SchemaNode;
  /** What it takes to tell of another page. */
  as: 'text' | 'number' | 'link';
  required: boolean;
}

/** The members of an envelope that tell of the page; `list` leads to the list, and is none. */
export function readPageMembers(contract: Contract, node: SchemaNode, list: readonly string[]): PageMember[] {
  const found: PageMember[] = [];
  const visit = (at: SchemaNode, tokens: readonly string[]): void => {
    const required = new Set(
      [...walkInPlace(contract.document, at)].flatMap(({ schema }) => (schema['required'] ?? []) as string[]),
    );
    for (const name of memberNames(contract.document, at)) {
      const inner = [...tokens, name];
      const member = findMember(contract.document, at, [name]);
      if (!member || inner.join('\n') === list.join('\n')) continue;
      const types = possibleTypes(contract.document, member);
      const [, says] = meanings.find(([pattern]) => pattern.test(plainName(name))) ?? [];
      if (types.has('object') && !types.has('array') && tokens.length < 2) visit(member, inner);
      else if (says && !types.has('array') && !types.has('object'))
        found.push({
          tokens: inner,
          says,
          node: member,
          as: writtenAs(contract, member),
          required: required.has(name),
        });
    }
  };
  visit(node, []);
  return found;
}

function writtenAs(contract: Contract, node: SchemaNode): PageMember['as'] {
  const types = possibleTypes(contract.document, node);
  const { format } = typeof node.schema === 'object' ? node.schema : {};
  if (typeof format === 'string' && /^(?:uri|url|iri)/.test(format)) return 'link';
  return types.has('integer') || types.has('number') ? 'number' : 'text';
}

/** A page as its list tells of it. */
export interface DescribedPage {
  page: Page;
  plan: ListPlan;
  /** The target of another page, by its cursor. */
  link: (cursor: string) => string;
}

/** Writes what the page is into the envelope; a member whose schema does not take it is left out, or stays as it was. */
export function describePage(
  contract: Contract,
  { body, members, told }: { body: object; members: readonly PageMember[]; told: DescribedPage },
): void {
  for (const { tokens, says, node, as, required } of members) {
    const said = says(told.page);
    const value = said instanceof Elsewhere ? writePlace(said, as, told) : said;
    const candidates = value === null ? [null, undefined, ''] : [value];
    const taken = candidates.find(
      (each) =>
        each === undefined || contract.validators.accepts(node, each, { direction: 'response', demand: 'documented' }),
    );
    if (taken === undefined) dropAt(body, tokens, !required);
    else setAt(body, tokens, taken);
  }
}

/** Where the name does not say how another page is told, the parameter that pages do; a text that none of them takes is a link. */
function writePlace({ cursor, by }: Elsewhere, as: PageMember['as'], { page, plan, link }: DescribedPage): unknown {
  const way = by ?? (plan.cursor ? 'cursor' : plan.page ? 'page' : plan.offset ? 'offset' : 'cursor');
  if (as === 'link' || (as === 'text' && by === undefined && way !== 'cursor')) return link(cursor);
  if (as === 'text' && way === 'cursor') return cursor;
  const step = cursor === page.next ? 1 : -1;
  const place = way === 'offset' ? Math.max(0, page.offset + step * page.size) : page.number + step;
  return as === 'number' ? place : String(place);
}

/** Behind the last page, there is no next one; a member that has to be there stays as it was made up. */
function dropAt(body: object, tokens: readonly string[], isOptional: boolean): void {
  let current: unknown = body;
  for (const token of tokens.slice(0, -1))
    current = typeof current === 'object' && current !== null ? (current as Record<string, unknown>)[token] : undefined;
  if (isOptional && typeof current === 'object' && current !== null)
    delete (current as Record<string, unknown>)[tokens.at(-1) ?? ''];
}
