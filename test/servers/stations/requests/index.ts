/** The table: what a right server of the stations answers. */
import type { Story } from './ask.ts';
import { networkStories } from './networks.ts';
import { otherStories } from './others.ts';
import { stationStories } from './stations.ts';

export { judgeStory } from './judge-story.ts';

export const stories: readonly Story[] = [...networkStories, ...stationStories, ...otherStories];
