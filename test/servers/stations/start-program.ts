/** A server that is a program of its own and prints its port on its first line. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { RunningServer } from './right-server.ts';

/** The same server in another language; `missing` says what this machine lacks to run it. */
export interface ForeignServer {
  language: string;
  missing?: string;
  start: () => Promise<RunningServer>;
}

/** Starts the program and waits for its port; closing kills it. */
export async function startProgram(command: string, args: readonly string[]): Promise<RunningServer> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [port] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(() => Promise.reject(new Error(`${command} ended before it printed its port`))),
  ])) as [string];
  const close = async (): Promise<void> => {
    child.kill();
    await exited;
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
