/** The committed pact, held against a provider: the one at PROVIDER_URL, else the kit's own mock. */
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyPactsAt } from '../../src/pact/provider/verify-pacts-at.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { readPactFile } from '../../src/pact/provider/pact-file.ts';
import type { Problem, Report } from '../../src/verdict/report.ts';
import { serve } from '../mock/serve.ts';
import { ownContract } from '../write-contract.ts';
import { committedPact } from './committed-pact.ts';

const provider = process.env['PROVIDER_URL'];
const { interactions, consumer } = readPactFile(committedPact);

describe(`what the ${consumer} relies on, at ${provider ?? "the kit's own mock"}`, () => {
  let report: Report;

  beforeAll(async () => {
    const contract = loadContract(ownContract);
    report = await verifyPactsAt(provider ?? (await serve()), { contract, pact: [committedPact] });
  });

  it.for(interactions)('$description', ({ description }, { skip }) => {
    const id = `${consumer}.${description}`;
    skip(report.coverage.uncovered.includes(id), 'the provider did not bring its state about');
    const problems = report.problems.filter(({ clause, also = [] }) => [clause, ...also].includes(id));
    expect(problems.map(summarize)).toEqual([]);
  });
});

function summarize({ kind, message, expected, actual, curl }: Problem): string {
  return [`${kind}: ${message}`, `expected: ${expected}`, `actual: ${actual}`, curl].join('\n');
}
