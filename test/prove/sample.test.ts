/** Proves on a sample: .ci/run proves the whole. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { importPages } from '../../src/page/import-pages.ts';
import { prove } from '../../src/prove/prove.ts';
import type { ProveReport } from '../../src/prove/prove-report.ts';
import { ordersContract, ownContract, shapesContract } from '../write-contract.ts';

function survivorsOf({ faults, rights }: ProveReport): string[] {
  const missed = faults.filter(({ outcome }) => outcome === 'missed').map(({ id }) => `missed: ${id}`);
  const flagged = rights.filter(({ sight }) => sight).map(({ id }) => `flagged: ${id}`);
  return [...missed, ...flagged];
}

it('verify sees a sample of the faults of this contract, and leaves right servers alone', async () => {
  const report = await prove({ contract: loadContract(ownContract), sample: 80, workers: 1 });
  expect(survivorsOf(report)).toEqual([]);
}, 60_000);

it('verify sees a sample of the faults of a contract with other types and methods', async () => {
  const report = await prove({ contract: loadContract(ordersContract), sample: 60, workers: 1, seed: 3 });
  expect(survivorsOf(report)).toEqual([]);
}, 60_000);

it('verify sees a sample of the faults of a contract of texts, forms and alternatives', async () => {
  const report = await prove({ contract: loadContract(shapesContract), sample: 60, workers: 1 });
  expect(survivorsOf(report)).toEqual([]);
}, 60_000);

it('a sample is the same for the same seed, however many work on it', async () => {
  const contract = loadContract(ownContract);
  const idsBy = async (workers: number) =>
    (await prove({ contract, sample: 6, only: 'status', workers })).faults.map(({ id, outcome, sight }) => [
      id,
      outcome,
      sight?.kind,
    ]);
  expect(await idsBy(1)).toEqual(await idsBy(2));
}, 60_000);

it('a contract made of a page, whose document names no refusal, has right servers too', async () => {
  const { contract } = importPages(['test/page/pages/old-tables.md']);
  const { rights } = await prove({ contract, only: 'right', workers: 1 });
  expect(rights.length).toBeGreaterThan(0);
  expect(rights.filter(({ sight }) => sight).map(({ id }) => id)).toEqual([]);
}, 60_000);
