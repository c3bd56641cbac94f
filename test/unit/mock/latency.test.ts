/** How long an answer waits: any whole number of milliseconds between the bounds, both of them too. */
import { expect, it } from 'vitest';
import { drawLatency, parseLatency } from '../../../src/mock/trouble/latency.ts';

const below1 = 1 - Number.EPSILON / 2;

it.each<[string, number, number]>([
  ['200-800', 0, 200],
  ['200-800', 0.5, 500],
  ['200-800', below1, 800],
  ['0-1', 0.49, 0],
  ['0-1', 0.5, 1],
  ['300', below1, 300],
])('%s at the chance of %d is %d', (text, chance, expected) => {
  expect(drawLatency(parseLatency(text) ?? { from: -1, to: -1 }, () => chance)).toBe(expected);
});

it.each(['800-200', '-5', '1-', 'soon', '600001', ''])('%s is none', (text) => {
  expect(parseLatency(text)).toBeUndefined();
});
