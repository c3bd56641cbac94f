/** Watches a real server: passes everything on, and judges both sides by the contract. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Contract } from '../../contract/contract.ts';
import { collectBehind } from '../../http/client/collect-behind.ts';
import type { JudgeWatched } from '../../verdict/watched-exchange.ts';
import type { Responder } from '../answer/answer.ts';
import type { Observe, SeenExchange } from '../log/exchange-log.ts';
import { forwardRequest } from './forward-request.ts';
import { judgeForwarded } from './judge-forwarded.ts';

export interface WatcherSettings {
  base: URL;
  judge: JudgeWatched;
  refuse: Responder['refuse'];
  write: Responder['write'];
  observe: Observe;
}

/** A handler of requests that passes them on. */
export function createWatcher(
  contract: Contract,
  settings: WatcherSettings,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const began = performance.now();
    const forwarded = await forwardRequest(request, response, settings.base).catch((error: Error) => error);
    const passing = { request, response, duration: performance.now() - began };
    if (forwarded instanceof Error) {
      const failure = answerFailure(passing, settings, forwarded);
      return settings.observe(() => failure);
    }
    settings.observe(() => judgeForwarded(contract, { ...passing, forwarded, judge: settings.judge }));
    collectBehind((forwarded.requestBody?.length ?? 0) + (forwarded.responseBody?.length ?? 0));
  };
}

interface Passing {
  request: IncomingMessage;
  response: ServerResponse;
  duration: number;
}

function answerFailure(
  { request, response, duration }: Passing,
  { base, refuse, write }: WatcherSettings,
  { message }: Error,
): SeenExchange {
  // A client that went away is no fault of the server's.
  const left = response.destroyed;
  const sentence = `${base.origin} gives no answer: ${message}`;
  const answer = refuse(502, sentence);
  const { status, headers, payload } = write(answer);
  if (response.headersSent) response.destroy();
  else if (!left) response.writeHead(status, headers).end(payload);
  const { method = '', url = '', headers: sent } = request;
  return {
    method,
    url,
    headers: sent,
    bytes: undefined,
    operation: undefined,
    answer: { ...answer, reasons: [] },
    responseHeaders: headers,
    payload,
    fault: undefined,
    problems: left ? [] : [{ kind: 'unreachable', clause: '', message: sentence }],
    duration,
  };
}
