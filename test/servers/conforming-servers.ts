/** Servers that obey the document, each in a way of its own: none of them may be flagged. */
import { answerFreedoms, type Freedom } from './conforming/answer-freedoms.ts';
import { refusalFreedoms } from './conforming/refusal-freedoms.ts';
import { transportFreedoms, wholeFreedoms } from './conforming/transport-freedoms.ts';
import { createRandom } from '../create-random.ts';
import { combine } from './change-stages.ts';
import { startServer } from './right-server.ts';
import type { ConformingServer } from './variant.ts';

function defineConforming(family: string, [name, sentence, change]: Freedom): ConformingServer {
  return { name: `${family}-${name}`, family, sentence, change, start: () => startServer(change) };
}

const plain: Freedom = ['plain', 'The right server itself.', () => ({})];
const all = [...answerFreedoms, ...refusalFreedoms, ...transportFreedoms];

/** Some freedoms at once, as the seed says; the same seed makes the same server. */
function combineSome(seed: number): ConformingServer {
  const random = createRandom(seed);
  const some = all.filter(() => random() < 0.18);
  const sentence = `At once: ${some.map(([name]) => name).join(', ')}.`;
  return defineConforming('combined', [String(seed), sentence, combine(...some.map(([, , change]) => change))]);
}

export const conformingServers: readonly ConformingServer[] = [
  defineConforming('right', plain),
  ...answerFreedoms.map((freedom) => defineConforming('answer', freedom)),
  ...refusalFreedoms.map((freedom) => defineConforming('open', freedom)),
  ...[...transportFreedoms, ...wholeFreedoms].map((freedom) => defineConforming('transport', freedom)),
  ...Array.from({ length: 16 }, (_, index) => combineSome(index + 1)),
];
