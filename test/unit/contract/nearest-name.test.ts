import { expect, it } from 'vitest';
import { listNearest } from '../../../src/contract/nearest-name.ts';

it('lists all of a few names, nearest first, each once', () => {
  expect(listNearest('getThing', ['addThing', 'getThings', 'getThings'])).toBe('getThings, addThing');
});

it('lists the nearest of many, and says how many others there are', () => {
  const names = Array.from({ length: 900 }, (_, index) => `model${index}`);
  expect(listNearest('model7', names)).toMatch(/^model7, .* and 888 more$/);
});
