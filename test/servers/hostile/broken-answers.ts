/** Connections that break, and bytes that are no HTTP. */
import { defineHostile, writeForEver, type HostileServer, type Row } from './start-hostile.ts';
import { answering, headOf } from './socket-answers.ts';

const rows: readonly Row[] = [
  ['closes-at-once', 'Connections are closed as soon as they are made.', (socket) => void socket.destroy()],
  ['resets-at-once', 'Connections are reset as soon as they are made.', (socket) => void socket.resetAndDestroy()],
  ['closes-after-request', 'Connections are closed when a request has come.', answering((socket) => void socket.end())],
  [
    'closes-mid-head',
    'Connections are closed in the middle of the head.',
    answering((socket) => void socket.end('HTTP/1.1 201 Cre')),
  ],
  [
    'closes-mid-body',
    'Connections are closed in the middle of the body.',
    answering((socket) => void socket.end(`${headOf(['content-length: 500'])}{"region_id": "1", "reg`)),
  ],
  [
    'closes-mid-chunk',
    'Connections are closed in the middle of a chunk.',
    answering((socket) => void socket.end(`${headOf(['transfer-encoding: chunked'])}ff\r\n{"region_id"`)),
  ],
  [
    'garbage',
    'Answers are bytes of no meaning.',
    answering(
      (socket) => void socket.end(Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 7919) % 256))),
    ),
  ],
  ['zeros', 'Answers are zeros without end.', answering((socket) => writeForEver(socket, () => Buffer.alloc(65_536)))],
  ['ssh', 'An SSH server speaks first.', (socket) => void socket.write('SSH-2.0-OpenSSH_9.6\r\n')],
  [
    'speaks-first',
    'An answer comes before any request.',
    (socket) => void socket.write(`${headOf(['content-length: 2'])}{}`),
  ],
  [
    'http-2',
    'The server speaks HTTP/2 only.',
    (socket) => void socket.write(Buffer.from('000006040000000000000300000064', 'hex')),
  ],
  [
    'answers-twice',
    'Every request gets two answers.',
    answering(
      (socket) => void socket.write(`${headOf(['content-length: 13'], '400 Bad Request')}{"msg":"one"}`.repeat(2)),
    ),
  ],
  [
    'status-999',
    'The status is 999.',
    answering((socket) => void socket.write(`${headOf(['content-length: 2'], '999 Odd')}{}`)),
  ],
  [
    'switches-protocols',
    'The status is 101, and silence follows.',
    answering(
      (socket) => void socket.write(headOf(['connection: upgrade', 'upgrade: websocket'], '101 Switching Protocols')),
    ),
  ],
];

export const brokenHostiles: HostileServer[] = rows.map((row) => defineHostile('broken', row));
