/** The server processes of the bench: none outlives it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const running = new Set<ChildProcess>();

process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

/** Starts `node ...args`; what it prints goes to /dev/null, or can be read from its stdout, or from its stderr, too. */
export function startChild(args: readonly string[], output: 'ignore' | 'pipe' | 'pipe-both'): ChildProcess {
  const { NODE_ENV: _, ...env } = process.env;
  const stdout = output === 'ignore' ? 'ignore' : 'pipe';
  const stderr = output === 'pipe-both' ? 'pipe' : 'ignore';
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', stdout, stderr] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Asks the process to end, and ends it after three seconds. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, delay(3000, undefined, { ref: false })]);
  if (hasEnded(child)) return;
  child.kill('SIGKILL');
  await ended;
}

/** Whether the process is over, by itself or by a signal. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
