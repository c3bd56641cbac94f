/** Unpacks the content encoding of an answer, within bounds. */
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { Failure } from './exchange.ts';

const unpackers: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  br: brotliDecompressSync,
  deflate: inflateSync,
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  zstd: zstdDecompressSync,
};

export interface UnpackOptions {
  /** Largest body, in bytes. */
  longest: number;
  /** Whether zstd may have been asked for: browsers do, the kit's own client does not. */
  zstd?: boolean;
}

/** The body without its encoding, or why it cannot be had. */
export function unpackBody(
  body: Buffer,
  encoding: string | readonly string[] | undefined,
  { longest, zstd = false }: UnpackOptions,
): Buffer | Failure {
  const name = [encoding ?? 'identity'].flat().join(',').trim().toLowerCase();
  if (name === 'identity' || body.length === 0) return body;
  const unpack = Object.hasOwn(unpackers, name) && (zstd || name !== 'zstd') ? unpackers[name] : undefined;
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

/** Longest body of others that is unpacked, in bytes. */
const LONGEST = 10 * 1024 * 1024;

/** The body of an answer that another server packed: as it came where its encoding is unknown or does not hold. */
export function unpackAnyway(body: Buffer, encoding?: string): Buffer {
  const unpacked = unpackBody(body, encoding, { longest: LONGEST, zstd: true });
  return Buffer.isBuffer(unpacked) ? unpacked : body;
}
