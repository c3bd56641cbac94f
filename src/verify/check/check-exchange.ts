/** Puts one exchange before every judge. */
import type { Contract } from '../../contract/contract.ts';
import { responseFor, type Operation } from '../../contract/operation.ts';
import type { Step } from '../plan/case.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { Finding, Judge, JudgedStep } from './outcome.ts';
import { acceptedInvalid } from './accepted-invalid.ts';
import { badFraming } from './bad-framing.ts';
import { bodySchema } from './body-schema.ts';
import { connectionLost } from './connection-lost.ts';
import { contentType } from './content-type.ts';
import { distinctRefused } from './distinct-refused.ts';
import { duplicateAccepted } from './duplicate-accepted.ts';
import { echoBroken } from './echo-broken.ts';
import { headerSchema } from './header-schema.ts';
import { leak } from './leak.ts';
import { noAnswer } from './no-answer.ts';
import { notJson } from './not-json.ts';
import { redirected } from './redirected.ts';
import { refusedValid } from './refused-valid.ts';
import { serverError } from './server-error.ts';
import { stackTrace } from './stack-trace.ts';
import { tooLarge } from './too-large.ts';
import { undocumentedStatus } from './undocumented-status.ts';
import { readJson } from '../../http/read-json.ts';

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
