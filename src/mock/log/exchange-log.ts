/** The newest exchanges, for the mock's page: kept as they came, written out only when somebody looks. */
import type { RequestViolation } from '../../contract/zone-of.ts';
import type { Refusal } from '../../http/value/body.ts';
import type { Answer } from '../answer/answer.ts';
import type { UpstreamProblem } from '../client/shapes.ts';
import { createAllowance } from '../state/state.ts';
import type { FaultKind } from '../trouble/fault.ts';

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
  /** The answer's body as it was sent, without a content encoding. */
  payload: string | Uint8Array | undefined;
  /** Whether not all of the bodies is there. */
  isPartial?: boolean;
  fault: FaultKind | undefined;
  /** Of a server that the mock watches. */
  problems?: readonly UpstreamProblem[];
  /** Milliseconds. */
  duration: number;
}

/** Takes what was seen; it is looked at only where somebody wants it. */
export type Observe = (see: () => SeenExchange) => void;

/** A seen exchange as it is kept. */
export interface LoggedExchange extends SeenExchange {
  /** From 1. */
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  /** How long a body was of which only the first part is kept, in bytes, of a text in UTF-16 units. */
  cut: { request?: number; response?: number };
}

export interface ExchangeLog {
  /** Whether the next one is kept; one that is not is counted. Comes before every `add`. */
  admits(): boolean;
  add(exchange: SeenExchange): void;
  /** The newest, oldest of them first; only those after the number, where one is given. */
  list(after?: number): LoggedExchange[];
  clear(): void;
}

/** How many are kept, and how many bytes of each body. Under load some are passed over; their numbers show it. */
const KEPT = 200;
const KEPT_BYTES = 16_384;

/** How many more there are before the oldest go: a copy of the list for each would be felt. */
const SLACK = 20;

/** Reasons that are kept of one exchange, and of each so many characters: a body may be wrong in a million members, or in one with such a name. */
const KEPT_REASONS = 100;
const KEPT_TEXT = 500;

export function createExchangeLog(tell: (what: 'exchanges' | 'cleared') => void): ExchangeLog {
  const allows = createAllowance();
  let kept: LoggedExchange[] = [];
  let last = 0;
  return {
    admits() {
      last += 1;
      return allows(Date.now());
    },
    add({ answer, bytes, payload, problems, ...exchange }) {
      const { status, reasons, refused, violations, doubts, scenario } = answer;
      const sent = bytes instanceof Uint8Array ? bytes.length : 0;
      const answered = payload?.length ?? 0;
      kept.push({
        ...exchange,
        ...(problems ? { problems: problems.slice(0, KEPT_REASONS).map(ownProblem) } : {}),
        id: last,
        at: Date.now(),
        // Without the body as a value: its text is there.
        answer: {
          status,
          reasons: reasons.slice(0, KEPT_REASONS).map(ownText),
          refused,
          violations: violations.slice(0, KEPT_REASONS).map(ownViolation),
          doubts: doubts.slice(0, KEPT_REASONS).map(ownViolation),
          ...(scenario === undefined ? {} : { scenario }),
        },
        bytes: bytes instanceof Uint8Array && sent > KEPT_BYTES ? firstBytes(bytes) : bytes,
        payload: answered > KEPT_BYTES ? firstPart(payload) : payload,
        cut: {
          ...(sent > KEPT_BYTES ? { request: sent } : {}),
          ...(answered > KEPT_BYTES ? { response: answered } : {}),
        },
      });
      if (kept.length > KEPT + SLACK) kept = kept.slice(-KEPT);
      tell('exchanges');
    },
    list: (after = 0) => kept.slice(-KEPT).filter(({ id }) => id > after),
    clear() {
      kept = [];
      tell('cleared');
    },
  };
}

function firstPart(payload: SeenExchange['payload']): SeenExchange['payload'] {
  return typeof payload === 'string' ? beginningOf(payload, KEPT_BYTES) : payload && firstBytes(payload);
}

/** A copy: a piece of a buffer keeps all of it in memory. */
function firstBytes(bytes: Uint8Array): Uint8Array {
  return Uint8Array.prototype.slice.call(bytes, 0, KEPT_BYTES);
}

/** A copy, too: a piece of a text, or one that was put together with it, keeps all of that text. */
function beginningOf(text: string, length: number): string {
  return Buffer.from(text.slice(0, length), 'utf16le').toString('utf16le');
}

function ownText(text: string): string {
  return text.length > KEPT_TEXT ? `${beginningOf(text, KEPT_TEXT).toWellFormed()}…` : beginningOf(text, KEPT_TEXT);
}

function ownViolation({ in: place, at, keyword, message }: RequestViolation): RequestViolation {
  return { in: place, at: at.slice(0, KEPT_REASONS).map(ownText), keyword, message: ownText(message) };
}

function ownProblem({ kind, clause, message }: UpstreamProblem): UpstreamProblem {
  return { kind, clause, message: ownText(message) };
}
