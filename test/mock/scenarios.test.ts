/** Scenarios: the mock answers as they say, whether it is asked for one by name or not. */
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/contract/contract.ts';
import { lintScenarios } from '../../src/contract/lint/lint-scenarios.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { UsageError } from '../../src/errors.ts';
import { readReply, type Reply, serve } from './serve.ts';
import { path, plainRegion } from './valid-region.ts';

const contract = loadContract('contracts');
const scenarios = contract.scenarios.get('addRegion') ?? [];
const documented = scenarios.filter(({ undocumented }) => !undocumented);

async function send(url: string, { request }: Pick<Scenario, 'request'>, prefer?: string): Promise<Reply> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(prefer === undefined ? {} : { prefer }) },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  return readReply(response);
}

const byName = (name: string): Scenario => scenarios.find((each) => each.name === name) as Scenario;

describe('a scenario', () => {
  it('stands for each thing that a frontend has to cope with', () => {
    expect(scenarios.map(({ name }) => name)).toEqual([
      'body-not-object',
      'created-full',
      'created-minimal',
      'duplicate-name',
      'missing-member',
      'no-body',
      'null-member',
      'nullable-nulls',
      'server-error',
      'status-0',
      'status-1',
      'status-2',
      'status-3',
      'unauthorized',
      'wrong-type',
    ]);
    expect(scenarios.filter(({ undocumented }) => undocumented).map(({ response }) => response.status)).toEqual([
      500, 401,
    ]);
    expect(lintScenarios(contract)).toEqual([]);
  });

  it.each(documented)('$name is what the contract says anyway', async (scenario) => {
    const url = await serve();
    for (const name of scenario.given) await send(url, byName(name));
    const { status, body } = await send(url, scenario);
    expect(status).toBe(scenario.response.status);
    if (status >= 400) expect(body).toEqual(scenario.response.body);
  });

  it.each(scenarios)('$name answers exactly when it is asked for by name', async (scenario) => {
    const url = await serve();
    const { status, body, headers } = await send(url, scenario, `example=${scenario.name}`);
    expect(status).toBe(scenario.response.status);
    expect(body).toEqual(scenario.response.body);
    if (status < 400) expect(headers.get('preference-applied')).toBe(`example=${scenario.name}`);
  });

  it.each(scenarios)('$name answers all valid requests when it is switched on', async (scenario) => {
    const url = await serve({ scenario: scenario.name });
    for (const _ of [1, 2]) {
      const { status, body } = await send(url, { request: { body: plainRegion() } });
      expect(status).toBe(scenario.response.status);
      expect(body).toEqual(scenario.response.body);
    }
  });

  it('that is switched on gives way to what a client asks for', async () => {
    const url = await serve({ scenario: 'server-error' });
    expect((await send(url, { request: { body: plainRegion() } }, 'example=duplicate-name')).status).toBe(400);
    expect((await send(url, { request: { body: plainRegion() } }, 'code=201')).status).toBe(201);
  });

  it('that is documented leaves an invalid request refused for what is wrong with it', async () => {
    const { status, body } = await send(await serve({ scenario: 'created-minimal' }), { request: { body: {} } });
    expect(status).toBe(400);
    expect(body['msg']).toContain('region_name is required');
  });

  it('that is undocumented comes whatever was sent, since nobody read it', async () => {
    const url = await serve();
    expect((await send(url, { request: { body: {} } }, 'example=unauthorized')).status).toBe(401);
    expect((await send(url, { request: {} }, 'example=server-error')).status).toBe(500);
  });

  it('sets up what it takes for given, once', async () => {
    const url = await serve();
    for (const _ of [1, 2]) await send(url, byName('duplicate-name'), 'example=duplicate-name');
    const state = (await (await fetch(`${url}/__docpact/state`)).json()) as { total: number };
    expect(state.total).toBe(1);
    expect((await send(url, byName('created-minimal'))).status).toBe(400);
  });

  it('that does not exist keeps the mock from starting, with the name that was meant', async () => {
    const error: unknown = await serve({ scenario: 'server-eror' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toContain('did you mean "server-error"?');
  });
});
