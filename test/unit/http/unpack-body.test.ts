/** Answers are unpacked within bounds. */
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpackAnyway, unpackBody } from '../../../src/http/client/unpack-body.ts';

const text = Buffer.from('{"a":"数据"}'.repeat(100));
const LONGEST = 10_000;

describe('unpacking', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', text],
    [undefined, text],
  ])('undoes %s', (encoding, packed) => {
    expect(unpackBody(packed, encoding, { longest: LONGEST })).toEqual(text);
  });

  it('undoes zstd only where it may have been asked for', () => {
    const packed = zstdCompressSync(text);
    expect(unpackBody(packed, 'zstd', { longest: LONGEST, zstd: true })).toEqual(text);
    expect(unpackBody(packed, 'zstd', { longest: LONGEST })).toMatchObject({ kind: 'bad-framing' });
  });

  it('gives people the text, or what came where that cannot be had', () => {
    expect(unpackAnyway(zstdCompressSync(text), 'zstd').toString()).toBe(text.toString());
    expect(unpackAnyway(text, 'gzip').toString()).toBe(text.toString());
    expect(unpackAnyway(text).toString()).toBe(text.toString());
    const [most, bomb] = [10 * 2 ** 20, 10 * 2 ** 20 + 1].map((length) => gzipSync(Buffer.alloc(length)));
    expect(unpackAnyway(most as Buffer, 'gzip').length).toBe(10 * 2 ** 20);
    expect(unpackAnyway(bomb as Buffer, 'gzip') === bomb).toBe(true);
  });

  it('takes several members of gzip for one body', () => {
    expect(unpackBody(Buffer.concat([gzipSync('a'), gzipSync('b')]), 'gzip', { longest: LONGEST })).toEqual(
      Buffer.from('ab'),
    );
  });

  it('leaves an empty body empty, whatever it says it is', () => {
    expect(unpackBody(Buffer.of(), 'gzip', { longest: LONGEST })).toEqual(Buffer.of());
  });

  it.each(['gzip', 'deflate', 'br'] as const)('stops a bomb of %s', (encoding) => {
    const pack = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[encoding];
    expect(unpackBody(pack(Buffer.alloc(LONGEST + 1)), encoding, { longest: LONGEST })).toMatchObject({
      kind: 'too-large',
    });
    expect(unpackBody(pack(Buffer.alloc(LONGEST)), encoding, { longest: LONGEST })).toHaveLength(LONGEST);
  });

  it.each([
    ['is not what it says', text, 'gzip'],
    ['stops short', gzipSync(text).subarray(0, 40), 'gzip'],
    ['has an encoding that nobody asked for', text, 'zstd'],
    ['has an encoding with the name of a member of objects', text, 'constructor'],
  ])('tells that a body %s', (_, body, encoding) => {
    expect(unpackBody(body, encoding, { longest: LONGEST })).toMatchObject({ kind: 'bad-framing' });
  });
});
