/** An exchange as the mock's page shows it: plain data, without secrets, within bounds. */
import type { RequestViolation } from '../../contract/zone-of.ts';
import type { ShownExchange, ShownViolation } from '../client/shapes.ts';
import { Redactor } from '../../http/display/redactor.ts';
import { isSecretName } from '../../http/display/secret-name.ts';
import type { LoggedExchange } from '../log/exchange-log.ts';
import { hideInTarget, requestSecrets } from '../log/request-secrets.ts';

const LONGEST_URL = 2_000;

export function showExchange(exchange: LoggedExchange): ShownExchange {
  const { id, at, method, url, operation, answer, duration, fault, problems, bytes, payload, cut } = exchange;
  const { status, reasons, violations, doubts } = answer;
  const shown = {
    method,
    url: hideInTarget(url).slice(0, LONGEST_URL),
    ...(operation === undefined ? {} : { operation }),
    ...(fault === undefined ? {} : { fault }),
    ...(answer.scenario === undefined ? {} : { scenario: answer.scenario }),
    reasons,
    violations: [...violations, ...doubts].map(showViolation),
    ...(problems === undefined ? {} : { problems }),
    request: { headers: listHeaders(exchange.headers), ...bodyOf(bytes), ...cutOf(cut.request) },
    response: {
      headers: listHeaders(exchange.responseHeaders),
      ...(payload === undefined ? {} : { body: readText(payload) }),
      ...cutOf(cut.response),
    },
  };
  return {
    id,
    at,
    status: fault === 'reset' ? 0 : status,
    duration: Math.round(duration * 10) / 10,
    open: doubts.length > 0,
    ...new Redactor({}, requestSecrets(exchange)).redactAll(shown),
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

function listHeaders(headers: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name, isSecretName(name) ? '•••' : String(value)]);
}
