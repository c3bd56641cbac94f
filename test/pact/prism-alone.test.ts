/** The committed pact against Prism alone, beside the kit's own mock: what a mock that keeps nothing in mind cannot do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPactsAt } from '../../src/pact/provider/verify-pacts-at.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Report } from '../../src/verdict/report.ts';
import { serve } from '../mock/serve.ts';
import { ownContract } from '../write-contract.ts';
import { committedPact } from './committed-pact.ts';
import { startPrism, type Prism } from './start-prism.ts';

const contract = loadContract(ownContract);

let prism: Prism | undefined;
let alone: Report;
let own: Report;

beforeAll(async () => {
  prism = await startPrism(contract.file);
  alone = await verifyPactsAt(prism.url, { contract, pact: [committedPact] });
  own = await verifyPactsAt(await serve(), { contract, pact: [committedPact] });
});

afterAll(() => prism?.close());

/** Descriptions of the interactions with this outcome, shortened to what sets them apart. */
function shown({ coverage }: Report, outcome: string): string[] {
  return coverage.outcomes.filter((each) => each.outcome === outcome).map(({ id }) => id.replace(/^console\./, ''));
}

describe('Prism alone', () => {
  it('refuses what the schema refuses', () => {
    expect(shown(alone, 'held')).toEqual(
      expect.arrayContaining(['url is missing; the request is refused.', 'status is a text; the request is refused.']),
    );
  });

  it('fails every creation, since nothing that is sent comes back', () => {
    expect(shown(alone, 'broken')).toEqual(
      expect.arrayContaining([
        'Only the required members are sent; the data centre is created.',
        'Status 2 is sent; the data centre is created with it.',
      ]),
    );
    expect(alone.problems.map(({ kind }) => kind)).toContain('echo-broken');
  });

  it('creates a data centre whose name is taken', () => {
    expect(shown(alone, 'broken')).toContain('The name is taken already; the second creation is refused.');
    expect(alone.problems.map(({ kind }) => kind)).toContain('duplicate-accepted');
  });
});

describe("the kit's own mock", () => {
  it('passes, but for what no provider has to do', () => {
    expect(own.conforms).toBe(true);
    expect(shown(own, 'broken')).toEqual([]);
  });
});
