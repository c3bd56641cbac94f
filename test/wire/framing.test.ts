/** How requests stand on the wire: whoever reads a connection byte by byte finds where each one ends. */
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { judgeAt, oneOperation, takes } from './wire-kit.ts';

const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };

interface Frame {
  head: string;
  body: string;
  rest: string;
}

/** The first request of what came, a character a byte; undefined while it is not whole. */
function readFrame(bytes: string): Frame | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [head, rest] = [bytes.slice(0, end), bytes.slice(end + 4)];
  if (/^transfer-encoding: chunked$/im.test(head)) return readChunks(head, rest);
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
  return rest.length < length ? undefined : { head, body: rest.slice(0, length), rest: rest.slice(length) };
}

function readChunks(head: string, bytes: string): Frame | undefined {
  let [body, rest] = ['', bytes];
  for (;;) {
    const [line, digits] = /^([\da-f]+)\r\n/i.exec(rest) ?? [];
    if (line === undefined || digits === undefined) return undefined;
    const size = Number.parseInt(digits, 16);
    if (rest.length < line.length + size + 2) return undefined;
    body += rest.slice(line.length, line.length + size);
    rest = rest.slice(line.length + size + 2);
    if (size === 0) return { head, body, rest };
  }
}

function isRight(head: string, body: string): boolean {
  try {
    const { n } = JSON.parse(body) as { n?: unknown };
    return /^content-type: application\/json/im.test(head) && Number.isInteger(n);
  } catch {
    return false;
  }
}

it.each(['delete', 'get', 'put', 'query'])('a %s with a body is framed in every case', async (method) => {
  const heads: string[] = [];
  const server = createServer((socket) => {
    let bytes = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      bytes += chunk.toString('latin1');
      for (let frame = readFrame(bytes); frame; frame = readFrame(bytes)) {
        const { head, body, rest } = frame;
        bytes = rest;
        heads.push(head);
        const status = method === 'get' || isRight(head, body) ? 200 : 400;
        socket.write(`HTTP/1.1 ${status} So\r\nContent-Length: 0\r\n\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const contract = oneOperation(takes('application/json', { schema }), { method });
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await judgeAt(contract, target)).problems).toEqual([]);
  } finally {
    server.close();
  }
  expect(heads.filter((head) => !head.startsWith(`${method.toUpperCase()} /things HTTP/1.1\r\n`))).toEqual([]);
  expect(heads.filter((head) => /^content-length:/im.test(head) && /^transfer-encoding:/im.test(head))).toEqual([]);
  expect(heads.some((head) => /^transfer-encoding: chunked$/im.test(head))).toBe(true);
});
