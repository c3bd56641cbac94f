/** How long a mock lives: until a signal, until npm has gone that started it, or as long as the command that it is for. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Milliseconds between two looks at who started the mock. */
const LOOK = 500;

/** Resolves when the mock is to end. npm and npx hand a signal to a shell, which ends and leaves the mock behind. */
export function interrupted(): Promise<ExitCode> {
  return new Promise((resolve) => {
    const end = (): void => resolve(exitCodes.done);
    for (const signal of signals) process.once(signal, end);
    if (process.env['npm_execpath'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) end();
    }, LOOK).unref();
  });
}

/**
 * Runs a command beside the mock, whose URL it finds in `DOCPACT_MOCK_URL`; signals are passed on to it. Resolves with its exit code,
 * which is 128 and the signal's number where one ended it; throws a UsageError where it cannot be run.
 */
export function runGuest([name = '', ...args]: readonly string[], url: string): Promise<ExitCode> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, {
      stdio: 'inherit',
      env: { ...process.env, DOCPACT_MOCK_URL: url },
      // On Windows, npm and npx are scripts.
      shell: process.platform === 'win32',
    });
    for (const signal of signals) process.on(signal, () => child.kill(signal));
    child.once('error', (cause) =>
      reject(
        new UsageError(`"${name}" cannot be run: ${cause.message}`, {
          hint: 'Behind -- stands a command: -- npm test',
          cause,
        }),
      ),
    );
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
