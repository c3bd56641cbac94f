/** Faults that can be had in a creation's answer and in a refusal. */
import { created, full, refused } from '../probe/step.ts';
import type { Fault } from '../variant.ts';

const both = [
  ['created', 'A creation', () => [created(full())]],
  ['invalid', 'A refusal', () => [refused()]],
] as const;
/** The same fault in both, each with its probe. */
export const forBoth = (make: (reason: 'created' | 'invalid', what: string, probe: Fault[3]) => Fault): Fault[] =>
  both.map(([reason, what, probe]) => make(reason, what, probe()));
