/** What is wrong with an interaction, and what it is called. */
import { type Operation, responseFor } from '../../contract/operation.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import type { ReceivedResponse } from '../../http/client/exchange.ts';
import { quoteBody } from '../../http/display/describe-exchange.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { generalPath, missingMembers, namesIn, type PactDifference, parseBodyPath } from './difference.ts';
import type { VerifiedInteraction } from './verify-pacts.ts';

/** One thing that is wrong with one interaction, before what is alike becomes one problem. */
export interface InteractionProblem {
  kind: ProblemKind;
  message: string;
  expected: string;
  actual: string;
  /** The member of the answer's body that it is about. */
  at?: readonly string[];
  /** Of a refusal: the state that could not be brought about, or the status that came. */
  refusal?: string;
}

/** Everything that is wrong with an interaction, the worst alone where it explains the rest. */
export function judgeInteraction(
  verified: VerifiedInteraction,
  operation: Operation | undefined,
): InteractionProblem[] {
  const { exchange, failures, differences, interaction, error } = verified;
  const [unready] = failures;
  if (unready) return [unreadyState(unready)];
  if (exchange?.failure) return [unanswered(verified, exchange.failure)];
  const actual = exchange?.response ? quoteAnswer(exchange.response) : 'nothing';
  if (exchange?.response && exchange.response.status !== interaction.status)
    return [wrongStatus(verified, operation, exchange.response.status)];
  if (error !== undefined)
    return [{ kind: 'undocumented-status', message: error, expected: String(interaction.status), actual }];
  return differences.toSorted(byPath).map((difference) => sayDifference(verified, operation, difference));
}

/** Pact tells of a body in no order. */
function byPath({ path: a = '' }: PactDifference, { path: b = '' }: PactDifference): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function unreadyState({ state, reason }: { state: string; reason: string }): InteractionProblem {
  return {
    kind: 'refused-valid',
    message: `the state "${state}" could not be brought about through the API`,
    expected: 'success',
    actual: reason,
    refusal: state,
  };
}

function unanswered(
  { interaction }: VerifiedInteraction,
  failure: { kind: string; message: string },
): InteractionProblem {
  return {
    // One that cannot be reached at all has no report: it went away in the middle of the run.
    kind: failure.kind === 'unreachable' ? 'connection-lost' : (failure.kind as ProblemKind),
    message: 'no whole answer came',
    expected: String(interaction.status),
    actual: failure.message,
  };
}

function wrongStatus(
  { exchange, interaction }: VerifiedInteraction,
  operation: Operation | undefined,
  status: number,
): InteractionProblem {
  const actual = exchange?.response ? quoteAnswer(exchange.response) : String(status);
  return { ...nameStatus(interaction, operation, status), expected: String(interaction.status), actual };
}

function nameStatus(
  { status: expected, states }: VerifiedInteraction['interaction'],
  operation: Operation | undefined,
  status: number,
): Pick<InteractionProblem, 'kind' | 'message' | 'refusal'> {
  if (status >= 500) return { kind: 'server-error', message: `the answer is ${status}` };
  if (status >= 300 && status < 400) return { kind: 'redirected', message: 'the request is sent elsewhere' };
  if (expected >= 400 && status < 300) {
    const taken = states.some(({ name }) => name.endsWith(' is taken'));
    return taken
      ? { kind: 'duplicate-accepted', message: 'a value that may be taken once was taken twice' }
      : { kind: 'accepted-invalid', message: 'a request that must be refused is accepted' };
  }
  if (expected < 300 && (!operation || responseFor(operation, status)))
    return {
      kind: 'refused-valid',
      message: `a request that must succeed is answered ${status}`,
      refusal: String(status),
    };
  return { kind: 'undocumented-status', message: `the answer is ${status} instead of ${expected}` };
}

function sayDifference(
  { interaction, exchange }: VerifiedInteraction,
  operation: Operation | undefined,
  difference: PactDifference,
): InteractionProblem {
  const { type, path = '$', key, mismatch = '' } = difference;
  const expected = textOf(difference.expected);
  const actual = textOf(difference.actual);
  if (type === 'HeaderMismatch') {
    const kind = key?.toLowerCase() === 'content-type' ? 'content-type' : 'body-schema';
    return { kind, message: `the header ${key} is not as the consumer relies on`, expected, actual };
  }
  if (type === 'BodyTypeMismatch') {
    const shown = exchange?.response ? quoteAnswer(exchange.response) : actual;
    return { kind: 'content-type', message: 'the body is of another type', expected, actual: shown };
  }
  const at = parseBodyPath(path);
  const missing = missingMembers(difference);
  if (missing.length > 0) return sayMissing(at, missing, namesIn(difference.actual));
  const echoed =
    operation?.laws.echo.some(({ to }) => to.join('/') === at.join('/')) && path in interaction.expressions;
  // Of a list, one rule stands for every item.
  const rules = interaction.rules[path] ?? interaction.rules[generalPath(path)];
  const literal = rules === undefined && at.length > 0;
  return {
    kind: echoed || (literal && isEcho(operation, at)) ? 'echo-broken' : 'body-schema',
    message: `${at.length === 0 ? 'the body' : formatMember(at)}: ${mismatch}`,
    expected: rules === undefined ? expected : `a value like ${expected} (${rules})`,
    actual,
    at,
  };
}

function sayMissing(at: readonly string[], missing: readonly string[], present: readonly string[]): InteractionProblem {
  const [only = ''] = missing;
  return {
    kind: 'body-schema',
    message: `${at.length === 0 ? 'the body' : formatMember(at)} has no ${missing.join(', ')}`,
    expected: missing.join(', '),
    actual: present.length === 0 ? 'no members' : `only ${present.join(', ')}`,
    at: missing.length === 1 ? [...at, only] : at,
  };
}

function isEcho(operation: Operation | undefined, at: readonly string[]): boolean {
  return operation?.laws.echo.some(({ to }) => to.join('/') === at.join('/')) ?? false;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

function quoteAnswer(answer: ReceivedResponse): string {
  return `${answer.status} ${quoteBody(answer)}`;
}
