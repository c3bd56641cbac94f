/** Keeps a file to one process at a time, by a file beside it that names the process. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../errors.ts';

/** What this process holds: after a restart in a container, its own number may be that of one that was killed. */
const held = new Set<string>();

/** Takes `path` until the function that it gives is called. Throws a UsageError where it is taken, or cannot be written. */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`;
  const holder = holderOf(lock);
  if (holder !== undefined) {
    throw new UsageError(`${path} is in use by another mock, process ${holder}`, {
      hint: `Give this one a file of its own, or stop the other. If there is none, remove ${lock}.`,
    });
  }
  try {
    writeFileSync(lock, String(process.pid));
  } catch (cause) {
    throw new UsageError(`${path} cannot be written: ${(cause as Error).message}`, { cause });
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    rmSync(lock, { force: true });
  };
}

/** The process that holds a lock; undefined where there is none, or it is over without having given it back. */
function holderOf(lock: string): number | undefined {
  const pid = Number(read(lock));
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return (pid === process.pid ? held.has(lock) : isAlive(pid)) ? pid : undefined;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
