/** How a mock begins and ends. */
import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { MockError } from '../../src/errors.ts';
import { startMock, type Mock, type MockOptions } from '../../src/mock/start-mock.ts';
import { post } from './serve.ts';
import { path, plainRegion } from './valid-region.ts';

const start = (options: MockOptions = {}): Promise<Mock> =>
  startMock(loadContract('contracts'), { port: 0, ...options });

/** A connection that has been answered once and stays open. */
async function keepAlive(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`);
  await once(socket, 'data');
  return socket;
}

describe('starting', () => {
  it('tells the address on which it listens', async () => {
    const mock = await start();
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await post(mock.url, plainRegion())).status).toBe(201);
    await mock.close();
  });

  it('on a port that is taken fails with an error that names the port and the flag, and leaves the first alone', async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    const error: unknown = await start({ port }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MockError);
    expect(error).toMatchObject({
      code: 'mock',
      message: expect.stringContaining(String(port)),
      hint: expect.stringContaining('--port'),
    });
    expect((await post(first.url, plainRegion())).status).toBe(201);
    await first.close();
  });

  it('on a host that does not exist fails with an error that names the flag', async () => {
    const error: unknown = await start({ host: '203.0.113.1' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MockError);
    expect(error).toMatchObject({
      message: expect.stringContaining('203.0.113.1'),
      hint: expect.stringContaining('--host'),
    });
  });

  it('on the IPv6 loopback gives an address that can be pasted', async () => {
    const mock = await start({ host: '::1' }).catch((error: unknown) => error);
    // A machine without IPv6 has no such address.
    if (mock instanceof MockError) return;
    const { url, close } = mock as Mock;
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await post(url, plainRegion())).status).toBe(201);
    await close();
  });

  it('with a locale that faker does not have fails with an error that names it', async () => {
    await expect(start({ locale: 'xx_XX' })).rejects.toThrow(/xx_XX/);
  });
});

describe('closing', () => {
  it('does not wait for connections that are kept open', { timeout: 10_000 }, async () => {
    const mock = await start();
    const idle = connect(Number(new URL(mock.url).port), '127.0.0.1');
    await once(idle, 'connect');
    const sockets = [await keepAlive(mock.url), await keepAlive(mock.url), idle];
    const closed = Promise.all(sockets.map((socket) => once(socket, 'close')));
    for (const socket of sockets) socket.on('error', () => undefined).resume();
    await mock.close();
    await closed;
  });

  it('does not wait for a request that is under way', { timeout: 10_000 }, async () => {
    const mock = await start({ latency: 30_000 });
    const answer = post(mock.url, plainRegion()).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await mock.close();
    expect(await answer).toBeInstanceOf(Error);
  });

  it('does not wait for a body that never comes', { timeout: 10_000 }, async () => {
    const mock = await start();
    const socket = connect(Number(new URL(mock.url).port), '127.0.0.1')
      .on('error', () => undefined)
      .resume();
    socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = once(socket, 'close');
    await mock.close();
    await closed;
  });

  it('frees the port for the next', async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    await first.close();
    const second = await start({ port });
    expect((await post(second.url, plainRegion())).status).toBe(201);
    await second.close();
  });
});
