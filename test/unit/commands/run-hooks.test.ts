/** A signal ends what a config has done before a run as it ends the run, and leaves no listener behind. */
import { expect, it } from 'vitest';
import { runBetweenHooks } from '../../../src/commands/run-hooks.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;
const listeners = () => signals.map((signal) => process.listenerCount(signal));

/** Sends the signal to those alone who listen since. */
function interrupt(signal: NodeJS.Signals, known: readonly unknown[]): void {
  for (const listener of process.listeners(signal)) if (!known.includes(listener)) listener(signal);
}

it.each(signals)('%s ends a step before that never does', async (signal) => {
  const known = process.listeners(signal);
  const before = listeners();
  const said: string[] = [];
  const config = { before: () => new Promise<void>(() => undefined), after: () => void said.push('after') };
  const run = runBetweenHooks(config, async () => said.push('run'));
  interrupt(signal, known);
  await expect(run).rejects.toThrow('the run was interrupted before anything was sent');
  expect([said, listeners()]).toEqual([[], before]);
});

it.each(signals)('%s is told to the run, after which comes what is to come', async (signal) => {
  const known = process.listeners(signal);
  const before = listeners();
  const said: string[] = [];
  await runBetweenHooks({ after: () => void said.push('after') }, async (told) => {
    interrupt(signal, known);
    said.push(told.aborted ? 'interrupted' : 'not told');
  });
  expect([said, listeners()]).toEqual([['interrupted', 'after'], before]);
});

it('a step before that fails is told, and leaves no listener', async () => {
  const before = listeners();
  const failing = () => {
    throw new Error('no login');
  };
  await expect(runBetweenHooks({ before: failing }, async () => undefined)).rejects.toThrow('no login');
  expect(listeners()).toEqual(before);
});
