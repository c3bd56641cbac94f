/**
 * A state that several mocks share, in a Redis server. Each mock has a replica in memory; a log of what happened keeps them the
 * same. Requests are answered under a lock that one mock has at a time, as many as wait together: so a value that may come once
 * is claimed by one of them only, and nothing is answered before it is in the log.
 */
import { parseJsonText } from '../../contract/wide-integer.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { MockError, UsageError } from '../../errors.ts';
import type { State, StateChange } from './state.ts';

export interface SharedState {
  /** Does `work` on the state as it is everywhere by then. Rejects with a MockError where the server is not there. */
  run<T>(work: () => T): Promise<T>;
  /** To be told of every change that `work` makes. */
  changed(change: () => StateChange): void;
  close(): Promise<void>;
}

/** What stands in the log: a change, or how many numbers were given. */
type Entry = StateChange | { kind: 'serial'; serial: number };

/** Milliseconds: how long a lock is held at most, how long one is waited for, and how long the server may take. */
const LOCK_LASTS = 10_000;
const LOCK_PATIENCE = 5_000;
const SERVER_PATIENCE = 3_000;

/** Entries after which the log is written anew as what came of it. */
const LONGEST_LOG = 5_000;

const keys = { log: 'docpact:state:log', lock: 'docpact:state:lock', epoch: 'docpact:state:epoch' };

/** Appends to the log, whose lock this mock has, and lets it go; 0 where the lock was lost. `anew` empties it before. */
const commitScript = `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
if ARGV[2] == 'anew' then redis.call('DEL', KEYS[1]); redis.call('SET', KEYS[3], ARGV[1]) end
for index = 3, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[index]) end
redis.call('DEL', KEYS[2])
return 1`;

/** What is used of the client. */
interface Client {
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: 'error', listener: () => void): void;
  get(key: string): Promise<string | null>;
  set(key: string, value: string, options: { NX: true; PX?: number }): Promise<string | null>;
  lRange(key: string, from: number, to: number): Promise<string[]>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** Connects to `redis://HOST:PORT/N`. Throws a UsageError without the client, a MockError where no server answers. */
export async function openSharedState(url: string, state: () => State): Promise<SharedState> {
  const client = await connect(url);
  let waiting: { work: () => unknown; settle: (outcome: Outcome) => void }[] = [];
  let journal: Entry[] | undefined;
  let seen = 0;
  let epoch: string | null = null;
  let stale = true;
  let pumping = false;

  function read(lines: readonly string[]): void {
    for (const line of lines) {
      const entry = parseJsonText(line) as Entry;
      if (entry.kind === 'serial') state().serial = Math.max(state().serial, entry.serial);
      else state().apply(entry);
    }
    seen += lines.length;
  }

  /** Takes over what others did since; everything, where the log was written anew, or this replica may differ from it. */
  async function catchUp(): Promise<void> {
    // A server that was emptied has no epoch, or another one.
    await client.set(keys.epoch, crypto.randomUUID(), { NX: true });
    const now = await client.get(keys.epoch);
    if (stale || now !== epoch) {
      state().apply({ kind: 'load', memory: { entries: [] } });
      seen = 0;
      epoch = now;
    }
    read(await client.lRange(keys.log, seen, -1));
    stale = false;
  }

  async function transact(batch: typeof waiting): Promise<void> {
    const token = crypto.randomUUID();
    await takeLock(client, token);
    await catchUp();
    const { serial } = state();
    journal = [];
    stale = true;
    const outcomes = batch.map(({ work }) => attempt(work));
    const entries = journal;
    journal = undefined;
    if (state().serial !== serial) entries.push({ kind: 'serial', serial: state().serial });
    const anew = seen + entries.length > LONGEST_LOG && seen + entries.length > 2 * state().size;
    const lines = (anew ? writeWhole(state()) : entries).map((entry) => JSON.stringify(entry));
    const done = await client.eval(commitScript, {
      keys: [keys.log, keys.lock, keys.epoch],
      arguments: [token, anew ? 'anew' : 'more', ...lines],
    });
    if (done !== 1) throw new Error('it took too long, and another mock went on');
    seen = anew ? lines.length : seen + lines.length;
    if (anew) epoch = token;
    stale = false;
    for (const [index, { settle }] of batch.entries()) settle(outcomes[index] as Outcome);
  }

  async function pump(): Promise<void> {
    pumping = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await within(SERVER_PATIENCE + LOCK_PATIENCE, transact(batch)).catch((cause: Error) => {
        stale = true;
        journal = undefined;
        const error = new MockError(`the state in ${withoutPassword(url)} cannot be had: ${cause.message}`, { cause });
        for (const { settle } of batch) settle({ error });
      });
    }
    pumping = false;
  }

  return {
    run: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({
          work,
          settle: (outcome) => ('error' in outcome ? reject(outcome.error as Error) : resolve(outcome.value as T)),
        });
        if (!pumping) void pump();
      }),
    changed: (change) => void journal?.push(change()),
    async close() {
      client.destroy();
    },
  };
}

type Outcome = { value: unknown } | { error: unknown };

function attempt(work: () => unknown): Outcome {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

async function connect(url: string): Promise<Client> {
  let redis: typeof import('redis');
  try {
    redis = await import('redis');
  } catch (cause) {
    throw new UsageError('a Redis client is not installed', { hint: 'npm install --save-dev redis', cause });
  }
  const client = createClient(redis, url);
  // It connects again by itself; who asks meanwhile is told.
  client.on('error', () => undefined);
  await within(SERVER_PATIENCE, client.connect()).catch((cause: Error) => {
    client.destroy();
    throw new MockError(`no Redis server answers at ${withoutPassword(url)}: ${cause.message}`, {
      hint: 'Start it, or name another: --state redis://HOST:PORT/N.',
      cause,
    });
  });
  return client;
}

function createClient(redis: typeof import('redis'), url: string): Client {
  try {
    return redis.createClient({
      url,
      disableOfflineQueue: true,
      socket: { connectTimeout: SERVER_PATIENCE, reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, 1_000) },
    }) as unknown as Client;
  } catch (cause) {
    throw new UsageError(`${withoutPassword(url)} is no address of a Redis server: ${(cause as Error).message}`, {
      hint: 'Write it as redis://HOST:PORT/N.',
      cause,
    });
  }
}

async function takeLock(client: Client, token: string): Promise<void> {
  const deadline = performance.now() + LOCK_PATIENCE;
  while ((await client.set(keys.lock, token, { NX: true, PX: LOCK_LASTS })) === null) {
    if (performance.now() > deadline) throw new Error('another mock does not let it go');
    await delay(1 + Math.random() * 4);
  }
}

function writeWhole(state: State): Entry[] {
  const { serial, ...memory } = state.memory;
  return [
    { kind: 'load', memory },
    { kind: 'serial', serial },
  ];
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const ending = new AbortController();
  const late = delay(milliseconds, undefined, { signal: ending.signal, ref: false }).then(() => {
    throw new Error(`nothing came within ${milliseconds} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    ending.abort();
  }
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}
