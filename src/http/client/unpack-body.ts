/** Unpacks the content encoding of an answer, within bounds. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Failure } from './exchange.ts';

const unpackers: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  br: brotliDecompressSync,
  deflate: inflateSync,
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
};

/** The body without its encoding, or why it cannot be had. `longest` is in bytes. */
export function unpackBody(
  body: Buffer,
  encoding: string | readonly string[] | undefined,
  longest: number,
): Buffer | Failure {
  const name = [encoding ?? 'identity'].flat().join(',').trim().toLowerCase();
  if (name === 'identity' || body.length === 0) return body;
  const unpack = Object.hasOwn(unpackers, name) ? unpackers[name] : undefined;
  if (!unpack) return { kind: 'bad-framing', message: `the content encoding is ${name}, which was not asked for` };
  try {
    return unpack(body, { maxOutputLength: longest });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ERR_BUFFER_TOO_LARGE'
      ? { kind: 'too-large', message: `the answer unpacks to more than ${longest} bytes` }
      : { kind: 'bad-framing', message: `the answer says ${name} and is none: ${message}` };
  }
}
