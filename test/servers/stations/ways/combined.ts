/** Some ways at once, as a seed says. */
import { createRandom } from '../../../create-random.ts';
import { combineWays, type WayLine } from './way-line.ts';

/** Slow ones are slow enough alone; those that decide the same cannot stand beside each other. */
const alone = /^(slow|limited|lists|chunked-slowly)/;

export function combinedWays(lines: readonly WayLine[]): WayLine[] {
  const some = lines.filter(([id]) => !alone.test(id));
  return [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const random = createRandom(seed);
    const chosen = some.filter(() => random() < 0.12);
    const sentence = `At once: ${chosen.map(([id]) => id).join(', ')}.`;
    return [`combined-${seed}`, sentence, combineWays(chosen.map(([, , way]) => way))];
  });
}
