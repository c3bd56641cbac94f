/** The envelope of a list: which of its members say how many there are, and where the next page is, by their names. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import type { Contract } from '../../contract/contract.ts';
import { setAt } from '../../contract/json-pointer.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, memberNames, possibleTypes, walkInPlace } from '../../contract/schema/walk-schema.ts';
import type { ListPlan } from '../store/list-plan.ts';
import { type OtherPage, type Page, placeOf } from '../store/list-things.ts';

/** What the members say of the page itself, by their names without spelling. */
const facts: readonly (readonly [RegExp, (page: Page) => unknown])[] = [
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
  [/^(?:last|islast)$/, ({ next }) => next === undefined],
  [/^(?:first|isfirst)$/, ({ offset }) => offset === 0],
];

/** What they say of where other pages are. */
const places: readonly (readonly [RegExp, OtherPage, ListWay?])[] = [
  [/^(?:next|nextlink|nexturl)$/, 'next'],
  [/^(?:nextpage|nextpagenumber)$/, 'next', 'page'],
  [/^(?:nextoffset|nextstart|nextskip)$/, 'next', 'offset'],
  [/^(?:nextcursor|nextpagetoken|nexttoken|cursor|continuationtoken|endcursor|nextmarker)$/, 'next', 'cursor'],
  [/^(?:prev|previous|prevlink|prevurl|previouslink|previousurl)$/, 'previous'],
  [/^(?:prevpage|previouspage)$/, 'previous', 'page'],
  [/^(?:prevoffset|previousoffset)$/, 'previous', 'offset'],
  [/^(?:prevcursor|previouscursor|startcursor)$/, 'previous', 'cursor'],
  [/^(?:self|selflink)$/, 'self'],
  [/^(?:first|firstlink)$/, 'first'],
  [/^(?:last|lastlink)$/, 'last'],
];

/** How a member tells of another page: as a parameter of the list takes it, or as a link. */
type ListWay = 'page' | 'offset' | 'cursor' | 'link';

export interface PageMember {
  tokens: readonly string[];
  /** Leads to what goes where there is nothing to say: the member, or the object that is there for it alone. */
  whole: readonly string[];
  says: (told: DescribedPage) => unknown;
  node: SchemaNode;
  required: boolean;
}

/** The members of an envelope that tell of the page; `list` leads to the list, and is none. */
export function readPageMembers(contract: Contract, node: SchemaNode, list: readonly string[]): PageMember[] {
  const { document } = contract;
  const found: PageMember[] = [];
  const visit = (at: SchemaNode, tokens: readonly string[]): void => {
    const demanded = new Set(
      [...walkInPlace(document, at)].flatMap(({ schema }) => (schema['required'] ?? []) as string[]),
    );
    for (const name of memberNames(document, at)) {
      const whole = [...tokens, name];
      const member = findMember(document, at, [name]);
      if (!member || whole.join('\n') === list.join('\n')) continue;
      const types = possibleTypes(document, member);
      const required = demanded.has(name);
      const plain = plainName(name);
      // HAL, and JSON:API where it says more of a link.
      const href = types.has('object') ? findMember(document, member, ['href']) : undefined;
      const says = href ? linkIn(plain) : types.has('object') ? undefined : sayingOf(contract, member, plain);
      if (href && says) found.push({ tokens: [...whole, 'href'], whole, says, node: href, required });
      else if (types.has('object') && !types.has('array') && tokens.length < 2) visit(member, whole);
      else if (says && !types.has('array')) found.push({ tokens: whole, whole, says, node: member, required });
    }
  };
  visit(node, []);
  return found;
}

function linkIn(plain: string): PageMember['says'] | undefined {
  const [, to] = places.find(([pattern]) => pattern.test(plain)) ?? [];
  return to && (({ link }) => link(to) ?? null);
}

function sayingOf(contract: Contract, member: SchemaNode, plain: string): PageMember['says'] | undefined {
  const types = possibleTypes(contract.document, member);
  const [, fact] = facts.find(([pattern]) => pattern.test(plain)) ?? [];
  const [, to, way] = types.has('boolean') ? [] : (places.find(([pattern]) => pattern.test(plain)) ?? []);
  if (!to) return fact && (({ page }) => fact(page));
  const as = writtenAs(contract, member);
  return (told) => tellPlace(told, { to, way, as });
}

/** What it takes to tell of another page. */
type Written = 'text' | 'number' | 'link';

function writtenAs(contract: Contract, node: SchemaNode): Written {
  const types = possibleTypes(contract.document, node);
  const { format } = typeof node.schema === 'object' ? node.schema : {};
  if (typeof format === 'string' && /^(?:uri|url|iri)/.test(format)) return 'link';
  return types.has('integer') || types.has('number') ? 'number' : 'text';
}

/** Where the name does not say how another page is told, the parameter that pages do; a text that is no cursor is a link. */
function tellPlace(
  { page, plan, link }: DescribedPage,
  { to, way, as }: { to: OtherPage; way: ListWay | undefined; as: Written },
): unknown {
  const usual = plan.cursor ? 'cursor' : plan.page ? 'page' : plan.offset ? 'offset' : 'cursor';
  const place = placeOf(page, to);
  if (place === undefined) return null;
  if (as === 'link' || to === 'self') return link(to);
  const told = way ?? usual;
  if (as === 'number') return told === 'offset' ? place.offset : place.number;
  if (told === 'cursor' && place.cursor !== undefined) return place.cursor;
  return way === undefined ? link(to) : String(told === 'offset' ? place.offset : place.number);
}

/** A page as its list tells of it. */
export interface DescribedPage {
  page: Page;
  plan: ListPlan;
  /** The target of another page; undefined where there is none. */
  link: (to: OtherPage) => string | undefined;
}

/** Writes what the page is into the envelope; a member whose schema does not take it is left out, or stays as it was. */
export function describePage(
  contract: Contract,
  { body, members, told }: { body: object; members: readonly PageMember[]; told: DescribedPage },
): void {
  for (const { tokens, whole, says, node, required } of members) {
    const value = says(told) ?? null;
    const candidates = value === null ? [null, undefined, ''] : [value];
    const taken = candidates.find(
      (each) => each === undefined || contract.validators.accepts(node, each, documentedAnswer),
    );
    if (taken === undefined) dropAt(body, whole, !required);
    else setAt(body, tokens, taken);
  }
}

/** Behind the last page, there is no next one; a member that has to be there stays as it was made up. */
function dropAt(body: object, tokens: readonly string[], isOptional: boolean): void {
  let current: unknown = body;
  for (const token of tokens.slice(0, -1))
    current = typeof current === 'object' && current !== null ? (current as Record<string, unknown>)[token] : undefined;
  if (isOptional && typeof current === 'object' && current !== null)
    delete (current as Record<string, unknown>)[tokens.at(-1) ?? ''];
}
