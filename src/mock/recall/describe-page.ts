/** The envelope of a list: which of its members say how many there are, and where the next page is, by their names. */
import type { Contract } from '../../contract/contract.ts';
import { setAt } from '../../contract/json-pointer.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, memberNames, possibleTypes, walkInPlace } from '../../contract/schema/walk-schema.ts';
import type { Page } from '../store/list-things.ts';

type Says = (page: Page) => unknown;

/** By the name of the member, without its spelling. */
const meanings: readonly (readonly [RegExp, Says])[] = [
  [
    /^(?:total|totalcount|totalitems|totalelements|totalresults|totalrecords|totalsize|totalhits|recordcount|itemcount|count|size_total)$/,
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
  [
    /^(?:next|nextcursor|nextpage|nextpagetoken|nexttoken|cursor|continuationtoken|endcursor|nextoffset)$/,
    ({ next }) => next ?? null,
  ],
  [/^(?:prev|previous|prevcursor|previouscursor|prevpage|previouspage)$/, ({ previous }) => previous ?? null],
];

export interface PageMember {
  tokens: readonly string[];
  says: Says;
  node: SchemaNode;
  /** A link or a page's number in place of the text that a parameter takes. */
  as: 'value' | 'number' | 'link';
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
  return types.has('integer') || types.has('number') ? 'number' : 'value';
}

/** Writes what the page is into the envelope; a member whose schema does not take it is left out, or stays as it was. */
export function describePage(
  contract: Contract,
  {
    body,
    members,
    page,
    link,
  }: { body: object; members: readonly PageMember[]; page: Page; link: (cursor: string) => string },
): void {
  for (const { tokens, says, node, as, required } of members) {
    const value = writeAs(says(page), as, { page, link });
    const candidates = value === null ? [null, undefined, ''] : [value];
    const taken = candidates.find(
      (each) =>
        each === undefined || contract.validators.accepts(node, each, { direction: 'response', demand: 'documented' }),
    );
    if (taken === undefined) dropAt(body, tokens, !required);
    else setAt(body, tokens, taken);
  }
}

function writeAs(
  value: unknown,
  as: PageMember['as'],
  { page, link }: { page: Page; link: (cursor: string) => string },
): unknown {
  if (typeof value !== 'string') return value;
  if (as === 'number') return value === page.next ? page.number + 1 : page.number - 1;
  return as === 'link' ? link(value) : value;
}

/** Behind the last page, there is no next one; a member that has to be there stays as it was made up. */
function dropAt(body: object, tokens: readonly string[], isOptional: boolean): void {
  let current: unknown = body;
  for (const token of tokens.slice(0, -1))
    current = typeof current === 'object' && current !== null ? (current as Record<string, unknown>)[token] : undefined;
  if (isOptional && typeof current === 'object' && current !== null)
    delete (current as Record<string, unknown>)[tokens.at(-1) ?? ''];
}
