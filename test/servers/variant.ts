/** What the measured servers are, and the short words that they are written in. */
import type { Step } from './probe/step.ts';
import { startServer, type Change, type RunningServer } from './right-server.ts';

export interface Variant {
  /** Kebab-case, no two alike. */
  name: string;
  family: string;
  sentence: string;
  start: () => Promise<RunningServer>;
}

/** A server with one fault, and the requests that show it. */
export interface FaultyServer extends Variant {
  /** In order; those of an inner list are sent at the same moment. */
  probe: readonly (Step | readonly Step[])[];
  /** Beyond the sorts that were asked for, or shown by a rare value only. */
  rare: boolean;
}

/** A server that does what the document leaves open, otherwise than others. */
export interface ConformingServer extends Variant {
  change: Change;
}

/** A fault as one line of a table. */
export type Fault = readonly [
  name: string,
  sentence: string,
  change: Change,
  probe: FaultyServer['probe'],
  rarity?: 'rare' | undefined,
];

/** The faults of one family, as servers. */
export function defineFaults(family: string, faults: readonly Fault[]): FaultyServer[] {
  return faults.map(([name, sentence, change, probe, rarity]) => ({
    name: `${family}-${name}`.replaceAll('_', '-'),
    family,
    sentence,
    probe,
    rare: rarity === 'rare',
    start: () => startServer(change),
  }));
}
