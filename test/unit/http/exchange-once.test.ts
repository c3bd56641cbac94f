/** What a server may send before nobody listens any longer: so much, so packed, and no more. */
import { Agent, createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { exchangeOnce } from '../../../src/http/client/exchange-once.ts';

const MOST = 10 * 2 ** 20;

async function ask(answer: RequestListener, headers: Record<string, string> = {}) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const agent = new Agent();
  onTestFinished(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return exchangeOnce({ method: 'GET', url, headers, body: undefined }, { agent, timeout: 20_000 });
}

it('an answer is read up to ten mebibytes, whatever it says of its length', async () => {
  const ofLength = (length: number) =>
    ask((_, response) => {
      response.write(Buffer.alloc(MOST, 'a'));
      response.end(Buffer.alloc(length - MOST, 'a'));
    });
  expect((await ofLength(MOST)).response?.body.length).toBe(MOST);
  expect((await ofLength(MOST + 1)).failure).toEqual({
    kind: 'too-large',
    message: 'the answer is larger than 10485760 bytes',
  });
});

it('an answer that announces more is not waited for', async () => {
  const { failure } = await ask((_, response) => {
    response.writeHead(200, { 'content-length': String(MOST + 1) }).flushHeaders();
  });
  expect(failure?.kind).toBe('too-large');
});

it('an answer that is packed although nothing is to be is not unpacked', async () => {
  const packed: RequestListener = (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('text'));
  expect((await ask(packed, { 'accept-encoding': 'gzip' })).response?.body.toString()).toBe('text');
  expect((await ask(packed, { 'accept-encoding': 'identity' })).failure).toEqual({
    kind: 'bad-framing',
    message: 'the answer is gzip although only identity is accepted',
  });
});
