/** A lock beside a file: it names the process that has the file, and of several that ask at one moment one gets it. */
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../../errors.ts';

/** Takes `path` until the function that it gives is called. Throws a UsageError where it is taken, or cannot be written. */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`;
  const holder = takeLock(path, lock);
  if (holder !== undefined) {
    throw new UsageError(`${path} is in use by another mock, process ${holder}`, {
      hint: `Give this one a file of its own, or stop the other. If there is none, remove ${lock}.`,
    });
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    rmSync(lock, { force: true });
  };
}

/** What this process holds: after a restart in a container, its own number may be that of one that was killed. */
const held = new Set<string>();

/** The process that has it already; undefined where it is ours now. */
function takeLock(path: string, lock: string): number | undefined {
  try {
    while (!createWhole(lock)) {
      const holder = holderOf(lock) ?? clearAway(lock);
      if (holder !== undefined) return holder;
    }
    return undefined;
  } catch (cause) {
    throw new UsageError(`${path} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Removes a lock whose process is over. Whoever finds one asks for a second lock first, and looks again: what is there by then may be
 * that of somebody who was quicker. Gives the process that is just doing so, where there is one.
 */
function clearAway(lock: string): number | undefined {
  const guard = `${lock}.old`;
  if (!createWhole(guard)) {
    if (isLeft(guard)) removeLeft(guard);
    return holderOf(guard);
  }
  held.add(guard);
  try {
    // One that is gone by now may be there again in a moment, and somebody's.
    if (isLeft(lock)) rmSync(lock, { force: true });
  } finally {
    held.delete(guard);
    rmSync(guard, { force: true });
  }
  return undefined;
}

/** Removes what nobody guards: it is moved first, since somebody may be quicker, and put back where it is theirs. */
function removeLeft(file: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (!isLeft(aside)) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Whether `file` was made now, with our number in it from the first moment on: somebody who finds it empty would take it for nobody's. */
function createWhole(file: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, String(process.pid), { flag: 'wx' });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // A file system without links.
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return createEmpty(file);
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function createEmpty(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that holds a lock; undefined where there is none, or it is over without having given it back. */
function holderOf(lock: string): number | undefined {
  return holderIn(read(lock), lock);
}

/** Whether a lock is there whose process is over. */
function isLeft(lock: string): boolean {
  const text = read(lock);
  return text !== undefined && holderIn(text, lock) === undefined;
}

function holderIn(text: string | undefined, lock: string): number | undefined {
  const pid = Number(text ?? '');
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return (pid === process.pid ? held.has(lock) : isAlive(pid)) ? pid : undefined;
}

/** Undefined where there is no such file. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
