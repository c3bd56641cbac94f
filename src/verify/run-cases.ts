/** Sends the cases of a plan and has every exchange judged. */
import type { Contract } from '../contract/contract.ts';
import { TargetError } from '../errors.ts';
import { buildRequest } from './build-request.ts';
import type { Case, Step } from './case.ts';
import type { Exchange, Lane, Target } from './exchange.ts';
import type { Finding, JudgedStep } from './finding.ts';
import { judgeCase } from './judge-case.ts';
import { prepareStep } from './judge-exchange.ts';

/** A case that was carried out, as far as it went. */
export interface CaseOutcome {
  case: Case;
  steps: readonly JudgedStep[];
  findings: readonly StepFinding[];
}

/** A finding, and the step (from 0) that showed it. */
export interface StepFinding {
  finding: Finding;
  step: number;
}

export interface RunnerOptions {
  contract: Contract;
  target: Target;
  headers: Readonly<Record<string, string>>;
  concurrency: number;
  maxRequests: number;
  signal?: AbortSignal | undefined;
  onOutcome?: ((outcome: CaseOutcome) => void) | undefined;
}

/** So many unanswered requests one after the other end a run. */
const TIMEOUTS_IN_A_ROW = 10;

/** So many valid requests, all refused alike at the beginning of a run, end it. */
const REFUSALS_AT_FIRST = 12;

export class CaseRunner {
  readonly #options: RunnerOptions;
  #requests = 0;
  #timeouts = 0;
  #answered = false;
  #succeeded = false;
  readonly #firstRefusals: string[] = [];
  /** Why the run ended before its cases did. */
  stopped: string | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  get requests(): number {
    return this.#requests;
  }

  /** Whether the budget allows to send `requests` more to make a finding smaller. */
  mayShrink(requests: number): boolean {
    return this.#requests + requests <= this.#options.maxRequests && this.#options.signal?.aborted !== true;
  }

  /** Runs `cases`; those of the last phase after all others, one at a time. */
  async run(cases: readonly Case[]): Promise<CaseOutcome[]> {
    const { concurrency } = this.#options;
    const outcomes = await this.#runAll(
      cases.filter(({ phase }) => phase === 'main'),
      concurrency,
    );
    const late = await this.#runAll(
      cases.filter(({ phase }) => phase === 'last'),
      1,
    );
    return [...outcomes, ...late];
  }

  async #runAll(cases: readonly Case[], lanes: number): Promise<CaseOutcome[]> {
    const { target, onOutcome } = this.#options;
    const outcomes: CaseOutcome[] = [];
    const waiting = cases.map((each, index) => ({ each, index })).toReversed();
    const work = async (): Promise<void> => {
      const lane = target.openLane();
      try {
        for (let next = waiting.pop(); next && !this.#mustStop(); next = waiting.pop()) {
          const outcome = await this.runCase(next.each, lane);
          outcomes[next.index] = outcome;
          onOutcome?.(outcome);
        }
      } finally {
        await lane.close();
      }
    };
    await Promise.all(Array.from({ length: Math.min(lanes, cases.length) }, work));
    return outcomes.filter((outcome) => outcome !== undefined);
  }

  /** Carries out one case; `lane` is used where any connection will do. */
  async runCase(each: Case, lane: Lane): Promise<CaseOutcome> {
    const exchanges = await this.#exchange(each, lane);
    const steps = exchanges.map((exchange, index) =>
      prepareStep(this.#options.contract, each.operation, each.steps[index] as Step, exchange),
    );
    this.#watch(steps);
    return { case: each, steps, findings: judgeCase(each, steps) };
  }

  async #exchange(each: Case, lane: Lane): Promise<Exchange[]> {
    if (each.connection === 'together') {
      const lanes = each.steps.map(() => this.#options.target.openLane());
      const exchanges = await Promise.all(
        each.steps.map((step, index) => this.#send(each, step, lanes[index] as Lane)),
      );
      await Promise.all(lanes.map((own) => own.close()));
      return exchanges;
    }
    const own = each.connection === 'one' ? this.#options.target.openLane() : undefined;
    const exchanges: Exchange[] = [];
    for (const step of each.steps) {
      const fresh = each.connection === 'new' ? this.#options.target.openLane() : undefined;
      const exchange = await this.#send(each, step, fresh ?? own ?? lane);
      exchanges.push(exchange);
      await fresh?.close();
      if (exchange.failure) break;
    }
    await own?.close();
    return exchanges;
  }

  async #send({ operation }: Case, step: Step, lane: Lane): Promise<Exchange> {
    const { target, headers } = this.#options;
    this.#requests += 1;
    const exchange = await lane.send(buildRequest(operation, step, { base: target.base, headers }));
    if (exchange.failure?.kind === 'unreachable' && !this.#answered) {
      throw new TargetError(`${target.name} cannot be reached: ${exchange.failure.message}`, {
        hint: 'Is it running? Check the URL; everything before the paths of the contract belongs to it.',
      });
    }
    this.#answered ||= exchange.failure?.kind !== 'unreachable';
    return exchange;
  }

  #watch(steps: readonly JudgedStep[]): void {
    for (const { exchange, step } of steps) {
      const { response, failure } = exchange;
      this.#timeouts = failure?.kind === 'no-answer' ? this.#timeouts + 1 : response ? 0 : this.#timeouts;
      if (step.expect !== 'success' || this.#succeeded) continue;
      this.#succeeded = response !== undefined && response.status < 300;
      this.#firstRefusals.push(String(response?.status ?? failure?.kind));
    }
    if (this.#timeouts >= TIMEOUTS_IN_A_ROW) this.stopped ??= `${TIMEOUTS_IN_A_ROW} requests in a row got no answer`;
    const alike = new Set(this.#firstRefusals).size === 1;
    if (!this.#succeeded && alike && this.#firstRefusals.length >= REFUSALS_AT_FIRST) {
      this.stopped ??= `the first ${REFUSALS_AT_FIRST} valid requests all ended alike`;
    }
  }

  #mustStop(): boolean {
    if (this.#options.signal?.aborted) this.stopped ??= 'the run was interrupted';
    if (this.#requests >= this.#options.maxRequests) this.stopped ??= `${this.#options.maxRequests} requests were sent`;
    return this.stopped !== undefined;
  }
}
