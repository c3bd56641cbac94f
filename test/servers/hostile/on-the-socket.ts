/** What goes wrong below the answer: silence, floods, bombs, and bytes that are no HTTP. */
import { gzipSync } from 'node:zlib';
import { defineHostile, onRequest, writeForEver, writeSlowly, type Harm, type HostileServer } from './start-hostile.ts';

const head = (lines: readonly string[], status = '201 Created'): string => [`HTTP/1.1 ${status}`, 'content-type: application/json', ...lines, '', ''].join('\r\n');
const answering = (act: (socket: Parameters<Harm>[0]) => void): Harm => (socket) => onRequest(socket, () => act(socket));
const kib = 'x'.repeat(1024);
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
/** A gzip member of 16 MiB of blanks; many in a row are gzip as well. */
const makeBomb = (): Buffer => gzipSync(Buffer.alloc(16 * 2 ** 20, ' '), { level: 9 });
const deep = '['.repeat(2_000_000);

const silent: readonly (readonly [string, string, Harm])[] = [
  ['never-answers', 'Requests are read and never answered.', (socket) => void socket.resume()],
  ['never-reads', 'Connections are taken and nothing is read.', (socket) => void socket.pause()],
  ['drips', 'An answer comes, a byte a second.', answering((socket) => writeSlowly(socket, 1000, (index) => `${head(['content-length: 400'])}{"region_id": "${kib}`[index % 1500] ?? ' '))],
  ['drips-body', 'The head comes at once, the body a byte a second.', answering((socket) => {
    socket.write(head(['content-length: 100000']));
    writeSlowly(socket, 1000, () => ' ');
  })],
  ['drips-headers', 'A header a second, without end.', answering((socket) => {
    socket.write('HTTP/1.1 201 Created\r\n');
    writeSlowly(socket, 1000, (index) => `x-header-${index}: 1\r\n`);
  })],
  ['drips-continue', 'A 100 Continue every tenth of a second, and never an answer.', answering((socket) => writeSlowly(socket, 100, () => 'HTTP/1.1 100 Continue\r\n\r\n'))],
];

const floods: typeof silent = [
  ['endless-body', 'A body in chunks that never ends.', answering((socket) => {
    socket.write(head(['transfer-encoding: chunked']));
    writeForEver(socket, () => chunk(kib.repeat(64)));
  })],
  ['endless-body-until-close', 'A body without a length that never ends.', answering((socket) => {
    socket.write(head([]));
    writeForEver(socket, () => kib.repeat(64));
  })],
  ['terabyte', 'A body of a terabyte is announced, and begun.', answering((socket) => {
    socket.write(head(['content-length: 1099511627776']));
    writeForEver(socket, () => kib.repeat(64));
  })],
  ['body-of-50-mib', 'A JSON text of 50 MiB, whole.', answering((socket) => {
    socket.write(head([`content-length: ${50 * 2 ** 20 + 12}`]));
    socket.write('{"padding":"');
    for (let mib = 0; mib < 50; mib += 1) socket.write(kib.repeat(1024));
  })],
  ['gzip-bomb', 'A megabyte of gzip that is more than a gigabyte of blanks.', answering((socket) => {
    const bomb = makeBomb();
    const count = 80;
    socket.write(head(['content-encoding: gzip', `content-length: ${bomb.length * count}`]));
    for (let index = 0; index < count; index += 1) socket.write(bomb);
  })],
  ['deep-json', 'Two million opening brackets.', answering((socket) => void socket.write(head([`content-length: ${deep.length}`]) + deep))],
  ['header-flood', 'Headers without end, as fast as they are read.', answering((socket) => {
    socket.write('HTTP/1.1 201 Created\r\n');
    writeForEver(socket, () => `x-flood: ${kib}\r\n`.repeat(16));
  })],
  ['header-of-a-mebibyte', 'A single header of 1 MiB.', answering((socket) => void socket.write(head([`x-long: ${kib.repeat(1024)}`, 'content-length: 2'])  + '{}'))],
  ['status-line-flood', 'A status line without end.', answering((socket) => {
    socket.write('HTTP/1.1 201 ');
    writeForEver(socket, () => kib.repeat(16));
  })],
  ['continue-flood', '100 Continue without end, as fast as it is read.', answering((socket) => writeForEver(socket, () => 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(500)))],
  ['trailer-flood', 'Trailers without end.', answering((socket) => {
    socket.write(`${head(['transfer-encoding: chunked'])}${chunk('{}')}0\r\n`);
    writeForEver(socket, () => `x-trailer: ${kib}\r\n`.repeat(16));
  })],
];

const broken: typeof silent = [
  ['closes-at-once', 'Connections are closed as soon as they are made.', (socket) => void socket.destroy()],
  ['resets-at-once', 'Connections are reset as soon as they are made.', (socket) => void socket.resetAndDestroy()],
  ['closes-after-request', 'Connections are closed when a request has come.', answering((socket) => void socket.end())],
  ['closes-mid-head', 'Connections are closed in the middle of the head.', answering((socket) => void socket.end('HTTP/1.1 201 Cre'))],
  ['closes-mid-body', 'Connections are closed in the middle of the body.', answering((socket) => void socket.end(`${head(['content-length: 500'])}{"region_id": "1", "reg`))],
  ['closes-mid-chunk', 'Connections are closed in the middle of a chunk.', answering((socket) => void socket.end(`${head(['transfer-encoding: chunked'])}ff\r\n{"region_id"`))],
  ['garbage', 'Answers are bytes of no meaning.', answering((socket) => void socket.end(Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 7919) % 256))))],
  ['zeros', 'Answers are zeros without end.', answering((socket) => writeForEver(socket, () => Buffer.alloc(65_536)))],
  ['ssh', 'An SSH server speaks first.', (socket) => void socket.write('SSH-2.0-OpenSSH_9.6\r\n')],
  ['speaks-first', 'An answer comes before any request.', (socket) => void socket.write(`${head(['content-length: 2'])}{}`)],
  ['http-2', 'The server speaks HTTP/2 only.', (socket) => void socket.write(Buffer.from('00000604000000000000030000006400', 'hex'))],
  ['answers-twice', 'Every request gets two answers.', answering((socket) => void socket.write(`${head(['content-length: 13'], '400 Bad Request')}{"msg":"one"}`.repeat(2)))],
  ['status-999', 'The status is 999.', answering((socket) => void socket.write(`${head(['content-length: 2'], '999 Odd')}{}`))],
  ['switches-protocols', 'The status is 101, and silence follows.', answering((socket) => void socket.write(head(['connection: upgrade', 'upgrade: websocket'], '101 Switching Protocols')))],
];

export const socketHostiles: HostileServer[] = [
  ...silent.map((row) => defineHostile('silent', row)),
  ...floods.map((row) => defineHostile('flood', row)),
  ...broken.map((row) => defineHostile('broken', row)),
];
