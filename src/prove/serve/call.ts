/** Requests and answers as the kit's own server sees them: read and written once, so that a fault can change a part. */
import type { HeaderText } from '../../http/value/header.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import type { Body } from '../../http/value/body.ts';

/** A request that has been read. */
export interface Call {
  operation: Operation;
  /** The parameters; the body stands apart, since it may be none. */
  values: RequestValues;
  body: Body;
  /** The body as it came. */
  text: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** An answer before it is written. */
export interface Reply {
  status: number;
  /** Names in lower case; the content type is one of them. */
  headers: Readonly<Record<string, HeaderText>>;
  /** Written as JSON, unless `text` is there; undefined is no body. */
  body?: unknown;
  /** The bytes as they are to be sent. */
  text?: string | Uint8Array;
}

/** Answers a request. What it throws is a lost connection. */
export type Handle = (call: Call) => Reply | Promise<Reply>;

/** The values of a call, body included. */
export function valuesOf({ values, body }: Call): RequestValues {
  return body.kind === 'value' ? { ...values, body: body.value } : values;
}

/** The call with other values. */
export function withValues(call: Call, { body, ...values }: RequestValues): Call {
  return { ...call, values, body: body === undefined ? { kind: 'absent' } : { kind: 'value', value: body } };
}

/** The reply with another body. */
export function withBody({ status, headers }: Reply, body: unknown): Reply {
  return { status, headers, body };
}

/** The reply with these bytes in place of its body. */
export function withText(reply: Reply, text: string | Uint8Array): Reply {
  return { ...reply, text };
}

export function isSuccess({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}
