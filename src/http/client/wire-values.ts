/** The values of a request as a server reads them: on the wire, parameters and most bodies are text. */
import { writeText } from '../value/text.ts';
import type { Contract } from '../../contract/contract.ts';
import { contentOf, type Content, type Operation, type RequestValues } from '../../contract/operation.ts';
import { readBody } from '../value/body.ts';
import { isXmlText, parseElement } from '../value/xml-text.ts';
import { readParameters, writePath } from '../value/parameter.ts';
import { matchPath, splitTarget } from '../value/path-template.ts';
import { buildRequest } from './build-request.ts';
import type { SentRequest } from './exchange.ts';

/** `values` written and read back. What reads back otherwise was never sent as it was meant. */
export function wireValues(contract: Contract, operation: Operation, values: RequestValues): RequestValues {
  const content = contentOf(operation, values.mediaType);
  const isText = content !== undefined && content.format !== 'json' && values.body !== undefined;
  if ((operation.parameters.length === 0 && !isText) || !isCarried(operation, values)) return values;
  const request = buildRequest(operation, { values, form: {} }, { contract, base: '', headers: {} });
  const target = splitTarget(request.url);
  const path = matchPath(operation.path, target.path) ?? {};
  const { headers } = request;
  const body = isText ? readBack(contract, { operation, content }, request) : values.body;
  return {
    ...readParameters(contract, operation, { path, query: target.query, header: headers }),
    ...(body === undefined ? {} : { body }),
    ...(values.mediaType === undefined ? {} : { mediaType: values.mediaType }),
  };
}

/** The value of a body that was written. No bytes are no body where none is demanded. */
function readBack(
  contract: Contract,
  { operation, content }: { operation: Operation; content: Content },
  { headers, body: bytes }: SentRequest,
): unknown {
  if (!bytes || (bytes.length === 0 && operation.body?.required !== true)) return undefined;
  const contentType = headers['content-type'] ?? '';
  const read = readBody(bytes, { contract, content, contentType });
  return read.kind === 'value' ? read.value : undefined;
}

/** Whether HTTP can carry the values at all, just as they are. */
export function isCarried(operation: Operation, values: RequestValues): boolean {
  const headers = Object.entries(values.header ?? {}).every(([name, value]) => isCarriedAs('header', name, value));
  const cookies = Object.entries(values.cookie ?? {}).every(([name, value]) => isCarriedAs('cookie', name, value));
  const path = Object.entries(values.path ?? {}).every(([name, value]) => isPathText(operation, name, value));
  const query = Object.values(values.query ?? {}).every((value) => !isLong(JSON.stringify(value)));
  return headers && cookies && path && query && isBodyOf(contentOf(operation, values.mediaType), values.body);
}

/** Deepest nesting of elements that is sent. */
const DEEPEST = 100;

/** Whether the body's format has a way to write the value: a form has names, a sequence items, and who knows what CBOR has. */
function isBodyOf(content: Content | undefined, body: unknown): boolean {
  if (body === undefined || !content) return true;
  switch (content.format) {
    case 'form':
    case 'parts':
      return typeof body === 'object' && body !== null && !Array.isArray(body);
    case 'json-lines':
    case 'json-sequence':
    case 'events':
      return Array.isArray(body);
    case 'xml':
      if (typeof body === 'string' && !content.shape.structured) return !('wrong' in parseElement(body, DEEPEST));
      return !hasNull(body) && isXmlText(JSON.stringify(body)) && !/\\u00[01]|\\[bf]|\\ud/i.test(JSON.stringify(body));
    case 'opaque':
      return false;
    default:
      return true;
  }
}

/** Only those who follow XML Schema, or OpenAPI 3.2, have a way to write null in XML: it is no request that anybody must know. */
function hasNull(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(hasNull));
}

/** Whether a path can have the value: with an empty part, or with dots alone, it is another path. */
function isPathText(operation: Operation, name: string, value: unknown): boolean {
  const text = writePath({ ...operation, path: `{${name}}` }, { [name]: value });
  return !/^(\.|%2E){0,2}$/i.test(text) && !text.includes('%00') && !isLong(text);
}

/** Whether the text can name a header, or a cookie (RFC 9110, 5.6.2). */
export function isHeaderName(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** Whether a header, or a cookie, can have this name and this value (RFC 9110, 5.6.2 and 5.5; RFC 6265, 4.1.1). Not everybody decodes cookies. */
export function isCarriedAs(place: 'header' | 'cookie', name: string, value: unknown): boolean {
  const allowed = place === 'header' ? /^[!-~]([ -~]*[!-~])?$/ : /^[!#-$&-+\--:<-[\]-~]*$/;
  return isHeaderName(name) && isPlain(value, allowed);
}

/** Servers bound the length of a URL and of headers, each in its own way. */
function isLong(value: unknown): boolean {
  return writeText(value).length > 1_000;
}

function isPlain(value: unknown, allowed: RegExp): boolean {
  const parts = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  return parts.every((each) => typeof each !== 'object' && allowed.test(writeText(each)) && !isLong(each));
}
