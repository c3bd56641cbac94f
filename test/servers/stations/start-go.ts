/** The right server in Go, where there is a Go. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunningServer } from './right-server.ts';
import { startProgram, type ForeignServer } from './start-program.ts';

const sources = fileURLToPath(new URL('right-go', import.meta.url));
const schemas = fileURLToPath(new URL('../../contracts/stations/schemas', import.meta.url));
const isThere = spawnSync('go', ['version']).status === 0;

export const goServer: ForeignServer = {
  language: 'Go',
  ...(isThere ? {} : { missing: 'Go is not on this machine' }),
  start: startGo,
};

/** Built, not `go run`: that would leave the program running when it is killed itself. */
async function startGo(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'stations-go-'));
  const program = join(folder, 'stations');
  await promisify(execFile)('go', ['build', '-o', program, '.'], { cwd: sources });
  const running = await startProgram(program, [schemas]);
  const close = async (): Promise<void> => {
    await running.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: running.url, close };
}
