/**
 * `npm run soak -- --what mock|store|upstream|verify [--minutes 10] [--connections 16]`: one of them at full load for ten minutes;
 * says every ten seconds what it takes. Ends with 1 where something was wrong, it failed, or its memory still grew in the second half.
 */
import { parseArgs } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { readUsage } from './mock/read-usage.ts';
import { soakMock } from './soak/soak-mock.ts';
import { soakStore } from './soak/soak-store.ts';
import { soakUpstream } from './soak/soak-upstream.ts';
import { soakVerify } from './soak/soak-verify.ts';
import type { OpenSoak, Tally } from './soak/soak.ts';

const soaks: Readonly<Record<string, OpenSoak>> = {
  mock: soakMock,
  store: soakStore,
  upstream: soakUpstream,
  verify: soakVerify,
};

const { values } = parseArgs({
  options: {
    what: { type: 'string', default: 'mock' },
    minutes: { type: 'string', default: '10' },
    connections: { type: 'string', default: '16' },
  },
});
const open = soaks[values.what];
if (!open) throw new Error(`there is no soak ${values.what}: ${Object.keys(soaks).join(', ')}`);

/** What is wrong is told so many times; more of it says nothing new. */
const MOST_TOLD = 10;

const tally: Tally = {
  requests: 0,
  wrong: 0,
  fail(error) {
    tally.wrong += 1;
    if (tally.wrong <= MOST_TOLD) console.log(error instanceof Error ? error.message : error);
  },
};
const soak = await open(Number(values.connections), tally);
const length = Number(values.minutes) * 60_000;
const deadline = performance.now() + length;
const goesOn = (): boolean => performance.now() < deadline && !soak.hasFailed();

async function drive(client: () => Promise<void>): Promise<void> {
  while (goesOn()) await client().catch(tally.fail);
}

const memory: number[] = [];
async function watch(): Promise<void> {
  const step = Math.min(10_000, length / 12);
  for (let before = 0; goesOn(); before = tally.requests) {
    await setTimeout(step);
    const { rssMb, cpuMs } = readUsage(soak.pid);
    memory.push(rssMb);
    const rate = ((tally.requests - before) * 1_000) / step;
    console.log(
      `${rssMb.toFixed(0)} MB  ${rate.toFixed(0)} requests/s  CPU ${(cpuMs / 1_000).toFixed(0)} s  ${soak.remark()}  ${tally.wrong} wrong`,
    );
  }
}

await Promise.all([...soak.clients.map(drive), watch()]);
const failed = soak.hasFailed();
await soak.close();
const half = Math.floor(memory.length / 2);
const [early, late] = [memory.slice(half, -2), memory.slice(-3)].map(
  (part) => part.reduce((a, b) => a + b, 0) / part.length,
);
const grown = ((late ?? 0) / (early ?? 1) - 1) * 100;
console.log(
  `${tally.requests} requests, ${soak.remark()}, ${tally.wrong} wrong; memory of the last three against the second half: ${grown.toFixed(1)}%`,
);
process.exitCode = failed || tally.requests === 0 || tally.wrong > 0 || grown > 10 ? 1 : 0;
