/** Servers with one fault each, most of which show only from one request to the next. */
import { answerFaults } from './faults/answers.ts';
import { conditionFaults } from './faults/conditions.ts';
import type { FaultLine } from './faults/fault-line.ts';
import { listFaults } from './faults/lists.ts';
import { mixUpFaults } from './faults/mix-ups.ts';
import { requestFaults } from './faults/requests.ts';
import { stateFaults } from './faults/state.ts';
import type { Variant } from './variant.ts';

const lines: readonly FaultLine[] = [
  ...stateFaults,
  ...mixUpFaults,
  ...listFaults,
  ...conditionFaults,
  ...answerFaults,
  ...requestFaults,
];

/** What is told by sentences alone, and what comes at times. */
const beyondProof = new Set([
  'acknowledges-all',
  'alerts-survive',
  'fails-at-times',
  'key-case-ignored',
  'logo-of-another',
  'patch-changes-all',
  'photo-type-ignored',
  'put-makes-networks',
  'removes-all-sensors',
  'severity-inverted',
  'sizes-made-up',
  'span-ignored',
]);

export const faults: readonly Variant[] = lines.map(([id, sentence, operations, way]) => ({
  id,
  sentence,
  operations: operations.split(' '),
  way,
  ...(beyondProof.has(id) ? { isBeyondProof: true as const } : {}),
}));
