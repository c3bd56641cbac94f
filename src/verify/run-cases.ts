/** Sends the cases of a plan and has every exchange judged. */
import type { Contract } from '../contract/contract.ts';
import { TargetError } from '../errors.ts';
import { bindStep, type SentStep } from './bind-step.ts';
import { buildRequest } from '../http/client/build-request.ts';
import type { Case, Step } from './case.ts';
import type { Exchange, Lane, Target } from '../http/client/exchange.ts';
import type { Finding, JudgedStep } from './finding.ts';
import { judgeCase } from './judge-case.ts';
import { prepareStep } from './judge-exchange.ts';
import { Patience } from './patience.ts';

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
}

/** Told of every case once it was carried out. */
export type OnOutcome = (outcome: CaseOutcome) => void;

/** Bytes of answers that are kept whole for the judges of the whole run; of those beyond, only the beginning. */
const KEPT = 16 * 1024 * 1024;
const BEGINNING = 16 * 1024;

export class CaseRunner {
  readonly #options: RunnerOptions;
  #requests = 0;
  /** Requests of the cases that were begun. */
  #planned = 0;
  /** Why cases were left out. */
  #left: string | undefined;
  #kept = 0;
  #answered = false;
  readonly #patience = new Patience();
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
  async run(cases: readonly Case[], onOutcome?: OnOutcome): Promise<CaseOutcome[]> {
    const { concurrency } = this.#options;
    const inPhase = (wanted: Case['phase']): Case[] => cases.filter(({ phase }) => phase === wanted);
    const outcomes = await this.#runAll(inPhase('main'), { lanes: concurrency, onOutcome });
    const late = await this.#runAll(inPhase('last'), { lanes: 1, onOutcome });
    this.stopped ??= this.#left;
    return [...outcomes, ...late];
  }

  async #runAll(
    cases: readonly Case[],
    { lanes, onOutcome }: { lanes: number; onOutcome: OnOutcome | undefined },
  ): Promise<CaseOutcome[]> {
    const { target } = this.#options;
    const outcomes: CaseOutcome[] = [];
    const waiting = cases.map((each, index) => ({ each, index })).toReversed();
    const work = async (): Promise<void> => {
      const lane = target.openLane();
      try {
        for (let next = waiting.pop(); next && !this.#mustStop(); next = waiting.pop()) {
          if (!this.#takes(next.each)) continue;
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
    const sent = await this.#exchange(each, lane);
    const steps = sent.map(({ step, exchange }) =>
      prepareStep(this.#options.contract, step.setup ?? each.operation, step, exchange),
    );
    this.stopped ??= this.#patience.endedBy(steps);
    const findings = judgeCase(each, steps);
    return { case: each, steps: steps.map((judged) => this.#keep(judged)), findings };
  }

  #keep(judged: JudgedStep): JudgedStep {
    const { response } = judged.exchange;
    if (!response) return judged;
    this.#kept += response.body.length;
    if (this.#kept <= KEPT) return judged;
    const { json: _, ...rest } = judged;
    const body = Buffer.from(response.body.subarray(0, BEGINNING));
    return { ...rest, exchange: { ...judged.exchange, response: { ...response, body } } };
  }

  async #exchange(each: Case, lane: Lane): Promise<SentStep[]> {
    if (each.connection !== 'together') return this.#inTurn(each, each.steps, lane);
    const before = await this.#inTurn(
      each,
      each.steps.filter(({ setup }) => setup),
      lane,
    );
    const rest = each.steps.filter(({ setup }) => !setup).flatMap((step) => bindStep(step, before) ?? []);
    const lanes = rest.map(() => this.#options.target.openLane());
    const sent = await Promise.all(
      rest.map(async (step, index) => ({ step, exchange: await this.#send(each, step, lanes[index] as Lane) })),
    );
    await Promise.all(lanes.map((own) => own.close()));
    return [...before, ...sent];
  }

  /** One after the other, as far as there are answers. */
  async #inTurn(each: Case, steps: readonly Step[], lane: Lane): Promise<SentStep[]> {
    const own = each.connection === 'one' ? this.#options.target.openLane() : undefined;
    const sent: SentStep[] = [];
    for (const planned of steps) {
      const step = bindStep(planned, sent);
      if (!step) break;
      const fresh = each.connection === 'new' ? this.#options.target.openLane() : undefined;
      const exchange = await this.#send(each, step, fresh ?? own ?? lane);
      sent.push({ step, exchange });
      await fresh?.close();
      if (exchange.failure) break;
    }
    await own?.close();
    return sent;
  }

  async #send({ operation }: Case, step: Step, lane: Lane): Promise<Exchange> {
    const { target, headers } = this.#options;
    this.#requests += 1;
    const exchange = await lane.send(buildRequest(step.setup ?? operation, step, { base: target.base, headers }));
    if (exchange.failure?.kind === 'unreachable' && !this.#answered) {
      throw new TargetError(`${target.name} cannot be reached: ${exchange.failure.message}`, {
        hint: 'Is it running? Check the URL; everything before the paths of the contract belongs to it.',
      });
    }
    this.#answered ||= exchange.failure?.kind !== 'unreachable';
    return exchange;
  }

  /** Whether the case still fits into what may be sent; smaller ones behind it may. */
  #takes({ steps }: Case): boolean {
    const { maxRequests } = this.#options;
    const fits = this.#planned + steps.length <= maxRequests;
    if (fits) this.#planned += steps.length;
    else this.#left ??= `no more than ${maxRequests} requests may be sent`;
    return fits;
  }

  #mustStop(): boolean {
    if (this.#options.signal?.aborted) this.stopped ??= 'the run was interrupted';
    return this.stopped !== undefined;
  }
}
