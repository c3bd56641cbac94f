/** Of a large answer, its beginning is kept, and the values that other requests may need. */
import { expect, it } from 'vitest';
import { cutAnswer, isLargeAnswer, releaseAnswer } from '../../../src/verify/run/keep-answer.ts';
import { valueFrom } from '../../../src/verify/run/send-case.ts';
import { answered } from './answered.ts';

const thing = {
  data: { id: 41, name: 'n'.repeat(5_000) },
  rows: Array.from({ length: 90_000 }, (_, index) => ({ index })),
};
const large = () => answered({ body: JSON.stringify(thing) });
const at = (...pointer: string[]) => ({
  expression: { message: 'response' as const, in: 'body' as const, tokens: pointer },
});

it('a large answer is told by its size, a small one stays', () => {
  expect([isLargeAnswer(large().exchange), isLargeAnswer(answered({ body: '{}' }).exchange)]).toEqual([true, false]);
});

it('what stands outermost and first can be taken from it when the rest is gone', () => {
  const outcome = large();
  const cut = cutAnswer(outcome);
  releaseAnswer(outcome.exchange);
  expect(valueFrom(cut, [at('data', 'id')])).toBe(41);
  expect(valueFrom(cut, [at('rows', '3', 'index')])).toBe(3);
  expect(valueFrom(cut, [at('rows', '80000', 'index')])).toBeUndefined();
  expect(cut.exchange.response?.body.toString()).toMatch(/^\{"data":\{"id":41,"name":"nnn/);
});

it('no text of it is kept that is too long for an identifier', () => {
  expect(JSON.stringify(cutAnswer(large()).gist).length).toBeLessThan(10_000);
});

it('its bytes are free at once', () => {
  const { exchange } = large();
  releaseAnswer(exchange);
  expect(exchange.response?.body.length).toBe(0);
});
