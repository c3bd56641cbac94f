/** What the user gave as a header shows in no report, even where the server sends it back. */
import { afterAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { Format } from '../../../src/report/render-options.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { verify } from '../../../src/verify/verify.ts';
import { startServer } from '../../servers/right-server.ts';
import { ownContract } from '../../write-contract.ts';

const secret = 'Bearer s3cr3t/+"quoted"=';
const key = 'k3y-of-the-api';
const traces = [secret, key].flatMap((text) => [
  text,
  JSON.stringify(text).slice(1, -1),
  encodeURIComponent(text),
  Buffer.from(text).toString('base64'),
]);

/** Sends the credentials back in every way: in members, in messages, in headers, and coded as they are looked for below. */
const server = await startServer(() => ({
  finish: (reply, { request }) => {
    const sent = [request.headers.authorization, request.headers['x-api-key']].map(String);
    const echoed = sent.join(' ');
    const coded = sent.map((value) => Buffer.from(value).toString('base64'));
    return {
      ...reply,
      headers: { ...reply.headers, 'x-echo': encodeURIComponent(echoed) },
      body: { ...(reply.body as object), msg: 7, desc: echoed, list: [{ [echoed]: echoed }], coded },
    };
  },
}));
afterAll(() => server.close());

const report = await verify({
  contract: loadContract(ownContract),
  target: server.url,
  depth: 'quick',
  headers: { Authorization: secret, 'X-Api-Key': key },
});

describe('a report on a server that sends credentials back', () => {
  it('finds the server wrong', () => {
    expect(report.problems.map(({ kind }) => kind)).toContain('echo-broken');
    expect(report.problems.map(({ kind }) => kind)).toContain('body-schema');
  });

  it.each<Format>(['text', 'json', 'junit', 'html', 'github'])('shows none of them as %s', (format) => {
    const text = renderReport(report, { format });
    expect(traces.filter((each) => text.includes(each))).toEqual([]);
    expect(text.includes('s3cr3t')).toBe(false);
  });

  it('says with which variables to repeat a request', () => {
    expect(report.problems[0]?.curl).toContain('-H "authorization: $AUTHORIZATION"');
    expect(report.problems[0]?.curl).toContain('-H "x-api-key: $X_API_KEY"');
    expect(report.repeat).toContain('--header "Authorization: …"');
  });
});
