/** Writes a file whole or not at all; what is no regular file, such as a pipe, is written to as it stands. */
import {
  accessSync,
  constants,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemReason, UsageError } from '../errors.ts';

/** Throws a UsageError now, not after the work is done, where `file` could not be written; makes the folders that it is in. */
export function checkWritable(file: string): void {
  telling(file, () => {
    const place = findPlace(file);
    if (place === undefined) return accessSync(file, constants.W_OK);
    const draft = draftOf(place);
    mkdirSync(dirname(place), { recursive: true });
    writeDraft(draft, '');
    rmSync(draft);
  });
}

/** Replaces `file`, or what it is a link to, by one with `text`; throws a UsageError that names the file, and leaves what was there. */
export function writeAtomically(file: string, text: string): void {
  telling(file, () => {
    const place = findPlace(file);
    if (place === undefined) return writeFileSync(file, text);
    const draft = draftOf(place);
    try {
      mkdirSync(dirname(place), { recursive: true });
      writeDraft(draft, text);
      renameSync(draft, place);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  });
}

/** The path of the regular file that is meant, there or not yet; undefined for a pipe, a device and the like. */
function findPlace(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return linkedPath(file) ?? resolve(file);
  if (found.isDirectory()) throw new Error('it is a folder');
  return found.isFile() ? realpathSync(file) : undefined;
}

/** Where a link to a file that is not there yet leads. */
function linkedPath(file: string): string | undefined {
  try {
    return resolve(dirname(file), readlinkSync(file));
  } catch {
    return undefined;
  }
}

function draftOf(file: string): string {
  return `${file}.${process.pid}.tmp`;
}

/** A new file: in a folder that others may write to, a link of theirs would lead elsewhere. */
function writeDraft(draft: string, text: string): void {
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { flag: 'wx' });
}

function telling(file: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw new UsageError(`${file} cannot be written: ${systemReason(cause)}`, { cause });
  }
}
