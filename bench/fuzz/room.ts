/** The rooms that are fuzzed, and how one is run: case after case, each a function of seed and number. */
import { DocpactError } from '../../src/errors.ts';
import { createDice, type Dice } from './dice.ts';

/** What a process tells the one that watches it. */
export interface Told {
  begins?: number;
  failed?: string;
}

/** Carries out one case; throws where something is wrong. */
export type Fuzz = (dice: Dice) => Promise<void> | void;

export interface Room {
  fuzz: Fuzz;
  /** Ends what was started for the room. */
  close?: () => Promise<void>;
}

export const rooms: Readonly<Record<string, () => Promise<Room>>> = {
  loader: async () => (await import('./fuzz-documents.ts')).fuzzLoader(),
  page: async () => (await import('./fuzz-pages.ts')).fuzzPages(),
  import: async () => (await import('./fuzz-pages.ts')).fuzzImport(),
  diff: async () => (await import('./fuzz-documents.ts')).fuzzDiff(),
  server: async () => (await import('./fuzz-server.ts')).fuzzServer(),
  client: async () => (await import('./fuzz-client.ts')).fuzzClient(),
  kill: async () => (await import('./fuzz-kill.ts')).fuzzKill(),
};

export interface RoomRun {
  seed: number;
  ms: number;
  /** The one case that is carried out; all of them, as long as there is time, unless given. */
  only: number | undefined;
  tell: (message: Told) => void;
}

/** Bytes that the heap may have grown by between the first cases and the last. */
const MOST_KEPT = 96 * 1024 * 1024;

/** Cases after which memory is taken as what the room needs. */
const WARM = 30;

export async function runRoom(name: string, { seed, ms, only, tell }: RoomRun): Promise<void> {
  const fail = (error: unknown): void =>
    tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.on('unhandledRejection', fail).on('uncaughtException', fail);
  const open = rooms[name];
  if (!open) throw new Error(`there is no room ${name}`);
  const room = await open();
  const deadline = performance.now() + ms;
  let kept: number | undefined;
  const first = only ?? Number(process.env['FUZZ_FROM'] ?? 0);
  for (let index = first; performance.now() < deadline || index === first; index += 1) {
    tell({ begins: index });
    try {
      await room.fuzz(createDice(seed, index));
    } catch (error) {
      if (!(error instanceof DocpactError)) {
        fail(error);
        break;
      }
    }
    if (only !== undefined) break;
    if (index === first + WARM) kept = heapUsed();
    // Others have to be heard, too.
    await new Promise(setImmediate);
  }
  const grown = kept === undefined ? 0 : heapUsed() - kept;
  if (grown > MOST_KEPT) tell({ failed: `keeps memory: ${Math.round(grown / 1e6)} MB more than after ${WARM} cases` });
  await room.close?.();
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
