/** What a config file has done before a run and after it, also when the run is interrupted. */
import { UsageError } from '../errors.ts';
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
    await config.before?.();
  } catch (cause) {
    throw new UsageError(`"before" of the config file failed: ${String(cause)}`, { cause });
  }
  try {
    return await run(interruption.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await tellFailure('after', async () => config.after?.());
  }
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
