/** Of each status a check says what is wrong with it, by what the document has and what the request was to get; and no two say so. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { checkExchange } from '../../../src/verify/check/check-exchange.ts';
import { readOutcome } from '../../../src/verify/check/outcome.ts';
import type { Expectation, Step } from '../../../src/verify/plan/case.ts';
import { writeContract } from '../../write-contract.ts';

const known = new Map<string, Contract>();

/** `post 201 400`: an operation with these answers, which have no bodies. */
function contractOf(operation: string): Contract {
  const [method = '', ...statuses] = operation.split(' ');
  const responses = Object.fromEntries(statuses.map((status) => [status, { description: 'an answer' }]));
  const paths = { '/things': { [method]: { operationId: 'act', responses } } };
  const document = { openapi: '3.1.0', info: { title: 'things', version: '1' }, paths };
  const contract = known.get(operation) ?? loadContract(writeContract({ 'openapi.json': document }));
  known.set(operation, contract);
  return contract;
}

type Sent = Partial<Step> & { text?: string };

function kindsOf(document: string, status: number, expectation: Expectation, { text, ...step }: Sent = {}): string[] {
  const contract = contractOf(document);
  const [operation] = contract.operations;
  if (!operation) throw new Error('there is no operation');
  const request = {
    method: 'POST',
    url: 'http://h/',
    headers: {},
    body: text === undefined ? text : Buffer.from(text),
  };
  const outcome = readOutcome(contract, {
    operation,
    step: { values: {}, form: {}, expect: expectation, ...step },
    exchange: { request, response: { status, headers: {}, body: Buffer.of() }, duration: 1 },
  });
  return checkExchange(outcome).map(({ kind }) => kind);
}

const rows: readonly [document: string, expectation: Expectation, status: number, kinds: string, sent?: Sent][] = [
  ['post 201 400', 'success', 201, ''],
  ['post 201 400', 'success', 200, 'undocumented-status'],
  ['post 201 400', 'success', 304, 'undocumented-status'],
  ['post 201 400', 'success', 302, 'redirected'],
  ['post 201 302 400', 'success', 302, ''],
  ['post 201 400', 'success', 400, 'refused-valid'],
  ['post 201 400', 'success', 500, 'server-error'],
  ['post 201 400', 'refusal', 400, ''],
  ['post 201 400', 'refusal', 422, 'undocumented-status'],
  ['post 201 400', 'refusal', 201, 'accepted-invalid'],
  ['post 201 400', 'refusal', 304, 'accepted-invalid'],
  ['post 201 400', 'refusal', 302, 'redirected'],
  ['post 201 4XX', 'refusal', 422, ''],
  ['post 201 default', 'refusal', 422, ''],
  ['post 201 default', 'refusal', 503, 'server-error'],
  ['post 201 400', 'either', 201, ''],
  ['post 201 400', 'either', 400, ''],
  ['post 201 400', 'either', 422, 'undocumented-status'],
  ['post 201 400', 'either', 500, 'server-error'],
  // Who says nothing of refusals, or not of those of values, leaves their status open.
  ['post 201', 'refusal', 418, ''],
  ['post 201 404', 'refusal', 418, ''],
  ['post 201 404', 'refusal', 418, 'undocumented-status', { credentials: 'none' }],
  ['post 201 404', 'refusal', 418, 'undocumented-status', { law: 'act.law.unique.name' }],
  ['post 201 404', 'refusal', 418, 'undocumented-status', { unbound: ['path/id'] }],
  ['post 201', 'refusal', 201, 'accepted-invalid'],
  // Who has no answers says nothing; who has no success takes any; who has failures alone is to be built.
  ['post', 'success', 299, ''],
  ['post', 'success', 400, 'refused-valid'],
  ['post 400', 'success', 200, ''],
  ['post 400', 'success', 400, ''],
  ['post 400', 'success', 422, 'refused-valid'],
  ['post 501', 'success', 501, ''],
  ['post 501', 'success', 503, 'server-error'],
  ['post 201 500', 'success', 500, 'server-error'],
  // What conflicts with what is known where a law says so, and nothing does with what is read.
  ['post 201 409', 'success', 409, ''],
  ['get 200 409', 'success', 409, 'refused-valid'],
  ['get 200 404', 'if-found', 404, '', { allow: [404] }],
  ['get 200 404', 'if-found', 404, 'refused-valid'],
  ['get 200', 'if-found', 404, '', { allow: [404] }],
  ['post 201 400', 'success', 400, 'distinct-refused', { law: 'act.law.unique.name' }],
  ['post 201 400', 'refusal', 201, 'duplicate-accepted', { law: 'act.law.unique.name' }],
  ['post 201 400', 'refusal', 500, 'nesting-limit', { text: '['.repeat(500) }],
  ['post 201 400', 'refusal', 500, 'server-error', { text: '['.repeat(499) }],
];

describe('the status of an answer', () => {
  it.each(rows)('where the document has %s, of a request for %s: %i is wrong as %j', (...row) => {
    const [document, expectation, status, kinds, sent] = row;
    expect(kindsOf(document, status, expectation, sent).join()).toBe(kinds);
  });

  it('is wrong in one way at most, and each that a client must not get is wrong', () => {
    const statuses = [200, 201, 204, 299, 300, 302, 304, 399, 400, 404, 409, 422, 499, 500, 503, 599];
    const expectations: readonly Expectation[] = ['success', 'refusal', 'either', 'if-found'];
    for (const document of new Set(rows.map(([each]) => each)))
      for (const expectation of expectations)
        for (const status of statuses)
          for (const sent of [{}, { law: 'act.law.unique.name' }, { credentials: 'none' as const }])
            expect(
              kindsOf(document, status, expectation, sent).length,
              `${document} ${expectation} ${status}`,
            ).toBeLessThan(2);
  });
});
