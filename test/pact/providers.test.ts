/** The committed pact against right providers, each in its own way, and wrong ones, with one fault each. */
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyPactsAt } from '../../src/pact/provider/verify-pacts-at.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { conformingServers, faultyServers, type Variant } from '../servers/index.ts';
import { startServer } from '../servers/right-server.ts';
import type { Report } from '../../src/verdict/report.ts';
import { ownContract } from '../write-contract.ts';
import { committedPact } from './committed-pact.ts';

const contract = loadContract(ownContract);

async function judge(name: string): Promise<Report> {
  const variant: Variant | undefined = [...conformingServers, ...faultyServers].find((each) => each.name === name);
  if (!variant) throw new Error(`there is no server ${name}`);
  const server = await variant.start();
  try {
    return await verifyPactsAt(server.url, { contract, pact: [committedPact] });
  } finally {
    await server.close();
  }
}

describe('a right provider that keeps what is created', () => {
  const reports: Report[] = [];

  beforeAll(async () => {
    const server = await startServer();
    for (let run = 0; run < 2; run += 1)
      reports.push(await verifyPactsAt(server.url, { contract, pact: [committedPact] }));
    await server.close();
  });

  it('passes, and passes again', () => {
    expect(reports.map(({ problems }) => problems)).toEqual([[], []]);
  });

  it('is told what was created there', () => {
    expect(reports.map(({ created }) => created.length)).toEqual([12, 12]);
    expect(new Set(reports.flatMap(({ created }) => created)).size).toBe(24);
  });
});

it.each([
  'answer-nulls-absent',
  'answer-unsent-absent',
  'answer-more-members',
  'answer-token-given',
  'transport-type-upper-case',
])('%s, a right provider, is not flagged', async (name) => {
  const { problems } = await judge(name);
  expect(problems).toEqual([]);
});

it.each([
  ['answer-absent-region-id-absent', 'body-schema'],
  ['answer-text-region-name-capitalised', 'echo-broken'],
  ['answer-type-token-boolean', 'body-schema'],
  ['answer-shape-wrapped-in-data', 'body-schema'],
  ['media-type-created-text-plain', 'content-type'],
  ['accepted-type-scope-array', 'accepted-invalid'],
  ['status-created-422', 'undocumented-status'],
  ['refused-value-status-2', 'refused-valid'],
  ['error-body-invalid-msg-array', 'body-schema'],
])('%s, a wrong provider, shows %s', async (name, kind) => {
  const { problems } = await judge(name);
  expect(problems.map((problem) => problem.kind)).toContain(kind);
});
