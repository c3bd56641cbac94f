/** Reads what is under a name whole and within bounds, and ends whatever is there: what is no file has neither an end nor a size. */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats } from 'node:fs';

export interface ReadWholeOptions {
  /** In bytes. */
  longest: number;
  /** Whether a pipe is read as well: of what the user named, not of what a document or a folder names. */
  pipes?: boolean;
}

/** Milliseconds in which somebody must begin to write into a pipe, and then must write on. */
const PIPE_PATIENCE = { first: 5_000, next: 60_000 };

/** Milliseconds between two looks. */
const PAUSE = 10;

const CHUNK = 64 * 1024;

/** Throws an Error with the reason: the system's, or that it is a folder, a device, a socket, a silent pipe, or too large. */
export function readWhole(file: string, { longest, pipes = false }: ReadWholeOptions): Buffer {
  const handle = open(file);
  try {
    const found = fstatSync(handle);
    if (found.isFile()) {
      if (found.size > longest) throw new Error(tooLarge(longest));
      return readFileSync(handle);
    }
    if (pipes && found.isFIFO()) return readPipe(handle, longest);
    // Of all devices, this one has an end.
    if (found.isCharacterDevice() && file === '/dev/null') return Buffer.alloc(0);
    throw new Error(`it is ${kindOf(found)}, not a file`);
  } finally {
    closeSync(handle);
  }
}

/** A pipe into which nobody writes is opened all the same, and does not wait for somebody. */
function open(file: string): number {
  try {
    return openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENXIO') throw cause;
    throw new Error('it is a socket, not a file', { cause });
  }
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a folder';
  return found.isFIFO() ? 'a pipe' : 'a device';
}

function readPipe(handle: number, longest: number): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  let waited = 0;
  for (;;) {
    const chunk = readChunk(handle);
    if (chunk?.length === 0 && size > 0) return Buffer.concat(chunks);
    if (chunk === undefined || chunk.length === 0) {
      if (waited > (size === 0 && chunk ? PIPE_PATIENCE.first : PIPE_PATIENCE.next))
        throw new Error('nobody writes into this pipe');
      Atomics.wait(clock, 0, 0, PAUSE);
      waited += PAUSE;
      continue;
    }
    waited = 0;
    size += chunk.length;
    chunks.push(chunk);
    if (size > longest) throw new Error(tooLarge(longest));
  }
}

const clock = new Int32Array(new SharedArrayBuffer(4));

/** What is there by now; nothing at its end, and where nobody has begun; undefined while somebody has it open and is silent. */
function readChunk(handle: number): Buffer | undefined {
  const bytes = Buffer.alloc(CHUNK);
  try {
    return bytes.subarray(0, readSync(handle, bytes));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}

function tooLarge(longest: number): string {
  return `it is larger than ${longest} bytes`;
}
