/** Puts one exchange before every check: the table of the kinds of problem that one exchange alone can show. */
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { bodySchema, contentType, notJson } from './body.ts';
import { echoBroken, leak, stackTrace } from './conduct.ts';
import { badFraming, connectionLost, noAnswer, tooLarge } from './failure.ts';
import { headerSchema } from './header.ts';
import { type CaseProblem, type Check, lawSeverity, type StepOutcome } from './outcome.ts';
import {
  acceptedInvalid,
  distinctRefused,
  duplicateAccepted,
  nestingLimit,
  redirected,
  refusedValid,
  serverError,
  undocumentedStatus,
} from './status.ts';

/** Kinds that one exchange alone can show. */
type ExchangeKind = Exclude<
  ProblemKind,
  | 'unauthorized'
  | 'not-found'
  | 'refuses-everything'
  | 'invalid-request'
  | 'identifier-repeated'
  | 'unstable'
  | SequenceKind
>;

/** Kinds that laws show, which tie the answers to several requests together. */
type SequenceKind =
  | 'not-kept'
  | 'not-listed'
  | 'not-gone'
  | 'found-elsewhere'
  | 'changed-unasked'
  | 'page-broken'
  | 'condition-ignored';

/** By the kind of problem that each finds. */
export const checks: Readonly<Record<ExchangeKind, Check>> = {
  'connection-lost': connectionLost,
  'no-answer': noAnswer,
  'bad-framing': badFraming,
  'too-large': tooLarge,
  'server-error': serverError,
  'nesting-limit': nestingLimit,
  redirected,
  'refused-valid': refusedValid,
  'accepted-invalid': acceptedInvalid,
  'distinct-refused': distinctRefused,
  'duplicate-accepted': duplicateAccepted,
  'undocumented-status': undocumentedStatus,
  'content-type': contentType,
  'not-json': notJson,
  'body-schema': (outcome) => [...bodySchema(outcome), ...headerSchema(outcome)],
  'echo-broken': echoBroken,
  leak,
  'stack-trace': stackTrace,
};

const all = Object.entries(checks) as [ExchangeKind, Check][];

/** What is wrong with the exchange for itself. */
export function checkExchange(outcome: StepOutcome): CaseProblem[] {
  return all.flatMap(([kind, check]) =>
    check(outcome).map((found) => ({ kind, ...found, ...lawSeverity(outcome.operation, found.clause) })),
  );
}
