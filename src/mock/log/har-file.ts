/** Keeps what is asked and answered in a HAR file, which is whole at every moment. */
import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemReason, UsageError } from '../../errors.ts';
import { createHider, harFrame, writeHarEntry } from '../../http/har/write-har.ts';
import type { IsSecret } from '../../http/har/secret-values.ts';
import { readTool } from '../../verdict/report-head.ts';
import type { SeenExchange } from './exchange-log.ts';
import { toHarExchange } from './to-har-exchange.ts';

export interface HarFile {
  /** `base` is where the server lies that answered. */
  add(exchange: SeenExchange, base: string): void;
  close(): void;
}

export interface HarSettings {
  /** Told where no more is recorded. */
  warn: (message: string) => void;
  isSecret: IsSecret;
}

/** Largest file, in bytes: then nothing more is added. */
const LARGEST = 200_000_000;

/** Opens a new file, or adds to one that a mock wrote before. Throws a UsageError where it is another, or cannot be written. */
export function openHarFile(file: string, { warn, isSecret }: HarSettings): HarFile {
  const { head, tail } = harFrame(readTool());
  const opened = open(file);
  let { size } = fstatSync(opened);
  if (size === 0) {
    writeSync(opened, head + tail, 0);
    size = Buffer.byteLength(head + tail);
  } else if (!isOwn(opened, size, tail)) {
    closeSync(opened);
    throw new UsageError(`${file} is there already, and no mock wrote it`, { hint: 'Name a file that is not there.' });
  }
  const hide = createHider(isSecret);
  let isEmpty = size === Buffer.byteLength(head + tail) || readEnd(opened, size, 100).includes('"entries":[\n\n]');
  let descriptor: number | undefined = opened;
  function stop(why: string): void {
    warn(`${file}: ${why}; nothing more is recorded`);
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  }
  return {
    add(exchange, base) {
      if (descriptor === undefined) return;
      try {
        if (fstatSync(descriptor).size !== size) return stop('something else has written into it');
        const entry = writeHarEntry(toHarExchange(exchange, { at: Date.now() - exchange.duration, base }), hide);
        const added = Buffer.from((isEmpty ? '' : ',\n') + entry + tail);
        const from = size - Buffer.byteLength(tail);
        if (from + added.length > LARGEST) return stop(`it would be larger than ${LARGEST / 1e6} MB`);
        // One write: whoever reads the file, or ends the mock, finds it with this entry or without.
        writeSync(descriptor, added, 0, added.length, from);
        size = from + added.length;
        isEmpty = false;
      } catch (error) {
        stop(systemReason(error));
      }
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function open(file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Neither emptied, nor written at its end only.
    const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK);
    if (fstatSync(descriptor).isFile()) return descriptor;
    closeSync(descriptor);
    throw new Error('it is no regular file');
  } catch (cause) {
    throw new UsageError(`${file} cannot be written: ${systemReason(cause)}`, { cause });
  }
}

/** Whether a mock wrote it, to its end. */
function isOwn(descriptor: number, size: number, tail: string): boolean {
  const start = Buffer.alloc(100);
  readSync(descriptor, start, 0, start.length, 0);
  const [own = ''] = /^.*"name":"docpact"/.exec(harFrame({ name: 'docpact', version: '' }).head) ?? [];
  return start.toString().startsWith(own) && readEnd(descriptor, size, tail.length) === tail;
}

function readEnd(descriptor: number, size: number, length: number): string {
  const end = Buffer.alloc(Math.min(size, length));
  readSync(descriptor, end, 0, end.length, size - end.length);
  return end.toString();
}
