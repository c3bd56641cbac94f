/** Verify and the mock on a contract whose own examples obey several branches of a `oneOf`. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { zoneOf } from '../../src/contract/zone-of.ts';
import { startMock } from '../../src/mock/start-mock.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { whenFileEnds } from '../file-ends.ts';
import { documentWith, writeContract } from '../write-contract.ts';
import { serveRoutes } from './serve-routes.ts';

const text = { type: 'string' };
const thing = (name: string) => ({ type: 'object', properties: { [name]: text }, required: [name] });
const union = { oneOf: [thing('isbn'), thing('title')] };
const both = { isbn: '978-3', title: 'A book' };
const contract = loadContract(
  writeContract({
    'openapi.json': {
      ...documentWith({ $ref: '#/components/schemas/Book' }, { $ref: '#/components/schemas/Book' }),
      components: { schemas: { Book: { ...union, example: both } } },
    },
  }),
);
const [operation] = contract.operations;

/** The members of a body that a branch demands. */
function obeyed(body: unknown): object {
  const members = Object.entries(body ?? {}).filter(
    ([name, value]) => Object.hasOwn(both, name) && typeof value === 'string',
  );
  return Object.fromEntries(members);
}

/** What verify says of a server that takes what `takes` says, and answers what it was sent, or `answer`. */
async function run(takes: (count: number) => boolean, answer?: unknown): Promise<VerifyReport> {
  const target = await serveRoutes({
    'POST /things': ({ body }) =>
      takes(Object.keys(obeyed(body)).length)
        ? { status: 201, json: answer ?? obeyed(body) }
        : { status: 400, json: { message: 'no' } },
  });
  return verify({ contract, target, runId: 'overlap', timeout: 20_000 });
}

const told = ({ problems }: VerifyReport) =>
  problems.map(({ kind, clause, message }) => `${kind} ${clause} ${message}`);

describe('a server conforms', () => {
  it.each<[string, (count: number) => boolean, unknown]>([
    ['that takes requests of several branches', (count) => count > 0, undefined],
    ['that refuses them', (count) => count === 1, undefined],
    ['that answers what obeys several', (count) => count > 0, both],
    ['that answers what obeys one', (count) => count === 1, { title: 'A book' }],
  ])('%s', async (_, takes, answer) => {
    const report = await run(takes, answer);
    expect(told(report)).toEqual([]);
    expect(report.conforms).toBe(true);
  });
});

describe('a server is flagged', () => {
  it.each<[string, (count: number) => boolean, unknown]>([
    ['that answers what obeys no branch', (count) => count > 0, { name: 'A book' }],
    ['that takes requests of no branch', () => true, both],
    ['that refuses requests of one branch', (count) => count > 1, both],
  ])('%s', async (_, takes, answer) => {
    expect((await run(takes, answer)).conforms).toBe(false);
  });
});

it('a request of several branches is open, of one valid, of none invalid', () => {
  const zones = [both, { isbn: '978-3' }, { title: 'A book' }, { name: 'A book' }].map(
    (body) => operation && zoneOf(contract, operation, { body, mediaType: 'application/json' }),
  );
  expect(zones).toEqual(['open', 'valid', 'valid', 'invalid']);
});

it('the mock takes the example of the document itself, and gives it', async () => {
  const { url, close } = await startMock(contract, { port: 0 });
  whenFileEnds(close);
  const send = (body: unknown) =>
    fetch(`${url}/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const taken = await send(both);
  expect([taken.status, obeyed(await taken.json())]).toEqual([201, both]);
  expect((await send({ name: 'A book' })).ok).toBe(false);
});
