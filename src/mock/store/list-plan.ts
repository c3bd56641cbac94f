/** How a list is asked for: which of its parameters filter, sort and page, by their names and by what their schemas say. */
import type { Contract } from '../../contract/contract.ts';
import { type Operation, type Parameter, parameterKey } from '../../contract/operation.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import { findMember, memberNames, possibleTypes, walkInPlace } from '../../contract/schema/walk-schema.ts';

/** A condition that a parameter sets. */
export interface Filter {
  parameter: string;
  /** The member that it is about; absent for a search in all texts. */
  member?: string;
  compare: 'is' | 'least' | 'most' | 'above' | 'below' | 'has';
}

export interface ListPlan {
  filters: readonly Filter[];
  sort?: { parameter: string; direction?: string };
  page?: { parameter: string; first: number };
  offset?: { parameter: string };
  cursor?: { parameter: string };
  size?: { parameter: string; usual: number };
  /** Most that the schema of the list allows. */
  most: number;
}

/** What the names of parameters mean by custom, without their spelling. */
const customs = {
  page: /^(?:page|pageno|pagenum|pagenumber|pageindex|currentpage|curpage|p)$/,
  size: /^(?:size|pagesize|perpage|limit|max|maxresults|maxitems|pagelimit|count|top|first|rows|n)$/,
  offset: /^(?:offset|skip|start|startindex|from)$/,
  cursor:
    /^(?:cursor|pagetoken|nexttoken|continuation|continuationtoken|marker|startingafter|after|nextcursor|pagecursor|token)$/,
  sort: /^(?:sort|sortby|orderby|ordering|order|sortfield|sortkey)$/,
  direction: /^(?:order|direction|dir|sortorder|sortdirection|sortdir|orderdirection)$/,
  search: /^(?:q|query|search|keyword|keywords|text|filter|term)$/,
};

/** How many things a page has where nothing says it. */
const USUAL = 20;

/** `thing` is what is listed, `list` the array that holds it. */
export function planList(
  contract: Contract,
  operation: Operation,
  { thing, list }: { thing: SchemaNode; list: SchemaNode | undefined },
): ListPlan {
  const members = memberNames(contract.document, thing);
  const query = operation.parameters.filter(({ in: place }) => place === 'query');
  const filters = query.flatMap((parameter) => filterOf(contract, thing, { parameter, members }) ?? []);
  const isFilter = (parameter: Parameter) => filters.some((filter) => filter.parameter === parameterKey(parameter));
  const others = query.filter((parameter) => !isFilter(parameter));
  const find = (custom: keyof typeof customs, fits: (parameter: Parameter) => boolean = () => true) =>
    others.find((parameter) => customs[custom].test(plainName(parameter.name)) && fits(parameter));
  const isNumber = ({ node }: Parameter) => {
    const types = possibleTypes(contract.document, node);
    return types.size === 0 || types.has('integer') || types.has('number');
  };
  const [page, size, offset] = [find('page', isNumber), find('size', isNumber), find('offset', isNumber)];
  const cursor = find(
    'cursor',
    (parameter) => parameter !== offset && possibleTypes(contract.document, parameter.node).has('string'),
  );
  const sort = find('sort', ({ name }) => plainName(name) !== 'order') ?? find('sort');
  const direction = others.find((parameter) => parameter !== sort && customs.direction.test(plainName(parameter.name)));
  const search = find('search');
  const most = Number(keyword(contract, list, 'maxItems') ?? Infinity);
  const paged = page ?? offset ?? cursor;
  return {
    filters: [...filters, ...(search ? [{ parameter: parameterKey(search), compare: 'has' as const }] : [])],
    ...(sort
      ? { sort: { parameter: parameterKey(sort), ...(direction ? { direction: parameterKey(direction) } : {}) } }
      : {}),
    ...(page ? { page: { parameter: parameterKey(page), first: firstPage(contract, page) } } : {}),
    ...(offset && !page ? { offset: { parameter: parameterKey(offset) } } : {}),
    ...(cursor ? { cursor: { parameter: parameterKey(cursor) } } : {}),
    ...((size ?? paged)
      ? { size: { parameter: size ? parameterKey(size) : '', usual: usualSize(contract, size, paged !== undefined) } }
      : {}),
    most,
  };
}

function filterOf(
  { document }: Contract,
  thing: SchemaNode,
  { parameter, members }: { parameter: Parameter; members: readonly string[] },
): Filter | undefined {
  const plain = plainName(parameter.name);
  const find = (name: string) => members.find((member) => plainName(member) === name);
  const same = find(plain) ?? (/(?:s|in)$/.test(plain) ? find(plain.replace(/(?:s|in)$/, '')) : undefined);
  const key = parameterKey(parameter);
  // What only pages by custom is no member's: a list of files may know their sizes.
  if (
    same !== undefined &&
    !(
      customs.size.test(plain) &&
      !possibleTypes(document, findMember(document, thing, [same]) ?? thing).has('string') &&
      hasDefault(document, parameter)
    )
  )
    return { parameter: key, member: same, compare: 'is' };
  for (const [compare, pattern] of bounds) {
    const [, name] = pattern.exec(plain) ?? [];
    const member = name === undefined ? undefined : find(name);
    if (member !== undefined) return { parameter: key, member, compare };
  }
  return undefined;
}

const bounds = [
  ['least', /^(?:min|minimum|from|since)(.+)$/],
  ['most', /^(?:max|maximum|to|until)(.+)$/],
  ['least', /^(.+?)(?:min|gte|from|since|ge)$/],
  ['most', /^(.+?)(?:max|lte|to|until|le)$/],
  ['above', /^(.+?)(?:gt|after)$/],
  ['below', /^(.+?)(?:lt|before)$/],
] as const;

function hasDefault(document: Contract['document'], { node }: Parameter): boolean {
  return [...walkInPlace(document, node)].some(({ schema }) => 'default' in schema);
}

function keyword({ document }: Contract, node: SchemaNode | undefined, name: string): unknown {
  if (!node) return undefined;
  for (const { schema } of walkInPlace(document, node))
    if (isSchemaObject(schema) && schema[name] !== undefined) return schema[name];
  return undefined;
}

/** Pages are counted from 1, unless the schema lets them begin with 0. */
function firstPage(contract: Contract, { node }: Parameter): number {
  const usual = keyword(contract, node, 'default');
  if (usual === 0 || usual === 1) return usual;
  return keyword(contract, node, 'minimum') === 0 ? 0 : 1;
}

function usualSize(contract: Contract, size: Parameter | undefined, paged: boolean): number {
  const said = keyword(contract, size?.node, 'default');
  if (typeof said === 'number' && said > 0) return said;
  const most = keyword(contract, size?.node, 'maximum');
  if (!paged) return Infinity;
  return typeof most === 'number' && most > 0 ? Math.min(most, USUAL) : USUAL;
}
