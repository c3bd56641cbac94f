/** `verify --watch`: runs again on Enter, or when the contract changes, until Ctrl-C. */
import { createInterface } from 'node:readline';
import type { Contract } from '../contract/contract.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import { formatError } from './format-error.ts';
import { tell } from './print.ts';
import { watchContract, type Watched } from './watch-contract.ts';

/** How a run ended. */
export interface Round {
  code: ExitCode;
  /** Ids of the cases that failed in it. */
  failed: readonly string[];
}

export interface WatchedRuns extends Pick<Watched, 'open' | 'source'> {
  run: (round: { contract: Contract; first: readonly string[]; isAgain: boolean }) => Promise<Round>;
}

/** Most cases that are sent before the others. */
const MOST_FIRST = 100;

/**
 * Runs once, then again for each line of stdin and each change, until a signal comes or stdin ends: in a script, without a terminal,
 * that is after the last line. Tells the exit code of the last run that was whole.
 */
export async function watchRuns(contract: Contract, { open, source, run }: WatchedRuns): Promise<ExitCode> {
  let current = contract;
  let last: Round | undefined;
  const wishes = listen();
  const stop = watchContract(contract, {
    open,
    source,
    accept(next) {
      current = next;
      say('the contract changed');
      wishes.ask();
    },
    refuse: (message) => say(`${message}\nThe contract as it was before stays.`),
  });
  try {
    do {
      const { failed = [] } = last ?? {};
      const next = { contract: current, first: failed.slice(0, MOST_FIRST), isAgain: last !== undefined };
      const round = await runTelling(() => run(next), failed);
      // What was interrupted is no verdict, where there is one already.
      if (!wishes.isInterrupted() || last === undefined) last = round;
    } while (await wishes.next());
  } finally {
    wishes.close();
    stop();
  }
  return last.code;
}

function say(text: string): void {
  tell(`docpact: ${text}`);
}

/** A server that is away for a moment ends no watch; a wrong call does. */
async function runTelling(run: () => Promise<Round>, failed: readonly string[]): Promise<Round> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    tell(formatError(error, { debug: false }));
    return { code: exitCodeOf(error), failed };
  }
}

interface Wishes {
  ask(): void;
  /** Whether there is to be another run: resolves when one is asked for, or nobody can any more. */
  next(): Promise<boolean>;
  isInterrupted(): boolean;
  close(): void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Listens to lines of stdin and to signals; what is asked for during a run is one more run behind it. */
function listen(): Wishes {
  let asked = false;
  let over = false;
  let interrupted = false;
  let wake: (() => void) | undefined;
  const ask = (): void => {
    asked = true;
    wake?.();
  };
  const end = (): void => {
    over = true;
    wake?.();
  };
  const interrupt = (): void => {
    interrupted = true;
    end();
  };
  const lines = createInterface({ input: process.stdin, terminal: false });
  lines.on('line', ask).once('close', end);
  for (const signal of signals) process.on(signal, interrupt);
  return {
    ask,
    async next() {
      if (!asked && !over) {
        say('Enter runs again, what failed first, and so does a change of the contract; Ctrl-C ends');
        await new Promise<void>((resolve) => (wake = resolve));
      }
      const isNext = asked && !interrupted;
      asked = false;
      return isNext;
    },
    isInterrupted: () => interrupted,
    close() {
      for (const signal of signals) process.off(signal, interrupt);
      lines.close();
    },
  };
}
