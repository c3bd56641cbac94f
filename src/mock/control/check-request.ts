/** Judges a request that somebody writes on the page, before it is sent. */
import type { Contract } from '../../contract/contract.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import type { Operation } from '../../contract/operation.ts';
import { judgeRequest } from '../../contract/zone-of.ts';
import { matchPath, splitTarget } from '../../http/value/path-template.ts';
import { readBody, readValues } from '../../http/value/received-request.ts';
import type { ShownCheck, ShownRequest } from '../client/shapes.ts';
import { showViolation } from './show-exchange.ts';

/** What the contract says of the request; undefined for a value that is none. */
export function checkRequest(contract: Contract, operation: Operation, value: unknown): ShownCheck | undefined {
  if (!isShownRequest(value)) return undefined;
  const { target, headers, body } = value;
  const { path, query } = splitTarget(target);
  const found = matchPath(operation.path, path);
  if (!found) return refused('path', `the path is not ${operation.path}`);
  const names = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text] as const);
  const read = { path: found, query, headers: Object.fromEntries(names) };
  const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
  const parsed = readBody(contract, operation, { ...read, bytes });
  if (parsed.kind === 'refused') return refused('body', parsed.message);
  const { kind: _, ...content } = parsed.kind === 'value' ? { ...parsed, body: parsed.value } : parsed;
  const values = { ...readValues(contract, operation, read), ...content };
  const { zone, violations } = judgeRequest(contract, operation, values);
  return { zone, violations: violations.map(showViolation) };
}

function refused(place: string, message: string): ShownCheck {
  return { zone: 'invalid', violations: [{ in: place, field: '', keyword: 'unreadable', message }] };
}

function isShownRequest(value: unknown): value is ShownRequest {
  if (!isSchemaObject(value)) return false;
  const { target, headers, body } = value;
  if (!isText(target) || !isSchemaObject(headers)) return false;
  return Object.values(headers).every(isText) && (body === undefined || isText(body));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
