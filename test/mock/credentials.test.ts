/** Whom the mock answers, where the document demands credentials. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { documentWith, writeContract } from '../write-contract.ts';
import { readReply, serve, type Reply } from './serve.ts';

const securitySchemes = {
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  digest: { type: 'http', scheme: 'digest' },
  oauth: { type: 'oauth2', flows: {} },
  openid: { type: 'openIdConnect', openIdConnectUrl: 'https://example.com' },
  certificate: { type: 'mutualTLS' },
};

const problem = {
  type: 'object',
  required: ['title', 'status'],
  properties: { title: { type: 'string' }, status: { type: 'integer', minimum: 400 } },
};

/** A contract that demands `security`, and documents what it answers without. */
function demanding(security: readonly object[]): Contract {
  const responses = {
    201: { description: 'made' },
    400: { description: 'refused' },
    401: { description: 'who are you?', content: { 'application/problem+json': { schema: problem } } },
  };
  const document = {
    ...documentWith({ type: 'object' }, true, { responses, security }),
    components: { securitySchemes },
  };
  return loadContract(writeContract({ 'openapi.yaml': document }));
}

async function ask(url: string, headers: Record<string, string> = {}, query = ''): Promise<Reply> {
  const sent = { 'content-type': 'application/json', ...headers };
  return readReply(await fetch(`${url}/things${query}`, { method: 'POST', headers: sent, body: '{}' }));
}

describe('credentials', () => {
  it.each<[string, Record<string, string>, string, Record<string, string>, string?]>([
    ['key', { 'x-key': 'anything' }, '', { 'x-key': ' ' }, 'ApiKey realm="key", in="header", name="x-key"'],
    ['query', {}, '?key=1', {}, 'ApiKey realm="query", in="query", name="key"'],
    ['cookie', { cookie: 'a=b; session=1' }, '', { cookie: 'sessions=1' }],
    ['basic', { authorization: 'basic YTpi' }, '', { authorization: 'Basic YWI=' }, 'Basic realm="basic"'],
    ['bearer', { authorization: 'Bearer abc.def' }, '', { authorization: 'Bearer ' }, 'Bearer realm="bearer"'],
    ['digest', { authorization: 'Digest username="a"' }, '', { authorization: 'Bearer abc' }, 'Digest realm="digest"'],
    ['oauth', { authorization: 'Bearer abc' }, '', { authorization: 'Basic YTpi' }, 'Bearer realm="oauth"'],
    ['openid', { authorization: 'bearer abc' }, '', { authorization: 'Bearer a b' }, 'Bearer realm="openid"'],
  ])(
    'of the scheme %s: any that are well-formed will do, others get the documented 401',
    async (scheme, right, query, wrong, challenge) => {
      const url = await serve({ contract: demanding([{ [scheme]: [] }]) });
      expect((await ask(url, right, query)).status).toBe(201);
      for (const refused of [await ask(url), await ask(url, wrong)]) {
        expect(refused.status).toBe(401);
        expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(refused.body['title']).toMatch(new RegExp(`must carry .*\\(${scheme}\\)`));
        if (challenge !== undefined) expect(refused.headers.get('www-authenticate')).toBe(challenge);
      }
    },
  );

  it.each(['', ' ', 'a', 'abcde', 'YTpi=====a', 'YTpi YTpi', 'Ytp', '%00', 'YWI', ':', 'ü'])(
    'that are no name and password in Base64, %j, are refused as any others',
    async (text) => {
      const url = await serve({ contract: demanding([{ basic: [] }]) });
      const authorization = Buffer.from(`Basic ${text}`).toString('latin1');
      expect((await ask(url, { authorization })).status).toBe(401);
    },
  );

  it('of one alternative suffice, those of a combination are all needed, and an empty alternative asks for none', async () => {
    const url = await serve({ contract: demanding([{ key: [], query: [] }, { bearer: [] }]) });
    expect((await ask(url, { 'x-key': '1' })).status).toBe(401);
    expect((await ask(url, { 'x-key': '1' }, '?key=2')).status).toBe(201);
    const { status } = await ask(url, { authorization: 'Bearer a' });
    expect(status).toBe(201);
    expect((await ask(await serve({ contract: demanding([{ key: [] }, {}]) }))).status).toBe(201);
  });

  it('that are a certificate are not looked for, and none are with --no-security', async () => {
    expect((await ask(await serve({ contract: demanding([{ certificate: [] }]) }))).status).toBe(201);
    const either = await serve({ contract: demanding([{ certificate: [] }, { key: [] }]) });
    expect((await ask(either)).status).toBe(401);
    expect((await ask(either, { 'x-key': '1' })).status).toBe(201);
    expect((await ask(await serve({ contract: demanding([{ key: [] }]), security: false }))).status).toBe(201);
  });

  it('are asked for before the body is looked at', async () => {
    const url = await serve({ contract: demanding([{ key: [] }]) });
    const response = await fetch(`${url}/things`, { method: 'POST', body: 'nonsense' });
    expect(response.status).toBe(401);
  });
});

describe('what a client sends that is secret', () => {
  const secrets = { authorization: 'Bearer t0ken-of-the-client', cookie: 'session=c00kie-of-the-client' };
  const target = '/things?api_key=k3y-of-the-client&page=2';
  const traces = /t0ken|c00kie|k3y-of/;

  it('is neither in the log nor on the page, though an answer repeats it', async () => {
    const lines: string[] = [];
    const log = { write: (text: string) => void lines.push(text) } as unknown as NodeJS.WritableStream;
    const echo = { type: 'object', properties: { said: { type: 'string', maxLength: 3 } } };
    const contract = loadContract(writeContract({ 'openapi.yaml': documentWith(echo) }));
    const url = await serve({ contract, log });
    const headers = { 'content-type': 'application/json', ...secrets };
    const said = Buffer.from(secrets.authorization).toString('base64');
    for (const body of [{ said: secrets.authorization }, { said }, { [secrets.cookie]: 'k3y-of-the-client' }])
      await fetch(url + target, { method: 'POST', headers, body: JSON.stringify(body) });
    const page = await (await fetch(`${url}/__docpact/exchanges`)).text();
    await expect.poll(() => lines.join('')).toContain('POST /things?api_key=•••&page=2');
    expect(page).toContain('/things?api_key=•••&page=2');
    expect(page).toContain('•••');
    expect(page + lines.join('')).not.toMatch(traces);
    expect(page).not.toContain(said.slice(4, 20));
  });
});
