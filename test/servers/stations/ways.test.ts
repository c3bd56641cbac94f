/** Each server that is right in its own way is right: no request of the table shows it to break the document. */
import { expect, it } from 'vitest';
import { judgeStory, stories } from './requests/index.ts';
import type { Story } from './requests/ask.ts';
import { startStations } from './right-server.ts';
import type { Variant } from './variant.ts';
import { ways } from './ways.ts';

/** Of those that take their time, one story tells as much as all. */
const isSlow = ({ id }: Variant): boolean => /^(slow|limited|chunked-slowly)/.test(id);

it('has at least 60 of them, under names of their own', () => {
  expect(ways.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ways.map(({ id }) => id)).size).toBe(ways.length);
});

/** A third of the stories to each, in turn; all of them where the environment has ALL. */
const storiesFor = (variant: Variant, turn: number): readonly Story[] =>
  isSlow(variant) ? stories.slice(0, 1) : stories.filter((_, index) => process.env['ALL'] || index % 3 === turn % 3);

it.each(ways.map((way, index) => [way.id, way, index] as const))('%s', async (_id, variant, index) => {
  const server = await startStations({ way: variant.way });
  const problems: string[] = [];
  for (const story of storiesFor(variant, index))
    problems.push(...(await judgeStory(server.url, story, { isLenient: true })));
  await server.close();
  expect(problems).toEqual([]);
});
