/** Removes from the server what a run created there. */
import { percentEncode } from '../http/value/percent-encode.ts';
import { httpTarget, type TlsSettings } from '../http/client/http-target.ts';
import type { Cleanup } from '../verify/config.ts';

export interface CleanUpOptions {
  cleanup: Cleanup | undefined;
  /** Base URL of the target. */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Milliseconds for one answer. */
  timeout: number;
  /** Whom to trust, and who the client is. */
  tls?: TlsSettings | undefined;
}

/** After so many removals in a row without an answer, the rest is left. */
const UNANSWERED = 3;

/** Tells which identifiers are still there: all of them without a cleanup, those whose removal failed with one. Throws an error where all that was met is 404. */
export async function cleanUp(
  created: readonly string[],
  { cleanup, url, headers, timeout, tls }: CleanUpOptions,
): Promise<readonly string[]> {
  if (!cleanup || created.length === 0) return created;
  if (typeof cleanup === 'function') {
    await cleanup(created);
    return [];
  }
  const left: string[] = [];
  let unanswered = 0;
  let removed = 0;
  const connection = httpTarget(url, { timeout, tls }).openConnection();
  try {
    for (const id of created) {
      const request = {
        method: cleanup.method,
        url: url.replace(/\/$/, '') + cleanup.path.replaceAll('{id}', percentEncode(id)),
        headers,
        body: undefined,
      };
      const status = unanswered < UNANSWERED ? (await connection.send(request)).response?.status : undefined;
      unanswered = status === undefined ? unanswered + 1 : 0;
      if (!isGone(status)) left.push(id);
      else if (status !== 404) removed += 1;
    }
  } finally {
    await connection.close();
  }
  if (removed === 0 && left.length === 0)
    throw new Error(`${cleanup.method} ${cleanup.path} answered 404 for every identifier; is the path right?`);
  return left;
}

/** What is not there any more need not be removed. */
function isGone(status: number | undefined): boolean {
  return status !== undefined && ((status >= 200 && status < 300) || status === 404);
}
