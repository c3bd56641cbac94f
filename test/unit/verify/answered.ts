/** One answer as a check sees it. */
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { ReceivedResponse } from '../../../src/http/client/exchange.ts';
import { readOutcome, type StepOutcome } from '../../../src/verify/check/outcome.ts';
import type { Expectation, Step } from '../../../src/verify/plan/case.ts';
import { ownContract } from '../../write-contract.ts';

const contract = loadContract(ownContract);
const [operation] = contract.operations;

export interface Answer extends Partial<Omit<ReceivedResponse, 'body'>> {
  body?: string | Buffer;
  /** What was sent. */
  sent?: unknown;
  expect?: Expectation;
  step?: Partial<Step>;
}

/** The answer to one request, which had to succeed unless told otherwise. */
export function answered({
  status = 201,
  headers = {},
  body = '',
  sent = {},
  expect = 'success',
  step = {},
}: Answer): StepOutcome {
  if (!operation) throw new Error('the contract has no operation');
  const sentStep: Step = { values: { body: sent }, form: {}, expect, ...step };
  return readOutcome(contract, {
    operation,
    step: sentStep,
    exchange: {
      request: { method: 'POST', url: 'http://h/', headers: {}, body: undefined },
      response: { status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(body) },
      duration: 1,
    },
  });
}

/** A body that obeys the schema of 201. */
export const region: Readonly<Record<string, unknown>> = {
  region_id: '1',
  region_name: 'a',
  region_alias: 'b',
  url: 'https://h',
  wsurl: 'wss://h',
  httpdomain: 'h',
  tcpdomain: '192.0.2.1',
  status: '0',
};
