/** Trouble on demand: slow answers, lost connections, half bodies, an unavailable server. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { startMock } from '../../src/mock/start-mock.ts';
import { parseFault } from '../../src/mock/trouble/fault.ts';
import { parseLatency } from '../../src/mock/trouble/latency.ts';
import { post, serve } from './serve.ts';
import { path, plainRegion } from './valid-region.ts';

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now();
  return { result: await work(), ms: performance.now() - began };
}

const ask = (url: string, prefer: string) => post(url, plainRegion(), { headers: { prefer } });

describe('Prefer: wait', () => {
  it('lets this answer wait, and no other', async () => {
    const url = await serve();
    await post(url, plainRegion());
    const slow = await timed(() => ask(url, 'wait=300'));
    expect(slow.ms).toBeGreaterThanOrEqual(295);
    expect(slow.result.headers.get('preference-applied')).toBe('wait=300');
    const [first, second] = await Promise.all([
      timed(() => ask(url, 'wait=2000')),
      timed(() => post(url, plainRegion())),
    ]);
    expect(second.ms).toBeLessThan(first.ms);
  });

  it('goes together with an example, and overrules the latency of the mock', async () => {
    const url = await serve({ latency: 60_000 });
    const { status, headers } = await ask(url, 'wait=0, example=server-error');
    expect(status).toBe(500);
    expect(headers.get('preference-applied')).toBe('example=server-error, wait=0');
  });

  it.each(['wait=-1', 'wait=soon', 'wait=9999999', 'fault=fire'])('%s is ignored and not confirmed', async (prefer) => {
    const { status, headers } = await ask(await serve(), prefer);
    expect(status).toBe(201);
    expect(headers.get('preference-applied')).toBeNull();
  });
});

describe('Prefer: fault', () => {
  it('reset breaks the connection before anything is done', async () => {
    const url = await serve();
    const region = plainRegion();
    const error: unknown = await post(url, region, { headers: { prefer: 'fault=reset' } }).catch(
      (reason: unknown) => reason,
    );
    expect((error as { cause?: { code?: string } }).cause?.code).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect((await post(url, region)).status).toBe(201);
  });

  it('cut sends a head and a part of the body, then breaks', async () => {
    const response = await fetch(`${await serve()}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'fault=cut' },
      body: JSON.stringify(plainRegion()),
    });
    expect(response.status).toBe(201);
    let received = 0;
    const read = async () => {
      for await (const part of response.body ?? []) received += part.length;
    };
    await expect(read()).rejects.toThrow();
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThan(Number(response.headers.get('content-length')));
  });

  it('slow sends all of it, in pieces', { timeout: 20_000 }, async () => {
    const url = await serve();
    const { result, ms } = await timed(() => ask(url, 'fault=slow'));
    expect(result.status).toBe(201);
    expect(result.body['region_id']).toBeTypeOf('string');
    expect(ms).toBeGreaterThan(1_500);
  });

  it('unavailable is a 503 with Retry-After in the shape of the contract’s errors, and nothing is done', async () => {
    const url = await serve();
    const region = plainRegion();
    const { status, headers, body } = await post(url, region, { headers: { prefer: 'fault=unavailable' } });
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('2');
    expect(body['msg']).toContain('unavailable');
    expect((await post(url, region)).status).toBe(201);
  });
});

describe('latency between bounds, and faults by rate', () => {
  it('strike about as often as they should, and at the same requests for the same seed', async () => {
    const faults = [{ kind: 'unavailable', rate: 0.2 } as const];
    const statuses = async (seed: number) => {
      const url = await serve({ faults, seed });
      const list = [];
      for (let index = 0; index < 200; index += 1) list.push((await post(url, plainRegion())).status);
      return list;
    };
    const [first, again, other] = [await statuses(1), await statuses(1), await statuses(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    const struck = first.filter((status) => status === 503).length;
    expect(struck).toBeGreaterThan(20);
    expect(struck).toBeLessThan(60);
  });

  it('wait no less than the lower bound', async () => {
    const url = await serve({ latency: { from: 40, to: 80 } });
    await post(url, plainRegion());
    for (let index = 0; index < 5; index += 1) {
      expect((await timed(() => post(url, plainRegion()))).ms).toBeGreaterThanOrEqual(39);
    }
  });

  it('are read from texts, and refused when they are none', () => {
    expect(parseLatency('200-800')).toEqual({ from: 200, to: 800 });
    expect(parseLatency('800')).toEqual({ from: 800, to: 800 });
    for (const text of ['', '-5', '800-200', '1e3', '700000', '1-2-3']) expect(parseLatency(text)).toBeUndefined();
    expect(parseFault('reset:5%')).toEqual({ kind: 'reset', rate: 0.05 });
    expect(parseFault('cut')).toEqual({ kind: 'cut', rate: 1 });
    for (const text of ['fire:5%', 'reset:0%', 'reset:101%', 'reset:5', 'toString'])
      expect(parseFault(text)).toBeUndefined();
  });

  it('that add up to more than all keep the mock from starting', async () => {
    const faults = [{ kind: 'reset', rate: 0.6 } as const, { kind: 'cut', rate: 0.5 } as const];
    await expect(startMock(loadContract('contracts'), { port: 0, faults })).rejects.toThrow(/more than 100%/);
  });

  it('are in the log', async () => {
    const lines: string[] = [];
    const log = { write: (text: string) => void lines.push(text) } as unknown as NodeJS.WritableStream;
    const url = await serve({ log });
    await ask(url, 'fault=reset').catch(() => undefined);
    await ask(url, 'fault=unavailable');
    await ask(url, 'example=server-error');
    await expect
      .poll(() => lines.join(''))
      .toMatch(
        /reset [\d.]+ ms {2}fault: reset\n[^]*503 [\d.]+ ms {2}fault: unavailable\n[^]*500 [\d.]+ ms {2}scenario: server-error/,
      );
  });
});
