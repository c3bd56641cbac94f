/** Writes a file whole or not at all. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../errors.ts';

/** Replaces `file` by one with `text`; throws a UsageError that names the file, and leaves what was there. */
export function writeAtomically(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new UsageError(`${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
