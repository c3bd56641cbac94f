/** The parameters of a request: values of the declared types here, texts in its path, query, headers and cookies there. */
import type { Contract } from '../../contract/contract.ts';
import {
  parameterKey,
  type Operation,
  type Parameter,
  type ParameterPlace,
  type RequestValues,
} from '../../contract/operation.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { findMember, possibleTypes, walkPossible } from '../../contract/schema/walk-schema.ts';
import { fillPath } from './path-template.ts';
import {
  plainParameter,
  readFields,
  writeFields,
  type Field,
  type Fields,
  type Shape,
  type Styled,
  type Texts,
} from './style.ts';
import { readText } from './text.ts';

/** A request's parameters as they arrived: percent-decoded, but text. */
export interface RawParameters {
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
  header: Readonly<Record<string, string | string[] | undefined>>;
}

type ParameterValues = Pick<RequestValues, 'path' | 'query' | 'header' | 'cookie'>;

type Values = Readonly<Record<string, unknown>>;

/** The path with its parameters in it; `encode` has a parameter's text and the value that it stands for. */
export function writePath(
  operation: Operation,
  values: Values = {},
  encode: (text: string, value: unknown) => string = encodeURIComponent,
): string {
  return fillPath(operation.path, (name) => {
    const value = values[name];
    const [[, text = ''] = []] = writeFields(declared(operation, 'path', name), value);
    return encode(text, value);
  });
}

/** The fields of a query. */
export function writeQuery(operation: Operation, values: Values = {}): Field[] {
  return Object.entries(values).flatMap(([name, value]) => writeFields(declared(operation, 'query', name), value));
}

/** Headers, each under the name that it is given, and cookies, which are a header like any other. */
export function writeHeaders(
  operation: Operation,
  { header = {}, cookie = {} }: RequestValues,
): Record<string, string> {
  const write = (place: ParameterPlace, values: Values) =>
    Object.entries(values).flatMap(([name, value]) => writeFields(declared(operation, place, name), value));
  const cookies = write('cookie', cookie).map(([name, text]) => `${name}=${text}`);
  return {
    ...Object.fromEntries(write('header', header)),
    ...(cookies.length > 0 ? { cookie: cookies.join('; ') } : {}),
  };
}

/** What the operation says of a parameter; what it does not declare is written as most clients do. */
function declared({ parameters }: Operation, place: ParameterPlace, name: string): Styled {
  const key = parameterKey({ in: place, name });
  const known = parameters.find((each) => each.in === place && parameterKey(each) === key);
  return known ? { ...known, name } : plainParameter(place, name);
}

/** The values of an operation's parameters; query parameters that it does not declare are kept as text. */
export function readParameters({ document }: Contract, operation: Operation, raw: RawParameters): ParameterValues {
  const values = { path: {}, query: {}, header: {}, cookie: {} } as Record<Parameter['in'], Record<string, unknown>>;
  if (operation.parameters.length === 0 && raw.query.size === 0) return values;
  const query = groupFields(raw.query);
  const cookies = readCookies(raw.header['cookie']);
  for (const { parameter, shape } of inReadingOrder(document, operation)) {
    const texts = readFields(parameter, shape, fieldsFor(parameter, { raw, query, cookies }));
    if (texts === undefined) continue;
    values[parameter.in][parameterKey(parameter)] = readValue(document, parameter.node, { texts, shape });
  }
  for (const [name, [text]] of query) values.query[name] = text;
  return values;
}

/** Members that stand as fields of their own come last: a field that has a parameter's name is that parameter. */
function inReadingOrder(document: SchemaObject, { parameters }: Operation): { parameter: Parameter; shape: Shape }[] {
  const all = parameters.map((parameter) => ({ parameter, shape: shapeOf(document, parameter.node) }));
  return all.sort((a, b) => Number(a.shape.kind === 'members') - Number(b.shape.kind === 'members'));
}

/** A server asks for the same few again and again. */
const shapes = new WeakMap<SchemaNode, Shape>();

function shapeOf(document: SchemaObject, node: SchemaNode): Shape {
  const shape = shapes.get(node) ?? findShape(document, node);
  shapes.set(node, shape);
  return shape;
}

function findShape(document: SchemaObject, node: SchemaNode): Shape {
  const types = possibleTypes(document, node);
  const isObject = types.has('object') && [...types].every((type) => type === 'object' || type === 'null');
  const properties = [...walkPossible(document, node)].map(({ schema }) => schema['properties']).filter(isSchemaObject);
  const names = isObject ? [...new Set(properties.flatMap((each) => Object.keys(each)))] : [];
  return { kind: types.has('array') ? 'list' : names.length > 0 ? 'members' : 'one', types, names };
}

interface Arrived {
  raw: RawParameters;
  query: Fields;
  cookies: Readonly<Record<string, string>>;
}

function fieldsFor({ name, in: place }: Parameter, { raw, query, cookies }: Arrived): Fields {
  if (place === 'query') return query;
  const text = place === 'path' ? raw.path[name] : place === 'cookie' ? cookies[name] : raw.header[name.toLowerCase()];
  return new Map(text === undefined ? [] : [[name, [text].flat()]]);
}

function groupFields(query: URLSearchParams): Fields {
  const fields: Fields = new Map();
  for (const [name, text] of query) {
    const known = fields.get(name);
    if (known) known.push(text);
    else fields.set(name, [text]);
  }
  return fields;
}

/** Each text as its schema asks. */
function readValue(
  document: SchemaObject,
  node: SchemaNode,
  { texts, shape }: { texts: Texts; shape: Shape },
): unknown {
  if (typeof texts === 'string') return readText(shape.types, texts);
  const read = (text: string, name: string | number): unknown => {
    const member = findMember(document, node, [String(name)]);
    return member ? readText(possibleTypes(document, member), text) : text;
  };
  if (Array.isArray(texts)) return texts.map(read);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, read(text, name)] as const));
}

/** The cookies of a `Cookie` header, as they stand there. */
export function readCookies(header: string | string[] | undefined): Record<string, string> {
  const pairs = [header ?? []].flat().flatMap((line) => line.split(';'));
  return Object.fromEntries(
    pairs
      .filter((pair) => pair.includes('='))
      .map((pair) => {
        const split = pair.indexOf('=');
        return [pair.slice(0, split).trim(), pair.slice(split + 1).trim()];
      }),
  );
}
