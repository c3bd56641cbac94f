/** A request as it came, read into the values that the document speaks of. */
import type { Contract } from '../../contract/contract.ts';
import { isJson, mediaTypeOf } from '../../contract/operation/body-format.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import { type Body, readBody as readBytes, type Refusal } from './body.ts';
import { findContent } from './media-type.ts';
import { readParameters } from './parameter.ts';

export interface ReceivedRequest {
  /** The templates' texts, as they stand in the path. */
  path: Readonly<Record<string, string>>;
  /** Without its question mark. */
  query: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Absent where no body was sent, or why it could not be had. */
  bytes: Uint8Array | Refusal | undefined;
}

/** The values of its parameters. */
export function readValues(
  contract: Contract,
  operation: Operation,
  { path, query, headers }: Omit<ReceivedRequest, 'bytes'>,
): RequestValues {
  return withConditions(operation, readParameters(contract, operation, { path, query, header: headers }), headers);
}

/** Conditions (RFC 9110, 13.1) are HTTP's own: where the document has a status for them, no parameter needs to be declared. */
function withConditions(
  { responses }: Operation,
  values: RequestValues,
  headers: ReceivedRequest['headers'],
): RequestValues {
  const conditions = ['if-match', 'if-none-match'].flatMap((name) => {
    const text = textOf(headers[name]);
    return text === undefined || values.header?.[name] !== undefined ? [] : [[name, text] as const];
  });
  if (conditions.length === 0 || !responses.some(({ status }) => status === '304' || status === '412')) return values;
  return { ...values, header: { ...values.header, ...Object.fromEntries(conditions) } };
}

/** What the bytes of a body stand for, by the headers and by what the operation documents. */
export function readBody(
  contract: Contract,
  operation: Operation,
  { bytes, headers }: Pick<ReceivedRequest, 'bytes' | 'headers'>,
): Body {
  if (bytes === undefined) return { kind: 'absent' };
  if (!(bytes instanceof Uint8Array)) return { kind: 'refused', ...bytes };
  const contents = operation.body?.contents ?? [];
  const contentType = textOf(headers['content-type']) ?? contents[0]?.wireType ?? 'application/json';
  const mediaType = mediaTypeOf(contentType);
  if (bytes.length === 0 && !isEmptyValue(operation, headers)) return { kind: 'absent' };
  const content = findContent(contents, contentType) ?? contents.find((each) => isKindOf(mediaType, each.mediaType));
  if (contents.length > 0 && !content) {
    const wanted = contents.map((each) => each.mediaType).join(' or ');
    return { kind: 'refused', status: 415, message: `the body must be ${wanted}, not ${mediaType}` };
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    return { kind: 'refused', status: 415, message: 'the body must be sent without a content-encoding' };
  }
  const body = readBytes(bytes, { contract, content, contentType });
  return body.kind === 'value' && content ? { ...body, mediaType: content.mediaType } : body;
}

/** Whether no bytes are a value: an empty text, or an empty file, which the request names the type of. */
function isEmptyValue({ body }: Operation, headers: ReceivedRequest['headers']): boolean {
  const format = body?.contents[0]?.format;
  return body?.required === true && headers['content-type'] !== undefined && (format === 'text' || format === 'binary');
}

/** Whether it is JSON by another name where plain JSON is documented. One that says more, a patch, means more than its text. */
function isKindOf(mediaType: string, documented: string): boolean {
  return /^(application|text)\/json$/.test(mediaTypeOf(documented)) && isJson(mediaType);
}

/** A header that came once or several times, as one text. */
export function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
