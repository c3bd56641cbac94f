/** Keeps what the mock remembers in a file: whole or not at all, one write at a time. */
import { parseJsonText } from '../../contract/wide-integer.ts';
import { existsSync, readFileSync, realpathSync, renameSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { MockError, UsageError } from '../../errors.ts';
import type { ShownEntry } from '../client/shapes.ts';
import type { SavedTable } from '../store/table.ts';
import { lockFile } from './lock-file.ts';
import type { Memory } from './state.ts';

export interface StateFile {
  /** What was kept; undefined where there is nothing yet. */
  read(): Memory | undefined;
  /** Writes what `memory` gives by then; settles when it is on the disk. Calls that come meanwhile share one write. */
  write(memory: () => Memory): Promise<void>;
  /** Leaves it to the next mock. */
  release(): void;
}

/** The file at `path`, for this mock alone; `warn` is told of what is set aside. Throws a UsageError where it cannot be had. */
export function openStateFile(named: string, warn: (message: string) => void): StateFile {
  const path = placeOfFile(named);
  const release = lockFile(path);
  let writing: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let failed = false;

  async function writeNow(memory: () => Memory): Promise<void> {
    const draft = `${path}.tmp`;
    try {
      // In a folder that others may write to, a link of theirs would lead elsewhere.
      await rm(draft, { force: true });
      await writeFile(draft, `${JSON.stringify({ docpact: 'state', ...memory() })}\n`, { flush: true, flag: 'wx' });
      await rename(draft, path);
      failed = false;
    } catch (cause) {
      await rm(draft, { force: true }).catch(() => undefined);
      if (!failed) warn(`${path} cannot be written: ${(cause as Error).message}; what is created now is not kept`);
      failed = true;
    }
  }

  return {
    release,
    read() {
      try {
        return readMemory(path, warn);
      } catch (error) {
        release();
        throw error;
      }
    },
    write(memory) {
      if (!writing) {
        writing = writeNow(memory).finally(() => (writing = undefined));
        return writing;
      }
      next ??= writing.then(() => {
        next = undefined;
        return (writing = writeNow(memory).finally(() => (writing = undefined)));
      });
      return next;
    },
  };
}

/** The file itself, which a link may lead to: it is replaced, and the link stays. Throws a UsageError for a pipe, a device, a folder. */
function placeOfFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === false)
    throw new UsageError(`the state file ${path} is no file`, { hint: 'Name a file, or one that is not there yet.' });
  return found ? realpathSync(path) : path;
}

function readMemory(path: string, warn: (message: string) => void): Memory | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`the state file ${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  const memory = parseMemory(text);
  if (memory) return memory;
  warn(`${path} is damaged; it is set aside as ${setAside(path)}, and the mock begins with nothing`);
  return undefined;
}

/** Moves the file out of the way, to a name that is free. */
function setAside(path: string): string {
  const names = Array.from({ length: 1_000 }, (_, index) => `${path}.damaged${index === 0 ? '' : `-${index + 1}`}`);
  const free = names.find((name) => !existsSync(name));
  if (free === undefined) throw new MockError(`too many damaged files beside ${path}`, { hint: 'Remove some.' });
  renameSync(path, free);
  return free;
}

function parseMemory(text: string): Memory | undefined {
  try {
    const value = parseJsonText(text) as Record<string, unknown>;
    const { docpact, serial, entries, things } = value;
    if (docpact !== 'state' || !Number.isSafeInteger(serial) || (serial as number) < 0) return undefined;
    if (!Array.isArray(entries) || !entries.every(isEntry)) return undefined;
    if (things !== undefined && !isTables(things)) return undefined;
    return { serial: serial as number, entries, ...(things === undefined ? {} : { things }) };
  } catch {
    return undefined;
  }
}

function isTables(value: unknown): value is NonNullable<Memory['things']> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value as Record<string, Partial<Record<keyof SavedTable, unknown>> | null>).every(
    (table) => Array.isArray(table?.things) && Array.isArray(table.removed) && Array.isArray(table.filled),
  );
}

function isEntry(value: unknown): value is ShownEntry {
  const { operation, at, taken } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof operation === 'string' &&
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    Array.isArray(taken) &&
    taken.every(isPair)
  );
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((text) => typeof text === 'string');
}
