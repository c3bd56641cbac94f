/** Sends the steps of a case, each with the values that earlier answers hold, on the connections that the case asks for. */
import type { Contract } from '../../contract/contract.ts';
import { judgeRequest } from '../../contract/zone-of.ts';
import { wireValues } from '../../http/client/wire-values.ts';
import type { Origin } from '../../contract/resource/origin.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import type { Connection } from '../../http/client/exchange.ts';
import { readJson } from '../../http/value/json.ts';
import type { CheckedStep } from '../check/check-case.ts';
import { isSuccess, type SentStep, type StepOutcome } from '../check/outcome.ts';
import type { Case, Step } from '../plan/case.ts';
import { changeValues } from '../plan/change-values.ts';
import { nameText } from '../../contract/name-text.ts';

export interface SendOptions {
  contract: Contract;
  /** Used where any connection will do. */
  connection: Connection;
  openConnection: () => Connection;
  send: (next: Omit<SentStep, 'exchange'>, connection: Connection) => Promise<CheckedStep>;
  /** The step that all cases share under this name: sent by whoever comes first. */
  share: (name: string, send: () => Promise<CheckedStep>) => Promise<CheckedStep>;
}

export interface SentCase {
  sent: readonly CheckedStep[];
  /** Why the steps of the case itself were not sent, or not all: a step before them was refused, or gave no identifier. */
  unreached?: string;
}

/** What was sent, in order. */
export async function sendCase(each: Case, options: SendOptions): Promise<SentCase> {
  const { connection: kind } = each;
  const own = kind === 'one' ? options.openConnection() : undefined;
  const sender = new CaseSender(each, { ...options, connection: own ?? options.connection });
  await sender.sendInTurn(kind === 'together' ? each.steps.filter(({ setup }) => setup) : each.steps);
  if (kind === 'together') await sender.sendTogether(each.steps.filter(({ setup }) => !setup));
  await own?.close();
  return sender.outcome();
}

/** How a server may refuse an identifier that is none. */
const REFUSALS = [400, 404, 410, 422];

class CaseSender {
  readonly #case: Case;
  readonly #options: SendOptions;
  /** What was sent for each step of the plan. */
  readonly #sent = new Map<Step, CheckedStep>();
  #unreached: string | undefined;

  constructor(each: Case, options: SendOptions) {
    this.#case = each;
    this.#options = options;
  }

  outcome(): SentCase {
    const sent = this.#case.steps.flatMap((step) => this.#sent.get(step) ?? []);
    return { sent, ...(this.#unreached === undefined ? {} : { unreached: this.#unreached }) };
  }

  /** One after the other, as far as there are answers and identifiers. */
  async sendInTurn(steps: readonly Step[]): Promise<void> {
    for (const planned of steps) {
      const step = this.#bind(planned);
      if (!step) return;
      const sent = await this.#sendBefore(step);
      this.#sent.set(planned, sent);
      if (step.setup && !isSuccess(sent)) this.#unreached = `${step.setup.id} ${describeFailure(sent)}`;
      if (this.#unreached !== undefined || sent.exchange.failure) return;
    }
  }

  /** All at the same moment, each on a connection of its own. */
  async sendTogether(steps: readonly Step[]): Promise<void> {
    const bound = this.#unreached === undefined ? steps.map((planned) => ({ planned, step: this.#bind(planned) })) : [];
    const ready = bound.flatMap(({ planned, step }) =>
      step ? [{ planned, step, own: this.#options.openConnection() }] : [],
    );
    await Promise.all(
      ready.map(async ({ planned, step, own }) => this.#sent.set(planned, await this.#send(step, own))),
    );
    await Promise.all(ready.map(({ own }) => own.close()));
  }

  async #sendBefore(step: Step): Promise<CheckedStep> {
    const { connection, openConnection, share } = this.#options;
    if (step.shared !== undefined) return share(step.shared, () => this.#send(step, connection));
    const fresh = this.#case.connection === 'new' ? openConnection() : undefined;
    const sent = await this.#send(step, fresh ?? connection);
    await fresh?.close();
    return sent;
  }

  async #send(step: Step, connection: Connection): Promise<CheckedStep> {
    return this.#options.send({ operation: step.setup ?? this.#case.operation, step }, connection);
  }

  /** The step with the values that it takes from steps before; undefined where one of these does not have them. */
  #bind(step: Step): Step | undefined {
    if (!step.bind) return step;
    const changes = step.bind.map(({ at, from, step: index }) => {
      const source = this.#sent.get(this.#case.steps[index] as Step);
      return { at, source, value: source && valueFrom(source, from) };
    });
    const lacking = changes.find(({ value }) => value === undefined);
    if (lacking) this.#unreached ??= `${lacking.source?.operation.id ?? 'a step before'} gives no ${lacking.at.at(-1)}`;
    if (lacking) return undefined;
    const parts = Object.fromEntries(changes.map(({ at: [part = 'path'] }) => [part, {}]));
    const bound = { ...step, values: changeValues({ ...parts, ...step.values }, changes) };
    return this.#isForbidden(bound)
      ? { ...bound, expect: 'if-found', allow: [...(step.allow ?? []), ...REFUSALS] }
      : bound;
  }

  /** Whether what an answer gave is nothing that this request may have: whatever it names, it is no identifier of that. */
  #isForbidden({ setup, bind = [], values, form, expect }: Step): boolean {
    const { contract } = this.#options;
    const { operation } = this.#case;
    if (setup || form.raw !== undefined || (expect !== 'success' && expect !== 'if-found')) return false;
    const { zone, violations } = judgeRequest(contract, operation, wireValues(contract, operation, values));
    const fed = new Set(bind.map(({ at }) => at.join('/')));
    return zone === 'invalid' && violations.some((each) => fed.has([each.in, ...each.at].join('/')));
  }
}

function describeFailure({ exchange: { response, failure } }: SentStep): string {
  return response ? `answered ${response.status}` : `got no answer (${failure?.message ?? 'unknown'})`;
}

/** The first text or number among the places where one may be; undefined where there is none. */
export function valueFrom(sent: StepOutcome, origins: readonly Origin[]): unknown {
  return origins.map((origin) => valueAtOrigin(sent, origin)).find((value) => value !== undefined);
}

function valueAtOrigin(
  { step, exchange: { response }, gist }: StepOutcome,
  { expression, lastSegment }: Origin,
): unknown {
  const values =
    expression.message === 'request'
      ? step.values
      : { body: gist ?? (response && readJson(response.body)?.value), header: response?.headers };
  const value = evaluateExpression(expression, values);
  const name = nameText(value);
  return name !== undefined && lastSegment ? lastSegmentOf(name) : name && value;
}

/** `42` of `https://host/things/42?full`. */
function lastSegmentOf(url: string): string | undefined {
  const segment = url.split(/[?#]/, 1)[0]?.replace(/\/$/, '').split('/').at(-1) ?? '';
  try {
    return segment === '' ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
