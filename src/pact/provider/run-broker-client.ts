/** Runs Pact's own broker client, whose output is the user's to see: it repeats what the broker said. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { UsageError } from '../../errors.ts';

/** What the client does. */
export type BrokerCommand = 'publish' | 'can-i-deploy';

/** `refused`: the broker said no. `failed`: it could not be asked, or not told. `misused`: the flags are wrong. */
export type BrokerOutcome = 'done' | 'refused' | 'failed' | 'misused';

/** Whether what a process starts can be ended with it. */
const isGroup = process.platform !== 'win32';

/** Are passed on: what ends this process ends the client. */
const signals = ['SIGINT', 'SIGTERM'] as const;

export interface BrokerRun {
  args: readonly string[];
  /** Told each line that the client writes, as it comes. */
  say: (stream: 'stdout' | 'stderr', line: string) => void;
}

/** Credentials reach the client through the environment (PACT_BROKER_TOKEN, PACT_BROKER_USERNAME, PACT_BROKER_PASSWORD). */
export async function runBrokerClient(command: BrokerCommand, { args, say }: BrokerRun): Promise<BrokerOutcome> {
  const child = spawn(process.execPath, [findClient(), command, ...args], {
    env: { ...process.env, PACT_DO_NOT_TRACK: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // It waits for a program of its own, and hands no signal on to it.
    detached: isGroup,
  });
  let said = '';
  for (const stream of ['stdout', 'stderr'] as const) {
    createInterface({ input: child[stream], crlfDelay: Infinity }).on('line', (line) => {
      said += `${line}\n`;
      say(stream, line);
    });
  }
  let stopped: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    stopped = signal;
    if (isGroup && child.pid !== undefined) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  for (const signal of signals) process.on(signal, stop);
  const [code] = (await once(child, 'close')) as [number | null];
  for (const signal of signals) process.off(signal, stop);
  if (stopped !== undefined) process.kill(process.pid, stopped);
  if (code === 0) return 'done';
  if (code === 2) return 'misused';
  const isAnswer = command === 'can-i-deploy' && !/IO Error|pact broker path/i.test(said);
  return isAnswer ? 'refused' : 'failed';
}

function findClient(): string {
  try {
    const file = createRequire(import.meta.url).resolve('@pact-foundation/pact-cli/package.json');
    return join(dirname(file), 'bin', 'pact-broker.js');
  } catch (cause) {
    throw new UsageError("Pact's broker client is not installed", {
      hint: 'npm install --save-dev @pact-foundation/pact-cli',
      cause,
    });
  }
}
