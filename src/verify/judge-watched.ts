/** Puts an exchange that was only watched before verify's checks, as far as one exchange alone can be judged. */
import type { Exchange } from '../http/client/exchange.ts';
import { unpackBody } from '../http/client/unpack-body.ts';
import type { JudgeWatched, WatchedExchange } from '../verdict/watched-exchange.ts';
import { checkExchange } from './check/check-exchange.ts';
import { readOutcome } from './check/outcome.ts';
import type { Step } from './plan/case.ts';

/** Statuses that HTTP itself offers to any request, whatever a document says. */
const always = [304, 401, 403, 405, 406, 408, 411, 413, 414, 415, 429, 431];

/**
 * A valid request may be refused for what the server knows and the document does not; an invalid one may not be accepted,
 * and every answer has to be as it is documented.
 */
export const judgeWatched: JudgeWatched = (watched) => {
  const { contract, operation } = watched;
  const outcome = readOutcome(contract, { operation, step: stepOf(watched), exchange: exchangeOf(watched) });
  return checkExchange(outcome).map(({ kind, clause, message }) => ({ kind, clause, message }));
};

function exchangeOf({ request, response, broken, duration }: WatchedExchange): Exchange {
  const sent = { ...request, headers: flat(request.headers) };
  if (broken) return { request: sent, failure: { kind: 'connection-lost', message: 'the answer broke off' }, duration };
  const body = unpackBody(response.body, response.headers['content-encoding'], { longest: LONGEST, zstd: true });
  if (!Buffer.isBuffer(body)) return { request: sent, failure: body, duration };
  return { request: sent, response: { ...response, headers: flat(response.headers), body }, duration };
}

/** Longest body that is unpacked, in bytes. */
const LONGEST = 10 * 1024 * 1024;

function stepOf({ zone, values }: WatchedExchange): Step {
  return { values: values ?? {}, form: {}, expect: zone === 'invalid' ? 'refusal' : 'either', allow: always };
}

function flat(headers: WatchedExchange['request']['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
