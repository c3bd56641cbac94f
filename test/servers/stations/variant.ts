/** What a variant of the right server is. */
import type { Way } from './right-server.ts';

export interface Variant {
  /** Kebab-case, no two alike. */
  id: string;
  sentence: string;
  /** What is dead or wrong in it; none where all of it is right. */
  operations: readonly string[];
  way: Way;
}
