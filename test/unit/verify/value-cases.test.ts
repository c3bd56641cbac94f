/** Every value of a member is tried, also where another member's value has left no room for it at first. */
import { expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { planRun } from '../../../src/verify/verify.ts';

it('of the items of a list that is sometimes empty', async () => {
  const contract = loadContract('test/contracts/stations');
  const cases = await planRun({ contract, operations: ['addStation'] });
  const tags = cases
    .filter(({ zone }) => zone === 'valid')
    .flatMap(({ steps }) =>
      steps.flatMap(({ values }) => (values.body as { tags?: string[] } | undefined)?.tags ?? []),
    );
  for (const oddity of ['a\\b', 'a\nb', 'a%20b', 'ñß', 'x']) expect(tags).toContain(oddity);
});
