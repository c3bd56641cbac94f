/** What a mock is started with. */
import type { Contract } from '../contract/contract.ts';
import { UsageError } from '../errors.ts';
import type { Language } from '../language/translate.ts';
import type { JudgeWatched } from '../verdict/watched-exchange.ts';
import type { UnknownIds } from './recall/keep-things.ts';
import { scenarioProblem } from './settings.ts';
import { faultProblem, type FaultRate } from './trouble/fault.ts';
import type { Latency } from './trouble/latency.ts';

export interface MockOptions {
  /** 0 takes any free one. */
  port?: number;
  /** Loopback unless told otherwise. */
  host?: string;
  /** Names by which pages may reach a mock that listens on loopback, beside those of this machine; `.example.com` stands for all below it. */
  allowHosts?: readonly string[];
  /** Origins whose pages may send credentials, beside those of this machine; `*` stands for all. */
  allowOrigins?: readonly string[];
  /** Same contract + same seed + same requests = same answers. */
  seed?: number;
  /** Faker's name of a locale; the contract's own unless told otherwise. */
  locale?: string;
  /** Optional members come and go, and the document's examples are not used. */
  dynamic?: boolean;
  /** Whether requests need the credentials that the document demands, as they do unless told otherwise. */
  security?: boolean;
  /** How many made-up things each collection begins with; 3 unless given. */
  items?: number;
  /** What an identity that was never given gets: a made-up thing, which is remembered (`adopt`, unless said otherwise), or 404. */
  unknownIds?: UnknownIds;
  /** Nothing is remembered from one request to the next. */
  stateless?: boolean;
  /** A file that keeps what was created, also over a restart, or `redis://HOST:PORT/N`, which several mocks may share. */
  stateFile?: string;
  /** The scenario that answers every request to an operation that has one of this name. */
  scenario?: string;
  /** Milliseconds that every answer waits, or bounds between which it does. */
  latency?: number | Latency;
  /** What goes wrong on the way to the client, and how often. */
  faults?: readonly FaultRate[];
  /** A real server that is watched: everything is passed on to it, and both sides are judged. */
  upstream?: { url: URL; judge: JudgeWatched };
  /** A HAR file that keeps what is asked and answered. */
  har?: string;
  /** The language of the mock's page; the browser's unless given. */
  lang?: Language;
  /** Takes one line a request; without it nothing is logged. */
  log?: NodeJS.WritableStream;
  /** Told, in a sentence, of what is no reason to stop. */
  warn?: (message: string) => void;
}

/** Throws a UsageError for options that contradict the contract or each other. */
export function checkOptions(contract: Contract, options: MockOptions): void {
  const { scenario, faults = [], latency = 0, stateless, stateFile, upstream } = options;
  const changes = scenario !== undefined || faults.length > 0 || latency !== 0 || stateFile !== undefined;
  const problem =
    (scenario === undefined ? undefined : scenarioProblem(contract, scenario)) ??
    faultProblem(faults) ??
    (stateless && stateFile !== undefined
      ? 'a mock that remembers nothing has nothing to keep in a file'
      : undefined) ??
    (upstream && changes
      ? 'a server that is watched answers for itself: scenario, latency, faults and state do not go with it'
      : undefined);
  if (problem !== undefined) throw new UsageError(problem);
}
