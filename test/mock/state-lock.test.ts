/** Mocks that start on one state file at the same moment: one of them has it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { whenFileEnds } from '../file-ends.ts';

const ROUNDS = 100;

/** Of a process that is over: no process has this number. */
const left = '4194999';

const racers = Array.from({ length: 3 }, () => fork(fileURLToPath(new URL('lock-racer.ts', import.meta.url))));
whenFileEnds(() => racers.forEach((racer) => racer.kill('SIGKILL')));
await Promise.all(racers.map((racer) => once(racer, 'message')));

it.each([
  ['that nobody had', () => undefined],
  ['whose lock was left behind', (file: string) => writeFileSync(`${file}.lock`, left)],
])('a file %s', { timeout: 60_000 }, async (_, prepare) => {
  const folder = mkdtempSync(join(tmpdir(), 'docpact-lock-'));
  const winners: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const file = join(folder, `${round}.json`);
    prepare(file);
    const at = performance.timeOrigin + performance.now() + 2;
    const told = racers.map((racer) => once(racer, 'message'));
    for (const racer of racers) racer.send({ file, at });
    winners.push((await Promise.all(told)).filter(([won]) => won === true).length);
  }
  expect(winners).toEqual(winners.map(() => 1));
  expect(readdirSync(folder).filter((name) => !/^\d+\.json\.lock$/.test(name))).toEqual([]);
});
