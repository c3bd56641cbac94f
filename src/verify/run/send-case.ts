/** Sends the steps of a case, each with the values that earlier answers hold, on the connections that the case asks for. */
import { evaluateExpression, type Expression } from '../../contract/runtime-expression.ts';
import type { Connection, Exchange } from '../../http/client/exchange.ts';
import { readJson } from '../../http/value/json.ts';
import type { SentStep } from '../check/outcome.ts';
import type { Case, Step } from '../plan/case.ts';
import { changeValues } from '../plan/change-values.ts';

export interface SendOptions {
  /** Used where any connection will do. */
  connection: Connection;
  openConnection: () => Connection;
  send: (next: Omit<SentStep, 'exchange'>, connection: Connection) => Promise<Exchange>;
}

/** What was sent, in order; less than the case has where an answer did not come, or lacks what a later step needs. */
export async function sendCase(each: Case, options: SendOptions): Promise<SentStep[]> {
  if (each.connection !== 'together') return sendInTurn(each, each.steps, options);
  const before = await sendInTurn(
    each,
    each.steps.filter(({ setup }) => setup),
    options,
  );
  const rest = each.steps.filter(({ setup }) => !setup).flatMap((step) => bindStep(step, before) ?? []);
  return [...before, ...(await sendTogether(each, rest, options))];
}

/** All at the same moment, each on a connection of its own. */
async function sendTogether(
  { operation }: Case,
  steps: readonly Step[],
  { openConnection, send }: SendOptions,
): Promise<SentStep[]> {
  const all = steps.map((step) => ({ step, own: openConnection() }));
  const sent = await Promise.all(
    all.map(async ({ step, own }) => ({ operation, step, exchange: await send({ operation, step }, own) })),
  );
  await Promise.all(all.map(({ own }) => own.close()));
  return sent;
}

/** One after the other, as far as there are answers. */
async function sendInTurn(
  { operation: aimedAt, connection: kind }: Case,
  steps: readonly Step[],
  { connection, openConnection, send }: SendOptions,
): Promise<SentStep[]> {
  const own = kind === 'one' ? openConnection() : undefined;
  const sent: SentStep[] = [];
  for (const planned of steps) {
    const step = bindStep(planned, sent);
    if (!step) break;
    const fresh = kind === 'new' ? openConnection() : undefined;
    const operation = step.setup ?? aimedAt;
    const exchange = await send({ operation, step }, fresh ?? own ?? connection);
    sent.push({ operation, step, exchange });
    await fresh?.close();
    if (exchange.failure) break;
  }
  await own?.close();
  return sent;
}

/** The step with the values that it takes from steps before; undefined where one of these does not have them. */
function bindStep(step: Step, before: readonly SentStep[]): Step | undefined {
  if (!step.bind) return step;
  const changes = step.bind.map(({ at, from, step: index }) => {
    const source = before[index];
    return { at, value: source && valueFrom(source, from) };
  });
  if (changes.some(({ value }) => value === undefined)) return undefined;
  const [{ at: [part = 'path'] } = { at: [] }] = changes;
  const values = part in step.values ? step.values : { ...step.values, [part]: {} };
  return { ...step, values: changeValues(values, changes) };
}

function valueFrom({ step, exchange: { response } }: SentStep, from: Expression): unknown {
  if (from.message === 'request') return evaluateExpression(from, step.values);
  if (!response || response.status >= 300) return undefined;
  return evaluateExpression(from, { body: readJson(response.body)?.value, header: response.headers });
}
