/** Runs Pact's own verifier in a process of its own: it writes to the output as it likes, which is kept for the log. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { VerifierOptions } from '@pact-foundation/pact';
import { PactError, UsageError } from '../../errors.ts';
import { refuseAborted } from './provider-access.ts';
import type { PactDifference } from './difference.ts';

/** What Pact found out about one interaction. */
export interface InteractionResult {
  description: string;
  consumer: string;
  result: 'OK' | 'Error';
  pending: boolean;
  mismatch?: PactMismatch | null;
}

/** `mismatches` where an answer came that was not as expected; else what kept it from being compared. */
interface PactMismatch {
  type: string;
  message?: string;
  mismatches?: readonly PactDifference[];
}

interface Verdict {
  interactionResults?: readonly InteractionResult[];
}

/** What the process says when it is through: Pact's JSON, whether it liked what it saw or not; or why there is none. */
type Message = { verdict: string } | { failure: string };

export interface RunOptions {
  /** Told of everything that Pact writes. */
  log: (text: string) => void;
  signal: AbortSignal;
}

/** Throws a UsageError where Pact is not installed. */
export function requirePact(): void {
  try {
    import.meta.resolve('@pact-foundation/pact');
  } catch (cause) {
    throw new UsageError('Pact is not installed', { hint: 'npm install --save-dev @pact-foundation/pact', cause });
  }
}

/** Each interaction's result, in order. Throws a PactError where Pact cannot do its job. */
export async function runVerifier(
  options: VerifierOptions,
  { log, signal }: RunOptions,
): Promise<readonly InteractionResult[]> {
  refuseAborted(signal);
  const child = fork(new URL(import.meta.url), [processName], {
    env: { ...process.env, PACT_DO_NOT_TRACK: 'true', NO_COLOR: '1', NO_PROXY: loopback, no_proxy: loopback },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const stop = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  child.stdout?.setEncoding('utf8').on('data', log);
  child.stderr?.setEncoding('utf8').on('data', log);
  try {
    const message = await ask(child, options);
    refuseAborted(signal);
    if ('failure' in message) throw new PactError(`Pact's verifier failed: ${message.failure}`);
    return readVerdict(message.verdict);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

async function ask(child: ChildProcess, options: VerifierOptions): Promise<Message> {
  const closed = once(child, 'close').then(([code, signal]): Message => ({
    failure: `its process ended with ${String(code ?? signal)}`,
  }));
  const said = once(child, 'message').then(([message]) => message as Message);
  child.send(options);
  return Promise.race([said, closed]);
}

/** Anything but Pact's JSON is what Pact says went wrong. */
function readVerdict(text: string): readonly InteractionResult[] {
  let verdict: Verdict;
  try {
    verdict = JSON.parse(text) as Verdict;
  } catch (cause) {
    throw new PactError(`Pact's verifier failed: ${text.split('\n', 1)[0]}`, { cause });
  }
  return verdict.interactionResults ?? [];
}

const processName = 'docpact-pact-verifier';

/** Pact's process sends to this machine only, whatever proxy the environment names. */
const loopback = '127.0.0.1';

interface PactCore {
  verifyPacts(options: VerifierOptions): Promise<string>;
}

/** Past the proxy of Pact's own `Verifier`, which refuses bodies by itself: a JSON text, 100 kB, one without a media type. */
function loadPactCore(): PactCore {
  const require = createRequire(import.meta.resolve('@pact-foundation/pact'));
  return (require('@pact-foundation/pact-core') as { default: PactCore }).default;
}

async function serve(options: VerifierOptions): Promise<Message> {
  try {
    return { verdict: await loadPactCore().verifyPacts(options) };
  } catch (error) {
    const { message } = error as Error;
    return message.startsWith('{') ? { verdict: message } : { failure: message };
  }
}

if (process.argv[2] === processName && process.send) {
  process.once('disconnect', () => process.exit());
  process.once('message', async (options: VerifierOptions) => process.send?.(await serve(options)));
}
