/** Bodies are read within bounds of size, alone and together. */
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { readBytes } from '../../../src/mock/front/read-bytes.ts';

const MB = 1024 * 1024;
const piece = Buffer.alloc(MB - 1);

/** A body that has begun, and what becomes of it. */
function begin(): { stream: PassThrough; read: Promise<unknown> } {
  const stream = new PassThrough({ highWaterMark: 2 * MB });
  const request = Object.assign(stream, { headers: {} }) as unknown as IncomingMessage;
  return { stream, read: new Promise((resolve) => readBytes(request, resolve)) };
}

it('so many clients may send slowly at once, and no more; then others may', async () => {
  const bodies = Array.from({ length: 65 }, begin);
  for (const { stream } of bodies) stream.write(piece);
  expect(await bodies.at(-1)?.read).toEqual({
    status: 503,
    message: 'the bodies that come at once are larger than 67108864 bytes together',
  });
  for (const { stream } of bodies) stream.end('!');
  const read = await Promise.all(bodies.slice(0, -1).map((body) => body.read));
  expect(read.every((bytes) => bytes instanceof Buffer && bytes.length === MB)).toBe(true);
  const { stream, read: next } = begin();
  stream.end(piece);
  expect(await next).toHaveLength(MB - 1);
});

it('one that is too large is refused, and the rest of it goes nowhere', async () => {
  const { stream, read } = begin();
  stream.write(piece);
  stream.write('more');
  expect(await read).toEqual({ status: 413, message: `the body is larger than ${MB} bytes` });
  stream.end(piece);
});
