/** Sends the cases of a plan, within the budget, and has what comes checked. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { operationNamed } from '../../contract/resource/operation-places.ts';
import { endsInTemplate, isSameShape, type Segment, segmentsOf } from '../../contract/resource/path-shape.ts';
import { TargetError } from '../../errors.ts';
import { buildRequest } from '../../http/client/build-request.ts';
import type { Credentials } from '../../http/client/credentials.ts';
import { OTHER_SCHEME } from '../../http/client/exchange-once.ts';
import type { Connection, Exchange, SentRequest, Target } from '../../http/client/exchange.ts';
import { checkCase, type CheckedStep, checkStep } from '../check/check-case.ts';
import { type CaseOutcome, isSuccess, readOutcome, type SentStep, type StepOutcome } from '../check/outcome.ts';
import type { Case, Step } from '../plan/case.ts';
import type { Budget } from './budget.ts';
import { ConnectionPool } from './connection-pool.ts';
import { EarlyEnd } from './early-end.ts';
import type { Pace } from './pace.ts';
import { RetryLater } from './retry-later.ts';
import { cutAnswer, isLargeAnswer, releaseAnswer } from './keep-answer.ts';
import { sendCase } from './send-case.ts';

export interface RunnerOptions {
  contract: Contract;
  target: Target;
  headers: Readonly<Record<string, string>>;
  credentials?: Credentials;
  concurrency: number;
  budget: Budget;
  pace?: Pace;
  /** Seconds after which nothing more is begun. */
  maxTime?: number | undefined;
  /** When these seconds began, as `performance.now()` counts; now unless given. */
  begun?: number;
  signal?: AbortSignal | undefined;
}

/** Told of every case once it was carried out. */
export type OnOutcome = (outcome: CaseOutcome) => void;

/** Bytes of answers that are kept whole for the checks of the whole run; those beyond are cut, as large ones are at once. */
const KEPT = 16 * 1024 * 1024;

/** How long answers are waited for once a run is to end, in milliseconds; and how long what was made may be removed then. */
const GRACE = 1_000;
const REMOVING = 10_000;

/** How often a step that all cases share is tried: a server may have been busy. */
const SHARED_TRIES = 3;

/** Methods that may make something. */
const makers: ReadonlySet<string> = new Set(['post', 'put']);

export class CaseRunner {
  readonly #options: RunnerOptions;
  readonly #begun: number;
  /** Why cases were left out. */
  #left: string | undefined;
  #kept = 0;
  #answered = false;
  readonly #shared = new Map<string, { step: Promise<CheckedStep>; tries: number }>();
  readonly #earlyEnd = new EarlyEnd();
  readonly #later = new RetryLater();
  readonly #pool: ConnectionPool;
  /** Why the run ended before its cases did. */
  stopped: string | undefined;
  /** Requests that may have made something, in the order of their answers; those of shrinking, too. */
  readonly made: StepOutcome[] = [];

  /** From then on nothing is waited for. */
  readonly #over = new AbortController();
  #removing: AbortSignal | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#pool = new ConnectionPool(options.target);
    const { signal, maxTime, begun = performance.now() } = options;
    this.#begun = begun;
    const end = (): void => this.#over.abort();
    if (maxTime !== undefined) {
      const left = Math.max(0, Math.ceil(begun + maxTime * 1_000 - performance.now()));
      AbortSignal.timeout(left + GRACE).addEventListener('abort', end);
    }
    signal?.addEventListener('abort', () => setTimeout(end, GRACE).unref());
  }

  get requests(): number {
    return this.#options.budget.sent;
  }

  /** Whether the run was ended while something was under way: what came of that says nothing. */
  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Whether the budget and the time allow to send requests to these operations that no plan has: to find a smaller one, to try a law. */
  maySend(operations: readonly Operation[]): boolean {
    return this.#options.budget.fits(operations) && this.#reasonToStop() === undefined;
  }

  /** Runs `cases`; those of the last phase after all others, one at a time. */
  async run(cases: readonly Case[], onOutcome?: OnOutcome): Promise<CaseOutcome[]> {
    const { concurrency } = this.#options;
    const inPhase = (wanted: Case['phase']): Case[] => cases.filter(({ phase }) => phase === wanted);
    const outcomes = await this.#runAll(inPhase('main'), { connections: concurrency, onOutcome });
    const late = await this.#runAll(inPhase('last'), { connections: 1, onOutcome });
    this.stopped ??= this.#left ?? (this.isOver ? this.#reasonToStop() : undefined);
    return [...outcomes, ...late];
  }

  async #runAll(
    cases: readonly Case[],
    { connections, onOutcome }: { connections: number; onOutcome: OnOutcome | undefined },
  ): Promise<CaseOutcome[]> {
    const outcomes: CaseOutcome[] = [];
    const waiting = cases.map((each, index) => ({ each, index })).toReversed();
    const work = async (connection: Connection): Promise<void> => {
      for (let next = waiting.pop(); next && !this.mustStop(); next = waiting.pop()) {
        const wanted = this.#wantedOf(next.each);
        if (!this.#takes(wanted)) continue;
        const outcome = await this.runCase(next.each, connection);
        this.#options.budget.end(wanted);
        if (this.isOver) continue;
        outcomes[next.index] = outcome;
        onOutcome?.(outcome);
      }
    };
    const places = Array.from({ length: Math.min(connections, cases.length) });
    await Promise.all(places.map(() => this.#pool.lend(work, this.#over.signal)));
    return outcomes.filter((outcome) => outcome !== undefined);
  }

  /** Closes the connections of the run. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Carries out one case; `connection` is used where any will do. */
  async runCase(each: Case, connection: Connection): Promise<CaseOutcome> {
    const { contract, target } = this.#options;
    const { sent, unreached } = await sendCase(each, {
      contract,
      connection,
      openConnection: () => target.openConnection(),
      send: async (next, on) => this.#judge({ ...next, exchange: await this.#send(next, on) }),
      share: (name, send) => this.#share(name, send),
    });
    this.stopped ??= this.#earlyEnd.reasonAfter(sent);
    for (const step of sent) this.#forget(step);
    const problems = checkCase(each, sent);
    const kept = sent.map((step) => this.#keep(step));
    for (const step of kept) this.noteMade(step);
    return {
      case: each,
      steps: kept,
      problems,
      ...(unreached === undefined ? {} : { unreached }),
    };
  }

  /** A case may have many steps, and each answer may be large: none is kept until the case is over. */
  #judge(sent: SentStep): CheckedStep {
    const outcome = checkStep(readOutcome(this.#options.contract, sent));
    if (!isLargeAnswer(sent.exchange)) return outcome;
    const cut = cutAnswer(outcome);
    releaseAnswer(sent.exchange);
    return cut;
  }

  /** Takes note of what a step may have made. */
  noteMade(step: StepOutcome): void {
    if (step.reused || !isSuccess(step) || !makers.has(step.operation.method)) return;
    this.made.push(isLargeAnswer(step.exchange) ? cutAnswer(step) : step);
    this.#options.budget.owe(step.operation);
  }

  /** What one case has made serves all others; what failed is tried again, a few times. */
  async #share(name: string, send: () => Promise<CheckedStep>): Promise<CheckedStep> {
    const known = this.#shared.get(name);
    if (known) {
      const done = await known.step;
      if (isSuccess(done) || known.tries >= SHARED_TRIES) return { ...done, reused: true };
      if (this.#shared.get(name) !== known) return this.#share(name, send);
    }
    const step = send();
    this.#shared.set(name, { step, tries: (known?.tries ?? 0) + 1 });
    return step;
  }

  /** What stood in a collection that was cleared (`DELETE /books`, `DELETE /books/all`) is made anew for whoever needs it next. */
  #forget({ operation: { method, path }, exchange: { response } }: StepOutcome): void {
    const cleared = segmentsOf(path);
    if (method !== 'delete' || response === undefined || endsInTemplate(path)) return;
    for (const id of this.#shared.keys()) {
      const theirs = segmentsOf(operationNamed(this.#options.contract, id)?.path ?? '');
      const isIn = (at: readonly Segment[]): boolean => isSameShape(theirs.slice(0, at.length), at);
      if (isIn(cleared) || isSameShape(theirs, cleared.slice(0, -1))) this.#shared.delete(id);
    }
  }

  #keep(outcome: StepOutcome): StepOutcome {
    this.#kept += outcome.exchange.response?.body.length ?? 0;
    return this.#kept <= KEPT ? outcome : cutAnswer(outcome);
  }

  /**
   * Sends one that removes what the run has made, also where it was ended: within a time of its own. Undefined where no more
   * may be sent.
   */
  async sendRemoval(operation: Operation, step: Step): Promise<SentStep | undefined> {
    const { budget } = this.#options;
    if (budget.isOnAll && budget.sent >= budget.limit) return undefined;
    if (this.stopped === undefined) return this.sendAlone(operation, step);
    this.#removing ??= AbortSignal.timeout(REMOVING);
    return this.#sendAlone({ operation, step }, this.#removing);
  }

  /** Sends one request that belongs to no case. */
  async sendAlone(operation: Operation, step: Step): Promise<SentStep> {
    return this.#sendAlone({ operation, step }, this.#over.signal);
  }

  async #sendAlone(next: Omit<SentStep, 'exchange'>, over: AbortSignal): Promise<SentStep> {
    return this.#pool.lend(async (on) => ({ ...next, exchange: await this.#send(next, on, over) }), over);
  }

  /** Whoever is told to come back later does. */
  async #send(next: Omit<SentStep, 'exchange'>, connection: Connection, over = this.#over.signal): Promise<Exchange> {
    return this.#later.send({
      name: next.operation.id,
      send: () => this.#sendOnce(next, connection, over),
      maySend: () => this.#options.budget.addOne(),
      signal: over,
    });
  }

  async #sendOnce(
    { operation, step }: Omit<SentStep, 'exchange'>,
    connection: Connection,
    over: AbortSignal,
  ): Promise<Exchange> {
    const { contract, target, headers, credentials, pace } = this.#options;
    const plain = buildRequest(operation, step, { contract, base: target.base, headers });
    const request = credentials?.apply(plain, operation, step.credentials) ?? plain;
    const sending = async (): Promise<Exchange> => {
      await pace?.turn();
      if (over.aborted) return cutShort(request);
      this.#options.budget.sent += 1;
      return connection.send(request);
    };
    const exchange = await untilOver(sending, { request, over });
    if (exchange.failure?.kind === 'unreachable' && !this.#answered) {
      const { message, hint } = exchange.failure;
      throw new TargetError(`${target.name} cannot be reached: ${message}`, {
        hint:
          // The other scheme is the one thing to try.
          hint?.replace(OTHER_SCHEME, `Try ${target.name.replace('https:', 'http:')}`) ??
          'Is it running? Check the URL; everything before the paths of the contract belongs to it.',
      });
    }
    this.#answered ||= exchange.failure?.kind !== 'unreachable';
    return exchange;
  }

  /** The operations that a case asks; what it shares with others is asked once. */
  #wantedOf({ operation, steps }: Case): Operation[] {
    const { isOnAll } = this.#options.budget;
    return steps
      .filter(({ shared }) => shared === undefined || (isOnAll && !this.#shared.has(shared)))
      .map(({ setup }) => setup ?? operation);
  }

  /** Whether a case still fits into what may be sent; smaller ones behind it may. */
  #takes(wanted: readonly Operation[]): boolean {
    const { budget } = this.#options;
    const fits = budget.begin(wanted);
    if (!fits) this.#left ??= `no more than ${budget.limit} requests may be sent`;
    return fits;
  }

  /** Whether nothing more is begun: for want of time, or since the user has had enough. */
  mustStop(): boolean {
    this.stopped ??= this.#reasonToStop();
    return this.stopped !== undefined;
  }

  #reasonToStop(): string | undefined {
    const { signal, maxTime = Infinity } = this.#options;
    if (signal?.aborted) return 'the run was interrupted';
    return performance.now() - this.#begun >= maxTime * 1000 ? `no more than ${maxTime} s may pass` : undefined;
  }
}

function cutShort(request: SentRequest): Exchange {
  return { request, failure: { kind: 'run-over', message: 'the run was over before an answer came' }, duration: 0 };
}

/** Whatever comes first: the answer, or the end of the run. */
function untilOver(
  sending: () => Promise<Exchange>,
  { request, over }: { request: SentRequest; over: AbortSignal },
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const end = (): void => resolve(cutShort(request));
    over.addEventListener('abort', end, { once: true });
    void sending()
      .then(resolve, reject)
      .finally(() => over.removeEventListener('abort', end));
  });
}
