/** Reads an HTTP request to an operation into the values that the responder judges. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import { readBody as readBytes, type Body, type Refusal } from '../../http/value/body.ts';
import { isJson, mediaTypeOf } from '../../contract/operation/body-format.ts';
import { findContent } from '../../http/value/media-type.ts';
import { readParameters } from '../../http/value/parameter.ts';
import { checkCredentials, type Unidentified } from './check-credentials.ts';
import { wishNames, type Preference } from './preference.ts';

/** What the mock is asked, without HTTP. */
export interface MockRequest {
  /** The parameters; the body stands apart, since it may be none. */
  values: RequestValues;
  body: Body;
  accept: string | undefined;
  preference: Preference;
  /** Present where the credentials that the operation demands are missing, or are none. */
  unidentified?: Unidentified | undefined;
}

/** A request as it came. */
export interface RawRequest {
  /** The templates' texts, as they stand in the path. */
  path: Readonly<Record<string, string>>;
  /** Without its question mark. */
  query: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Absent where no body was sent, or why it could not be had. */
  bytes: Uint8Array | Refusal | undefined;
  preference: Preference;
}

export function readRequest(contract: Contract, operation: Operation, raw: RawRequest): MockRequest {
  const { path, query, headers, preference } = raw;
  return {
    values: withConditions(
      operation,
      readParameters(contract, operation, { path, query: withoutWishes(query), header: headers }),
      headers,
    ),
    body: readBody(contract, operation, raw),
    accept: textOf(headers['accept']),
    preference,
    unidentified: checkCredentials(operation, raw),
  };
}

/** Conditions (RFC 9110, 13.1) are HTTP's own: where the document has a status for them, no parameter needs to be declared. */
function withConditions(
  { responses }: Operation,
  values: RequestValues,
  headers: RawRequest['headers'],
): RequestValues {
  const conditions = ['if-match', 'if-none-match'].flatMap((name) => {
    const text = textOf(headers[name]);
    return text === undefined || values.header?.[name] !== undefined ? [] : [[name, text] as const];
  });
  if (conditions.length === 0 || !responses.some(({ status }) => status === '304' || status === '412')) return values;
  return { ...values, header: { ...values.header, ...Object.fromEntries(conditions) } };
}

/** Whoever cannot set a header asks for an answer in the query: what is meant for the mock is no parameter. */
function withoutWishes(query: string): string {
  if (!query.includes('__')) return query;
  return query
    .split('&')
    .filter((pair) => !isWish(pair))
    .join('&');
}

function isWish(pair: string): boolean {
  return wishNames.some((name) => pair === `__${name}` || pair.startsWith(`__${name}=`));
}

/** What the bytes of a body stand for, by the headers and by what the operation documents. */
export function readBody(
  contract: Contract,
  operation: Operation,
  { bytes, headers }: Pick<RawRequest, 'bytes' | 'headers'>,
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
function isEmptyValue({ body }: Operation, headers: RawRequest['headers']): boolean {
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
