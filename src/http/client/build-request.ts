/** Puts the values of a request into the form in which it is sent. */
import type { Contract } from '../../contract/contract.ts';
import { contentOf, parameterKey, type Operation, type RequestValues } from '../../contract/operation.ts';
import { writeBody } from '../value/body.ts';
import type { JsonStyle } from '../value/json.ts';
import { writeHeaders, writePath, writeQuery } from '../value/parameter.ts';
import type { SentRequest } from './exchange.ts';

/** How a request is put on the wire; what is left out is as plain clients do it. */
export interface RequestForm {
  /** The bytes of the body, in place of the values' own. */
  raw?: Buffer;
  /** Another content type than the documented one; null sends none. */
  contentType?: string | null;
  /** Headers beside the usual ones, names in lower case; null takes a usual one away. */
  headers?: Readonly<Record<string, string | null>>;
  /** The body in chunks, without a length. */
  chunked?: boolean;
  /** How the JSON text is written. */
  json?: JsonStyle;
}

export interface BuildOptions {
  /** Whose operation it is. */
  contract: Contract;
  /** Base URL of the target. */
  base: string;
  /** Headers of every request, names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** The request of `values` in `form`. */
export function buildRequest(
  operation: Operation,
  { values, form }: { values: RequestValues; form: RequestForm },
  { contract, base, headers }: BuildOptions,
): SentRequest {
  const content = contentOf(operation, values.mediaType);
  const written =
    values.body === undefined ? undefined : writeBody(values.body, { contract, content, style: form.json });
  const body = form.raw ?? (written && Buffer.from(written.bytes.buffer, 0, written.bytes.length));
  const usualType = written?.contentType ?? content?.wireType ?? 'application/json';
  const contentType = form.contentType === undefined ? usualType : form.contentType;
  const all: Record<string, string | null> = {
    accept: 'application/json, */*;q=0.8',
    'user-agent': 'docpact',
    ...(body !== undefined && contentType !== null ? { 'content-type': contentType } : {}),
    ...writeHeaders(operation, { header: declaredHeaders(operation, values), cookie: values.cookie ?? {} }),
    ...headers,
    ...form.headers,
    ...(body === undefined || form.chunked ? {} : { 'content-length': String(body.length) }),
    ...(form.chunked ? { 'transfer-encoding': 'chunked' } : {}),
  };
  const query = writeQuery(operation, values.query);
  return {
    method: operation.method.toUpperCase(),
    url: base + writePath(operation, values.path) + (query === '' ? '' : `?${query}`),
    headers: Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)),
    body,
  };
}

function declaredHeaders({ parameters }: Operation, { header = {} }: RequestValues): Record<string, unknown> {
  const known = new Set(parameters.filter(({ in: place }) => place === 'header').map(parameterKey));
  return Object.fromEntries(Object.entries(header).filter(([name, value]) => value !== undefined && known.has(name)));
}
