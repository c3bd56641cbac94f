/** Starts `docpact mock` from source on a free port, as the benches, soaks and fuzzers need it. */
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startChild, stopChild } from './child.ts';
import { readOrigin } from './start-server.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export interface MockProcess {
  child: ChildProcess;
  pid: number;
  /** `http://127.0.0.1:4010` */
  origin: string;
  stop(): Promise<void>;
}

/** Resolves once it says where it listens; `log` leaves its lines on stderr to be read. Throws where it ends before. */
export async function startMockProcess(
  args: readonly string[],
  { log = false }: { log?: boolean } = {},
): Promise<MockProcess> {
  const child = startChild(
    [cli, 'mock', '--port', '0', ...(log ? [] : ['--quiet']), ...args],
    log ? 'pipe-both' : 'pipe',
  );
  const origin = await readOrigin(child);
  return { child, pid: child.pid ?? -1, origin, stop: () => stopChild(child) };
}
