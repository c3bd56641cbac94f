/** Reads the operations of a bundled OpenAPI document. */
import { ContractError } from '../../errors.ts';
import type { Bundle } from '../document/bundle-document.ts';
import { formatPointer } from '../json-pointer.ts';
import {
  type DocumentedResponse,
  type Method,
  methods,
  type Operation,
  type Parameter,
  type RequestBody,
  type ResponseHeader,
} from '../operation.ts';
import { isSchemaObject, type SchemaObject } from '../schema.ts';
import { readContents, readNode } from './read-contents.ts';
import { readLaws } from './read-laws.ts';
import { readLinks } from './read-links.ts';
import { readSecurity } from './read-security.ts';

/** The operations in the order of the document; throws a ContractError where one contradicts itself. */
export function readOperations(bundle: Bundle): Operation[] {
  const operations: Operation[] = [];
  const ids = new Map<string, string>();
  for (const [path, item] of membersOf(bundle.document['paths'])) {
    for (const method of methods) {
      if (!isSchemaObject(item) || !isSchemaObject(item[method])) continue;
      const operation = readOperation({ bundle, path, method, item, raw: item[method] });
      // OpenAPI forbids two of one path; documents have them all the same, and a request reaches the first.
      if (operations.some((other) => isSameTarget(other, operation))) continue;
      const earlier = ids.get(operation.id);
      if (earlier !== undefined) {
        throw new ContractError(`operationId "${operation.id}" is given twice; the other is at ${earlier}`, {
          place: bundle.placeOf(operation.pointer),
        });
      }
      ids.set(operation.id, operation.pointer);
      operations.push(operation);
    }
  }
  return operations.map((operation) => ({
    ...operation,
    responses: operation.responses.map((response) => ({ ...response, links: readLinks(bundle, operations, response) })),
  }));
}

function isSameTarget(one: Operation, other: Operation): boolean {
  return one.method === other.method && shapeOf(one) === shapeOf(other);
}

/** The path, whatever its parameters are called. */
function shapeOf({ path }: Operation): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}');
}

/** With its slash, and without the fragment by which some tell two operations of one path apart. */
function readPath(written: string): string {
  const [path = ''] = written.split('#', 1);
  return path.startsWith('/') ? path : `/${path}`;
}

interface RawOperation {
  bundle: Bundle;
  /** As it is written. */
  path: string;
  method: Method;
  item: SchemaObject;
  raw: SchemaObject;
}

function readOperation({ bundle, path: written, method, item, raw }: RawOperation): Operation {
  const { document } = bundle;
  const path = readPath(written);
  const itemPointer = formatPointer(['paths', written]);
  const pointer = itemPointer + formatPointer([method]);
  const body = readBody(document, raw['requestBody'], `${pointer}/requestBody`);
  const operation: Omit<Operation, 'laws'> = {
    id: textOf(raw['operationId']) ?? defaultId(method, path),
    method,
    path,
    summary: textOf(raw['summary']) ?? textOf(item['summary']) ?? '',
    parameters: mergeParameters(
      readParameters(document, item['parameters'], `${itemPointer}/parameters`),
      readParameters(document, raw['parameters'], `${pointer}/parameters`),
    ),
    ...(body ? { body } : {}),
    responses: readResponses(document, raw['responses'], `${pointer}/responses`),
    security: readSecurity(document, raw, pointer),
    pointer,
  };
  return { ...operation, laws: readLaws(raw['x-laws'], operation, bundle) };
}

/** An operation's parameter replaces its path's of the same name and place. */
function mergeParameters(shared: readonly Parameter[], own: readonly Parameter[]): Parameter[] {
  const replaced = (parameter: Parameter) =>
    own.some((other) => other.name === parameter.name && other.in === parameter.in);
  return [...shared.filter((parameter) => !replaced(parameter)), ...own];
}

function readParameters(document: SchemaObject, raw: unknown, pointer: string): Parameter[] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((parameter: SchemaObject, index) => {
    const isWhole = parameter['in'] === 'querystring';
    const place = isWhole ? 'query' : (parameter['in'] as Parameter['in']);
    const name = textOf(parameter['name']);
    if (name === undefined || !['path', 'query', 'header', 'cookie'].includes(place)) return [];
    if (place === 'header' && ignoredHeaders.has(name.toLowerCase())) return [];
    const at = `${pointer}/${index}`;
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
        ...('example' in parameter ? { example: parameter['example'] } : {}),
        pointer: at,
      },
    ];
  });
}

/** What a document says of these headers shall be ignored (OpenAPI 3.2, "Parameter Object", name). */
export const ignoredHeaders: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

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

function firstExample(raw: unknown): unknown[] {
  return membersOf(raw).flatMap(([, example]) => (isSchemaObject(example) ? [example['value']] : []));
}

function readHeaders(document: SchemaObject, raw: unknown, pointer: string): ResponseHeader[] {
  return membersOf(raw).flatMap(([name, header]) => {
    const at = pointer + formatPointer([name]);
    if (!isSchemaObject(header) || name.toLowerCase() === 'content-type') return [];
    const [content] = readContents(document, header['content'], `${at}/content`);
    const node = content ? content.node : readNode(document, header, { pointer: at });
    if (!node) return [];
    const [example] = 'example' in header ? [header['example']] : firstExample(header['examples']);
    return [
      {
        name,
        required: header['required'] === true,
        explode: header['explode'] === true,
        ...(content ? { format: content.format } : {}),
        node,
        ...(example === undefined ? {} : { example }),
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
