/** Reads the bytes of a request's body, within bounds of size and time. */
import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../../http/value/body.ts';

/** Largest body, in bytes. */
const LARGEST_BODY: number = 1024 * 1024;

/** Bytes of all bodies that are being read together: a thousand clients may each send one slowly. */
const LARGEST_TOGETHER = 64 * LARGEST_BODY;
let held = 0;

/** How long a client may keep a body that it began to itself, in milliseconds, and how often that is looked at. */
const LONGEST_SILENCE = 700;
const LOOK = LONGEST_SILENCE / 4;

/** Gives `done` the bytes of a request's body; it is refused when it is too large, or stops short of its announced length. */
export function readBytes(stream: IncomingMessage, done: (bytes: Buffer | Refusal) => void): void {
  const announced = Number(stream.headers['content-length'] ?? 0);
  if (announced > LARGEST_BODY) return done(tooLarge());
  const chunks: Buffer[] = [];
  let length = 0;
  const read: Read = { looks: 0, giveUp: () => settle(cutShort(length, announced)) };
  function settle(result: Buffer | Refusal): void {
    if (!reads.delete(read)) return;
    held -= length;
    done(result);
  }
  function take(chunk: Buffer): void {
    if (!reads.has(read)) return;
    read.looks = 0;
    length += chunk.length;
    held += chunk.length;
    chunks.push(chunk);
    if (length > LARGEST_BODY) settle(tooLarge());
    else if (held > LARGEST_TOGETHER) settle(tooMany());
  }
  stream.on('data', take);
  stream.on('end', () => settle(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  stream.on('error', read.giveUp);
  watch(read);
}

/** A body that is being read. */
interface Read {
  /** How often it was looked at since the last of it came. */
  looks: number;
  giveUp: () => void;
}

const reads = new Set<Read>();
let timer: NodeJS.Timeout | undefined;

/** One timer for all reads: a timer for each would be a good part of what a request costs. */
function watch(read: Read): void {
  reads.add(read);
  timer ??= setInterval(look, LOOK).unref();
}

function look(): void {
  for (const read of reads) {
    if (read.looks >= LONGEST_SILENCE / LOOK) read.giveUp();
    read.looks += 1;
  }
  if (reads.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

function tooLarge(): Refusal {
  return { status: 413, message: `the body is larger than ${LARGEST_BODY} bytes` };
}

function tooMany(): Refusal {
  return { status: 503, message: `the bodies that come at once are larger than ${LARGEST_TOGETHER} bytes together` };
}

function cutShort(length: number, announced: number): Refusal {
  const share = announced > 0 ? `${length} of ${announced} bytes` : `${length} bytes`;
  return { status: 400, message: `the body was cut short: ${share} came` };
}
