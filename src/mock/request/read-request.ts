/** Reads an HTTP request to an operation into the values that the responder judges. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import { readBody as readBytes, type Body, type Refusal } from '../../http/value/body.ts';
import { fitsRange, isJson, mediaTypeOf } from '../../http/value/media-type.ts';
import { readParameters } from '../../http/value/parameter.ts';
import { wishNames, type Preference } from './preference.ts';

/** What the mock is asked, without HTTP. */
export interface MockRequest {
  /** The parameters; the body stands apart, since it may be none. */
  values: RequestValues;
  body: Body;
  accept: string | undefined;
  preference: Preference;
}

/** A request as it came. */
export interface RawRequest {
  /** The templates' values, percent-decoded. */
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Absent where no body was sent, or why it could not be had. */
  bytes: Uint8Array | Refusal | undefined;
  preference: Preference;
}

export function readRequest(contract: Contract, operation: Operation, raw: RawRequest): MockRequest {
  const { path, query, headers, preference } = raw;
  if (query.size > 0) for (const name of wishNames) query.delete(`__${name}`);
  return {
    values: readParameters(contract, operation, { path, query, header: headers }),
    body: readBody(contract, operation, raw),
    accept: textOf(headers['accept']),
    preference,
  };
}

/** What the bytes of a body stand for, by the headers and by what the operation documents. */
export function readBody(
  contract: Contract,
  operation: Operation,
  { bytes, headers }: Pick<RawRequest, 'bytes' | 'headers'>,
): Body {
  if (bytes === undefined) return { kind: 'absent' };
  if (!(bytes instanceof Uint8Array)) return { kind: 'refused', ...bytes };
  if (bytes.length === 0) return { kind: 'absent' };
  const contents = operation.body?.contents ?? [];
  const contentType = textOf(headers['content-type']) ?? contents[0]?.mediaType ?? 'application/json';
  const mediaType = mediaTypeOf(contentType);
  const content = contents.find((each) => isKindOf(mediaType, each.mediaType));
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

/** Whether a media type is the documented one: the same, of its range, or JSON by another name. */
function isKindOf(mediaType: string, documented: string): boolean {
  const wanted = mediaTypeOf(documented);
  return fitsRange(mediaType, wanted) || (isJson(wanted) && isJson(mediaType));
}

/** A header that came once or several times, as one text. */
export function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
