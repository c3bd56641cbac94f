/** Bodies whose length is odd: cut short, too long, in chunks that are none, several requests in a row. */
import {
  bytesOf,
  chunked,
  either,
  headOf,
  jsonOf,
  oddParts,
  requestOf,
  type OddRequest,
  type OddTarget,
} from './odd-request.ts';

const MIB = 1024 * 1024;

/** A valid body of exactly `size` bytes: JSON allows white space. */
function padded(target: OddTarget, size: number): Buffer {
  const body = Buffer.from(jsonOf(target));
  return bytesOf(body, Buffer.alloc(size - body.length, ' '));
}

/** The announced length is not the length. */
function oddLengths(target: OddTarget): OddRequest[] {
  const announce = (length: string | readonly string[] | undefined, body: string | Buffer) =>
    bytesOf(headOf(target, { headers: { 'content-length': length } }), body);
  const body = jsonOf(target);
  const size = Buffer.byteLength(body);
  const dropped = { mayClose: true };
  return [
    oddParts('a body shorter than announced, the connection kept open', [announce(String(size + 10), body)], [400]),
    oddParts('an announced body that never begins', [announce('100', '')], [400]),
    oddParts('one byte of an announced body', [announce('100', '{')], [400]),
    oddParts('a body shorter than announced, then the end', [announce(String(size + 10), body)], [400], {
      halfClose: true,
      ...dropped,
    }),
    oddParts('an announced body that never begins, then the end', [announce('100', '')], [400], {
      halfClose: true,
      ...dropped,
    }),
    oddParts('a body longer than announced', [announce(String(size - 1), body)], [400]),
    oddParts('a valid body and bytes after it', [bytesOf(requestOf(target, jsonOf(target)), 'garbage')], either),
    oddParts('a body announced as empty', [announce('0', '')], [400]),
    oddParts('a body where none is announced', [announce(undefined, body)], [400]),
    oddParts('no body and no length', [announce(undefined, '')], [400]),
    oddParts('a negative length', [announce('-1', body)], [400], dropped),
    oddParts('a length with a plus sign', [announce(`+${size}`, body)], [400], dropped),
    oddParts('a length in words', [announce('many', body)], [400], dropped),
    oddParts('a length in hexadecimal', [announce(`0x${size.toString(16)}`, body)], [400], dropped),
    oddParts('a length with a point', [announce(`${size}.0`, body)], [400], dropped),
    oddParts('an empty length', [announce('', body)], [400], dropped),
    oddParts('two lengths that differ', [announce([String(size), String(size + 1)], body)], [400], dropped),
    oddParts('two lengths that agree', [announce([String(size), String(size)], body)], [201, 400], dropped),
    oddParts('a length of thirty digits', [announce('9'.repeat(30), body)], [413, 400], dropped),
    oddParts('a length of a terabyte', [announce(String(2 ** 40), body)], [413]),
    oddParts('a length just over the limit, and no body', [announce(String(MIB + 1), '')], [413]),
    oddParts('a length of exactly the limit, and a body cut short', [announce(String(MIB), body)], [400]),
  ];
}

function largeBodies(target: OddTarget): OddRequest[] {
  const large = padded(target, MIB + 1);
  const huge = padded(target, 3 * MIB);
  return [
    oddParts('a body of exactly 1 MiB', [requestOf(target, padded(target, MIB))], [201]),
    oddParts('a body of one byte more than 1 MiB', [requestOf(target, large)], [413]),
    oddParts('a body of 3 MiB', [requestOf(target, huge)], [413]),
    oddParts(
      'a body of 3 MiB that is announced first',
      [requestOf(target, huge, { headers: { expect: '100-continue' } })],
      [413],
    ),
    oddParts('chunks of 3 MiB together', [chunkedRequest(target, chunked(huge.toString()))], [413]),
    oddParts('chunks beyond 1 MiB that never end', [chunkedRequest(target, `300000\r\n${' '.repeat(2 * MIB)}`)], [413]),
    oddParts('exactly 1 MiB in a chunk', [chunkedRequest(target, chunked(padded(target, MIB).toString()))], [201]),
    oddParts('1 MiB of a string', [requestOf(target, JSON.stringify('x'.repeat(MIB - 2)))], [400]),
    oddParts('1 MiB of opening brackets', [requestOf(target, '['.repeat(MIB))], [400]),
    oddParts('1 MiB of backslashes in a string', [requestOf(target, `"${'\\'.repeat(MIB - 2)}"`)], [400]),
    oddParts('1 MiB of zeros', [requestOf(target, Buffer.alloc(MIB))], [400]),
  ];
}

function chunkedRequest(
  target: OddTarget,
  body: string,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Buffer {
  return bytesOf(headOf(target, { headers: { 'transfer-encoding': 'chunked', ...headers } }), body);
}

function oddChunks(target: OddTarget): OddRequest[] {
  const body = jsonOf(target);
  const size = Buffer.byteLength(body).toString(16);
  const dropped = { mayClose: true };
  const ask = (
    sentence: string,
    chunks: string,
    statuses: readonly number[],
    headers: Readonly<Record<string, string | readonly string[]>> = {},
  ) => oddParts(sentence, [chunkedRequest(target, chunks, headers)], statuses, dropped);
  const fresh = () => chunked(jsonOf(target));
  const extended = fresh()
    .replace('\r\n', ';a=b\r\n')
    .replace(/0\r\n\r\n$/, '0\r\nx-trailer: a\r\n\r\n');
  return [
    oddParts('a valid body in one chunk', [chunkedRequest(target, fresh())], [201]),
    oddParts('a valid body in chunks of one byte', [byteByByte(target)], [201]),
    oddParts('a chunk with an extension and a trailer', [chunkedRequest(target, extended)], [201]),
    oddParts('chunks that never end', [chunkedRequest(target, `${size}\r\n${body}\r\n`)], [400]),
    oddParts('a chunk that stops in the middle', [chunkedRequest(target, `${size}\r\n${body.slice(0, 9)}`)], [400]),
    oddParts('chunks that never begin', [chunkedRequest(target, '')], [400]),
    oddParts('chunks that stop, then the end', [chunkedRequest(target, `${size}\r\n${body.slice(0, 9)}`)], [400], {
      halfClose: true,
      ...dropped,
    }),
    oddParts('the last chunk only', [chunkedRequest(target, '0\r\n\r\n')], [400]),
    ask('a chunk size that is no number', `zz\r\n${body}\r\n0\r\n\r\n`, [400]),
    ask('a negative chunk size', `-5\r\n${body}\r\n0\r\n\r\n`, [400]),
    ask('an empty chunk size', `\r\n${body}\r\n0\r\n\r\n`, [400]),
    ask('a chunk size of twenty digits', `${'f'.repeat(20)}\r\n${body}\r\n0\r\n\r\n`, [400, 413]),
    ask('a chunk larger than its size', `5\r\n${body}\r\n0\r\n\r\n`, [400]),
    ask('a chunk size with 0x', `0x${size}\r\n${body}\r\n0\r\n\r\n`, [400]),
    ask('no chunks where chunks are announced', body, [400]),
    ask('both a length and chunks', fresh(), [400, 201], { 'content-length': '5' }),
    ask('a transfer coding that does not exist', fresh(), [400, 501], { 'transfer-encoding': 'klingon' }),
    ask('a transfer coding of identity', fresh(), [400, 501], { 'transfer-encoding': 'identity' }),
    ask('chunked before another transfer coding', fresh(), [400, 501], { 'transfer-encoding': 'chunked, gzip' }),
    ask('another transfer coding before chunked', fresh(), [400, 201, 501], { 'transfer-encoding': 'gzip, chunked' }),
    ask('chunked twice', fresh(), [400, 201], { 'transfer-encoding': 'chunked, chunked' }),
    ask('a transfer coding disguised by white space', fresh(), [400, 201], { 'transfer-encoding': '\tchunked' }),
  ];
}

function byteByByte(target: OddTarget): Buffer {
  const bytes = [...Buffer.from(jsonOf(target))].map((byte) => bytesOf('1\r\n', Buffer.from([byte]), '\r\n'));
  return bytesOf(chunkedRequest(target, ''), ...bytes, '0\r\n\r\n');
}

/** Requests in several writes, or several requests in one. */
function oddRhythm(target: OddTarget): OddRequest[] {
  const request = () => requestOf(target, jsonOf(target));
  const split = (bytes: Buffer, size: number) =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
  const body = jsonOf(target);
  const length = String(Buffer.byteLength(body));
  return [
    oddParts('a request in many small writes', split(request(), 16), [201]),
    oddParts(
      'a head and its body in two writes',
      [headOf(target, { headers: { 'content-length': length } }), body],
      [201],
    ),
    oddParts('two requests in one write', [bytesOf(request(), request())], [201], { awaited: 2 }),
    oddParts('twenty requests in one write', [bytesOf(...Array.from({ length: 20 }, request))], [201], { awaited: 20 }),
    oddParts('a wrong request, then a valid one, in one write', [bytesOf(requestOf(target, '{'), request())], either, {
      awaited: 2,
    }),
    oddParts('empty lines before a request', [bytesOf('\r\n\r\n', request())], [201, 400], { mayClose: true }),
    oddParts('a request, then the end of what the client says', [request()], [201], { halfClose: true }),
  ];
}

/** Every odd way to frame a body. */
export function oddFraming(target: OddTarget): OddRequest[] {
  return [...oddLengths(target), ...largeBodies(target), ...oddChunks(target), ...oddRhythm(target)];
}
