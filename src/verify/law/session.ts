/** A session: the requests that a law is tried by, one after the other, and what they showed; in the end a case like any other. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import type { OperationLaw } from '../../contract/resource/list-laws.ts';
import { segmentsOf } from '../../contract/resource/path-shape.ts';
import type { Fullness } from '../../fixture/compile-generator.ts';
import type { CredentialState } from '../../http/client/credentials.ts';
import type { RequestForm } from '../../http/client/build-request.ts';
import { type CaseOutcome, type CaseProblem, isSuccess, readOutcome, type StepOutcome } from '../check/outcome.ts';
import type { Binding, Step } from '../plan/case.ts';
import { changeValues } from '../plan/change-values.ts';
import type { Knowledge } from '../plan/plan-cases.ts';
import type { MadeRequest } from '../plan/request-maker.ts';
import type { Run } from '../run/prepare-run.ts';
import { cutAnswer, isLargeAnswer } from '../run/keep-answer.ts';
import { valueFrom } from '../run/send-case.ts';
import { feedPath } from './feed.ts';

/** How long a server may take until all of it knows what one part was told, in milliseconds; and between looks. */
const SETTLING = 2_200;
const PAUSES = [50, 100, 200, 300];

/** Most bytes of large answers that are held while a law is tried. */
const MOST_LARGE = 24 * 1024 * 1024;

/** A law that cannot be tried: its reason. */
export class Unreached extends Error {}

/** What a law says is wrong. */
export interface Finding extends Pick<CaseProblem, 'kind' | 'message' | 'expected' | 'actual'> {
  /** Where the document says so although the law itself is inferred. */
  declared?: boolean;
}

/** A request that is about a thing: what it has beside its path. */
export interface Request {
  values?: RequestValues;
  form?: RequestForm;
  /** In place of those of the thing itself. */
  bind?: readonly Binding[];
  /** What it carries of the credentials, where that is not all. */
  credentials?: CredentialState;
}

export class Session {
  readonly run: Run;
  readonly law: OperationLaw;
  readonly steps: StepOutcome[] = [];
  readonly #known: Knowledge;
  #tokens: string[] = [];
  readonly #problems: { problem: CaseProblem; step: number }[] = [];
  readonly #strict: boolean;

  constructor(run: Run, law: OperationLaw, { known, strict }: { known: Knowledge; strict: boolean }) {
    this.run = run;
    this.law = law;
    this.#known = known;
    this.#strict = strict;
  }

  get isBroken(): boolean {
    return this.#problems.length > 0;
  }

  /** Says what is wrong; the last request shows it. */
  tell({ declared = this.law.declared, ...finding }: Finding): void {
    const problem: CaseProblem = {
      ...finding,
      clause: clauseOf(this.law),
      ofSequence: true,
      ...(declared || this.#strict ? {} : { severity: 'warning' as const }),
    };
    this.#problems.push({ problem, step: this.steps.length - 1 });
  }

  /** Makes a thing with all that it needs, none of it known to anybody else; the index of the request that made it. */
  async make(operation: Operation): Promise<number> {
    const base = this.#known.get(operation.id)?.base;
    if (this.#known.has(operation.id) && base === undefined)
      throw new Unreached(`${operation.id} never answered a success`);
    const made = await this.#make(operation, 'full');
    if (isSuccess(this.at(made))) return made;
    const minimal = await this.#make(operation, 'minimal');
    return this.#succeeded(minimal);
  }

  /** Makes a thing of telling values; undefined where the server does not take them. What was sent before is forgotten. */
  async makeTelling(operation: Operation, round: number): Promise<number | undefined> {
    this.rewind(0);
    this.#tokens = [];
    const made = await this.#make(operation, this.run.plan.telling(operation, round));
    return isSuccess(this.at(made)) ? made : undefined;
  }

  /** Forgets the requests from the one at `length` on: what is told next does not hang on them. */
  rewind(length: number): void {
    this.steps.length = length;
  }

  /** Telling values for a request about a thing that is there. */
  telling(operation: Operation, round: number): RequestValues {
    const { values, token } = this.run.plan.telling(operation, round);
    this.#tokens.push(token);
    return withoutConditions(values);
  }

  /** A creation that would succeed, without credentials. */
  async makeWithout(operation: Operation): Promise<number> {
    return this.#make(operation, 'full', 'none');
  }

  async #make(operation: Operation, request: Fullness | MadeRequest, credentials?: CredentialState): Promise<number> {
    const { steps, tokens } = this.run.plan.prepare(operation, this.#known, request);
    const first = this.steps.length;
    this.#tokens.push(...tokens);
    for (const { setup, values, form, bind = [] } of steps) {
      const own = bind.map((each) => ({ ...each, step: each.step + first }));
      const asked = setup || credentials === undefined ? {} : { credentials };
      await this.send(setup ?? operation, { values, form, bind: own, ...asked });
      if (setup) this.#succeeded(this.steps.length - 1);
    }
    return this.steps.length - 1;
  }

  /** Makes another one beside the thing that a step has made; with all that it needs where that thing has used it up. */
  async makeBeside(made: number): Promise<number> {
    const beside = await this.tryBeside(made, (values) => values);
    const isUsedUp = this.at(beside).exchange.response?.status === 409;
    return isUsedUp ? this.make(this.at(made).operation) : this.#succeeded(beside);
  }

  /** The same, whether it succeeds or not. */
  async tryBeside(
    made: number,
    change: (values: RequestValues) => RequestValues,
    members: Fullness = 'full',
  ): Promise<number> {
    const { operation, step } = this.at(made);
    const isFull = members === 'full' && Object.keys(step.values.body ?? {}).length > 0;
    const values = this.request(operation, isFull ? 'full' : 'minimal');
    const path = { ...values.path, ...parentsIn(operation, step.values) };
    await this.send(operation, { values: change({ ...values, path }), bind: step.bind ?? [] });
    return this.steps.length - 1;
  }

  /** Fresh values of a request, without conditions: whatever they say, they fit nothing. */
  request(operation: Operation, members: Fullness): RequestValues {
    const { values, token } = this.run.plan.request(operation, members);
    this.#tokens.push(token);
    return withoutConditions(values);
  }

  /** Sends a request that is about the thing that step `made` has made. */
  async on(operation: Operation, made: number, { values, bind, ...rest }: Request = {}): Promise<StepOutcome> {
    const fed = bind ?? this.bindings(operation, made);
    const plain = values ?? this.request(operation, 'minimal');
    return this.send(operation, { ...rest, values: plain, bind: fed });
  }

  /** What feeds the path of a request about a thing. */
  bindings(operation: Operation, made: number): Binding[] {
    const fed = feedPath(this.run.contract, operation, this.at(made).operation);
    if (!fed) throw new Unreached(`nothing says where ${operation.id} finds what was made`);
    return fed.map((each) => ({ ...each, step: made }));
  }

  /** Gives the server time. */
  async pause(look: number = PAUSES.length): Promise<void> {
    await wait(PAUSES[look] ?? PAUSES.at(-1));
  }

  /** Asks again, for a while, until the answer is as it ought to be; only the last one stays. */
  async settle(ask: () => Promise<StepOutcome>, isRight: (answer: StepOutcome) => boolean): Promise<StepOutcome> {
    const before = this.steps.length;
    const begun = performance.now();
    for (let look = 0; ; look += 1) {
      this.steps.length = before;
      const answer = await ask();
      if (isRight(answer) || performance.now() - begun > SETTLING) return answer;
      await this.pause(look);
    }
  }

  async send(operation: Operation, { values = {}, form = {}, bind = [], credentials }: Request): Promise<StepOutcome> {
    const { runner, contract } = this.run;
    if (!runner.maySend([operation])) throw new Unreached('no more requests may be sent');
    const changes = bind.map(({ at, from, step }) => ({ at, value: valueFrom(this.at(step), from), step }));
    const lacking = changes.find(({ value }) => value === undefined);
    if (lacking) throw new Unreached(`${this.at(lacking.step).operation.id} gives no ${lacking.at.at(-1)}`);
    const parts = Object.fromEntries(changes.map(({ at: [part = 'path'] }) => [part, {}]));
    const step: Step = {
      ...(operation.id === this.law.use.operation.id ? {} : { setup: operation }),
      values: changeValues({ ...parts, ...values }, changes),
      form,
      expect: 'either',
      ...(bind.length > 0 ? { bind } : {}),
      ...(credentials === undefined ? {} : { credentials }),
    };
    const outcome = readOutcome(contract, await runner.sendAlone(operation, step));
    this.steps.push(outcome);
    runner.noteMade(outcome);
    if (largeBytes(this.steps) > MOST_LARGE)
      throw new Unreached('its answers are too large to be held beside each other');
    if (!outcome.exchange.response) throw new Unreached(`${operation.id} gave no answer`);
    return outcome;
  }

  at(step: number): StepOutcome {
    return this.steps[step] as StepOutcome;
  }

  /** What came of it all. */
  outcome(unreached?: string): CaseOutcome {
    const { operation } = this.law.use;
    const isTried = unreached === undefined || this.isBroken;
    return {
      case: {
        id: lawCaseId(this.law),
        sentence: 'of several that belong together',
        operation,
        aims: isTried ? [clauseOf(this.law)] : [],
        zone: 'valid',
        steps: this.steps.map(({ step }) => step),
        connection: 'any',
        phase: 'last',
        tokens: this.#tokens,
      },
      steps: this.steps.map((step) => (isLargeAnswer(step.exchange) ? cutAnswer(step) : step)),
      problems: this.#problems,
      ...(isTried ? {} : { unreached }),
    };
  }

  #succeeded(step: number): number {
    const { operation, exchange } = this.at(step);
    if (isSuccess(this.at(step))) return step;
    throw new Unreached(`${operation.id} answered ${exchange.response?.status}`);
  }
}

/** The id of the case that tries a law. */
export function lawCaseId({ kind, use }: OperationLaw): string {
  return `${use.operation.id}/law/${kind}`;
}

function largeBytes(steps: readonly StepOutcome[]): number {
  const large = steps.filter(({ exchange }) => isLargeAnswer(exchange));
  return large.reduce((sum, { exchange }) => sum + (exchange.response?.body.length ?? 0), 0);
}

/** What the path of a request to make something names, but for the name that it gives itself. */
function parentsIn({ method, path }: Operation, values: RequestValues): NonNullable<RequestValues['path']> {
  const own = method === 'put' ? segmentsOf(path).at(-1)?.names : [];
  return Object.fromEntries(Object.entries(values.path ?? {}).filter(([name]) => !own?.includes(name)));
}

function withoutConditions(values: RequestValues): RequestValues {
  const header = Object.entries(values.header ?? {}).filter(([name]) => !/^if-/i.test(name));
  return { ...values, header: Object.fromEntries(header) };
}

export function clauseOf({ kind, use }: OperationLaw): string {
  return `${use.operation.id}.law.${kind}`;
}
