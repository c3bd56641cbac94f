/** An exchange as the mock's page shows it: plain data, without secrets, within bounds. */
import { joinedText } from '../../contract/name-text.ts';
import type { RequestViolation } from '../../contract/zone-of.ts';
import type { ShownExchange, ShownViolation } from '../client/shapes.ts';
import type { LoggedExchange } from '../log/exchange-log.ts';
import { concealed, type Concealer } from '../log/conceal.ts';

const LONGEST_URL = 2_000;

/** What was sent with any of them is looked for in all: a login's answer came before its token was sent. */
export function showExchanges(exchanges: readonly LoggedExchange[], concealer: Concealer): ShownExchange[] {
  for (const exchange of exchanges) concealer.learn(exchange);
  return exchanges.map((exchange) => showExchange(exchange, concealer));
}

function showExchange(exchange: LoggedExchange, concealer: Concealer): ShownExchange {
  const { id, at, method, url, operation, answer, duration, fault, problems, bytes, payload, cut } = exchange;
  const { status, reasons, violations, doubts } = answer;
  const shown = {
    method,
    url: concealer.hideTarget(url).slice(0, LONGEST_URL),
    ...(operation === undefined ? {} : { operation }),
    ...(fault === undefined ? {} : { fault }),
    ...(answer.scenario === undefined ? {} : { scenario: answer.scenario }),
    reasons,
    violations: [...violations, ...doubts].map(showViolation),
    ...(problems === undefined ? {} : { problems }),
    request: { headers: listHeaders(exchange.headers, concealer), ...bodyOf(bytes), ...cutOf(cut.request) },
    response: {
      headers: listHeaders(exchange.responseHeaders, concealer),
      ...(payload === undefined ? {} : { body: readText(payload) }),
      ...cutOf(cut.response),
    },
  };
  const hide = concealer.hiderFor(exchange);
  return {
    id,
    at,
    status: fault === 'reset' ? 0 : status,
    duration: Math.round(duration * 10) / 10,
    open: doubts.length > 0,
    ...(hide ? hide(shown) : withoutTexts(shown)),
  };
}

/** A violation as the page has it. */
export function showViolation({ in: place, at, keyword, message }: RequestViolation): ShownViolation {
  return { in: place, field: at.join('.'), keyword, message };
}

function bodyOf(bytes: LoggedExchange['bytes']): { body?: string } {
  return bytes instanceof Uint8Array && bytes.length > 0 ? { body: readText(bytes) } : {};
}

function readText(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

function cutOf(length: number | undefined): { cut?: number } {
  return length === undefined ? {} : { cut: length };
}

function listHeaders(
  headers: Readonly<Record<string, unknown>>,
  { isSecret, hideTarget }: Concealer,
): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [
    name,
    isSecret(name) ? concealed : hideTarget(joinedText(value)),
  ]);
}

/** Where nobody could look through its texts. */
function withoutTexts<Shown extends Omit<ShownExchange, 'id' | 'at' | 'status' | 'duration' | 'open'>>(
  shown: Shown,
): Shown {
  const none = { headers: [] };
  return {
    ...shown,
    url: concealed,
    reasons: [concealed],
    violations: [],
    problems: [],
    request: none,
    response: none,
  };
}
