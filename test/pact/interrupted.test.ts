/** A signal ends a verification of pacts whatever it waits for: a broker, an endpoint for states, a provider. */
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { type VerifyPactsAtOptions, verifyPactsAt } from '../../src/pact/provider/verify-pacts-at.ts';
import { ownContract } from '../write-contract.ts';

const contract = loadContract(ownContract);
const servers: Server[] = [];
afterAll(() => servers.forEach((server) => (server.closeAllConnections(), server.close())));

/** A server that never answers, and calls `onAsked` when it is asked. */
async function serveSilence(onAsked: () => void): Promise<string> {
  const server = createServer(onAsked);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const folder = mkdtempSync(join(tmpdir(), 'docpact-interrupted-'));
const pact = join(folder, 'pact.json');
const interaction = { description: 'd', providerState: 's', request: { path: '/a' }, response: { status: 200 } };
const parties = { consumer: { name: 'c' }, provider: { name: 'p' } };
writeFileSync(pact, JSON.stringify({ ...parties, interactions: [interaction] }));

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('docpact-broker-'));

it.each<[string, (silent: string) => Partial<VerifyPactsAtOptions>]>([
  ['a broker', (brokerUrl) => ({ broker: { brokerUrl, provider: 'p', selectors: [{}], publish: false } })],
  ['an endpoint for states', (stateUrl) => ({ pact: [pact], stateUrl })],
  ['a provider', () => ({ pact: [pact], config: { states: { s: () => ({}) } } })],
  ['a function for a state', () => ({ pact: [pact], config: { states: { s: () => new Promise(() => undefined) } } })],
])('ends while %s is silent, and leaves nothing behind', async (name, options) => {
  const before = leftovers();
  const interruption = new AbortController();
  const silent = await serveSilence(() => interruption.abort());
  const given = options(silent);
  if (name.startsWith('a function')) setTimeout(() => interruption.abort(), 500);
  const run = verifyPactsAt(silent, { contract, timeout: 600_000, signal: interruption.signal, ...given });
  await expect(run).rejects.toThrow('the run was interrupted');
  expect(leftovers()).toEqual(before);
});
