/** What the user gave as a secret shows in no report, even where the server sends it back, however it writes it. */
import { afterAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { Format } from '../../../src/report/render-options.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { verify } from '../../../src/verify/verify.ts';
import { startServer } from '../../servers/right-server.ts';
import { ownContract } from '../../write-contract.ts';

const secret = 'Bearer s3cr3t/+"quoted"=';
const key = 'k3y-of-the-api';
const password = 'Correct-Horse7';
const login = `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`;

/** How a server may write what it was sent. */
const codings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => JSON.stringify(JSON.stringify(text)),
  (text) => encodeURIComponent(text),
  (text) => Buffer.from(text).toString('base64'),
  (text) => Buffer.from(text).toString('base64url'),
  (text) => Buffer.from(`{"sent":"${text}"}`).toString('base64'),
  (text) => Buffer.from(text).toString('hex'),
  (text) => text.replaceAll(/.{7}/g, '$&\n'),
  (text) => Buffer.from(text.replace(/^Basic /, ''), 'base64').toString(),
];

/** What is left of a secret in none of them, in small letters. */
const traces = [secret, key, password].flatMap((text) => [
  text.toLowerCase(),
  text.slice(-7).toLowerCase(),
  Buffer.from(text).toString('base64').slice(4, 12).toLowerCase(),
  Buffer.from(text).toString('hex').slice(4, 20),
]);

/** Sends the credentials back in every way: in members, in messages, in headers. */
const server = await startServer(() => ({
  finish: (reply, { request }) => {
    const sent = [request.headers.authorization, request.headers['x-api-key'], request.headers['x-login']].map(String);
    const echoed = sent.flatMap((text) => codings.map((write) => write(text)));
    return {
      ...reply,
      headers: { ...reply.headers, 'x-echo': encodeURIComponent(sent.join(' ')) },
      body: {
        ...(reply.body as object),
        msg: 7,
        desc: echoed.slice(0, 12).join(' '),
        list: [{ [sent.join()]: echoed }],
      },
    };
  },
}));
afterAll(() => server.close());

const report = await verify({
  contract: loadContract(ownContract),
  target: server.url,
  depth: 'quick',
  headers: { Authorization: secret, 'X-Api-Key': key, 'X-Login': login, 'X-Version': '1', 'X-Role': 'admin' },
});

describe('a report on a server that sends credentials back', () => {
  it('finds the server wrong', () => {
    expect(report.problems.map(({ kind }) => kind)).toContain('echo-broken');
    expect(report.problems.map(({ kind }) => kind)).toContain('body-schema');
    expect(
      report.problems.some(({ exchanges }) => exchanges.some(({ response }) => response?.body.includes('$'))),
    ).toBe(true);
  });

  it.each<Format>(['text', 'json', 'junit', 'html', 'github', 'markdown', 'sarif', 'gitlab'])(
    'shows none of them as %s',
    (format) => {
      const text = renderReport(report, { format }).toLowerCase();
      expect(traces.filter((each) => text.includes(each))).toEqual([]);
      expect(text.replaceAll(/\s|\\n|\\u000a/g, '')).not.toMatch(/s3cr3t|horse7|correct-h/);
    },
  );

  it('says with which variables to repeat a request', () => {
    expect(report.problems[0]?.curl).toContain('-H "authorization: $AUTHORIZATION"');
    expect(report.problems[0]?.curl).toContain('-H "x-api-key: $X_API_KEY"');
    expect(report.problems[0]?.curl).toContain('-H "x-version: $X_VERSION"');
    expect(report.repeat).toContain('--header "Authorization: …"');
  });

  it('is not garbled by values that are short', () => {
    const { clause, source, id } = report.problems[0] ?? {};
    expect(JSON.stringify({ clause, source, id, kinds: report.problems.map(({ kind }) => kind) })).not.toContain('$');
    expect(report.problems.map(({ message, expected }) => message + expected).join()).not.toMatch(
      /\$X_(?:VERSION|ROLE)/,
    );
    expect(report.target).toBe(server.url);
  });
});
