/** Writes the files of an import, and knows afterwards which of them people have edited. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isInside } from '../contract/inside-folder.ts';
import { plainText } from '../contract/name-text.ts';
import { isSchemaObject } from '../contract/schema.ts';
import { UsageError } from '../errors.ts';
import { writeAtomically } from './write-atomically.ts';

/** The file that tells what the last import wrote. */
const LOCK = 'import.lock.json';

export interface Written {
  changed: number;
  removed: number;
  /** Edited by hand since, and nothing new to say. */
  kept: readonly string[];
}

/**
 * Brings `folder` to `files`. What was edited by hand stays as long as the import has nothing new for it;
 * else a UsageError is thrown before anything is written, unless `force` is given.
 */
export function writeImported(
  folder: string,
  files: ReadonlyMap<string, string>,
  { force }: { force: boolean },
): Written {
  const outside = [...files.keys()].filter((path) => !isInside(folder, path));
  if (outside.length > 0)
    throw new UsageError(
      `${outside.map((path) => JSON.stringify(path)).join(', ')} would be written outside of ${folder}`,
      {
        hint: 'Is there a link in the folder? Name another with --out.',
      },
    );
  const lock = readLock(folder);
  const plans = [...files].map(([path, text]) => planFile(folder, { path, text, last: lock.get(path) }));
  const conflicts = plans.filter(({ state }) => state === 'conflict').map(({ path }) => path);
  if (conflicts.length > 0 && !force) {
    throw new UsageError(
      `${conflicts.map((path) => join(folder, path)).join(', ')} would be overwritten, and no import wrote what is there`,
      {
        hint: 'Nothing was written. --force overwrites what was edited by hand; or name another folder.',
      },
    );
  }
  const changes = plans.filter(({ state }) => state === 'change' || (force && state !== 'same'));
  for (const { path, text } of changes) writeFile(join(folder, path), text);
  const stale = [...lock].filter(([path, hash]) => !files.has(path) && hashOfFile(join(folder, path)) === hash);
  for (const [path] of stale) rmSync(join(folder, path));
  const hashes = Object.fromEntries([...files].map(([path, text]) => [path, hashOf(text)]));
  const text = `${JSON.stringify({ files: hashes }, null, 2)}\n`;
  if (hashOfFile(join(folder, LOCK)) !== hashOf(text)) writeFile(join(folder, LOCK), text);
  const kept = force ? [] : plans.filter(({ state }) => state === 'edited').map(({ path }) => path);
  return { changed: changes.length, removed: stale.length, kept };
}

interface Plan {
  path: string;
  text: string;
  state: 'same' | 'change' | 'edited' | 'conflict';
}

function planFile(
  folder: string,
  { path, text, last }: { path: string; text: string; last: string | undefined },
): Plan {
  const there = hashOfFile(join(folder, path));
  const wanted = hashOf(text);
  if (there === wanted) return { path, text, state: 'same' };
  if (there === undefined && last !== wanted) return { path, text, state: 'change' };
  if (there === last) return { path, text, state: 'change' };
  return { path, text, state: last === wanted ? 'edited' : 'conflict' };
}

function readLock(folder: string): Map<string, string> {
  const file = join(folder, LOCK);
  if (!existsSync(file)) return new Map();
  try {
    const { files } = JSON.parse(readFileSync(file, 'utf8')) as { files?: unknown };
    const inside = Object.entries(isSchemaObject(files) ? files : {}).filter(([path]) => isInside(folder, path));
    return new Map(inside.map(([path, hash]) => [path, plainText(hash)]));
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${(cause as Error).message}`, {
      hint: 'Remove it, and import with --force.',
      cause,
    });
  }
}

function writeFile(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    throw new UsageError(`${dirname(file)} cannot be made: ${(cause as Error).message}`, { cause });
  }
  writeAtomically(file, text);
}

function hashOfFile(file: string): string | undefined {
  try {
    return hashOf(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
