/** Makes what answers for one contract: the mock's own front, or the watcher of a real server. */
import type { Contract } from '../contract/contract.ts';
import type { Responder } from './answer/answer.ts';
import { createResponder, type ResponderSettings } from './answer/respond.ts';
import { loadPrism } from './engine/load-prism.ts';
import { createNegotiator } from './engine/negotiate.ts';
import { createServer, type ServerSettings } from './front/create-server.ts';
import type { Answering } from './front/live-server.ts';
import type { MockOptions } from './mock-options.ts';
import { createWatcher } from './upstream/create-watcher.ts';

/** What serves a contract. */
export interface Live extends Pick<Answering, 'handle'>, Pick<Responder, 'refuse' | 'write'> {
  contract: Contract;
}

/** What outlives a contract that is replaced. */
export interface Shared extends Omit<ResponderSettings, 'negotiate'>, Omit<ServerSettings, 'responder'> {
  upstream: MockOptions['upstream'];
}

export async function serveContract(contract: Contract, shared: Shared): Promise<Live> {
  const { upstream, observe } = shared;
  const responder = createResponder(contract, { ...shared, negotiate: createNegotiator(contract, loadPrism) });
  const { refuse, write } = responder;
  if (upstream) {
    const watch = createWatcher(contract, { base: upstream.url, judge: upstream.judge, refuse, write, observe });
    return { contract, refuse, write, handle: (request, response) => void watch(request, response) };
  }
  const { routing } = await createServer(contract, { ...shared, responder });
  return { contract, refuse, write, handle: routing };
}
