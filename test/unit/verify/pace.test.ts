/** `--rate`: requests are kept apart by a clock, whatever their number. */
import { expect, it } from 'vitest';
import { Pace } from '../../../src/verify/run/pace.ts';

/** A clock that moves only while somebody sleeps or works. */
function createClock(): {
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  work: (milliseconds: number) => void;
} {
  let time = 0;
  const work = (milliseconds: number): void => void (time += milliseconds);
  return { now: () => time, sleep: async (milliseconds) => work(milliseconds), work };
}

it('lets the first go at once, and each of the others when its time has come', async () => {
  const clock = createClock();
  const pace = new Pace(20, clock);
  const times: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await pace.turn();
    times.push(clock.now());
  }
  expect(times).toEqual([0, 50, 100, 150]);
});

it('makes up for no time that was lost', async () => {
  const clock = createClock();
  const pace = new Pace(20, clock);
  await pace.turn();
  clock.work(500);
  await pace.turn();
  await pace.turn();
  expect(clock.now()).toBe(550);
});

it('keeps apart those that ask at the same time', async () => {
  const slept: number[] = [];
  const pace = new Pace(10, { now: () => 0, sleep: async (milliseconds) => slept.push(milliseconds) });
  await Promise.all([pace.turn(), pace.turn(), pace.turn()]);
  expect(slept).toEqual([100, 200]);
});

it('waits for nobody where no rate is given', async () => {
  const pace = new Pace(undefined, { now: () => 0, sleep: () => Promise.reject(new Error('slept')) });
  await pace.turn();
  await pace.turn();
});
