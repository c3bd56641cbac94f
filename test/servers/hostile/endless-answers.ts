/** Answers that never end, or never begin: silence, floods, bombs. */
import { gzipSync } from 'node:zlib';
import { answering, headOf } from './socket-answers.ts';
import { defineHostile, writeForEver, writeSlowly, type HostileServer, type Row } from './start-hostile.ts';

const kib = 'x'.repeat(1024);
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
/** A gzip member of 16 MiB of blanks; many in a row are gzip as well. */
const makeBomb = (): Buffer => gzipSync(Buffer.alloc(16 * 2 ** 20, ' '), { level: 9 });
const deep = '['.repeat(2_000_000);

const silent: readonly Row[] = [
  ['never-answers', 'Requests are read and never answered.', (socket) => void socket.resume()],
  ['never-reads', 'Connections are taken and nothing is read.', (socket) => void socket.pause()],
  [
    'drips',
    'An answer comes, a byte a second.',
    answering((socket) =>
      writeSlowly(
        socket,
        1000,
        (index) => `${headOf(['content-length: 400'])}{"region_id": "${kib}`[index % 1500] ?? ' ',
      ),
    ),
  ],
  [
    'drips-body',
    'The head comes at once, the body a byte a second.',
    answering((socket) => {
      socket.write(headOf(['content-length: 100000']));
      writeSlowly(socket, 1000, () => ' ');
    }),
  ],
  [
    'drips-headers',
    'A header a second, without end.',
    answering((socket) => {
      socket.write('HTTP/1.1 201 Created\r\n');
      writeSlowly(socket, 1000, (index) => `x-header-${index}: 1\r\n`);
    }),
  ],
  [
    'drips-continue',
    'A 100 Continue every tenth of a second, and never an answer.',
    answering((socket) => writeSlowly(socket, 100, () => 'HTTP/1.1 100 Continue\r\n\r\n')),
  ],
];

const floods: readonly Row[] = [
  [
    'endless-body',
    'A body in chunks that never ends.',
    answering((socket) => {
      socket.write(headOf(['transfer-encoding: chunked']));
      writeForEver(socket, () => chunk(kib.repeat(64)));
    }),
  ],
  [
    'endless-body-until-close',
    'A body without a length that never ends.',
    answering((socket) => {
      socket.write(headOf([]));
      writeForEver(socket, () => kib.repeat(64));
    }),
  ],
  [
    'terabyte',
    'A body of a terabyte is announced, and begun.',
    answering((socket) => {
      socket.write(headOf(['content-length: 1099511627776']));
      writeForEver(socket, () => kib.repeat(64));
    }),
  ],
  [
    'body-of-50-mib',
    'A JSON text of 50 MiB, whole.',
    answering((socket) => {
      socket.write(headOf([`content-length: ${50 * 2 ** 20 + 12}`]));
      socket.write('{"padding":"');
      for (let mib = 0; mib < 50; mib += 1) socket.write(kib.repeat(1024));
    }),
  ],
  [
    'gzip-bomb',
    'A megabyte of gzip that is more than a gigabyte of blanks.',
    answering((socket) => {
      const bomb = makeBomb();
      const count = 80;
      socket.write(headOf(['content-encoding: gzip', `content-length: ${bomb.length * count}`]));
      for (let index = 0; index < count; index += 1) socket.write(bomb);
    }),
  ],
  [
    'deep-json',
    'Two million opening brackets.',
    answering((socket) => void socket.write(headOf([`content-length: ${deep.length}`]) + deep)),
  ],
  [
    'header-flood',
    'Headers without end, as fast as they are read.',
    answering((socket) => {
      socket.write('HTTP/1.1 201 Created\r\n');
      writeForEver(socket, () => `x-flood: ${kib}\r\n`.repeat(16));
    }),
  ],
  [
    'header-of-a-mebibyte',
    'A single header of 1 MiB.',
    answering((socket) => void socket.write(headOf([`x-long: ${kib.repeat(1024)}`, 'content-length: 2']) + '{}')),
  ],
  [
    'status-line-flood',
    'A status line without end.',
    answering((socket) => {
      socket.write('HTTP/1.1 201 ');
      writeForEver(socket, () => kib.repeat(16));
    }),
  ],
  [
    'continue-flood',
    '100 Continue without end, as fast as it is read.',
    answering((socket) => writeForEver(socket, () => 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(500))),
  ],
  [
    'trailer-flood',
    'Trailers without end.',
    answering((socket) => {
      socket.write(`${headOf(['transfer-encoding: chunked'])}${chunk('{}')}0\r\n`);
      writeForEver(socket, () => `x-trailer: ${kib}\r\n`.repeat(16));
    }),
  ],
];

export const endlessHostiles: HostileServer[] = [
  ...silent.map((row) => defineHostile('silent', row)),
  ...floods.map((row) => defineHostile('flood', row)),
];
