/** What a client sends as its credentials shows neither in the log nor on the page nor in a HAR, in whichever coding it comes back. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { whenFileEnds } from '../file-ends.ts';
import { startMock } from '../../src/mock/start-mock.ts';
import { documentWith, writeContract } from '../write-contract.ts';

const secret = 'Zr4/k9+"x\\y#Q7w';
const short = '"';

/** The document's own names for credentials: nobody would guess these. */
const securitySchemes = {
  head: { type: 'apiKey', in: 'header', name: 'X-Shop' },
  query: { type: 'apiKey', in: 'query', name: 'shop' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'shop' },
};
const security = Object.keys(securitySchemes).map((name) => ({ [name]: [] }));
const body = { type: 'object', properties: { said: { type: 'string', maxLength: 3 } } };
const document = { ...documentWith(body, true, { security }), components: { securitySchemes } };
const contract = loadContract(writeContract({ 'openapi.yaml': document }));

const forUrl = encodeURIComponent(secret);
const base64 = Buffer.from(secret).toString('base64');

/** Where it stands: a line of the request's head, or its target. */
const places: Readonly<Record<string, { target?: string; head?: string }>> = {
  'Authorization: Bearer': { head: `Authorization: Bearer ${secret}` },
  'Authorization: Basic, as password': {
    head: `Authorization: Basic ${Buffer.from(`somebody:${secret}`).toString('base64')}`,
  },
  'Proxy-Authorization': { head: `Proxy-Authorization: ${secret}` },
  'a cookie': { head: `Cookie: theme=dark; shop=${secret}` },
  'a header that the document names': { head: `X-Shop: ${secret}` },
  'a header that is called as secrets are': { head: `X-Api-Key: ${secret}` },
  'a parameter that the document names': { target: `/things?page=2&shop=${forUrl}` },
  'a parameter that is called as secrets are': { target: `/things?api_key=${forUrl}` },
  'a parameter whose name is escaped': { target: `/things?sh%6Fp=${forUrl}&api%5Fkey=${forUrl}` },
  'user info of the target': { target: `http://somebody:${forUrl}@shop.test/things` },
  'user info of a referer': { head: `Referer: http://somebody:${forUrl}@shop.test/` },
};

/** How it comes back: in a member's value, in a name, in another part of the request. */
const codings: Readonly<Record<string, string>> = {
  'as it is': secret,
  'in JSON in JSON': JSON.stringify(JSON.stringify(secret)),
  'in a URL': forUrl,
  'in base64': base64,
  'in base64 for URLs': Buffer.from(`for ${secret}`).toString('base64url'),
  'in hexadecimal': Buffer.from(secret).toString('hex'),
  'in capitals': secret.toUpperCase(),
  'in HTML': secret.replaceAll('"', '&quot;'),
};

/** What of it may stand nowhere; letters that survive every escape, and what the codings make of them. */
const traces = [
  /zr4/i,
  /k9(?:\+|%2b)/i,
  new RegExp(base64.slice(0, 12)),
  new RegExp(Buffer.from(secret).toString('hex').slice(4, 16)),
  new RegExp(Buffer.from(`for ${secret}`).toString('base64url').slice(6, 18)),
];

const agent = new Agent({ keepAlive: true });

interface Sent {
  target: string;
  heads: readonly string[];
  body?: string;
}

interface Watched {
  url: string;
  /** Sends a target as it is, which fetch would not. */
  send(sent: Sent): Promise<void>;
  /** What is shown, once so many lines are in the log. */
  seen(count: number): Promise<{ log: string; exchanges: string; 'exchanges.har': string; page: string; har: string }>;
}

async function watch({ records = true } = {}): Promise<Watched> {
  const file = join(mkdtempSync(join(tmpdir(), 'docpact-secrets-')), 'traffic.har');
  let lines = '';
  const log = { write: (text: string) => void (lines += text) } as unknown as NodeJS.WritableStream;
  const { url, close } = await startMock(contract, {
    port: 0,
    log,
    security: false,
    ...(records ? { har: file } : {}),
  });
  whenFileEnds(close);
  const { hostname, port, host } = new URL(url);
  const read = async (path: string): Promise<string> => (await fetch(`${url}/__docpact/${path}`)).text();
  return {
    url,
    async send({ target, heads, body: sent = '{}' }) {
      const own = heads.map((line) => line.split(/: (.*)/s, 2) as [string, string]);
      const usual = { Host: host, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(sent) };
      const headers = [...own, ...Object.entries(usual)].flat().map(String);
      const sending = request({ agent, hostname, port, method: 'POST', path: target, headers });
      sending.end(sent);
      const [answer] = (await once(sending, 'response')) as [IncomingMessage];
      await once(answer.resume(), 'end');
    },
    async seen(count) {
      await expect.poll(() => lines.trimEnd().split('\n').length).toBe(count);
      return {
        log: lines,
        exchanges: await read('exchanges'),
        'exchanges.har': records ? await read('exchanges.har') : '',
        page: await read(''),
        har: records ? readFileSync(file, 'utf8') : '',
      };
    },
  };
}

it.each(Object.keys(places))('%s', async (place) => {
  const { target = '/things', head } = places[place] ?? {};
  const heads = head ? [head] : [];
  const { send, seen } = await watch();
  let sent = 0;
  for (const said of Object.values(codings)) {
    for (const each of [{ said }, { [said]: ['a', said] }])
      await send({ target, heads: [...heads, `X-Trace: ${said}`], body: JSON.stringify(each) });
    sent += 2;
    if (head === undefined) continue;
    await send({ target: `/none/${encodeURIComponent(said)}?then=${encodeURIComponent(said)}`, heads });
    sent += 1;
  }
  for (const [where, text] of Object.entries(await seen(sent)))
    for (const trace of traces) {
      const at = text.search(trace);
      expect(at < 0 ? '' : text.slice(Math.max(0, at - 40), at + 40), `${where}, ${String(trace)}`).toBe('');
    }
});

it('and what was answered before it was sent is hidden on the page afterwards', async () => {
  const token = 'Later-9f8e7d6c5b';
  const { send, seen } = await watch();
  await send({ target: '/things', heads: ['X-Shop: 1234567'], body: JSON.stringify({ said: token }) });
  await send({ target: '/things', heads: [`X-Shop: ${token}`] });
  expect((await seen(2)).exchanges.includes(token)).toBe(false);
});

it('a secret of one letter hides nothing but itself', async () => {
  const { url, send, seen } = await watch();
  await send({ target: `/things?shop=${short}`, heads: [`X-Shop: ${short}`], body: '{"said":1}' });
  const { log, exchanges, har } = await seen(1);
  expect(log).toMatch(/^POST \/things\?shop=••• 400 [\d.]+ ms {2}said must be string, not 1\n$/);
  expect((JSON.parse(exchanges) as object[])[0]).toMatchObject({
    url: '/things?shop=•••',
    reasons: ['said must be string, not 1'],
    request: { headers: expect.arrayContaining([['x-shop', '•••']]), body: '{"said":1}' },
  });
  const [entry] = (JSON.parse(har) as { log: { entries: { request: { headers: object[] } }[] } }).log.entries;
  expect(entry).toMatchObject({ request: { url: `${url}/things?shop=$SHOP`, postData: { text: '{"said":1}' } } });
  expect(entry?.request.headers).toContainEqual({ name: 'x-shop', value: '$X_SHOP' });
});

it('credentials too long to be looked for leave out what they may stand in', async () => {
  const { send, seen } = await watch();
  const long = `L0ng${'abc123'.repeat(1_000)}`;
  await send({ target: '/things?page=3', heads: [`X-Shop: ${long}`], body: JSON.stringify({ said: long }) });
  const { log, exchanges, har } = await seen(1);
  expect(log).toMatch(/^POST ••• 400 [\d.]+ ms {2}•••\n$/);
  expect([exchanges, har].some((text) => text.includes('L0ng'))).toBe(false);
  expect((JSON.parse(exchanges) as object[])[0]).toMatchObject({ url: '•••', status: 400, reasons: ['•••'] });
});

it('as many different ones as a load test sends do not hold up the page', async () => {
  const { send, seen } = await watch({ records: false });
  const heads = Array.from({ length: 30 }, (_, at) => `X-Shop: ${at}-${'abc123'.repeat(500)}`);
  for (const each of heads) await send({ target: '/things', heads: [each] });
  const { exchanges } = await seen(heads.length);
  const urls = (JSON.parse(exchanges) as { url: string }[]).map(({ url }) => url);
  expect(new Set(urls)).toEqual(new Set(['/things', '•••']));
  expect(exchanges.includes('abc123')).toBe(false);
});
