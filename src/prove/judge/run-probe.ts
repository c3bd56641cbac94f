/** Puts probes to servers: whether an answer is one that the contract forbids. */
import { setTimeout } from 'node:timers/promises';
import type { Operation } from '../../contract/operation.ts';
import { buildRequest } from '../../http/client/build-request.ts';
import type { FetchLike } from '../../http/client/function-target.ts';
import type { Kit } from '../kit.ts';
import type { Probe, ProbeStep } from '../probe/probes.ts';
import type { Handle } from '../serve/call.ts';
import { createRightServer } from '../serve/right-server.ts';
import { serveCalls } from '../serve/serve-calls.ts';
import { type Answered, type History, isWrong } from './judge-probe.ts';

/** Milliseconds that a probe waits for an answer: of a server that answers, and of one that may not. */
const PROBE_TIMEOUTS = { plain: 2_000, hanging: 40 } as const;

export interface ProbeRun {
  kit: Kit;
  operation: Operation;
  handle: Handle;
  /** Whether it may leave a request without an answer. */
  hangs?: boolean | undefined;
}

/** Whether an answer to the probe is wrong. */
export async function isShown(run: ProbeRun, probe: Probe): Promise<boolean> {
  const target = serveCalls(run.kit.contract, run.handle);
  const history: History = { taken: new Map() };
  const judge = (step: ProbeStep, answered: Answered | undefined): boolean =>
    isWrong({ contract: run.kit.contract, operation: run.operation, step, history }, answered);
  if (probe.together) {
    const all = await Promise.all(probe.steps.map(async (step) => ({ step, answered: await send(target, run, step) })));
    // Requests at the same moment have no order: whoever succeeded came first.
    const ordered = all.toSorted((a, b) => (a.answered?.status ?? 999) - (b.answered?.status ?? 999));
    return ordered.some(({ step, answered }) => judge(step, answered));
  }
  for (const step of probe.steps) if (judge(step, await send(target, run, step))) return true;
  return false;
}

/** Whether the server answers the probe otherwise than the right one does. */
export async function answersDiffer(run: ProbeRun, probe: Probe): Promise<boolean> {
  const { kit } = run;
  const right = serveCalls(kit.contract, createRightServer(kit).handle);
  const other = serveCalls(kit.contract, run.handle);
  for (const step of probe.steps) {
    const [wanted, came] = [await send(right, run, step), await send(other, run, step)];
    if (textOf(wanted) !== textOf(came)) return true;
  }
  return false;
}

function textOf(answered: Answered | undefined): string {
  return answered ? `${answered.status} ${answered.contentType} ${Buffer.from(answered.bytes).toString('latin1')}` : '';
}

async function send(
  target: FetchLike,
  { kit, operation, hangs }: ProbeRun,
  step: ProbeStep,
): Promise<Answered | undefined> {
  const { values, form = {} } = step;
  const built = buildRequest(
    operation,
    { values, form },
    { contract: kit.contract, base: 'http://127.0.0.1', headers: {} },
  );
  const { 'content-length': _, 'transfer-encoding': __, ...headers } = built.headers;
  const body = built.body ? { body: new Uint8Array(built.body) } : {};
  const timer = new AbortController();
  try {
    const answer = target(new Request(built.url, { method: built.method, headers, ...body }));
    const response = await Promise.race([
      answer,
      setTimeout(PROBE_TIMEOUTS[hangs ? 'hanging' : 'plain'], undefined, { signal: timer.signal }),
    ]);
    if (!response) return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', bytes };
  } catch {
    return undefined;
  } finally {
    timer.abort();
  }
}
