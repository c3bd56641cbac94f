/** The text of an answer that another server packed, for people to read. */
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';

type Unpack = (body: Buffer, options: { maxOutputLength: number }) => Buffer;

const unpackers = new Map<string, Unpack>([
  ['br', brotliDecompressSync],
  ['deflate', inflateSync],
  ['gzip', gunzipSync],
  ['zstd', zstdDecompressSync],
]);

/** Longest text that is unpacked, in bytes. */
const LONGEST = 10 * 1024 * 1024;

/** The body without its content encoding, where that is known and holds. */
export function readableText(body: Buffer, encoding = ''): string {
  try {
    return (unpackers.get(encoding.toLowerCase())?.(body, { maxOutputLength: LONGEST }) ?? body).toString();
  } catch {
    return body.toString();
  }
}
