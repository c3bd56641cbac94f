/** The newest exchanges, for the mock's page: kept as they came, written out only when somebody looks. */
import type { Answer } from './respond.ts';
import type { UpstreamFinding } from './client/shapes.ts';
import type { FaultKind } from './fault.ts';
import type { Refusal } from './parse-body.ts';

/** One request and what was sent back. */
export interface SeenExchange {
  method: string;
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The request's body. */
  bytes: Uint8Array | Refusal | undefined;
  operation: string | undefined;
  answer: Pick<Answer, 'status' | 'reasons' | 'refused' | 'violations' | 'doubts' | 'scenario'>;
  responseHeaders: Readonly<Record<string, unknown>>;
  /** The answer's body as it was sent. */
  payload: string | undefined;
  fault: FaultKind | undefined;
  /** Of a server that the mock watches. */
  findings?: readonly UpstreamFinding[];
  /** Milliseconds. */
  duration: number;
}

export interface NumberedExchange extends SeenExchange {
  /** From 1. */
  id: number;
  /** Milliseconds since 1970. */
  at: number;
}

export interface ExchangeLog {
  add(exchange: SeenExchange): void;
  /** The newest, oldest of them first; only those after the number, where one is given. */
  list(after?: number): NumberedExchange[];
  clear(): void;
}

/** How many are kept, and how many bytes of each body. */
const KEPT = 200;
const KEPT_BYTES = 16_384;

export function createExchangeLog(added: () => void): ExchangeLog {
  let kept: NumberedExchange[] = [];
  let last = 0;
  return {
    add(exchange) {
      last += 1;
      const { bytes, payload } = exchange;
      const record = { ...exchange, id: last, at: Date.now() };
      if (bytes instanceof Uint8Array && bytes.length > KEPT_BYTES) record.bytes = bytes.slice(0, KEPT_BYTES);
      if (payload !== undefined && payload.length > KEPT_BYTES) record.payload = payload.slice(0, KEPT_BYTES);
      kept.push(record);
      if (kept.length >= 2 * KEPT) kept = kept.slice(-KEPT);
      added();
    },
    list: (after = 0) => kept.slice(-KEPT).filter(({ id }) => id > after),
    clear() {
      kept = [];
      added();
    },
  };
}
