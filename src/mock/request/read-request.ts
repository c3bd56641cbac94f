/** Reads an HTTP request to an operation into the values that the responder judges. */
import type { Contract } from '../../contract/contract.ts';
import { formType, partsType, type Content, type Operation } from '../../contract/operation.ts';
import type { RequestValues } from '../../contract/zone-of.ts';
import { readForm } from '../../http/read-form.ts';
import { readMultipart } from '../../http/read-multipart.ts';
import { readParameters } from '../../http/read-parameters.ts';
import { isJson, parseBody, type Body, type Refusal } from '../../http/parse-body.ts';
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
  const mediaType = mediaTypeOf(textOf(headers['content-type'])) ?? contents[0]?.mediaType ?? 'application/json';
  const content = contents.find((each) => isKindOf(mediaType, each.mediaType));
  if (contents.length > 0 && !content) {
    const wanted = contents.map((each) => each.mediaType).join(' or ');
    return { kind: 'refused', status: 415, message: `the body must be ${wanted}, not ${mediaType}` };
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    return { kind: 'refused', status: 415, message: 'the body must be sent without a content-encoding' };
  }
  const body = parseBody(bytes, mediaType);
  if (body.kind !== 'value' || !content) return body;
  if (mediaType === partsType) return readParts(contract, content, String(body.value), textOf(headers['content-type']));
  const value = mediaType === formType ? readForm(contract, content.node, String(body.value)) : body.value;
  return { kind: 'value', value, mediaType: content.mediaType };
}

function readParts(contract: Contract, content: Content, body: string, contentType = ''): Body {
  const form = readMultipart(body, contentType);
  if (!form) return { kind: 'refused', status: 400, message: 'the body is not multipart/form-data, with its boundary' };
  return { kind: 'value', value: readForm(contract, content.node, form), mediaType: content.mediaType };
}

/** Whether a media type is the documented one: the same, of its range, or JSON by another name. */
function isKindOf(mediaType: string, documented: string): boolean {
  const wanted = mediaTypeOf(documented) ?? '';
  const inRange = wanted === '*/*' || (wanted.endsWith('/*') && mediaType.startsWith(wanted.slice(0, -1)));
  return wanted === mediaType || inRange || (isJson(wanted) && isJson(mediaType));
}

/** A media type without its parameters, in lower case. */
function mediaTypeOf(header: string | undefined): string | undefined {
  return header?.split(';', 1)[0]?.trim().toLowerCase();
}

/** A header that came once or several times, as one text. */
export function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
