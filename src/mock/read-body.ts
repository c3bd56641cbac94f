/** Reads the bytes of a request's body, within bounds of size and time. */
import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../http/value/body.ts';

/** Largest body, in bytes. */
const LARGEST_BODY: number = 1024 * 1024;

/** How long a client may keep a body that it began to itself, in milliseconds. */
const PATIENCE = 700;

/** The bytes of a request's body; refused when it is too large, or stops short of its announced length. */
export function readBytes(stream: IncomingMessage): Promise<Buffer | Refusal> {
  const announced = Number(stream.headers['content-length'] ?? 0);
  if (announced > LARGEST_BODY) return Promise.resolve(tooLarge());
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (result: Buffer | Refusal): void => {
      reads.delete(read);
      stream.off('data', take);
      resolve(result);
    };
    const read: Read = { touched: performance.now(), giveUp: () => settle(cutShort(length, announced)) };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      read.touched = performance.now();
      if (length > LARGEST_BODY) {
        stream.resume();
        settle(tooLarge());
      }
    };
    stream.on('data', take);
    stream.once('end', () => settle(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    stream.once('error', read.giveUp);
    watch(read);
  });
}

/** A body that is being read. */
interface Read {
  /** When the last of it came. */
  touched: number;
  giveUp: () => void;
}

const reads = new Set<Read>();
let timer: NodeJS.Timeout | undefined;

/** One timer for all reads: a timer for each would be a good part of what a request costs. */
function watch(read: Read): void {
  reads.add(read);
  timer ??= setInterval(() => {
    const latest = performance.now() - PATIENCE;
    for (const each of reads) if (each.touched < latest) each.giveUp();
    if (reads.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }, PATIENCE / 4).unref();
}

function tooLarge(): Refusal {
  return { status: 413, message: `the body is larger than ${LARGEST_BODY} bytes` };
}

function cutShort(length: number, announced: number): Refusal {
  const share = announced > 0 ? `${length} of ${announced} bytes` : `${length} bytes`;
  return { status: 400, message: `the body was cut short: ${share} came` };
}
