/** Puts an exchange that was only watched before verify's checks, as far as one exchange alone can be judged. */
import type { Exchange, ReceivedResponse } from '../http/client/exchange.ts';
import { quoteBody } from '../http/display/describe-exchange.ts';
import { unpackBody } from '../http/client/unpack-body.ts';
import type { JudgeWatched, WatchedExchange } from '../verdict/watched-exchange.ts';
import { documentedStatuses, leavesRefusalsOpen, statusClause } from './check/answer-clause.ts';
import { checkExchange } from './check/check-exchange.ts';
import { type CaseProblem, readOutcome, type StepOutcome } from './check/outcome.ts';
import type { Step } from './plan/case.ts';

/** Statuses that HTTP itself offers to any request, whatever a document says: they are about how it came, and when. */
const always = [304, 405, 406, 408, 411, 413, 414, 415, 429, 431];

/** Who may ask for what, HTTP leaves to the server, and the server ought to say in its document. */
const ofCredentials = [401, 403];

/**
 * A valid request may be refused for what the server knows and the document does not, with a status that is documented or
 * HTTP's own; an invalid one may not be accepted, and every answer has to be as it is documented.
 */
export const judgeWatched: JudgeWatched = (watched) =>
  inspectWatched(watched).problems.map(({ kind, clause, message }) => ({ kind, clause, message }));

/** The same, with all that is known of it. */
export function inspectWatched(watched: WatchedExchange): { outcome: StepOutcome; problems: CaseProblem[] } {
  const { contract, operation } = watched;
  const outcome = readOutcome(contract, { operation, step: stepOf(watched), exchange: exchangeOf(watched) });
  const refusal = checkRefusal(watched, outcome);
  const others = checkExchange(outcome).filter(({ kind }) => refusal.length === 0 || kind !== 'undocumented-status');
  return { outcome, problems: [...refusal, ...others] };
}

/** What one request of a run must succeed with, a watched one need not; but then the document has to know of the refusal. */
function checkRefusal({ zone, operation }: WatchedExchange, outcome: StepOutcome): CaseProblem[] {
  const { response } = outcome.exchange;
  const status = response?.status ?? 0;
  if (!response || zone !== 'valid' || status < 400 || status >= 500 || outcome.documented || always.includes(status))
    return [];
  const found = {
    clause: statusClause(outcome),
    expected: documentedStatuses(outcome, 'any'),
    actual: `${status} ${quoteBody(response)}`.trim(),
  };
  if (!ofCredentials.includes(status)) {
    const message = `a valid request is refused with ${status}, which is not documented`;
    return [{ kind: 'refused-valid', message, ...found }];
  }
  // Without any refusal in the document the check of the status finds nothing odd.
  return leavesRefusalsOpen({ operation })
    ? [{ kind: 'undocumented-status', message: `${status} is not documented`, ...found }]
    : [];
}

function exchangeOf({ request, response, broken, duration }: WatchedExchange): Exchange {
  const sent = { ...request, headers: flat(request.headers) };
  if (broken) return { request: sent, failure: { kind: 'connection-lost', message: 'the answer broke off' }, duration };
  const body = unpackBody(response.body, response.headers['content-encoding'], { longest: LONGEST, zstd: true });
  if (!Buffer.isBuffer(body)) return { request: sent, failure: body, duration };
  return { request: sent, response: { ...response, headers: linesOf(response.headers), body }, duration };
}

/** Longest body that is unpacked, in bytes. */
const LONGEST = 10 * 1024 * 1024;

function stepOf({ zone, values }: WatchedExchange): Step {
  const expect = zone === 'invalid' ? 'refusal' : 'either';
  return { values: values ?? {}, form: {}, expect, allow: zone === 'valid' ? always : [...always, ...ofCredentials] };
}

function flat(headers: WatchedExchange['request']['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** The headers of an answer: only cookies come as a list. */
function linesOf(headers: WatchedExchange['response']['headers']): ReceivedResponse['headers'] {
  return { ...flat(headers), ...(headers['set-cookie'] ? { 'set-cookie': headers['set-cookie'] } : {}) };
}
