/** Exchanges: one request as sent and its response as received. */

export interface SentRequest {
  method: string;
  /** Absolute. */
  url: string;
  /** In the order in which they were sent; names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer | undefined;
}

export interface ReceivedResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | readonly string[]>>;
  /** Unpacked, where a content encoding was named. */
  body: Buffer;
}

/** Why no response came, or no whole one; `run-over` says nothing of the server: nobody waited any longer. */
export type FailureKind = 'unreachable' | 'connection-lost' | 'no-answer' | 'bad-framing' | 'too-large' | 'run-over';

export interface Failure {
  kind: FailureKind;
  message: string;
  /** What to do about it. */
  hint?: string;
}

export interface Exchange {
  request: SentRequest;
  response?: ReceivedResponse;
  failure?: Failure;
  /** The connection broke without an answer, and the request was sent again on a new one. */
  reconnected?: boolean;
  /** Milliseconds until the response was complete, or the failure known. */
  duration: number;
}

/** Sends requests to a target, one at a time, on one connection of HTTP while it lasts. */
export interface Connection {
  send(request: SentRequest): Promise<Exchange>;
  close(): Promise<void>;
}

/** Where requests go. */
export interface Target {
  /** For the report; without credentials. */
  name: string;
  /** What paths are appended to. */
  base: string;
  openConnection(): Connection;
}
