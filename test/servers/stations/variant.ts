/** What a variant of the right server is. */
import type { Way } from './right-server.ts';

export interface Variant {
  /** Kebab-case, no two alike. */
  id: string;
  sentence: string;
  /** What is dead or wrong in it; none where all of it is right. */
  operations: readonly string[];
  /** Only the sentences of the document say that it is wrong, or chance decides whether it shows: no verifier is sure to see it. */
  isBeyondProof?: true;
  way: Way;
}
