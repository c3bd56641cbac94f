/** The mock's own paths: who may read and switch, and what they show. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { documentWith, writeContract } from '../write-contract.ts';
import { post, serve } from './serve.ts';
import { plainRegion } from './valid-region.ts';

let url = '';
beforeAll(async () => {
  url = await serve();
});

/** The status of a request with exactly these headers: fetch lets nobody choose Host or Origin. */
function statusOf(method: string, to: string, headers: Record<string, string>, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/__docpact/${to}`, { method, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject).end(body);
  });
}

const change = (settings: unknown) =>
  fetch(`${url}/__docpact/settings`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: typeof settings === 'string' ? settings : JSON.stringify(settings),
  });

describe('another site', () => {
  const host = () => new URL(url).host;

  it.each([
    ['a name that leads here and is not ours', () => ({ host: 'evil.example' })],
    ['an origin of its own', () => ({ host: host(), origin: 'https://evil.example' })],
    ['an origin on another port', () => ({ host: host(), origin: 'http://127.0.0.1:1' })],
    ['the origin null', () => ({ host: host(), origin: 'null' })],
    ['a mark of the browser', () => ({ host: host(), 'sec-fetch-site': 'cross-site' })],
  ])('is kept out by %s', async (_, headers) => {
    expect(await statusOf('DELETE', 'state', headers())).toBe(403);
    expect(await statusOf('GET', 'exchanges', headers())).toBe(403);
    expect(await statusOf('PATCH', 'settings', { ...headers(), 'content-type': 'application/json' }, '{}')).toBe(403);
  });

  it.each(['localhost', '127.0.0.1', '[::1]', 'mock.localhost'])('is not %s', async (name) => {
    expect(await statusOf('GET', 'settings', { host: `${name}:4010` })).toBe(200);
  });

  it('may link to the page', async () => {
    const headers = { host: host(), 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect(await statusOf('GET', '', headers)).toBe(200);
    expect(await statusOf('POST', 'contract', headers)).toBe(403);
  });

  it('gets no CORS headers', async () => {
    const response = await fetch(`${url}/__docpact/state`);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('/__docpact/settings', () => {
  it('switches what all requests get, and back', async () => {
    expect(await (await change({ scenario: 'server-error', latency: '1-3', faults: ['slow:0.5%'] })).json()).toEqual({
      scenario: 'server-error',
      latency: '1-3',
      faults: ['slow:0.5%'],
    });
    expect((await post(url, plainRegion(), { headers: { prefer: 'wait=0' } })).status).toBe(500);
    await change({ scenario: null, latency: '0', faults: [] });
    expect((await post(url, plainRegion())).status).toBe(201);
  });

  it.each([
    [{ scenario: 'none-such' }, /there is no scenario/],
    [{ scenario: 5 }, /name or null/],
    [{ latency: 'long' }, /milliseconds/],
    [{ faults: ['fire:5%'] }, /reset:5%/],
    [{ faults: ['reset:60%', 'cut:60%'] }, /more than 100%/],
    [{ colour: 'red' }, /no setting "colour"/],
    [[], /an object/],
    ['{', /JSON|body/i],
  ])('refuses %j with a sentence', async (settings, sentence) => {
    const response = await change(settings);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { message: string }).message).toMatch(sentence);
  });
});

describe('/__docpact/exchanges', () => {
  it('has the newest requests with their bodies, by field what was wrong, and no secrets', async () => {
    await fetch(`${url}/__docpact/exchanges`, { method: 'DELETE' });
    const headers = { authorization: 'Bearer secret-1', 'x-api-key': 'secret-2', cookie: 'a=secret-3' };
    await post(url, { ...plainRegion(), status: '<b>1</b>' }, { headers });
    const text = await (await fetch(`${url}/__docpact/exchanges`)).text();
    expect(text).not.toContain('secret-');
    expect((JSON.parse(text) as unknown[])[0]).toMatchObject({
      method: 'POST',
      operation: 'addRegion',
      status: 400,
      violations: [{ in: 'body', field: 'status', keyword: 'type' }],
      request: { body: expect.stringContaining('<b>1</b>') },
      response: { body: expect.stringContaining('status must be integer') },
    });
  });

  it('keeps the first part of what is long, and the newest 200', { timeout: 120_000 }, async () => {
    const many = await serve({ stateless: true });
    await post(many, plainRegion({ desc: 'x'.repeat(500_000) }));
    const list = async () =>
      (await (await fetch(`${many}/__docpact/exchanges`)).json()) as { request: { body: string } }[];
    expect((await list())[0]?.request.body.length).toBeLessThanOrEqual(16_384);
    for (let index = 0; index < 250; index += 1) await post(many, {});
    expect(await list()).toHaveLength(200);
  });
});

describe('/__docpact/events', () => {
  it('tells of requests, state and settings as they come', async () => {
    const stop = new AbortController();
    const response = await fetch(`${url}/__docpact/events`, { signal: stop.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    let text = '';
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const part of response.body ?? []) text += decoder.decode(part, { stream: true });
    })().catch(() => undefined);
    await post(url, plainRegion());
    await change({ scenario: null });
    await expect.poll(() => text).toMatch(/event: mock\n[^]*event: state\n[^]*event: exchanges\ndata: \[\{/);
    stop.abort();
    await reading;
  });

  it('tells that the requests were cleared, also where the next one comes at once', async () => {
    const own = await serve();
    await post(own, plainRegion());
    const stop = new AbortController();
    const response = await fetch(`${own}/__docpact/events`, { signal: stop.signal });
    let text = '';
    const reading = (async () => {
      for await (const part of response.body ?? []) text += new TextDecoder().decode(part);
    })().catch(() => undefined);
    await fetch(`${own}/__docpact/exchanges`, { method: 'DELETE' });
    await post(own, {});
    await expect.poll(() => text).toMatch(/event: exchanges\ndata: \[\]\n\nevent: exchanges\ndata: \[\{/);
    stop.abort();
    await reading;
  });

  it('tells a page that fell behind of the last thing once it has caught up', { timeout: 120_000 }, async () => {
    const own = await serve();
    const page = connect(Number(new URL(own).port), '127.0.0.1').pause();
    page.write('GET /__docpact/events HTTP/1.1\r\nhost: localhost\r\n\r\n');
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 40 }, () => post(own, plainRegion({ key_file: 'long'.repeat(6_000) }))));
    }
    await post(own, plainRegion({ region_name: 'the last' }));
    // Long enough for whatever would be told of now.
    await new Promise((resolve) => setTimeout(resolve, 300));
    let text = '';
    page.on('data', (part) => (text += part.toString())).resume();
    await expect.poll(() => text.includes('the last'), { timeout: 5_000 }).toBe(true);
    page.destroy();
  });
});

describe('what is not there', () => {
  it('gets 404 with a sentence, also where a file lies', async () => {
    for (const path of [
      'none',
      'client/../start-mock.ts',
      'client/%2e%2e%2fstart-mock.ts',
      'client/none.ts',
      'operations/none/sample',
    ]) {
      const response = await fetch(`${url}/__docpact/${path}`);
      expect(response.status).toBe(404);
      expect(((await response.json()) as { message: string }).message).toContain('no GET');
    }
  });

  it('leads from the path without a slash to the page', async () => {
    const response = await fetch(`${url}/__docpact`);
    expect(response.url).toBe(`${url}/__docpact/`);
    expect(await response.text()).toContain('<div id="app">');
  });
});

describe('a request that is written on the page', () => {
  const check = async (written: unknown) => {
    const response = await fetch(`${url}/__docpact/operations/addRegion/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(written),
    });
    return {
      status: response.status,
      found: (await response.json()) as { zone: string; violations: { message: string }[] },
    };
  };
  const headers = { 'Content-Type': 'application/json' };
  const target = '/openapi/v2/manage/regions';

  it.each([
    ['allowed', { target, headers, body: JSON.stringify(plainRegion()) }, 'valid', []],
    [
      'left open',
      { target: `${target}?x=1`, headers, body: JSON.stringify(plainRegion()) },
      'open',
      ['x is not a known parameter'],
    ],
    [
      'forbidden',
      { target, headers, body: JSON.stringify(plainRegion({ status: '1' })) },
      'invalid',
      ['status must be integer, not "1"'],
    ],
    ['none that can be read', { target, headers, body: '{' }, 'invalid', [expect.stringMatching(/JSON/)]],
    ['of another path', { target: '/other', headers }, 'invalid', [`the path is not ${target}`]],
  ])('is judged before it is sent: one that is %s', async (_, written, zone, messages) => {
    const { found } = await check(written);
    expect([found.zone, found.violations.map(({ message }) => message)]).toEqual([zone, messages]);
  });

  it('is refused where it is no request', async () => {
    for (const value of [null, { target }, { target, headers: { a: 1 } }])
      expect((await check(value)).status).toBe(400);
  });

  it('has scenarios to begin with, what succeeds first', async () => {
    const { operations } = (await (await fetch(`${url}/__docpact/mock`)).json()) as {
      operations: { scenarios: { name: string; status: number; undocumented: boolean }[] }[];
    };
    const [{ scenarios } = { scenarios: [] }] = operations;
    expect(scenarios[0]).toMatchObject({ status: 201, undocumented: false });
    const statuses = scenarios.map(({ status, undocumented }) => (undocumented ? 'other' : String(status)));
    expect([...new Set(statuses)]).toEqual(['201', '400', 'other']);
  });
});

it('shows a sample of an operation whose name is as long as generated names are', async () => {
  const id = 'Organizations_'.repeat(40);
  const contract = loadContract(
    writeContract({ 'openapi.json': documentWith({ type: 'object' }, true, { operationId: id }) }),
  );
  const response = await fetch(`${await serve({ contract })}/__docpact/operations/${id}/sample`);
  expect(response.status).toBe(200);
});
