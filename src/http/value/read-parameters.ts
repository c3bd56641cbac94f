/** Reads the parameters of an HTTP request into JSON values, as the contract declares them. */
import type { Contract } from '../../contract/contract.ts';
import { type Operation, type Parameter, parameterKey, type RequestValues } from '../../contract/operation.ts';
import { isSchemaObject, type SchemaNode, typesOf } from '../../contract/schema.ts';
import { walkPossible, findMember } from '../../contract/schema/walk-schema.ts';

/** A request's parameters as they arrived: percent-decoded, but text. */
export interface RawParameters {
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
  header: Readonly<Record<string, string | string[] | undefined>>;
}

type ParameterValues = Pick<RequestValues, 'path' | 'query' | 'header' | 'cookie'>;

/** The values of an operation's parameters; query parameters that it does not declare are kept as text. */
export function readParameters(contract: Contract, operation: Operation, raw: RawParameters): ParameterValues {
  const values = { path: {}, query: {}, header: {}, cookie: {} } as Record<Parameter['in'], Record<string, unknown>>;
  if (operation.parameters.length === 0 && raw.query.size === 0) return values;
  const cookies = readCookies(raw.header['cookie']);
  const undeclared = new URLSearchParams(raw.query);
  for (const parameter of operation.parameters) {
    const text = textsOf(parameter, raw, cookies, undeclared);
    if (text !== undefined) values[parameter.in][parameterKey(parameter)] = readValue(contract, parameter, text);
  }
  for (const name of undeclared.keys()) values.query[name] = undeclared.get(name);
  return values;
}

type Texts = string[] | Record<string, string>;

function textsOf(
  parameter: Parameter,
  raw: RawParameters,
  cookies: Readonly<Record<string, string>>,
  undeclared: URLSearchParams,
): Texts | undefined {
  const { name, in: place, style } = parameter;
  if (place === 'query') return style === 'deepObject' ? takeDeepObject(name, undeclared) : takeAll(name, undeclared);
  const text = place === 'path' ? raw.path[name] : place === 'cookie' ? cookies[name] : raw.header[name.toLowerCase()];
  return text === undefined ? undefined : [text].flat();
}

function takeAll(name: string, query: URLSearchParams): string[] | undefined {
  const texts = query.getAll(name);
  query.delete(name);
  return texts.length > 0 ? texts : undefined;
}

/** `filter[colour]=red&filter[size]=4` (style deepObject). */
function takeDeepObject(name: string, query: URLSearchParams): Record<string, string> | undefined {
  const members = [...query].filter(([key]) => key.startsWith(`${name}[`) && key.endsWith(']'));
  for (const [key] of members) query.delete(key);
  const entries = members.map(([key, value]) => [key.slice(name.length + 1, -1), value] as const);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

const separators: Readonly<Record<string, string>> = { pipeDelimited: '|', spaceDelimited: ' ' };

function readValue(contract: Contract, parameter: Parameter, texts: Texts): unknown {
  const { node, style, explode } = parameter;
  if (!Array.isArray(texts)) {
    return readMembers(contract, node, texts);
  }
  const items = itemsOf(contract, node);
  if (!items) return readScalar(contract, node, texts.at(-1) ?? '');
  const separator = separators[style] ?? ',';
  const parts =
    explode && parameter.in === 'query' ? texts : texts.flatMap((text) => (text === '' ? [] : text.split(separator)));
  return parts.map((part) => readScalar(contract, items, part));
}

/** An object whose members came as texts, each as its schema asks. */
function readMembers(
  contract: Contract,
  node: SchemaNode,
  texts: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const members = Object.entries(texts).map(([name, text]) => {
    const member = findMember(contract.document, node, [name]);
    return [name, member ? readScalar(contract, member, text) : text] as const;
  });
  return Object.fromEntries(members);
}

function itemsOf(contract: Contract, node: SchemaNode): SchemaNode | undefined {
  for (const { schema, pointer } of walkPossible(contract.document, node)) {
    if (typesOf(schema)?.includes('array')) {
      const items = schema['items'];
      return isSchemaObject(items) ? { schema: items, pointer: `${pointer}/items` } : { schema: true, pointer };
    }
  }
  return undefined;
}

/** Text as the type that the schema asks for; text that is not of that type stays text, for the schema to refuse. */
export function readScalar(contract: Contract, node: SchemaNode, text: string): unknown {
  const types = new Set([...walkPossible(contract.document, node)].flatMap(({ schema }) => typesOf(schema) ?? []));
  if ((types.has('integer') || types.has('number')) && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text))
    return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function readCookies(header: string | string[] | undefined): Record<string, string> {
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
