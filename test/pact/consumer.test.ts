/** The console's tests: its client against Pact's mock server. They write the pact that is committed. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pact } from '@pact-foundation/pact';
import { describe, expect, it } from 'vitest';
import type { AddRegionRequest } from '../../fixtures/index.ts';
import { addInteraction, interactionFor, loadContract, type ScenarioDraft } from '../../src/pact.ts';
import { ownContract } from '../write-contract.ts';
import {
  nullable,
  region,
  required,
  statuses,
  without,
  withNull,
  withStatus,
  withToken,
  withWrongType,
  wrongTypes,
} from './console-scenarios.ts';
import { addRegion, type Outcome } from './region-client.ts';

process.env['PACT_DO_NOT_TRACK'] = 'true';
const committed = new URL('../../contracts/pacts/console-regions.json', import.meta.url);
/** `npm run test:consumer` writes the committed pact itself; else a copy is written and compared. */
const dir = process.env['PACT_FOLDER'] ?? mkdtempSync(join(tmpdir(), 'docpact-pact-'));
const contract = loadContract(ownContract);
const pact = new Pact({ consumer: 'console', provider: 'regions', dir, logLevel: 'error' });

/** Has the client send the scenario's request to Pact's mock server, and tells what the client made of the answer. */
async function play(scenario: string | ScenarioDraft, relyOn: readonly string[] = []): Promise<Outcome> {
  const interaction = interactionFor(contract, scenario, { relyOn });
  const sent =
    typeof scenario === 'string'
      ? contract.scenarios.get('addRegion')?.find(({ name }) => name === scenario)?.request.body
      : scenario.request.body;
  const outcome = await addInteraction(pact, interaction).executeTest(({ url }) =>
    addRegion(url, sent as AddRegionRequest),
  );
  if (!outcome) throw new Error('the test was not executed');
  return outcome;
}

describe('a data centre is created', () => {
  it('with the required members only', async () => {
    const created = { name: 'cn-shanghai', alias: '上海数据中心', status: 0, certificates: [] };
    expect(await play('created-minimal')).toEqual({ created: { id: expect.any(String), ...created } });
  });

  it('with all members', async () => {
    expect(await play('created-full')).toMatchObject({
      created: { name: 'cn-beijing', status: 1, certificates: { length: 3 } },
    });
  });

  it.each(nullable)('and its %s is null', async (member) => {
    const { created } = (await play(withNull(member), [member])) as { created: object };
    expect(created).toMatchObject({ certificates: [] });
    expect(created).not.toHaveProperty('token');
  });

  it('and its token is given', async () => {
    expect(await play(withToken(), ['token'])).toMatchObject({ created: { token: expect.stringMatching(/^\w+$/) } });
  });

  it.each(statuses)('with status %i, which comes back as a text', async (status) => {
    expect(await play(withStatus(status))).toMatchObject({ created: { status } });
  });
});

describe('a request is refused', () => {
  it.each(required)('without %s', async (member) => {
    expect(await play(without(member))).toEqual({ refused: expect.stringMatching(/./) });
  });

  it('for a name that is taken', async () => {
    expect(await play('duplicate-name')).toEqual({ refused: expect.stringMatching(/./) });
  });

  it.for(wrongTypes)('where %s is %s', async (wrong) => {
    expect(await play(withWrongType(wrong))).toEqual({ refused: expect.stringMatching(/./) });
  });
});

describe('the pact', () => {
  it('is, byte for byte, the one that is committed', () => {
    const written = readFileSync(join(dir, 'console-regions.json'), 'utf8');
    expect(written).toBe(readFileSync(committed, 'utf8'));
  });

  it('says so where the port that its mock server was given is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const other = new Pact({ consumer: 'other', provider: 'regions', dir: tmpdir(), logLevel: 'error', port });
    let played = false;
    const test = addInteraction(other, interactionFor(contract, 'created-minimal')).executeTest(async () => {
      played = true;
    });
    await expect(test).rejects.toThrow(/mock server cannot listen/);
    expect(played).toBe(false);
    taken.close();
  });

  it('does not take two interactions by the same description, since Pact would keep only the last', () => {
    const twin = { ...withStatus(2), request: { body: region('cn-twin', { status: 3 }) }, response: { status: 201 } };
    expect(() => addInteraction(pact, interactionFor(contract, twin))).toThrow(/two interactions are described/);
  });
});
