/** Starts the mock server of a contract. */
import type { FastifyInstance } from 'fastify';
import type { Contract } from '../contract/contract.ts';
import { UsageError } from '../errors.ts';
import { loadFaker } from '../fixture/load-faker.ts';
import { createChance } from './chance.ts';
import { controlPrefix } from './control-prefix.ts';
import { createControl } from './control/create-control.ts';
import { createServer } from './create-server.ts';
import { createExchangeLog, type SeenExchange } from './exchange-log.ts';
import { faultProblem, type FaultRate } from './fault.ts';
import type { Latency } from './latency.ts';
import { closeServer, listenWith, urlOf } from './live-server.ts';
import { loadPrism } from './load-prism.ts';
import { createLog, formatLogLine } from './log-line.ts';
import { createSamples } from './make-sample.ts';
import { createNegotiator } from './negotiate.ts';
import { refuseRaw } from './refuse-request.ts';
import { createResponder, type Responder } from './respond.ts';
import { scenarioProblem } from './scenario-problem.ts';
import { createSwitches } from './settings.ts';
import { createSignals } from './signals.ts';
import { createState } from './state.ts';
import { openStateFile } from './state-file.ts';

export interface MockOptions {
  /** 0 takes any free one. */
  port?: number;
  /** Loopback unless told otherwise. */
  host?: string;
  /** Same contract + same seed + same requests = same answers. */
  seed?: number;
  /** Faker's name of a locale; the contract's own unless told otherwise. */
  locale?: string;
  /** Optional members come and go, and the document's examples are not used. */
  dynamic?: boolean;
  /** Nothing is remembered from one request to the next. */
  stateless?: boolean;
  /** A file that keeps what was created, also over a restart. */
  stateFile?: string;
  /** The scenario that answers every request to an operation that has one of this name. */
  scenario?: string;
  /** Milliseconds that every answer waits, or bounds between which it does. */
  latency?: number | Latency;
  /** What goes wrong on the way to the client, and how often. */
  faults?: readonly FaultRate[];
  /** Takes one line a request; without it nothing is logged. */
  log?: NodeJS.WritableStream;
  /** Told, in a sentence, of what is no reason to stop. */
  warn?: (message: string) => void;
}

export interface Mock {
  /** `http://127.0.0.1:4010` */
  url: string;
  /** Serves another contract from the next request on; what was created and what is switched stay. */
  replace(contract: Contract): Promise<void>;
  /** Shows on the page what is wrong with the contract's files; undefined takes it back. */
  showProblem(problem: string | undefined): void;
  close(): Promise<void>;
}

/**
 * Serves `contract` until it is closed. Throws a MockError where the port or host cannot be had, and a UsageError
 * for a locale, scenario or state file that is none.
 *
 * @example
 * const mock = await startMock(loadContract('contracts'), { port: 0 });
 * await fetch(`${mock.url}/unknown`); // 404
 * await mock.close();
 */
export async function startMock(contract: Contract, options: MockOptions = {}): Promise<Mock> {
  const { port = 4010, host = '127.0.0.1', seed = 1, locale = contract.locale, dynamic = false } = options;
  checkOptions(contract, options);
  const faker = await loadFaker(locale);
  const { stateless = false, stateFile, latency = 0, faults = [], scenario, log, warn = () => undefined } = options;
  const signals = createSignals();
  const file = stateFile === undefined ? undefined : openStateFile(stateFile, warn);
  let keeping: Promise<void> | undefined;
  const state = createState({
    stateless,
    memory: file?.read(),
    changed() {
      keeping = file?.write(() => state.memory);
      signals.raise('state');
    },
  });
  const exchanges = createExchangeLog(() => signals.raise('exchanges'));
  const wait = typeof latency === 'number' ? { from: latency, to: latency } : latency;
  const switches = createSwitches({ scenario, latency: wait, faults }, () => signals.raise('settings'));
  const write = log ? createLog(log) : undefined;
  const chance = createChance(seed);
  let live = await build(contract);
  let problem: string | undefined;

  async function build(served: Contract): Promise<Live> {
    const settings = { faker, locale, seed, state, dynamic, negotiate: createNegotiator(served, loadPrism) };
    const responder = createResponder(served, { ...settings, scenario: () => switches.current.scenario });
    const app = await createServer(served, {
      responder,
      chance,
      settings: () => switches.current,
      kept: () => keeping,
      observe(exchange: SeenExchange) {
        exchanges.add(exchange);
        write?.(formatLogLine(exchange));
      },
    });
    return { contract: served, responder, app };
  }

  const control = await createControl({
    contract: () => live.contract,
    problem: () => problem,
    sample: createSamples(() => live.contract, { faker, locale, seed }),
    switches,
    log: exchanges,
    state,
    signals,
    seed,
    locale,
    host,
    upstream: undefined,
  });
  const server = await listenWith(
    () => ({
      handle: (request, response) =>
        (request.url?.startsWith(controlPrefix) ? control : live.app).routing(request, response),
      refuseRaw: (error, socket) => refuseRaw(error, socket, live.responder.refuse),
    }),
    { host, port },
  );
  return {
    url: urlOf(server),
    async replace(other) {
      live = await build(other);
      problem = undefined;
      signals.raise('contract');
    },
    showProblem(message) {
      problem = message;
      signals.raise('contract');
    },
    async close() {
      await closeServer(server);
      await file?.write(() => state.memory);
    },
  };
}

/** What serves a contract. */
interface Live {
  contract: Contract;
  responder: Responder;
  app: FastifyInstance;
}

function checkOptions(contract: Contract, { scenario, faults = [], stateless, stateFile }: MockOptions): void {
  const problem =
    (scenario === undefined ? undefined : scenarioProblem(contract, scenario)) ??
    faultProblem(faults) ??
    (stateless && stateFile !== undefined ? 'a mock that remembers nothing has nothing to keep in a file' : undefined);
  if (problem !== undefined) throw new UsageError(problem);
}
