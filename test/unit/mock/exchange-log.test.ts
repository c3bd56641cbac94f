/** The log of exchanges holds no more of a body than it shows. */
import { expect, it } from 'vitest';
import { createExchangeLog, type SeenExchange } from '../../../src/mock/log/exchange-log.ts';

const large = 1_000_000;

const seen = (bodies: Pick<SeenExchange, 'bytes' | 'payload'>): SeenExchange => ({
  method: 'POST',
  url: '/things',
  headers: {},
  operation: 'addThing',
  answer: { status: 201, reasons: [], refused: false, violations: [], doubts: [] },
  responseHeaders: {},
  fault: undefined,
  duration: 1,
  ...bodies,
});

it.each([
  ['of a request and an answer that came as buffers', { bytes: Buffer.alloc(large), payload: Buffer.alloc(large) }],
  ['of plain bytes', { bytes: new Uint8Array(large), payload: new Uint8Array(large) }],
])('%s, the rest of the memory is free', (_, bodies) => {
  const log = createExchangeLog(() => undefined);
  log.admits();
  log.add(seen(bodies));
  const [kept] = log.list();
  expect(kept?.cut).toEqual({ request: large, response: large });
  for (const body of [kept?.bytes, kept?.payload])
    expect(body instanceof Uint8Array && body.buffer.byteLength).toBe(16_384);
});
