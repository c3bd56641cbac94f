/** Puts one exchange before every judge. */
import type { Contract } from '../contract/contract.ts';
import { type Operation, responseFor } from '../contract/operation.ts';
import type { Exchange } from '../http/client/exchange.ts';
import { readJson } from '../http/value/json.ts';
import type { Step } from './case.ts';
import type { Finding, Judge, JudgedStep } from './finding.ts';
import { acceptedInvalid } from './judge/accepted-invalid.ts';
import { badFraming } from './judge/bad-framing.ts';
import { bodySchema } from './judge/body-schema.ts';
import { connectionLost } from './judge/connection-lost.ts';
import { contentType } from './judge/content-type.ts';
import { distinctRefused } from './judge/distinct-refused.ts';
import { duplicateAccepted } from './judge/duplicate-accepted.ts';
import { echoBroken } from './judge/echo-broken.ts';
import { headerSchema } from './judge/header-schema.ts';
import { leak } from './judge/leak.ts';
import { noAnswer } from './judge/no-answer.ts';
import { notJson } from './judge/not-json.ts';
import { redirected } from './judge/redirected.ts';
import { refusedValid } from './judge/refused-valid.ts';
import { serverError } from './judge/server-error.ts';
import { stackTrace } from './judge/stack-trace.ts';
import { tooLarge } from './judge/too-large.ts';
import { undocumentedStatus } from './judge/undocumented-status.ts';

const judges: readonly Judge[] = [
  connectionLost,
  noAnswer,
  badFraming,
  tooLarge,
  serverError,
  redirected,
  refusedValid,
  acceptedInvalid,
  distinctRefused,
  duplicateAccepted,
  undocumentedStatus,
  contentType,
  notJson,
  bodySchema,
  headerSchema,
  echoBroken,
  leak,
  stackTrace,
];

/** An exchange as the judges see it. */
export function prepareStep(contract: Contract, operation: Operation, step: Step, exchange: Exchange): JudgedStep {
  const { response } = exchange;
  const documented = response && responseFor(operation, response.status);
  const json = response && readJson(response.body);
  return { contract, operation, step, exchange, ...(documented ? { documented } : {}), ...(json ? { json } : {}) };
}

/** What is wrong with the exchange for itself. */
export function judgeExchange(judged: JudgedStep): Finding[] {
  return judges.flatMap((judge) => judge(judged));
}
