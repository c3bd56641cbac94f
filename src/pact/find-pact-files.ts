/** Finds the pact files that are meant where none is named. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';

/** The named files, and those in named folders; else those in the first of `folders` that has any. */
export function findPactFiles(named: readonly string[], folders: readonly string[]): string[] {
  if (named.length > 0) return named.flatMap((path) => (isFolder(path) ? filesIn(path, path) : [path]));
  const found = folders.map((folder) => (isFolder(folder) ? jsonIn(folder) : [])).find((files) => files.length > 0);
  if (found) return found;
  throw new UsageError(`there are no pact files in ${folders.join(' or ')}`, {
    hint: 'Name one with --pact FILE, or run the consumer’s tests, which write it.',
  });
}

function filesIn(folder: string, named: string): string[] {
  const files = jsonIn(folder);
  if (files.length === 0) throw new UsageError(`there are no pact files in ${named}`);
  return files;
}

function jsonIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
