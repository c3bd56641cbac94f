/** `verify` of the library in one process, over and over: it has to find, each time, that a mock conforms to its own contract. */
import { strict as assert } from 'node:assert';
import { fileURLToPath } from 'node:url';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { hasEnded } from '../mock/child.ts';
import { startMockProcess } from '../mock/start-mock-process.ts';
import type { OpenSoak } from './soak.ts';

const folder = fileURLToPath(new URL('../../test/contracts/stations', import.meta.url));

export const soakVerify: OpenSoak = async (concurrency, tally) => {
  const { child, origin: target, stop } = await startMockProcess([folder, '--unknown-ids', 'refuse']);
  let runs = 0;
  const run = async (): Promise<void> => {
    runs += 1;
    // What runs leave behind would make each longer than the last.
    const { ok } = await fetch(`${target}/__docpact/state`, { method: 'DELETE' });
    assert.ok(ok, 'the mock does not forget');
    // Loaded anew, so that what is kept by contract has to go with it.
    const contract = loadContract(folder);
    const report = await verify({ contract, target, concurrency, auth: { apiKey: 'soak' }, depth: 'quick' });
    tally.requests += report.summary.requests;
    const [problem] = report.problems;
    assert.ok(
      report.conforms && !problem,
      `seed ${report.seed}, run ${report.runId}: ${problem?.message ?? report.incomplete?.because}`,
    );
  };
  return {
    pid: process.pid,
    clients: [run],
    hasFailed: () => hasEnded(child),
    remark: () => `${runs} runs`,
    close: stop,
  };
};
