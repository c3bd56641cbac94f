/** Starts a contender and waits for its first 201: what somebody who types the command waits for. */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, startChild, stopChild } from './child.ts';
import type { Launch } from './contender.ts';
import { postOnce } from './post.ts';
import { readUsage, usageIsKnown } from './read-usage.ts';

export interface StartedServer {
  pid: number;
  origin: string;
  /** From the start of the process to the first 201. */
  startMs: number;
  /** CPU time until then, in milliseconds. */
  startCpuMs: number;
  /** CPU time until the process came to rest: what it loads in the background counts here. */
  settledCpuMs: number;
  /** Resident memory then, in MB. */
  restMb: number;
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 60_000;
const POLL_MS = 5;

/** Throws when there is no 201 from `path` within a minute. */
export async function startServer(launch: Launch, path: string): Promise<StartedServer> {
  const began = performance.now();
  const child = startChild(launch.args, launch.origin === undefined ? 'pipe' : 'ignore');
  const pid = child.pid ?? -1;
  try {
    const origin = launch.origin ?? (await readOrigin(child));
    await pollUntil(async () => isAlive(child) && (await postOnce(origin + path)) === 201);
    const startMs = performance.now() - began;
    const startCpuMs = readUsage(pid).cpuMs;
    const settledCpuMs = await settle(pid);
    const restMb = readUsage(pid).rssMb;
    return { pid, origin, startMs, startCpuMs, settledCpuMs, restMb, stop: () => stopChild(child) };
  } catch (cause) {
    await stopChild(child);
    throw new Error(`node ${launch.args.join(' ')} gave no 201`, { cause });
  }
}

/** The address in what the server prints; the rest of its output goes nowhere. */
export async function readOrigin(child: ChildProcess): Promise<string> {
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const find = (): string | undefined => /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
  await pollUntil(async () => isAlive(child) && find() !== undefined);
  return find() ?? '';
}

function isAlive(child: ChildProcess): true {
  if (hasEnded(child)) throw new Error(`it ended with exit code ${child.exitCode}`);
  return true;
}

async function pollUntil(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + START_DEADLINE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited for ${START_DEADLINE_MS} ms`);
    await delay(POLL_MS);
  }
}

/** CPU time once half a second has added at most 10 ms to it, or after ten seconds; at once where the system does not tell. */
async function settle(pid: number): Promise<number> {
  let { cpuMs } = readUsage(pid);
  for (let round = 0; round < 20; round++) {
    const before = cpuMs;
    if (usageIsKnown) await delay(500);
    cpuMs = readUsage(pid).cpuMs;
    if (!usageIsKnown || cpuMs - before <= 10) break;
  }
  return cpuMs;
}
