/** Puts one exchange before every judge. */
import type { Contract } from '../contract/contract.ts';
import { responseFor, type Operation } from '../contract/operation.ts';
import type { Step } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { Finding, Judge, JudgedStep } from './finding.ts';
import { judgeBody } from './judge/judge-body.ts';
import { judgeEcho } from './judge/judge-echo.ts';
import { judgeFailure } from './judge/judge-failure.ts';
import { judgeHeader } from './judge/judge-header.ts';
import { judgeLeak } from './judge/judge-leak.ts';
import { judgeStackTrace } from './judge/judge-stack-trace.ts';
import { judgeStatus } from './judge/judge-status.ts';
import { readJson } from './read-json.ts';

const judges: readonly Judge[] = [
  judgeFailure,
  judgeStatus,
  judgeBody,
  judgeHeader,
  judgeEcho,
  judgeLeak,
  judgeStackTrace,
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
