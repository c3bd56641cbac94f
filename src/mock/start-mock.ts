/** Starts the mock server of a contract. */
import type { Contract } from '../contract/contract.ts';
import { loadFaker } from '../fixture/chance/load-faker.ts';
import { createChance } from './chance.ts';
import { controlPrefix } from './control-prefix.ts';
import { loadControl } from './control/load-control.ts';
import { createExchangeLog, type SeenExchange } from './exchange-log.ts';
import { closeServer, listenWith, urlOf } from './live-server.ts';
import { createLog, formatLogLine } from './log-line.ts';
import { createSamples } from './make-sample.ts';
import { checkOptions, type MockOptions } from './mock-options.ts';
import { refuseRaw } from './refuse-request.ts';
import { serveContract } from './serve-contract.ts';
import { createSwitches } from './settings.ts';
import { createSignals } from './signals.ts';
import { createState } from './state.ts';
import { openStateFile } from './state-file.ts';

export type { MockOptions } from './mock-options.ts';

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
  const { stateless = false, stateFile, latency = 0, faults = [], scenario, upstream, log } = options;
  const signals = createSignals();
  const file = stateFile === undefined ? undefined : openStateFile(stateFile, options.warn ?? (() => undefined));
  let keeping: Promise<void> | undefined;
  const state = createState({
    stateless,
    memory: file?.read(),
    changed() {
      keeping = file?.write(() => state.memory);
      signals.raise('state');
    },
  });
  const exchanges = createExchangeLog((what) => signals.raise(what));
  const wait = typeof latency === 'number' ? { from: latency, to: latency } : latency;
  const switches = createSwitches({ scenario, latency: wait, faults }, () => signals.raise('settings'));
  const write = log ? createLog(log) : undefined;
  const shared = {
    faker,
    locale,
    seed,
    state,
    dynamic,
    upstream,
    chance: createChance(seed),
    settings: () => switches.current,
    kept: () => keeping,
    observe(make: () => SeenExchange) {
      const kept = exchanges.admits();
      if (!kept && !write) return;
      const exchange = make();
      if (kept) exchanges.add(exchange);
      write?.(formatLogLine(exchange));
    },
  };
  let live = await serveContract(contract, shared);
  let problem: string | undefined;
  const control = loadControl({
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
    upstream: upstream?.url.href,
  });
  const server = await listenWith(
    () => ({
      handle: (request, response) =>
        request.url?.startsWith(controlPrefix) ? control(request, response) : live.handle(request, response),
      continues: upstream !== undefined,
      refuseRaw: (error, socket) => refuseRaw(error, socket, live.refuse),
    }),
    { host, port },
  ).catch((error: unknown) => {
    file?.release();
    throw error;
  });
  return {
    url: urlOf(server),
    async replace(other) {
      live = await serveContract(other, shared);
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
      file?.release();
    },
  };
}
