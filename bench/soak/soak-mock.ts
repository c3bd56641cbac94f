/** The plain mock: valid requests, and malformed traffic among them. */
import { strict as assert } from 'node:assert';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Pool } from 'undici';
import { hasEnded } from '../mock/child.ts';
import { post } from '../mock/post.ts';
import { startMockProcess } from '../mock/start-mock-process.ts';
import type { OpenSoak } from './soak.ts';

const path = '/openapi/v2/manage/regions';

export const soakMock: OpenSoak = async (connections, tally) => {
  const { child, pid, origin, stop } = await startMockProcess([]);
  const pool = new Pool(origin, { connections, headersTimeout: 30_000 });
  let disturbed = 0;
  const drive = async (): Promise<void> => {
    tally.requests += 1;
    assert.equal(await post(pool, path), 201);
  };
  const disturb = async (): Promise<void> => {
    await sendRaw(Number(new URL(origin).port), malformed[disturbed++ % malformed.length] ?? '');
    await setTimeout(5);
  };
  return {
    pid,
    clients: [...Array.from({ length: connections }, () => drive), disturb, disturb],
    hasFailed: () => hasEnded(child),
    remark: () => `${disturbed} malformed`,
    async close() {
      await pool.close();
      await stop();
    },
  };
};

/** What no client should send: each on a connection of its own, and no answer to it is awaited. */
const malformed = [
  'GET / HTTP/1.1\r\n\r\n',
  `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{"half":`,
  `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"a":1,}}`,
  `POST ${path} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
  '\u0000\u0001\u0002\r\n\r\n',
  `DELETE ${path}?${'x'.repeat(9_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
  `POST ${path} HTTP/1.1\r\nhost: a\r\nprefer: fault=reset\r\ncontent-length: 2\r\n\r\n{}`,
  `POST ${path} HTTP/1.1\r\nhost: a\r\nprefer: fault=cut\r\ncontent-length: 2\r\n\r\n{}`,
];

function sendRaw(port: number, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('error', () => undefined).once('close', () => resolve());
    socket.once('data', () => socket.destroy());
  });
}
