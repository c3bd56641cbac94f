/** Each dead server and each faulty one is wrong: a request of the table shows it, and the right servers pass the same. */
import { expect, it } from 'vitest';
import { dead } from './dead.ts';
import { faults } from './faults.ts';
import type { Story } from './requests/ask.ts';
import { judgeStory, stories } from './requests/index.ts';
import { startStations } from './right-server.ts';
import type { Variant } from './variant.ts';

it('has at least 60 dead ones and 40 faulty ones, under names of their own', () => {
  expect(dead.length).toBeGreaterThanOrEqual(60);
  expect(faults.length).toBeGreaterThanOrEqual(40);
  const ids = [...dead, ...faults].map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

/** All stories, first those about what the operations work on: the last word of their ids. */
function likelyStories({ operations }: Variant): Story[] {
  const things = operations.map((id) =>
    id
      .replace(/^.*(?=[A-Z])/, '')
      .replace(/s$/, '')
      .toLowerCase(),
  );
  const isAbout = ({ sentence }: Story): boolean => things.some((thing) => sentence.toLowerCase().includes(thing));
  return [...stories.filter(isAbout), ...stories.filter((story) => !isAbout(story))];
}

/** A story that shows it; an answer that never comes shows it, too. */
async function findStory(variant: Variant): Promise<string | undefined> {
  const server = await startStations({ way: variant.way });
  try {
    for (const story of likelyStories(variant)) {
      const problems = await judgeStory(server.url, story).catch(String);
      if (problems.length > 0) return story.sentence;
    }
    return undefined;
  } finally {
    await server.close();
  }
}

// At once: those that never answer are waited for.
it.concurrent.each([...dead, ...faults].map((variant) => [variant.id, variant] as const))(
  '%s',
  async (_id, variant) => {
    expect(await findStory(variant), variant.sentence).toBeDefined();
  },
);
