/** The parameters of a request: values of the declared types here, texts in its path, query, headers and cookies there. */
import { setMember } from '../../contract/json-pointer.ts';
import { percentEncode } from './percent-encode.ts';
import type { Contract } from '../../contract/contract.ts';
import {
  parameterKey,
  type Operation,
  type Parameter,
  type ParameterPlace,
  type RequestValues,
} from '../../contract/operation.ts';
import type { SchemaObject } from '../../contract/schema.ts';
import { readJsonText } from './json.ts';
import { decodePercent, decodeQuery, groupFields, readPairs } from './pairs.ts';
import { fillPath } from './path-template.ts';
import { readValue, shapeOf } from './shape.ts';
import { plainParameter, readFields, type Field, type Fields, type Shape, type Styled, writeFields } from './style.ts';
import { writeText } from './text.ts';

/** A request's parameters as they arrived: percent-encoded as they stand there. */
export interface RawParameters {
  path: Readonly<Record<string, string>>;
  /** Without its question mark. */
  query: string;
  header: Readonly<Record<string, string | string[] | undefined>>;
}

type ParameterValues = Pick<RequestValues, 'path' | 'query' | 'header' | 'cookie'>;

type Values = Readonly<Record<string, unknown>>;

/** The path with its parameters in it; `encode` has a parameter's text, encoded already, and the value that it stands for. */
export function writePath(
  operation: Operation,
  values: Values = {},
  encode: (text: string, value: unknown) => string = (text) => text,
): string {
  return fillPath(operation.path, (name) => {
    const value = values[name];
    const [[, text = ''] = []] = writeParameter(declared(operation, 'path', name), value);
    return encode(text, value);
  });
}

/** The query, without its question mark. A blank is `%20` there (RFC 6570, 3.2.8). */
export function writeQuery(operation: Operation, values: Values = {}): string {
  return Object.entries(values)
    .flatMap(([name, value]) => writeParameter(declared(operation, 'query', name), value))
    .map(([name, text]) => (name === '' ? text : `${name}=${text}`))
    .join('&');
}

/** The fields of a query, decoded. */
export function queryFields(operation: Operation, values: Values = {}): Field[] {
  return readPairs(writeQuery(operation, values)).map(([name, text]) => [name, decodeQuery(text)]);
}

/** Headers, each under the name that it is given, and cookies, which are a header like any other. */
export function writeHeaders(
  operation: Operation,
  { header = {}, cookie = {} }: RequestValues,
): Record<string, string> {
  const write = (place: ParameterPlace, values: Values) =>
    Object.entries(values).flatMap(([name, value]) => writeParameter(declared(operation, place, name), value));
  const cookies = write('cookie', cookie).map(([name, text]) => `${name}=${text}`);
  return {
    ...Object.fromEntries(write('header', header)),
    ...(cookies.length > 0 ? { cookie: cookies.join('; ') } : {}),
  };
}

/** A parameter, as far as its texts go. */
type Written = Styled & Pick<Partial<Parameter>, 'format' | 'allowReserved'>;

/** What the operation says of a parameter; what it does not declare is written as most clients do. */
function declared({ parameters }: Operation, place: ParameterPlace, name: string): Written {
  const key = parameterKey({ in: place, name });
  const known = parameters.find((each) => each.in === place && parameterKey(each) === key);
  return known ? { ...known, name } : plainParameter(place, name);
}

function writeParameter(parameter: Written, value: unknown): Field[] {
  const encode = encoderOf(parameter);
  if (parameter.format === undefined) return writeFields(parameter, value, encode);
  const text = encode(parameter.format === 'json' ? (JSON.stringify(value) ?? '') : writeText(value));
  return parameter.in === 'query' && parameter.style === WHOLE ? [['', text]] : [[encodeName(parameter), text]];
}

function encodeName({ in: place, name }: Styled): string {
  return place === 'query' ? percentEncode(name) : name;
}

/** The style of a parameter that is the whole query (3.2, `in: querystring`). */
const WHOLE = 'whole';

/** What stands for itself; headers, and cookies of the style of that name, are not encoded at all. */
function encoderOf({ in: place, style, allowReserved }: Written): (text: string) => string {
  if (place === 'header' || (place === 'cookie' && style === 'cookie')) return keep;
  if (place === 'cookie') return encodeCookie;
  if (!allowReserved || place === 'path') return percentEncode;
  // What would end the value, or the query, is encoded all the same.
  return (text) => encodeURI(text.toWellFormed()).replaceAll(/[&#+]/g, percentEncode);
}

/** What no cookie can hold (RFC 6265, 4.1.1), and what would be read as encoded. */
function encodeCookie(text: string): string {
  return text.replaceAll(/[^!#-$&-+\--:<-[\]-~]/gu, percentEncode);
}

function keep(text: string): string {
  return text;
}

/** The values of an operation's parameters; query parameters that it does not declare are kept as text. */
export function readParameters({ document }: Contract, operation: Operation, raw: RawParameters): ParameterValues {
  const values = { path: {}, query: {}, header: {}, cookie: {} } as Record<Parameter['in'], Record<string, unknown>>;
  if (operation.parameters.length === 0 && raw.query === '') return values;
  const query = groupFields(readPairs(raw.query));
  const cookies = groupFields(readCookies(raw.header['cookie']));
  for (const { parameter, shape } of inReadingOrder(document, operation)) {
    const value = readParameter(document, { parameter, shape }, { raw, query, cookies });
    if (value !== undefined) setMember(values[parameter.in], parameterKey(parameter), value);
  }
  for (const [name, [text = '']] of query) {
    // What has the name of a parameter that is written in other fields is no value of it.
    const isDeclared = operation.parameters.some((each) => each.in === 'query' && each.name === name);
    if (!isDeclared) setMember(values.query, name, decodeQuery(text));
  }
  return values;
}

/** A parameter with what its schema asks for. */
interface Asked {
  parameter: Parameter;
  shape: Shape;
}

interface Arrived {
  raw: RawParameters;
  query: Fields;
  cookies: Fields;
}

function readParameter(document: SchemaObject, { parameter, shape }: Asked, arrived: Arrived): unknown {
  const { in: place, format, node, required, explode, style } = parameter;
  const decode = decoderOf(parameter);
  if (format !== undefined) {
    const text = takeContent(parameter, arrived);
    if (text === undefined) return undefined;
    if (format !== 'json') return readValue(document, node, { texts: text, shape });
    // What is no JSON stays text, for the schema to refuse.
    return readJsonText(text)?.value ?? text;
  }
  const texts = readFields(parameter, fieldsFor(parameter, arrived), { shape, decode });
  if (texts !== undefined) return readValue(document, node, { texts, shape });
  // An object whose members are fields of their own is there, whatever it has.
  const isSpread = place === 'query' && shape.kind === 'members' && explode && style === 'form';
  return isSpread && required ? {} : undefined;
}

function takeContent(parameter: Parameter, arrived: Arrived): string | undefined {
  const { in: place, name, style } = parameter;
  if (place === 'query' && style === WHOLE) {
    arrived.query.clear();
    return arrived.raw.query === '' ? undefined : decodeQuery(arrived.raw.query);
  }
  const fields = fieldsFor(parameter, arrived);
  const text = fields.get(name)?.at(-1);
  fields.delete(name);
  return text === undefined ? undefined : decoderOf(parameter)(text);
}

function decoderOf({ in: place, style }: Styled): (text: string) => string {
  if (place === 'query') return decodeQuery;
  return place === 'header' || style === 'cookie' ? keep : decodePercent;
}

/** Members that stand as fields of their own come last, a map last of all: a field that has a parameter's name is that parameter. */
function inReadingOrder(document: SchemaObject, { parameters }: Operation): Asked[] {
  const all = parameters.map((parameter) => ({ parameter, shape: shapeOf(document, parameter.node) }));
  return all.sort((a, b) => spreadOf(a) - spreadOf(b));
}

function spreadOf({ parameter: { style, explode }, shape }: Asked): number {
  if (style === WHOLE) return 3;
  if (shape.kind !== 'members' || !explode || style === 'deepObject') return 0;
  return shape.isMap ? 2 : 1;
}

function fieldsFor({ name, in: place }: Parameter, { raw, query, cookies }: Arrived): Fields {
  if (place === 'query') return query;
  if (place === 'cookie') return cookies;
  const text = place === 'path' ? raw.path[name] : raw.header[name.toLowerCase()];
  return new Map(text === undefined ? [] : [[name, [text].flat()]]);
}

/** The cookies of a `Cookie` header, as they stand there. */
export function readCookies(header: string | string[] | undefined): Field[] {
  const pairs = [header ?? []].flat().flatMap((line) => line.split(';'));
  return pairs
    .filter((pair) => pair.includes('='))
    .map((pair) => {
      const split = pair.indexOf('=');
      return [pair.slice(0, split).trim(), pair.slice(split + 1).trim()];
    });
}
