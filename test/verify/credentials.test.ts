/** Credentials that a document demands: with them the server is tried, and without them, or with wrong ones, it must not let anybody in. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { planRun, verify } from '../../src/verify/verify.ts';
import type { VerifyOptions } from '../../src/verify/verify-options.ts';
import { writeContract } from '../write-contract.ts';
import { type Asked, type Route, serveRoutes } from './serve-routes.ts';

const schemes = {
  token: { type: 'http', scheme: 'bearer' },
  login: { type: 'http', scheme: 'basic' },
  oauth: { type: 'oauth2', flows: {} },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'api_key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
};

type Scheme = keyof typeof schemes;

function contractOf(security: readonly Partial<Record<Scheme, readonly string[]>>[]) {
  const json = { content: { 'application/json': { schema: { type: 'array' } } } };
  const get = {
    operationId: 'listThings',
    responses: { 200: { description: 'some', ...json }, 401: { description: 'no' } },
  };
  return loadContract(
    writeContract({
      'openapi.json': {
        openapi: '3.1.0',
        info: { title: 'guarded', version: '1' },
        security,
        components: { securitySchemes: schemes },
        paths: { '/things': { get } },
      },
    }),
  );
}

/** What each scheme's right credential is for the one who calls, and whether a request has it. */
const right: Readonly<Record<Scheme, { given: string; has: (asked: Asked) => boolean }>> = {
  token: { given: 'token-1234', has: ({ headers }) => headers.authorization === 'Bearer token-1234' },
  login: {
    given: 'ann:secret-word',
    has: ({ headers }) => headers.authorization === `Basic ${btoa('ann:secret-word')}`,
  },
  oauth: { given: 'oauth-1234', has: ({ headers }) => headers.authorization === 'Bearer oauth-1234' },
  key: { given: 'key-1234', has: ({ headers }) => headers['x-key'] === 'key-1234' },
  query: { given: 'query-1234', has: ({ query }) => query.get('api_key') === 'query-1234' },
  cookie: { given: 'cookie-1234', has: ({ headers }) => headers.cookie === 'session=cookie-1234' },
};

let count = 0;

/** No two answers are the same. */
const things = () => ({ status: 200, json: [(count += 1)] });

/** A server that lets in who has one of these. */
const guarded =
  (...has: readonly ((asked: Asked) => boolean)[]): Route =>
  (asked) =>
    has.some((each) => each(asked)) ? things() : { status: 401, headers: { 'www-authenticate': 'Bearer' } };

async function run(
  security: readonly Partial<Record<Scheme, readonly string[]>>[],
  route: Route,
  options: Partial<VerifyOptions> = {},
): Promise<VerifyReport> {
  const target = await serveRoutes({ 'GET /things': route });
  return verify({ contract: contractOf(security), target, runId: 'guarded', ...options });
}

const told = ({ headline, problems }: VerifyReport) => [
  ...(headline === undefined ? [] : [headline]),
  ...problems.map(({ kind, clause, case: shown }) => `${kind} ${clause} (${shown})`),
];

const clauseOf = (report: VerifyReport) =>
  report.coverage.outcomes.find(({ id }) => id === 'listThings.request.security')?.outcome;

describe.each(Object.keys(schemes) as Scheme[])('a credential of the scheme %s', (scheme) => {
  const { given, has } = right[scheme];

  it('lets the run in, and is not asked for in vain', async () => {
    const report = await run([{ [scheme]: [] }], guarded(has), { auth: { [scheme]: given } });
    expect(told(report)).toEqual([]);
    expect(clauseOf(report)).toBe('held');
    expect(report.coverage.outcomes.find(({ id }) => id === 'listThings.response.401.status')?.outcome).toBe('held');
  });

  it('that nobody looks at is told', async () => {
    const report = await run([{ [scheme]: [] }], things, { auth: { [scheme]: given } });
    expect(told(report).join('\n')).toContain('accepted-invalid listThings.request.security');
    expect(clauseOf(report)).toBe('broken');
  });

  it('stands nowhere in the report', async () => {
    const report = await run([{ [scheme]: [] }], things, { auth: { [scheme]: given } });
    const text = JSON.stringify(report);
    for (const secret of [given, btoa(given), 'secret-word']) expect(text).not.toContain(secret);
  });
});

describe('credentials', () => {
  it('of one alternative are enough', async () => {
    const report = await run([{ token: [] }, { key: [] }], guarded(right.token.has, right.key.has), {
      auth: { key: right.key.given },
    });
    expect(told(report)).toEqual([]);
  });

  it('that are demanded together are sent together', async () => {
    const both: Route = (asked) => guarded((each) => right.key.has(each) && right.token.has(each))(asked);
    const report = await run([{ token: [], key: [] }], both, {
      auth: { key: right.key.given, token: right.token.given },
    });
    expect(told(report)).toEqual([]);
  });

  it('that are optional are not demanded', async () => {
    const report = await run([{}, { key: [] }], things, { auth: { key: right.key.given } });
    expect(told(report)).toEqual([]);
  });

  it('may be fetched', async () => {
    const report = await run([{ key: [] }], guarded(right.key.has), {
      auth: { key: () => Promise.resolve(right.key.given) },
    });
    expect(told(report)).toEqual([]);
  });

  it('may come in a header of the user', async () => {
    const report = await run([{ key: [] }], guarded(right.key.has), { headers: { 'X-Key': right.key.given } });
    expect(told(report)).toEqual([]);
    expect(clauseOf(report)).toBe('held');
  });

  it('that are wrong must not be enough', async () => {
    const any: Route = ({ headers }) => (headers['x-key'] === undefined ? { status: 401 } : things());
    const report = await run([{ key: [] }], any, { auth: { key: right.key.given } });
    expect(told(report).join('\n')).toContain('listThings.request.security');
  });

  it('stand nowhere in a report, of two in one header either, however the server writes what it was sent', async () => {
    const contract = contractOf([{ token: [] }, { login: [] }]);
    const auth = { token: 'token-1234567', login: right.login.given };
    const codings: ((text: string) => string)[] = [
      (text) => text,
      (text) => btoa(`you sent: ${text}`),
      (text) => Buffer.from(text).toString('hex'),
      (text) => encodeURIComponent(encodeURIComponent(text)).toLowerCase(),
    ];
    for (const code of codings) {
      const target = await serveRoutes({
        'GET /things': ({ headers }) => {
          const sent = `${headers.authorization ?? ''} token-1234567 ann:secret-word`;
          return { status: 500, json: { you: code(sent) }, headers: { 'x-sent': code(sent) } };
        },
      });
      const text = JSON.stringify(await verify({ contract, target, runId: 'guarded', auth }));
      for (const secret of ['token-1234567', 'ann:secret-word', 'secret-word', btoa('ann:secret-word')])
        for (const coding of codings) expect(text).not.toContain(coding(secret));
    }
  });

  it('are left out, or wrong, only where right ones were given: else a refusal tells nothing', async () => {
    const guard = async (auth: Record<string, string>) => {
      const cases = await planRun({ contract: contractOf([{ token: [] }, { key: [] }]), auth });
      return cases.map(({ id }) => id).filter((id) => id.includes('/security/'));
    };
    expect(await guard({})).toEqual([]);
    expect(await guard({ key: 'key-1234' })).toContain('listThings/security/none');
  });

  it('that nobody gave are asked for by their name', async () => {
    const report = await run([{ key: [] }], guarded(right.key.has));
    expect(report.headline).toBe(
      'every request is answered with 401: the document asks for credentials, and none were given; pass them with --auth key=KEY',
    );
  });

  it('that are wanted by some operations only are asked for, and the others are judged', async () => {
    const json = { content: { 'application/json': { schema: { type: 'object', required: ['n'] } } } };
    const responses = { 200: { description: 'some', ...json }, 401: { description: 'no' } };
    const contract = loadContract(
      writeContract({
        'openapi.json': {
          openapi: '3.1.0',
          info: { title: 'half guarded', version: '1' },
          components: { securitySchemes: schemes },
          paths: {
            '/open': { get: { operationId: 'open', responses } },
            '/a': { get: { operationId: 'getA', security: [{ token: [], key: [] }], responses } },
            '/b': {
              post: {
                operationId: 'addB',
                security: [{ cookie: [] }],
                requestBody: { required: true, ...json },
                responses,
              },
            },
          },
        },
      }),
    );
    const refused = { status: 401, headers: { 'www-authenticate': 'Bearer' } };
    const ask = async (routes: Record<string, Route>, auth: Record<string, string> = {}) =>
      verify({ contract, target: await serveRoutes(routes), runId: 'half', auth });
    const n = () => ({ status: 200, json: { n: (count += 1) } });
    const report = await ask({ 'GET /open': n, 'GET /a': () => refused, 'POST /b': () => refused });
    expect(told(report)).toEqual([
      'getA, addB want credentials that were not given: pass them with --auth token=TOKEN --auth key=KEY --auth cookie=KEY',
    ]);
    expect(report.conforms).toBe(false);
    expect(report.coverage.outcomes.find(({ id }) => id === 'addB.request.body')?.reason).toBe(
      'no credentials for it were given',
    );
    const wrong = await ask({
      'GET /open': () => ({ status: 200, json: {} }),
      'GET /a': () => refused,
      'POST /b': () => refused,
    });
    expect(told(wrong).join('\n')).toContain('body-schema open.response.200');
    const unguarded = await ask({ 'GET /open': n, 'GET /a': n, 'POST /b': () => refused });
    expect(told(unguarded)[0]).toBe('addB wants credentials that were not given: pass them with --auth cookie=KEY');
  });

  it('of a scheme that the document does not have are refused', async () => {
    await expect(run([{ key: [] }], guarded(right.key.has), { auth: { kee: 'x' } })).rejects.toThrow(
      'no credentials of a scheme "kee"',
    );
  });
});
