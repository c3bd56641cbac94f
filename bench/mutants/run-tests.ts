/** Runs test files on a copy of the kit in which mutants are planted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface TestRun {
  /** The copy. */
  root: string;
  /** In the order to run them in, as of the root. */
  tests: readonly string[];
  /** Milliseconds, after which all is ended. */
  ms: number;
  /** The one that is on; else what is reached is written down. */
  mutant?: number;
  signal: AbortSignal;
}

export interface TestFile {
  file: string;
  ok: boolean;
  ms: number;
}

/** The files that came to an end, up to the first that failed where a mutant is on. */
export interface TestsRun {
  files: TestFile[];
  /** Whether it had to be ended. */
  late: boolean;
  ok: boolean;
}

/** Where a run without a mutant writes which test file reached which. */
export function reachedIn(root: string): string {
  return join(root, 'mutants-reached');
}

export async function runTests({ root, tests, ms, mutant, signal }: TestRun): Promise<TestsRun> {
  const told = join(root, 'mutants-told');
  rmSync(told, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--config', 'bench/mutants/vitest.config.ts'], {
    cwd: root,
    stdio: 'ignore',
    // A group of its own: what tests start ends with them.
    detached: true,
    env: {
      ...process.env,
      NODE_OPTIONS: `--import=${join(root, 'bench/mutants/switch-mutants.ts')}`,
      DOCPACT_TESTS: JSON.stringify(tests),
      DOCPACT_TOLD: told,
      DOCPACT_REACHED: reachedIn(root),
      ...(mutant !== undefined && { DOCPACT_MUTANT: String(mutant) }),
    },
  });
  const end = (): void => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end();
  }, ms);
  signal.addEventListener('abort', end);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
  end();
  signal.throwIfAborted();
  const lines = existsSync(told) ? readFileSync(told, 'utf8').split('\n').slice(0, -1) : [];
  return { files: lines.map((line) => JSON.parse(line) as TestFile), late, ok: code === 0 };
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // All of them have ended.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
