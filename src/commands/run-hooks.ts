/** What a config file has done before a run and after it, also when the run is interrupted. */
import { once } from 'node:events';
import { TargetError, UsageError } from '../errors.ts';
import { tell } from './print.ts';
import type { DocpactConfig } from '../verify/config.ts';

/** Runs between the config's hooks; the signal tells that the user has had enough. */
export async function runBetweenHooks<Result>(
  config: DocpactConfig,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    await runBefore(config, interruption.signal);
    return await runThenAfter(config, () => run(interruption.signal));
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** What comes after is waited for as long as it takes, but for a second signal. */
async function runThenAfter<Result>(config: DocpactConfig, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } finally {
    await tellFailure('after', async () => config.after?.());
  }
}

/** Throws a UsageError where it fails, a TargetError where the user does not wait for it. */
async function runBefore({ before }: DocpactConfig, signal: AbortSignal): Promise<void> {
  const interrupted = once(signal, 'abort').then(() => {
    throw new TargetError('the run was interrupted before anything was sent');
  });
  const done = (async () => before?.())().catch((cause: unknown) => {
    throw new UsageError(`"before" of the config file failed: ${String(cause)}`, { cause });
  });
  await Promise.race([done, interrupted]);
}

/** Carries out what must not cost the report when it fails; tells of it on stderr. */
export async function tellFailure<Result>(
  name: keyof DocpactConfig,
  act: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await act();
  } catch (error) {
    tell(`docpact: "${name}" of the config file failed: ${String(error)}`);
    return undefined;
  }
}
