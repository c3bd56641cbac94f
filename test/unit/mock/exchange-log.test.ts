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

it('of what was wrong, no more is kept than is read', () => {
  const log = createExchangeLog(() => undefined);
  const name = 'n'.repeat(large);
  const wrong = { in: 'body' as const, at: [name], keyword: 'unknown', message: `${name} is not a known member` };
  const answer = { status: 400, reasons: [wrong.message], refused: true, violations: [wrong], doubts: [wrong] };
  log.admits();
  log.add({
    ...seen({ bytes: undefined, payload: '{}' }),
    answer,
    problems: [{ kind: 'x', clause: 'c', message: name }],
  });
  const [kept] = log.list();
  expect(kept?.answer.reasons).toEqual([`${'n'.repeat(500)}…`]);
  expect(JSON.stringify(kept).length).toBeLessThan(5_000);
});
