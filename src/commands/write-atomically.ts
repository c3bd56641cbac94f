/** Writes a file whole or not at all. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../errors.ts';

/** Throws a UsageError now, not after the work is done, where `file` could not be written. */
export function checkWritable(file: string): void {
  const draft = draftOf(file);
  try {
    writeFileSync(draft, '');
    rmSync(draft);
  } catch (cause) {
    throw new UsageError(`${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

function draftOf(file: string): string {
  return `${file}.${process.pid}.tmp`;
}

/** Replaces `file` by one with `text`; throws a UsageError that names the file, and leaves what was there. */
export function writeAtomically(file: string, text: string): void {
  const draft = draftOf(file);
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new UsageError(`${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
