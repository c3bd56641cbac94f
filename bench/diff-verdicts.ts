/** Random pairs of schemas: what diff calls safe is tried with thousands of values. `node bench/diff-verdicts.ts [PAIRS] [DRAWS] [SEED]` */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { findWrongVerdict } from '../test/diff/judge-pair.ts';
import { somePair } from '../test/diff/some-schema.ts';

const [pairs = 300, draws = 10_000, seed = 1] = process.argv.slice(2).map(Number);
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
