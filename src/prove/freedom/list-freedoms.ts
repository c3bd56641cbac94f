/** Every right server that differs: each freedom alone, and some together, drawn by the seed. */
import fc from 'fast-check';
import type { Kit } from '../kit.ts';
import { prepareOperation } from '../probe/probed-operation.ts';
import { answerFreedoms } from './answer-freedoms.ts';
import type { Freedom, RightVariant } from './freedom.ts';
import { refusalFreedoms } from './refusal-freedoms.ts';
import { spellingFreedoms, wireFreedoms } from './spelling-freedoms.ts';

/** How many combinations are drawn for an operation. */
const COMBINATIONS = 20;

export function listFreedoms(kit: Kit): RightVariant[] {
  return kit.contract.operations.flatMap((operation) => {
    const probed = prepareOperation(kit, operation);
    const all = [answerFreedoms, spellingFreedoms, refusalFreedoms, wireFreedoms].flatMap((list) => list(probed));
    const sets = [[], ...all.map((freedom) => [freedom]), ...combinations(kit, all)];
    return sets.map((freedoms, index) => ({
      id: idOf(operation.id, freedoms, index),
      operation: operation.id,
      freedoms,
    }));
  });
}

function idOf(operation: string, freedoms: readonly Freedom[], index: number): string {
  const [only] = freedoms;
  const name = freedoms.length > 1 ? `together/${index}` : (only?.name ?? 'plain');
  return `${operation}/right/${name}`;
}

/** Three to six at once; those that have no port in common with others do not stand together. */
function combinations({ seed }: Kit, all: readonly Freedom[]): Freedom[][] {
  const drawn = fc.sample(fc.shuffledSubarray([...all], { minLength: 3, maxLength: 6 }), {
    seed,
    numRuns: COMBINATIONS,
  });
  return drawn.map((freedoms) => {
    const wire = freedoms.find((freedom) => freedom.wire);
    return freedoms.filter((freedom) => !freedom.wire || freedom === wire);
  });
}
