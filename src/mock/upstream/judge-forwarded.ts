/** Holds an exchange that was passed on against the contract: the client's side here, the server's by its judge. */
import type { IncomingMessage } from 'node:http';
import type { Contract } from '../../contract/contract.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import { type Judgement, judgeRequest } from '../../contract/zone-of.ts';
import { unpackAnyway } from '../../http/client/unpack-body.ts';
import { routerOf, splitTarget } from '../../http/value/path-template.ts';
import type { JudgeWatched } from '../../verdict/watched-exchange.ts';
import type { SeenExchange } from '../log/exchange-log.ts';
import { readRequest } from '../request/read-request.ts';
import type { Forwarded } from './forward-request.ts';

interface JudgedExchange {
  judge: JudgeWatched;
  request: IncomingMessage;
  forwarded: Forwarded;
  /** Milliseconds. */
  duration: number;
}

/** What was seen, with what is wrong on both sides. */
export function judgeForwarded(
  contract: Contract,
  { judge, request, forwarded, duration }: JudgedExchange,
): SeenExchange {
  const { method = '', url = '', headers } = request;
  const { status, requestBody, responseBody } = forwarded;
  const seen: SeenExchange = {
    method,
    url,
    headers,
    bytes: requestBody,
    operation: undefined,
    answer: { status, reasons: [], refused: status >= 400, violations: [], doubts: [] },
    responseHeaders: forwarded.headers,
    payload: responseBody && unpackAnyway(responseBody, forwarded.headers['content-encoding']),
    isPartial: !requestBody || !responseBody || forwarded.end !== 'whole',
    fault: undefined,
    problems: [],
    duration,
  };
  const target = splitTarget(url);
  const found = routerOf(contract.operations).find(method, target.path);
  if (!found) return { ...seen, answer: { ...seen.answer, reasons: ['the contract has no such operation'] } };
  if (!requestBody || !responseBody || forwarded.end === 'unread') return { ...seen, operation: found.operation.id };
  const { operation, path } = found;
  const read = readRequest(contract, operation, {
    path,
    query: target.query,
    headers,
    bytes: requestBody,
    preference: {},
  });
  const { values, judgement, reasons } = judgeRead(contract, operation, read);
  const problems = judge({
    contract,
    operation,
    values,
    zone: judgement.zone,
    request: { method, url, headers, body: requestBody },
    response: { status, headers: forwarded.headers, body: responseBody },
    broken: forwarded.end === 'broken',
    duration,
  });
  const invalid = judgement.zone === 'invalid';
  return {
    ...seen,
    operation: operation.id,
    problems,
    answer: {
      ...seen.answer,
      reasons: [...reasons, ...judgement.violations.map(({ message }) => message)],
      violations: invalid ? judgement.violations : [],
      doubts: invalid ? [] : judgement.violations,
    },
  };
}

function judgeRead(
  contract: Contract,
  operation: Operation,
  { values, body, unidentified }: ReturnType<typeof readRequest>,
): { values: RequestValues | undefined; judgement: Judgement; reasons: string[] } {
  if (body.kind === 'refused') {
    return { values: undefined, judgement: { zone: 'invalid', violations: [] }, reasons: [body.message] };
  }
  if (unidentified) return { values, judgement: { zone: 'invalid', violations: [] }, reasons: [unidentified.message] };
  const { kind: _, ...content } = body.kind === 'value' ? { ...body, body: body.value } : body;
  const all = { ...values, ...content };
  return { values: all, judgement: judgeRequest(contract, operation, all), reasons: [] };
}
