/** Removes from the server what a run created there. */
import type { Cleanup } from '../verify/config.ts';

export interface CleanUpOptions {
  cleanup: Cleanup | undefined;
  /** Base URL of the target. */
  url: string;
  headers: Readonly<Record<string, string>>;
}

/** Tells which identifiers are still there: all of them without a cleanup, those whose removal failed with one. */
export async function cleanUp(
  created: readonly string[],
  { cleanup, url, headers }: CleanUpOptions,
): Promise<readonly string[]> {
  if (!cleanup || created.length === 0) return created;
  if (typeof cleanup === 'function') {
    await cleanup(created);
    return [];
  }
  const left: string[] = [];
  for (const id of created) {
    const target = url.replace(/\/$/, '') + cleanup.path.replaceAll('{id}', encodeURIComponent(id));
    if (!(await remove(target, cleanup.method, headers))) left.push(id);
  }
  return left;
}

async function remove(url: string, method: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    const response = await fetch(url, { method, headers, redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok || response.status === 404;
  } catch {
    return false;
  }
}
