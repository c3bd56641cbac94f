/** The kit's own server is right, by the opinion that tells faults from freedoms. */
import { expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { createKit } from '../../../src/prove/kit.ts';
import { invalidProbe, validProbe } from '../../../src/prove/probe/probes.ts';
import { createRightServer } from '../../../src/prove/serve/right-server.ts';
import { isShown } from '../../../src/prove/judge/run-probe.ts';
import { runVerify } from '../../../src/prove/judge/run-verify.ts';
import { serveCalls } from '../../../src/prove/serve/serve-calls.ts';
import { prepareOperation } from '../../../src/prove/probe/probed-operation.ts';
import { verify } from '../../../src/verify/verify.ts';
import { ordersContract, ownContract, shapesContract } from '../../write-contract.ts';

it.each([ownContract, ordersContract, shapesContract])(
  'no probe and no case finds anything on it (%s)',
  async (path) => {
    const contract = loadContract(path);
    const kit = await createKit({ contract, seed: 1, depth: 'standard' });
    for (const operation of contract.operations) {
      const probed = prepareOperation(kit, operation);
      const { handle } = createRightServer(kit);
      const run = { kit, operation, handle };
      expect(await isShown(run, validProbe(probed)), operation.id).toBe(false);
      expect(await isShown({ ...run, handle: createRightServer(kit).handle }, invalidProbe(probed)), operation.id).toBe(
        false,
      );
      const target = serveCalls(contract, createRightServer(kit).handle);
      expect(await runVerify({ kit, operation, target, timeout: 5_000 }), operation.id).toBeUndefined();
    }
  },
);

it('verify itself says the same as the run that stops at the first finding', async () => {
  const contract = loadContract(ownContract);
  const kit = await createKit({ contract, seed: 1, depth: 'quick' });
  const report = await verify({
    contract,
    target: serveCalls(contract, createRightServer(kit).handle),
    depth: 'quick',
  });
  expect(report.problems).toEqual([]);
});
