/** Puts the values of a request into the form in which it is sent. */
import { type Operation, type RequestValues, takesForm } from '../../contract/operation.ts';
import { type JsonStyle, writeJson } from '../value/json.ts';
import { separatorOf, writeCookies, writeForm, writeText, writeTexts } from '../value/parameter.ts';
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
  /** Base URL of the target. */
  base: string;
  /** Headers of every request, names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** The request of `values` in `form`. */
export function buildRequest(
  operation: Operation,
  { values, form }: { values: RequestValues; form: RequestForm },
  { base, headers }: BuildOptions,
): SentRequest {
  const body = form.raw ?? writeBody(operation, values, form);
  const mediaType = values.mediaType ?? operation.body?.contents[0]?.mediaType ?? 'application/json';
  const contentType = form.contentType === undefined ? mediaType : form.contentType;
  const all: Record<string, string | null> = {
    accept: 'application/json, */*;q=0.8',
    'user-agent': 'docpact',
    ...(body !== undefined && contentType !== null ? { 'content-type': contentType } : {}),
    ...writeHeaders(operation, values),
    ...headers,
    ...form.headers,
    ...(body === undefined || form.chunked ? {} : { 'content-length': String(body.length) }),
    ...(form.chunked ? { 'transfer-encoding': 'chunked' } : {}),
  };
  return {
    method: operation.method.toUpperCase(),
    url: base + writePath(operation, values) + writeQuery(operation, values),
    headers: Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)),
    body,
  };
}

function writeBody(
  operation: Operation,
  { body }: RequestValues,
  { json = 'compact' }: RequestForm,
): Buffer | undefined {
  if (body === undefined) return undefined;
  if (takesForm(operation) && typeof body === 'object' && body !== null) return Buffer.from(writeForm(body));
  return Buffer.from(writeJson(body, json));
}

function writePath({ path }: Operation, values: RequestValues): string {
  return path.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    return encodeURIComponent(writeTexts(values.path?.[name]).join(','));
  });
}

function writeQuery({ parameters }: Operation, values: RequestValues): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values.query ?? {})) {
    const parameter = parameters.find((each) => each.in === 'query' && each.name === name);
    if (parameter?.style === 'deepObject' && typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) query.append(`${name}[${key}]`, writeText(member));
    } else if (parameter?.explode === false) query.append(name, writeTexts(value).join(separatorOf(parameter)));
    else for (const each of writeTexts(value)) query.append(name, each);
  }
  const written = String(query);
  return written === '' ? '' : `?${written}`;
}

function writeHeaders({ parameters }: Operation, values: RequestValues): Record<string, string> {
  const headers = parameters
    .filter(({ in: place, name }) => place === 'header' && values.header?.[name.toLowerCase()] !== undefined)
    .map(({ name }) => [name.toLowerCase(), writeTexts(values.header?.[name.toLowerCase()]).join(',')]);
  const cookie = writeCookies(values.cookie);
  return { ...Object.fromEntries(headers), ...(cookie === undefined ? {} : { cookie }) };
}
