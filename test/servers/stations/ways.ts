/** Servers that are right in their own way: each decides what the document leaves open otherwise than the plain one. */
import { answerWays } from './ways/answers.ts';
import { combinedWays } from './ways/combined.ts';
import { refusalWays } from './ways/refusals.ts';
import { timingWays } from './ways/timing.ts';
import { transportWays } from './ways/transport.ts';
import type { WayLine } from './ways/way-line.ts';
import type { Variant } from './variant.ts';

const lines: readonly WayLine[] = [...answerWays, ...refusalWays, ...transportWays, ...timingWays];

export const ways: readonly Variant[] = [...lines, ...combinedWays(lines)].map(([id, sentence, way]) => ({
  id,
  sentence,
  operations: [],
  way,
}));
