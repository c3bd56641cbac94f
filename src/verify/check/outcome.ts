/** What came of a step and of a case: what checks look at, and the problems that they show. */
import type { Contract } from '../../contract/contract.ts';
import { type DocumentedResponse, type Operation, responseFor } from '../../contract/operation.ts';
import type { Exchange } from '../../http/client/exchange.ts';
import { readJson } from '../../http/value/json.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import type { Case, Step } from '../plan/case.ts';

/** A step as it was sent, and what came for it. */
export interface SentStep {
  operation: Operation;
  step: Step;
  exchange: Exchange;
  /** Another case sent it. */
  reused?: true;
}

/** A step that was answered (or not), with what the document says of the answer. */
export interface StepOutcome extends SentStep {
  contract: Contract;
  /** What the document says of the answer's status; undefined where it says nothing. */
  documented?: DocumentedResponse;
  /** The answer's JSON; undefined where it has none. */
  json?: { value: unknown };
}

/** A case that was carried out, as far as it went. */
export interface CaseOutcome {
  case: Case;
  steps: readonly StepOutcome[];
  problems: readonly StepProblem[];
  /** Why its own steps were not sent: what they work on could not be had. */
  unreached?: string;
}

/** A problem as one case shows it, before it is grouped, shrunk and written down. */
export interface CaseProblem {
  kind: ProblemKind;
  /** Id of the clause that is broken. */
  clause: string;
  message: string;
  expected: string;
  actual: string;
  /** It tells of the whole run: no smaller request and no single case says it better. */
  ofRun?: true;
}

/** Looks at one thing. An empty list means that it found nothing, not that all is well. */
export type Check = (outcome: StepOutcome) => Omit<CaseProblem, 'kind'>[];

/** A problem, and the step (from 0) that showed it. */
export interface StepProblem {
  problem: CaseProblem;
  step: number;
}

/** A problem, with the outcome of the case that showed it. */
export interface ShownProblem extends StepProblem {
  outcome: CaseOutcome;
}

/** The step as the checks see it. */
export function readOutcome(contract: Contract, sent: SentStep): StepOutcome {
  const { operation, exchange } = sent;
  const { response } = exchange;
  const documented = response && responseFor(operation, response.status);
  const json = response && readJson(response.body);
  return { contract, ...sent, ...(documented ? { documented } : {}), ...(json ? { json } : {}) };
}

/** Whether the answer says that the request succeeded. */
export function isSuccess({ exchange }: Pick<StepOutcome, 'exchange'>): boolean {
  return exchange.response !== undefined && exchange.response.status < 300;
}

/** The problems of each case, each with its outcome. */
export function caseProblems(outcomes: readonly CaseOutcome[]): ShownProblem[] {
  return outcomes.flatMap((outcome) => outcome.problems.map((each) => ({ ...each, outcome })));
}
