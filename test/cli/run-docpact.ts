/** Runs the command line as a person or a script would: a process of its own, its output and its exit code. */
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { whenFileEnds } from '../file-ends.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RunOptions {
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  /** What it reads from stdin; nothing unless given. */
  input?: string;
  /** Whether its stdin stays open, to be written to. */
  open?: boolean;
}

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A running command; its output so far is in `stdout` and `stderr`. */
export interface Running {
  child: ChildProcess;
  output: { stdout: string; stderr: string };
  finished: Promise<Finished>;
}

/** Starts `docpact` with these arguments, in the repository unless told otherwise. */
export function startDocpact(
  args: readonly string[],
  { cwd = root, env = {}, input, open = false }: RunOptions = {},
): Running {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...inherited, ...env },
    stdio: [input === undefined && !open ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  }) as ChildProcessWithoutNullStreams;
  if (input !== undefined) child.stdin.end(input);
  whenFileEnds(() => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const finished = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  return { child, output, finished };
}

/**
 * Runs `docpact` to its end: in this process, one after the other, since a start costs more than most of the runs; in one of its own where
 * it reads what stands before it, waits, or starts another program.
 */
export function runDocpact(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { cwd = root, input, env = {} } = options;
  const isOwn = input !== undefined || args.includes('--watch') || args.includes('--') || 'NODE_OPTIONS' in env;
  if (isOwn) return startDocpact(args, options).finished;
  return runHere(() => import('../../src/commands/run.ts'), args, { cwd, env });
}

type Here = Required<Pick<RunOptions, 'cwd' | 'env'>>;
/** Loads a command line: that of the sources, or of a package that is installed. */
export type Load = () => Promise<{ run: (args: readonly string[]) => Promise<number> }>;

let last: Promise<unknown> = Promise.resolve();

/** Runs the command line that `load` gives in this process, once those before it have ended. */
export function runHere(load: Load, args: readonly string[], here: Here): Promise<Finished> {
  const finished = last.then(() => runNow(load, args, here));
  last = finished.catch(() => undefined);
  return finished;
}

async function runNow(load: Load, args: readonly string[], { cwd, env }: Here): Promise<Finished> {
  const { run } = await load();
  const output = { stdout: '', stderr: '' };
  const restore = [
    capture(process.stdout, (text) => (output.stdout += text)),
    capture(process.stderr, (text) => (output.stderr += text)),
    setEnvironment({ NO_COLOR: undefined, FORCE_COLOR: undefined, ...env }),
    enterFolder(cwd),
  ];
  try {
    return { code: await run(args), ...output };
  } finally {
    for (const back of restore) back();
  }
}

/** What is written goes to `take`, until the function that is returned is called. */
function capture(stream: NodeJS.WriteStream, take: (text: string) => void): () => void {
  const { write } = stream;
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const done = rest.find((each) => typeof each === 'function') as (() => void) | undefined;
    if (done) queueMicrotask(done);
    return true;
  };
  return () => {
    stream.write = write;
  };
}

function enterFolder(folder: string): () => void {
  const before = process.cwd();
  process.chdir(folder);
  return () => process.chdir(before);
}

function setEnvironment(wanted: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(wanted).map((name) => [name, process.env[name]] as const);
  const set = (entries: Iterable<readonly [string, string | undefined]>): void => {
    for (const [name, value] of entries) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  set(Object.entries(wanted));
  return () => set(before);
}

/** Waits until the output has what is looked for; fails when the command ends without it. */
export async function waitFor(
  { output, finished }: Running,
  stream: 'stdout' | 'stderr',
  pattern: RegExp,
): Promise<RegExpExecArray> {
  let over = false;
  void finished.then(() => (over = true));
  for (;;) {
    const found = pattern.exec(output[stream]);
    if (found) return found;
    if (over) throw new Error(`docpact ended without ${String(pattern)}: ${output.stdout}${output.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Starts `docpact mock` on a free port and waits until it says where it listens and how to try it. */
export async function startMockCommand(
  args: readonly string[] = [],
  options?: RunOptions,
): Promise<Running & { url: string; curl: string }> {
  const running = startDocpact(['mock', '--port', '0', ...args], options);
  const [, url = ''] = await waitFor(running, 'stdout', /(http:\/\/\S+:\d+)/);
  const [, curl = ''] = await waitFor(running, 'stdout', /^\s*(curl .*)\n/m);
  return { ...running, url, curl };
}
