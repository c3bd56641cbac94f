/** Things that are made in one place, listed in another, and used up: copies are lent, and loans are returned. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify, type VerifyOptions } from '../../src/index.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { writeContract } from '../write-contract.ts';
import { type Answered, type Asked, type Route, serveRoutes } from './serve-routes.ts';

type Json = Record<string, unknown>;

const key = 'k-for-loans';
const text = { type: 'string', minLength: 1, maxLength: 60 };
const given = { type: 'string', readOnly: true };
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (schema: unknown) => ({ description: 'done', ...json(schema) });
const refusal = { description: 'refused', ...json(ref('Refusal')) };
const refusals = { 400: { description: 'not valid' }, 401: refusal };
const templated = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

const document = {
  openapi: '3.1.0',
  info: { title: 'loans', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/copies': {
      post: {
        operationId: 'addCopy',
        requestBody: { required: true, ...json(ref('Copy')) },
        responses: { 201: answer(ref('Copy')), ...refusals, 409: { ...refusal, description: 'the barcode is taken' } },
      },
    },
    '/copies/{copyId}': {
      parameters: [templated('copyId')],
      get: { operationId: 'getCopy', responses: { 200: answer(ref('Copy')), 401: refusal, 404: refusal } },
    },
    '/copies/{copyId}/loans': {
      parameters: [templated('copyId')],
      post: {
        operationId: 'lendCopy',
        requestBody: { required: true, ...json(ref('Loan')) },
        responses: { 201: answer(ref('Loan')), ...refusals, 404: refusal, 409: refusal },
      },
    },
    '/loans': {
      get: {
        operationId: 'listLoans',
        responses: { 200: answer({ type: 'array', items: ref('Loan') }), 401: refusal },
      },
    },
    '/loans/{loanId}/return': {
      parameters: [templated('loanId')],
      post: {
        operationId: 'returnLoan',
        responses: { 200: answer(ref('Loan')), 401: refusal, 404: refusal, 409: refusal },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' } },
    schemas: {
      Refusal: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
      Copy: {
        type: 'object',
        required: ['barcode'],
        properties: { id: given, barcode: text, shelf: text, isNew: { type: 'boolean', default: true } },
      },
      Loan: {
        type: 'object',
        required: ['borrower'],
        properties: {
          loanId: given,
          borrower: text,
          status: { type: 'string', enum: ['open', 'returned'], readOnly: true },
        },
      },
    },
  },
};

interface Odd {
  loanId?: (last: number) => string;
  list?: (all: Json[]) => Json[];
  returned?: (loan: Json) => Json;
  isTaken?: () => boolean;
  copy?: (copy: Json) => Json;
  shown?: (copy: Json) => Json;
  /** What is done for those who have no key. */
  actsFor?: string;
}

const refuse = (status: number, error: string): Answered => ({ status, json: { error } });
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && [...value].length <= 60;

function serveLoans(odd: Odd): Record<string, Route> {
  const copies = new Map<string, Json>();
  const loans = new Map<string, Json>();
  const lent = new Map<string, Json>();
  const { loanId = (last) => `l${last}`, list = (all) => all, isTaken = () => true } = odd;
  let last = 0;
  const routes: Record<string, Route> = {
    'POST /copies': ({ body }) => {
      const { barcode, shelf, isNew = true } = (body ?? {}) as Json;
      const isWrong = Array.isArray(body) || !isText(barcode) || (shelf !== undefined && !isText(shelf));
      if (isWrong || typeof isNew !== 'boolean') return refuse(400, 'not valid');
      if ([...copies.values()].some((copy) => copy['barcode'] === barcode) && isTaken())
        return refuse(409, 'the barcode is taken');
      last += 1;
      const made = { id: `c${last}`, barcode, ...(shelf === undefined ? {} : { shelf }), isNew };
      copies.set(`c${last}`, odd.copy?.(made) ?? made);
      return { status: 201, json: made };
    },
    'GET /copies/{copyId}': ({ path: [id = ''] }) => {
      const copy = copies.get(id);
      return copy ? { status: 200, json: odd.shown?.(copy) ?? copy } : refuse(404, 'no such copy');
    },
    'POST /copies/{copyId}/loans': ({ path: [id = ''], body }) => {
      if (!copies.has(id)) return refuse(404, 'no such copy');
      const { borrower } = (body ?? {}) as Json;
      if (Array.isArray(body) || !isText(borrower)) return refuse(400, 'not valid');
      if (lent.get(id)?.['status'] === 'open') return refuse(409, 'it is lent');
      last += 1;
      const loan = { loanId: loanId(last), borrower, status: 'open' };
      lent.set(id, loan);
      loans.set(loan.loanId, loan);
      return { status: 201, json: { ...loan } };
    },
    'GET /loans': () => ({ status: 200, json: list([...loans.values()]) }),
    'POST /loans/{loanId}/return': ({ path: [id = ''] }) => {
      const loan = loans.get(id);
      if (!loan) return refuse(404, 'no such loan');
      if (loan['status'] === 'returned') return refuse(409, 'it was returned');
      const after = odd.returned?.({ ...loan }) ?? Object.assign(loan, { status: 'returned' });
      return { status: 200, json: { ...after } };
    },
  };
  const guarded = Object.entries(routes).map(([name, route]): [string, Route] => [
    name,
    (asked: Asked) => {
      const isLetIn = asked.headers['x-key'] === key;
      const answered = isLetIn || odd.actsFor === name ? route(asked) : undefined;
      return isLetIn && answered ? answered : refuse(401, 'a key is required');
    },
  ]);
  return Object.fromEntries(guarded);
}

const contract = loadContract(writeContract({ 'openapi.json': document }));

async function judge(odd: Odd, options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  const target = await serveRoutes(serveLoans(odd));
  return verify({ contract, target, auth: { key }, runId: 'loans', timeout: 20_000, ...options });
}

const told = ({ problems }: VerifyReport) => problems.map(({ kind, clause }) => `${kind} ${clause}`);

it('what is used up is made anew for each case: each operation succeeds, and each clause is reached', async () => {
  const report = await judge({}, { strictLaws: true });
  expect(report.problems).toEqual([]);
  expect(report.conforms).toBe(true);
  expect(report.coverage.uncovered).toEqual([]);
});

const faults: readonly [sentence: string, odd: Odd, problem: string][] = [
  ['loans have one identity', { loanId: () => 'l0' }, 'identifier-repeated lendCopy.law.distinct'],
  ['loans are not listed', { list: () => [] }, 'not-listed listLoans.law.listed'],
  [
    'a loan is listed with another borrower',
    { list: (all) => all.map((loan) => ({ ...loan, borrower: 'nobody' })) },
    'not-kept listLoans.law.listed',
  ],
  [
    'what is returned stays open',
    { returned: (loan) => ({ ...loan, status: 'returned' }) },
    'not-kept returnLoan.law.changed',
  ],
  [
    'a return shows another loan',
    { returned: (loan) => ({ ...loan, loanId: 'l0', status: 'returned' }) },
    'not-kept returnLoan.law.changed',
  ],
  ['a barcode is taken twice', { isTaken: () => false }, 'duplicate-accepted addCopy.law.taken'],
  [
    'long texts are cut',
    { copy: (copy) => ({ ...copy, barcode: String(copy['barcode']).slice(0, 40) }) },
    'not-kept addCopy.law.read',
  ],
  [
    'texts beyond ASCII are lost',
    { copy: (copy) => ({ ...copy, barcode: String(copy['barcode']).replaceAll(/[^ -~]/g, '?') }) },
    'not-kept addCopy.law.read',
  ],
  ['a boolean is always true', { copy: (copy) => ({ ...copy, isNew: true }) }, 'not-kept addCopy.law.read'],
  ['another copy is read', { shown: (copy) => ({ ...copy, id: 'c0' }) }, 'not-kept addCopy.law.read'],
  [
    'an optional member is read with another type',
    { shown: ({ shelf, ...copy }) => ({ ...copy, ...(shelf === undefined ? {} : { shelf: [shelf] }) }) },
    'body-schema getCopy.response.200.body.shelf.type',
  ],
  [
    'who has no key is refused, and lends all the same',
    { actsFor: 'POST /copies/{copyId}/loans' },
    'changed-unasked listLoans.law.listed',
  ],
  [
    'who has no key is refused, and returns all the same',
    { actsFor: 'POST /loans/{loanId}/return' },
    'changed-unasked returnLoan.law.changed',
  ],
];
// At once: what is broken is looked at again for two seconds, in case that it settles.
it.concurrent.each(faults)('it is told where %s', async (_, odd, problem) => {
  expect(told(await judge(odd, { depth: 'quick' }))).toContain(problem);
});
