/** One request on its way through the server, and what it is answered. */
import type { Policy } from './policy.ts';
import type { Body, State } from './state.ts';

export interface Reply {
  status: number;
  headers: Record<string, string>;
  /** Written as JSON. */
  json?: unknown;
  bytes?: Buffer;
}

export interface Call {
  method: string;
  /** As it came, with its query. */
  url: string;
  /** Without the query. */
  path: string;
  /** The documented operation, where there is one. */
  operation?: string;
  /** The operation documents `default` in place of most refusals. */
  byDefault: boolean;
  /** Percent-decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  bytes: Buffer;
  /** The base URL under which the server is reached. */
  origin: string;
  state: State;
  policy: Policy;
  /** 1 for the first request that the server gets. */
  number: number;
}

export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

const titles: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'No valid key',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed since',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid request',
};

/** A problem as RFC 9457 has it. */
export function problem(status: number, detail: string, more: Body = {}): Reply {
  const title = titles[status] ?? 'Problem';
  const json = { type: 'about:blank', title, status, detail, ...more };
  return { status, headers: { 'content-type': 'application/problem+json' }, json };
}

export function ok(json: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, json };
}

export const noContent: Reply = { status: 204, headers: {} };
