/** What goes wrong on a connection: lengths that are none, answers that stop, a second request that is not answered. */
import { type Operation, successMediaTypes } from '../../../contract/operation.ts';
import { isJson } from '../../../contract/operation/body-format.ts';
import { writePlain, type WriteWire } from '../../serve/serve-wire.ts';
import type { FaultDraft, ListFaults } from '../fault.ts';

const dropAfter =
  (share: number): WriteWire =>
  ({ status, headers, bytes }, response) => {
    response.writeHead(status, { ...headers, 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length * share), () => response.socket?.destroy());
  };

const withLength =
  (more: number): WriteWire =>
  ({ status, headers, bytes }, response) => {
    response.strictContentLength = false;
    response.writeHead(status, { ...headers, 'content-length': Math.max(0, bytes.length + more) });
    response.end(bytes, () => setTimeout(() => response.socket?.destroy(), 5));
  };

const raw =
  (text: (bytes: Buffer) => string): WriteWire =>
  ({ bytes }, response) => {
    response.socket?.end(text(bytes));
  };

const ways: readonly [name: string, sentence: string, write: WriteWire][] = [
  ['longer-length', 'announces more bytes than it sends', withLength(10)],
  ['shorter-length', 'announces fewer bytes than it sends', withLength(-5)],
  ['cut', 'loses the connection in the middle of a body', dropAfter(0.5)],
  ['cut-at-start', 'loses the connection before the body', dropAfter(0)],
  ['no-answer-lost', 'closes the connection without an answer', (_, response) => void response.socket?.destroy()],
  ['garbage', 'answers with something that is not HTTP', raw(() => 'hello\r\n\r\n')],
  [
    'bad-chunks',
    'sends chunks that are none',
    raw(
      (bytes) =>
        `HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n${bytes}\r\n0\r\n\r\n`,
    ),
  ],
  [
    'cut-chunks',
    'sends chunks without an end',
    raw(
      (bytes) =>
        `HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${bytes.length.toString(16)}\r\n${bytes}\r\n`,
    ),
  ],
  [
    'no-gzip',
    'calls gzip what is none',
    (answer, response) =>
      writePlain({ ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } }, response),
  ],
  [
    'second-fails',
    'fails on the second request of a connection',
    nth(2, (answer, response) => writePlain({ ...answer, status: 500, bytes: Buffer.alloc(0) }, response)),
  ],
  [
    'second-empty',
    'answers nothing to the second request of a connection',
    nth(2, (answer, response) => writePlain({ ...answer, bytes: Buffer.alloc(0) }, response)),
  ],
  [
    'tenth-fails',
    'fails on the tenth request of a connection',
    nth(10, (answer, response) => writePlain({ ...answer, status: 500, bytes: Buffer.alloc(0) }, response)),
  ],
  ['second-lost', 'loses the second request of a connection', nth(2, (_, response) => void response.socket?.destroy())],
];

/** Wrong only for the n-th request of each connection. */
function nth(number: number, write: WriteWire): WriteWire {
  return (answer, response) => (answer.nth === number ? write(answer, response) : writePlain(answer, response));
}

/** An empty answer is wrong only where it is no JSON. */
function isWrong(name: string, operation: Operation): boolean {
  const types = successMediaTypes(operation);
  return name !== 'second-empty' || (types.length > 0 && types.every(isJson));
}

export const wire: ListFaults = ({ operation }) =>
  ways
    .filter(([name]) => isWrong(name, operation))
    .map(([name, sentence, write]): FaultDraft => ({
      id: name,
      clause: `${operation.id}.response`,
      sentence,
      probes: () => [],
      wire: write,
      ...(name === 'longer-length' ? { hangs: true } : {}),
      wrap: ({ handle }) => handle,
    }));
