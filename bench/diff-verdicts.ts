/** Random pairs of schemas: what diff calls safe is tried with thousands of values. `npm run bench:diff -- [--pairs 300] [--draws 10000] [--seed 1]` */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { findWrongVerdict } from '../test/diff/judge-pair.ts';
import { somePair } from '../test/diff/some-schema.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '300' },
    draws: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});
const [pairs, draws, seed] = [Number(values.pairs), Number(values.draws), Number(values.seed)];
const folder = mkdtempSync(join(tmpdir(), 'docpact-diff-'));
let wrong = 0;
for (const pair of fc.sample(somePair, { numRuns: pairs, seed })) {
  for (const direction of ['request', 'response'] as const) {
    const found = findWrongVerdict(pair, { folder, direction, draws });
    if (found === undefined) continue;
    wrong += 1;
    console.log(direction, found, JSON.stringify(pair));
  }
}
rmSync(folder, { recursive: true });
console.log(`${wrong} of ${pairs * 2} verdicts wrong, ${draws} values each`);
