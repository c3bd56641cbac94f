/** Proves that verify sees the laws of resources broken, and leaves servers alone that keep them; .ci/run proves the whole. */
import { expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { loadContract } from '../../src/contract/load-contract.ts';
import { createKit } from '../../src/prove/kit.ts';
import { listLawFaults } from '../../src/prove/law/list-law-faults.ts';
import { listLawFreedoms, tryLawFault, tryLawFreedom } from '../../src/prove/law/try-law.ts';
import { ordersContract } from '../write-contract.ts';

const stations = fileURLToPath(new URL('../contracts/stations/openapi.yaml', import.meta.url));

it('verify sees a fault of each kind of law, of a contract that nobody annotated', async () => {
  const contract = loadContract(stations);
  const kit = await createKit({ contract, seed: 1, depth: 'quick' });
  const all = listLawFaults(contract);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  // One of each way.
  const ways = new Map(all.map((fault) => [fault.id.split('/').at(-1), fault]));
  expect(ways.size).toBeGreaterThan(16);
  const results = await Promise.all([...ways.values()].map((fault) => tryLawFault(kit, fault)));
  expect(results.filter(({ outcome }) => outcome !== 'found').map(({ id }) => id)).toEqual([]);
}, 120_000);

it.each([stations, ordersContract])(
  'and flags no server that keeps them: %s',
  async (path) => {
    const contract = loadContract(path);
    const kit = await createKit({ contract, seed: 1, depth: 'quick' });
    const results = await Promise.all(listLawFreedoms(contract).map((freedom) => tryLawFreedom(kit, freedom)));
    expect(results.length).toBeGreaterThan(1);
    expect(results.flatMap(({ id, sight }) => (sight ? [`${id}: ${sight.message}`] : []))).toEqual([]);
  },
  120_000,
);
