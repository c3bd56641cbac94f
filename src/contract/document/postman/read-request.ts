/** Reads a request of a Postman collection: its path with templates, its parameters, its body. */
import { plainText } from '../../name-text.ts';
import type { RequestValues } from '../../operation.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { parseJsonText } from '../../wide-integer.ts';

export interface PostmanRequest {
  /** In lower case. */
  method: string;
  /** With OpenAPI's templates. */
  path: string;
  /** What stands before the path; empty where nobody can tell. */
  base: string;
  parameters: readonly SchemaObject[];
  body: SchemaObject | undefined;
  /** The values that the collection has for it. */
  values: Omit<RequestValues, 'mediaType'>;
}

type Variables = ReadonlyMap<string, string>;

/** Undefined for a request without an address. */
export function readRequest(raw: unknown, variables: Variables): PostmanRequest | undefined {
  const request = isSchemaObject(raw) ? raw : { url: raw };
  const url = readUrl(request['url'], variables);
  if (!url) return undefined;
  const { path, base, pathValues, query } = url;
  const headers = rowsOf(request['header']).filter(([name]) => !spoken.has(name.toLowerCase()));
  const body = isSchemaObject(request['body']) ? readBody(request['body'], mediaTypeOf(request['header'])) : undefined;
  return {
    method: plainText(request['method'] ?? 'GET').toLowerCase(),
    path,
    base,
    parameters: [...placed('path', pathValues), ...placed('query', query), ...placed('header', headers)],
    body: body && {
      content: {
        [body.mediaType]: {
          ...(body.schema ? { schema: body.schema } : expecting(body.value)),
          ...(body.value === undefined ? {} : { example: body.value }),
        },
      },
    },
    values: {
      path: Object.fromEntries(pathValues),
      query: Object.fromEntries(query),
      header: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
      ...(body?.value === undefined ? {} : { body: body.value }),
    },
  };
}

function placed(where: string, rows: readonly [string, string][]): SchemaObject[] {
  return rows.map(([name, value]) => ({
    name,
    in: where,
    required: where === 'path',
    schema: { type: 'string', ...(/^-?\d+$/.test(value) ? { 'x-expected': { pattern: '^[1-9]\\d{0,3}$' } } : {}) },
    ...(value === '' ? {} : { example: value }),
  }));
}

/** Nothing is demanded of a body that is only shown; one that looks otherwise may well be refused. */
function expecting(value: unknown): { schema?: SchemaObject } {
  return typeof value === 'object' && value !== null ? { schema: { 'x-expected': shapeOf(value) } } : {};
}

/** A schema that takes a value and its like: the same members, of the same types. */
function shapeOf(value: unknown): SchemaObject {
  if (Array.isArray(value)) return value.length === 0 ? { type: 'array' } : { type: 'array', items: shapeOf(value[0]) };
  if (isSchemaObject(value))
    return {
      type: 'object',
      required: Object.keys(value),
      properties: Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)])),
    };
  if (value === null || typeof value === 'object') return {};
  return { type: Number.isInteger(value) ? 'integer' : typeof value };
}

/** Headers that HTTP itself, or whoever sends, is concerned with. */
const spoken = new Set(['accept', 'authorization', 'content-type', 'content-length', 'cookie', 'host', 'user-agent']);

function readUrl(raw: unknown, variables: Variables) {
  const url = isSchemaObject(raw) ? raw : { raw };
  if (typeof url['raw'] !== 'string' && !Array.isArray(url['path'])) return undefined;
  const text = fill(
    typeof url['raw'] === 'string' ? url['raw'] : `/${(url['path'] as unknown[]).map(plainText).join('/')}`,
    variables,
  );
  const [, head = '', tail = ''] = /^((?:[a-z]+:\/\/)?(?:\{\{[^}]*\}\}|[^/?#]*))([^?#]*)/i.exec(text) ?? [];
  const given = new Map(rowsOf(url['variable']));
  const pathValues: [string, string][] = [];
  const segments = tail
    .split('/')
    .filter(Boolean)
    .map((segment) => {
      const name = /^:(.+)$/.exec(segment)?.[1] ?? /^\{\{(.+)\}\}$/.exec(segment)?.[1];
      if (name === undefined) return segment;
      pathValues.push([name, given.get(name) ?? '']);
      return `{${name}}`;
    });
  const written = [...new URLSearchParams(/\?([^#]*)/.exec(text)?.[1] ?? '')];
  const query = url['query'] === undefined ? written : rowsOf(url['query']);
  return { path: `/${segments.join('/')}`, base: /^https?:\/\/[^{]+$/.test(head) ? head : '', pathValues, query };
}

/** Variables of the collection stand for their values; those of an environment nobody knows here. */
function fill(text: string, variables: Variables): string {
  return text.replace(/\{\{([^}]+)\}\}/g, (whole, name: string) => variables.get(name.trim()) ?? whole);
}

/** Rows of names and values that are not switched off. */
function rowsOf(raw: unknown): [string, string][] {
  return (Array.isArray(raw) ? raw : [])
    .filter(isSchemaObject)
    .flatMap(({ key, value, disabled }) =>
      typeof key === 'string' && key !== '' && disabled !== true
        ? [[key, value === null || value === undefined ? '' : plainText(value)] as [string, string]]
        : [],
    );
}

export function mediaTypeOf(headers: unknown): string | undefined {
  return (
    rowsOf(headers)
      .find(([name]) => name.toLowerCase() === 'content-type')?.[1]
      .split(';')[0]
      ?.trim() || undefined
  );
}

interface Body {
  mediaType: string;
  schema?: SchemaObject;
  value?: unknown;
}

const languages: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
};

function readBody(raw: SchemaObject, named: string | undefined): Body | undefined {
  switch (raw['mode']) {
    case 'raw': {
      const text = plainText(raw['raw'] ?? '');
      const language =
        isSchemaObject(raw['options']) && isSchemaObject(raw['options']['raw'])
          ? plainText(raw['options']['raw']['language'])
          : '';
      const value = readJson(text);
      const mediaType = named ?? languages[language] ?? (value === undefined ? 'text/plain' : 'application/json');
      return text === '' ? undefined : { mediaType, value: /json/.test(mediaType) ? value : text };
    }
    case 'urlencoded':
      return readForm('application/x-www-form-urlencoded', raw['urlencoded']);
    case 'formdata':
      return readForm('multipart/form-data', raw['formdata']);
    case 'graphql':
      return { mediaType: 'application/json', value: raw['graphql'] };
    case 'file':
      return { mediaType: named ?? 'application/octet-stream' };
    default:
      return undefined;
  }
}

function readForm(mediaType: string, raw: unknown): Body {
  const rows = (Array.isArray(raw) ? raw : []).filter(isSchemaObject).filter(({ disabled }) => disabled !== true);
  const properties = rows.map(({ key, type }) => [
    plainText(key),
    type === 'file' ? { type: 'string', format: 'binary' } : { type: 'string' },
  ]);
  const hasFile = rows.some(({ type }) => type === 'file');
  const schema = { type: 'object', properties: Object.fromEntries(properties) };
  return { mediaType, schema, ...(hasFile ? {} : { value: Object.fromEntries(rowsOf(raw)) }) };
}

/** The value of a JSON text; undefined for another text. */
export function readJson(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch {
    return undefined;
  }
}
