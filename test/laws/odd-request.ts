/** What an odd request is, and how one is put together from a valid one. */
import type { RawSending } from './raw-http.ts';

/** The operation that the requests are made for: one that takes an object as JSON. */
export interface OddTarget {
  method: string;
  path: string;
  /** A body that the operation accepts, a new one at every call. */
  validBody: () => Record<string, unknown>;
  /** The members of the body and their JSON types. */
  types: Readonly<Record<string, 'string' | 'integer'>>;
  required: readonly string[];
}

/** One request and what may become of it. */
export interface OddRequest extends RawSending {
  /** What is odd, as the end of "it answers …". */
  sentence: string;
  /** Statuses that are right; in front, the one that is expected of docpact's mock. */
  statuses: readonly number[];
  /** Whether the answer, where its status is an error, must have the documented shape `{ msg }`. */
  fail: boolean;
  /** Whether an end of the connection without an answer is right as well. */
  mayClose: boolean;
  /** Texts that the message must have in it. */
  names: readonly string[];
}

export type Expectation = Partial<
  Pick<OddRequest, 'fail' | 'mayClose' | 'names' | 'halfClose' | 'awaited' | 'bodiless' | 'patience'>
>;

/** The statuses of a request that the contract leaves open. */
export const either = [201, 400] as const;

/** An odd request from raw parts. */
export function oddParts(
  sentence: string,
  parts: OddRequest['parts'],
  statuses: readonly number[],
  expectation: Expectation = {},
): OddRequest {
  return { sentence, parts, statuses, fail: true, mayClose: false, names: [], ...expectation };
}

/** Text and bytes as one buffer. */
export function bytesOf(...pieces: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece)));
}

export interface HeadChanges {
  method?: string;
  path?: string;
  version?: string;
  /** Undefined leaves a header out; a list sends it several times. */
  headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The head of a request for `target`, changed as wanted; ends with the empty line. */
export function headOf(target: OddTarget, changes: HeadChanges = {}): string {
  const { method = target.method, path = target.path, version = 'HTTP/1.1', headers = {} } = changes;
  const all = Object.entries({ host: 'mock.test', 'content-type': 'application/json', ...headers });
  const lines = all.flatMap(([name, value]) => [value ?? []].flat().map((text) => `${name}: ${text}\r\n`));
  return `${method} ${path} ${version}\r\n${lines.join('')}\r\n`;
}

/** A whole request with `body`, whose length is announced. */
export function requestOf(target: OddTarget, body: string | Buffer, changes: HeadChanges = {}): Buffer {
  const length = String(Buffer.byteLength(body));
  return bytesOf(headOf(target, { ...changes, headers: { 'content-length': length, ...changes.headers } }), body);
}

/** A valid body as JSON text, with members changed; undefined takes one away. */
export function jsonOf(target: OddTarget, changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...target.validBody(), ...changes });
}

/** `body` in one chunk. */
export function chunked(body: string): string {
  return `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`;
}
