/** Writes much text to a stream that may be slow, or go away. */
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Characters that are collected before they are written. */
const CHUNK = 1 << 13;

/** Writes `texts` as they are taken up; what is not yet written is not yet made. A reader who goes away ends it without an error. */
export async function writeChunks(texts: Iterable<string>, stream: Writable): Promise<void> {
  try {
    await pipeline(Readable.from(gather(texts), { highWaterMark: 1 }), stream, { end: false });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function* gather(texts: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** `| head` has seen enough. */
function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ERR_STREAM_DESTROYED';
}
