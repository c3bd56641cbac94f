/** Whether answers are wrong by the contract alone: the second opinion that tells faults from freedoms. It shares nothing with verify's judges. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { convert } from '../../contract/laws.ts';
import { type Operation, type RequestValues, responseFor } from '../../contract/operation.ts';
import { outsidePlaces } from '../../contract/resource/outside-places.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import { zoneOf } from '../../contract/zone-of.ts';
import { wireValues } from '../../http/client/wire-values.ts';
import { leavesRefusalsOpen, namesRefusalOfValues } from '../../verify/check/answer-clause.ts';
import type { ProbeStep } from '../probe/probes.ts';

/** What came for a step; undefined where nothing did, or not all of it. */
export interface Answered {
  status: number;
  contentType: string;
  bytes: Uint8Array;
}

/** What earlier answers of the same server settled. */
export interface History {
  /** By law: values that are taken, or were given. */
  taken: Map<string, Set<string>>;
}

export interface Question {
  contract: Contract;
  operation: Operation;
  step: ProbeStep;
  history: History;
}

/** Whether the contract forbids the answer. Takes note of what it settles. */
export function isWrong(question: Question, answered: Answered | undefined): boolean {
  if (!answered) return true;
  const { contract, operation, step } = question;
  const zone = step.zone ?? zoneOf(contract, operation, wireValues(contract, operation, step.values));
  const documented = responseFor(operation, answered.status);
  const success = answered.status >= 200 && answered.status < 300;
  // Where the document names no refusal, or none of what is wrong in itself, the status of one is open.
  const isOpen = leavesRefusalsOpen({ operation }) || (zone !== 'valid' && !namesRefusalOfValues({ operation }));
  const isRefusal = answered.status >= 400 && answered.status < 500;
  if (!documented && isRefusal && isOpen) return zone === 'valid';
  if (!documented) return !(step.zone === 'open' && [406, 411, 413, 415].includes(answered.status));
  const clash = claims(question, success);
  if (zone === 'invalid' && success) return true;
  // A documented answer between success and refusal, such as a redirection, is neither.
  if (zone === 'valid' && (clash ? success : answered.status >= 400 && !mayBeUnknown(question, answered.status)))
    return true;
  const content = documented.contents[0];
  if (!content) return false;
  if (!typesAgree(content.mediaType, answered.contentType)) return true;
  if (!/[/+]json$/.test(content.mediaType)) return false;
  const json = parse(answered.bytes);
  if (!json) return true;
  if (content.node && !contract.validators.accepts(content.node, json.value, documentedAnswer)) return true;
  return success && (breaksEcho(operation, step.values, json.value) || repeats(question, json.value));
}

/** Whether the document has the status for what only the provider knows: a password, a coupon. */
function mayBeUnknown({ contract, operation, step }: Question, status: number): boolean {
  return outsidePlaces(contract, operation).some(
    ({ at, absent }) => absent.includes(status) && valueAt(step.values, at) !== undefined,
  );
}

function typesAgree(documented: string, actual: string): boolean {
  const [type = '', ...rest] = actual.toLowerCase().split(/\s*;\s*/);
  const charset = rest.find((each) => each.startsWith('charset='))?.replaceAll('"', '');
  const unicode = charset === undefined || /=utf-?8$/.test(charset);
  return documented === '*/*' || (documented.toLowerCase() === type.trim() && (unicode || !type.includes('json')));
}

function parse(bytes: Uint8Array): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}

function breaksEcho({ laws }: Operation, values: RequestValues, body: unknown): boolean {
  return laws.echo.some(({ from, to, as }) => {
    const sent = evaluateExpression(from, values);
    return sent !== undefined && !isDeepStrictEqual(valueAt(body, to), convert(sent, as));
  });
}

/** Whether a value of the request is taken; a success takes it. */
function claims({ operation, step, history }: Question, success: boolean): boolean {
  const wanted = operation.laws.unique.flatMap(({ of, pointer }) => {
    const value = evaluateExpression(of, step.values);
    return value === undefined ? [] : [{ taken: setOf(history, pointer), key: JSON.stringify(value) }];
  });
  const clash = wanted.some(({ taken, key }) => taken.has(key));
  if (success) for (const { taken, key } of wanted) taken.add(key);
  return clash;
}

function repeats({ operation, history }: Question, body: unknown): boolean {
  return operation.laws.fresh.some(({ of, pointer }) => {
    const value = valueAt(body, of.tokens);
    const given = setOf(history, pointer);
    const key = JSON.stringify(value);
    const known = value !== undefined && given.has(key);
    given.add(key);
    return known;
  });
}

function setOf({ taken }: History, pointer: string): Set<string> {
  const known = taken.get(pointer) ?? new Set();
  taken.set(pointer, known);
  return known;
}
