/** Starts the mock server of a contract. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Contract } from '../contract/contract.ts';
import { loadFaker } from '../fixture/chance/load-faker.ts';
import { fractionOf, streamA } from '../fixture/chance/seed-stream.ts';
import { type ControlPanel, controlPrefix } from './control/control-panel.ts';
import { closeServer, listenWith, urlOf } from './front/live-server.ts';
import { isForeignHost, isLoopback, ownHosts } from './front/own-host.ts';
import { refuseHost, refuseRaw } from './front/refuse-request.ts';
import { isSecretName } from '../http/display/secret-name.ts';
import { createConcealer } from './log/conceal.ts';
import { createExchangeLog, type SeenExchange } from './log/exchange-log.ts';
import { openHarFile } from './log/har-file.ts';
import { createLineLog, formatLogLine } from './log/log-line.ts';
import { credentialNames } from './request/check-credentials.ts';
import { checkOptions, type MockOptions } from './mock-options.ts';
import { serveContract } from './serve-contract.ts';
import { createSwitches } from './settings.ts';
import { openStateFile } from './state/state-file.ts';
import type { SharedState } from './state/shared-state.ts';
import { createState } from './state/state.ts';

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
 * const mock = await startMock(loadContract(), { port: 0 });
 * await fetch(`${mock.url}/unknown`); // 404
 * await mock.close();
 */
export async function startMock(contract: Contract, options: MockOptions = {}): Promise<Mock> {
  const { port = 4010, host = '127.0.0.1', seed = 1, locale = contract.locale, dynamic = false } = options;
  checkOptions(contract, options);
  const faker = await loadFaker(locale);
  const { stateless = false, security = true, stateFile, latency = 0, faults = [], scenario, upstream, log } = options;
  const changes: ControlPanel['changes'] = new EventEmitter();
  changes.setMaxListeners(0);
  const isShared = stateFile !== undefined && /^rediss?:\/\//.test(stateFile);
  const file =
    stateFile === undefined || isShared ? undefined : openStateFile(stateFile, options.warn ?? (() => undefined));
  let keeping: Promise<void> | undefined;
  let common: SharedState | undefined;
  const state = createState({
    stateless,
    memory: file?.read(),
    changed(change) {
      common?.changed(change);
      keeping = file?.write(() => state.memory);
      changes.emit('change', 'state');
    },
  });
  if (isShared) {
    const { openSharedState } = await import('./state/shared-state.ts');
    common = await openSharedState(stateFile, () => state);
  }
  const share = common && (<T>(work: () => T): Promise<T> => (common as SharedState).run(work));
  const exchanges = createExchangeLog((what) => changes.emit('change', what));
  const wait = typeof latency === 'number' ? { from: latency, to: latency } : latency;
  const switches = createSwitches({ scenario, latency: wait, faults }, () => changes.emit('change', 'settings'));
  const isSecret = (name: string): boolean =>
    isSecretName(name) || credentialNames(live.contract).has(name.toLowerCase());
  const concealer = createConcealer(isSecret);
  const warn = options.warn ?? (() => undefined);
  const recording = options.har === undefined ? undefined : openHarFile(options.har, { warn, isSecret });
  const writeLine = log ? createLineLog(log) : undefined;
  const shared = {
    faker,
    locale,
    seed,
    state,
    dynamic,
    security,
    items: options.items,
    unknownIds: options.unknownIds,
    upstream,
    chance: createChance(seed),
    settings: () => switches.current,
    scenario: () => switches.current.scenario,
    kept: () => keeping,
    share,
    origins: options.allowOrigins,
    observe(see: () => SeenExchange) {
      const admitted = exchanges.admits();
      if (!admitted && !writeLine && !recording) return;
      const exchange = see();
      recording?.add(exchange, base());
      if (admitted) exchanges.add(exchange);
      writeLine?.(formatLogLine(exchange, concealer));
    },
  };
  let live = await serveContract(contract, shared);
  const isOwnHost = ownHosts(host, options.allowHosts);
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (isLoopback(host) && isForeignHost(request.headers.host, isOwnHost)) {
      const seen = refuseHost(request, response, live);
      return shared.observe(() => seen);
    }
    live.handle(request, response);
  };
  let problem: string | undefined;
  const control = loadControl({
    contract: () => live.contract,
    problem: () => problem,
    faker,
    locale,
    seed,
    switches,
    log: exchanges,
    concealer,
    state,
    share,
    changes,
    isOwnHost,
    base: () => base(),
    upstream: upstream?.url.href,
    lang: options.lang,
  });
  const base = (): string => upstream?.url.href ?? urlOf(server);
  const server = await listenWith(
    {
      handle: (request, response) =>
        request.url?.startsWith(controlPrefix) ? control(request, response) : answer(request, response),
      continues: upstream !== undefined,
      refuseRaw: (error, socket) => refuseRaw(error, socket, live.refuse),
    },
    { host, port },
  ).catch((error: unknown) => {
    file?.release();
    recording?.close();
    void common?.close();
    throw error;
  });
  return {
    url: urlOf(server),
    async replace(other) {
      live = await serveContract(other, shared);
      problem = undefined;
      changes.emit('change', 'contract');
    },
    showProblem(message) {
      problem = message;
      changes.emit('change', 'contract');
    },
    async close() {
      await closeServer(server);
      recording?.close();
      await common?.close();
      await file?.write(() => state.memory);
      file?.release();
    },
  };
}

/** Numbers from 0 to below 1, the same in every run with the same seed; `seed` is a whole number. */
function createChance(seed: number): () => number {
  let drawn = 0;
  return () => fractionOf(streamA(seed, drawn++));
}

/** A handler of the mock's own paths, which are loaded when somebody first asks for one: a mock that nobody looks at does without. */
function loadControl(panel: ControlPanel): (request: IncomingMessage, response: ServerResponse) => void {
  const load = async () => (await import('./control/create-control.ts')).createControl(panel);
  let loading: ReturnType<typeof load> | undefined;
  return (request, response) => {
    loading ??= load();
    void loading.then((app) => app.routing(request, response));
  };
}
