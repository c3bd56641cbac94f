/** Reads the operations of a bundled OpenAPI document. */
import type { Bundle } from '../document/bundle-document.ts';
import { formatPointer } from '../json-pointer.ts';
import {
  type DocumentedResponse,
  type Method,
  methods,
  type Operation,
  type Parameter,
  type RequestBody,
} from '../operation.ts';
import { isSchemaObject, type SchemaObject, unreadKeyword } from '../schema.ts';
import { exampleOf, readContents, readHeaders, readNode } from './read-contents.ts';
import { readLaws } from './read-laws.ts';
import { readLinks } from './read-links.ts';
import { readSecurity } from './read-security.ts';
import { routeKey } from '../resource/path-shape.ts';

/** The operations in the order of the document; what contradicts another or itself is told and left out, or called otherwise. */
export function readOperations(bundle: Bundle): Operation[] {
  const operations: Operation[] = [];
  const ids = new Map<string, string>();
  const routes = new Map<string, string>();
  for (const raw of listRaw(bundle)) {
    const route = routeKey(raw);
    const earlier = routes.get(route);
    if (earlier !== undefined) {
      bundle.tell('path-twice', raw.pointer, {
        message: `${raw.method.toUpperCase()} ${raw.path} is there already, at ${earlier}`,
      });
      continue;
    }
    routes.set(route, raw.pointer);
    const id = freeId(bundle, raw, ids);
    ids.set(id, raw.pointer);
    operations.push(readOperation(raw, id));
  }
  return operations.map((operation) => ({
    ...operation,
    responses: operation.responses.map((response) => ({ ...response, links: readLinks(bundle, operations, response) })),
  }));
}

interface RawOperation {
  bundle: Bundle;
  path: string;
  method: Method;
  item: SchemaObject;
  raw: SchemaObject;
  pointer: string;
}

function* listRaw(bundle: Bundle): Generator<RawOperation> {
  for (const [path, item] of membersOf(bundle.document['paths'])) {
    if (!isSchemaObject(item)) continue;
    const at = formatPointer(['paths', path]);
    for (const method of methods) {
      const raw = item[method];
      if (isSchemaObject(raw)) yield { bundle, path, method, item, raw, pointer: at + formatPointer([method]) };
    }
    for (const [method, raw] of membersOf(item['additionalOperations'])) {
      const pointer = at + formatPointer(['additionalOperations', method]);
      if (isSchemaObject(raw)) yield { bundle, path, method: method.toLowerCase(), item, raw, pointer };
    }
  }
}

/** The id that the document gives, or one of method and path; `_2` for the second of one name. */
function freeId(
  bundle: Bundle,
  { raw, method, path, pointer }: RawOperation,
  ids: ReadonlyMap<string, string>,
): string {
  const given = textOf(raw['operationId']);
  const wanted = given ?? defaultId(method, path);
  let id = wanted;
  for (let n = 2; ids.has(id); n += 1) id = `${wanted}_${n}`;
  if (id !== wanted && given !== undefined) {
    bundle.tell('operation-id-twice', `${pointer}/operationId`, {
      message: `operationId "${wanted}" is given twice; the other is at ${ids.get(wanted)}`,
      taken: id,
    });
  }
  return id;
}

function readOperation({ bundle, path, method, item, raw, pointer }: RawOperation, id: string): Operation {
  const { document } = bundle;
  const itemPointer = formatPointer(['paths', path]);
  const unread = raw[unreadKeyword];
  const body = readBody(document, raw['requestBody'], `${pointer}/requestBody`);
  const operation: Omit<Operation, 'laws'> = {
    id,
    method,
    path,
    summary: textOf(raw['summary']) ?? textOf(item['summary']) ?? '',
    tags: [raw['tags'] ?? []].flat().filter((tag) => typeof tag === 'string'),
    parameters: mergeParameters(
      readParameters(bundle, item['parameters'], `${itemPointer}/parameters`),
      readParameters(bundle, raw['parameters'], `${pointer}/parameters`),
    ),
    ...(body ? { body } : {}),
    responses: readResponses(document, raw['responses'], `${pointer}/responses`),
    security: readSecurity(bundle, raw, pointer),
    pointer,
    ...(typeof unread === 'string' ? { unread } : {}),
  };
  return { ...operation, laws: readLaws(raw['x-laws'], operation, bundle) };
}

/** An operation's parameter replaces its path's of the same name and place. */
function mergeParameters(shared: readonly Parameter[], own: readonly Parameter[]): Parameter[] {
  const replaced = (parameter: Parameter) =>
    own.some((other) => other.name === parameter.name && other.in === parameter.in);
  return [...shared.filter((parameter) => !replaced(parameter)), ...own];
}

function readParameters(bundle: Bundle, raw: unknown, pointer: string): Parameter[] {
  const { document } = bundle;
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((parameter: SchemaObject, index) => {
    const isWhole = parameter['in'] === 'querystring';
    const place = isWhole ? 'query' : (parameter['in'] as Parameter['in']);
    const name = textOf(parameter['name']);
    if (name === undefined || !['path', 'query', 'header', 'cookie'].includes(place)) return [];
    const at = `${pointer}/${index}`;
    if (place === 'header' && ignoredHeaders.has(name.toLowerCase())) {
      bundle.tell('ignored-header', at, { message: `what is said of the header ${name} is ignored` });
      return [];
    }
    const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
    const style = isWhole ? 'whole' : (textOf(parameter['style']) ?? usual);
    const [content] = readContents(document, parameter['content'], `${at}/content`);
    const node = content ? content.node : readNode(document, parameter, { pointer: at });
    return [
      {
        name,
        in: place,
        required: place === 'path' || parameter['required'] === true,
        style,
        explode:
          typeof parameter['explode'] === 'boolean' ? parameter['explode'] : style === 'form' || style === 'cookie',
        ...(content ? { format: content.format } : {}),
        ...(parameter['allowReserved'] === true ? { allowReserved: true } : {}),
        ...(parameter['allowEmptyValue'] === true && place === 'query' ? { allowEmptyValue: true } : {}),
        node: node ?? { schema: true, pointer: `${at}/schema` },
        ...exampleOf(parameter),
        pointer: at,
      },
    ];
  });
}

/** What a document says of these headers shall be ignored (OpenAPI 3.2, "Parameter Object", name). */
const ignoredHeaders: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

function readBody(document: SchemaObject, raw: unknown, pointer: string): RequestBody | undefined {
  if (!isSchemaObject(raw)) return undefined;
  return {
    required: raw['required'] === true,
    contents: readContents(document, raw['content'], `${pointer}/content`),
    pointer,
  };
}

function readResponses(document: SchemaObject, raw: unknown, pointer: string): DocumentedResponse[] {
  return membersOf(raw).flatMap(([status, response]) => {
    if (!isSchemaObject(response) || status.startsWith('x-')) return [];
    const at = pointer + formatPointer([status]);
    return [
      {
        status,
        description: textOf(response['description']) ?? '',
        contents: readContents(document, response['content'], `${at}/content`),
        headers: readHeaders(document, response['headers'], `${at}/headers`),
        links: [],
        pointer: at,
      },
    ];
  });
}

function membersOf(value: unknown): [string, unknown][] {
  return isSchemaObject(value) ? Object.entries(value) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `get /a/{b}/c` -> `getAByBC` */
export function defaultId(method: Method, path: string): string {
  const words = path
    .replaceAll('{', 'by-')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
