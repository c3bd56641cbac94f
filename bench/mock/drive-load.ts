/** Puts a server under load: a fixed number of connections, each with one request at a time. */
import { Pool } from 'undici';
import { post } from './post.ts';

export interface Load {
  origin: string;
  /** Taken round robin, so that no place in the contract is favoured. */
  paths: readonly string[];
  connections: number;
  /** How long, at most; five minutes unless told otherwise. */
  seconds?: number;
  /** How many, at most. */
  requests?: number;
}

export interface LoadResult {
  requests: number;
  /** How many answers were not 201. */
  refused: number;
  ms: number;
}

/** Bounds memory and time, whatever was asked for. */
const MOST_REQUESTS = 500_000;
const MOST_SECONDS = 300;

/** Runs until the time or the number is reached, then lets the requests under way end. */
export async function driveLoad(load: Load): Promise<LoadResult> {
  const { origin, paths, connections, seconds = MOST_SECONDS, requests = MOST_REQUESTS } = load;
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 30_000 });
  const began = performance.now();
  const deadline = began + seconds * 1000;
  const count = { requests: 0, refused: 0 };
  const drive = async (): Promise<void> => {
    while (performance.now() < deadline && count.requests < requests) {
      const path = paths[count.requests++ % paths.length] ?? '/';
      if ((await post(pool, path)) !== 201) count.refused++;
    }
  };
  await Promise.all(Array.from({ length: connections }, drive));
  const ms = performance.now() - began;
  await pool.close();
  return { ...count, ms };
}
