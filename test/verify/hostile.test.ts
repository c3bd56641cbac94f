/** Servers that do harm, or are none: bounded time and memory, no crash, and one line that says the cause. */
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { TargetError } from '../../src/errors.ts';
import type { ProblemKind } from '../../src/verdict/problem-kind.ts';
import { verify } from '../../src/verify/verify.ts';
import { runDocpact } from '../cli/run-docpact.ts';
import { hostileServers } from '../servers/index.ts';
import { ownContract } from '../write-contract.ts';

const contract = loadContract(ownContract);

/** What one line must say of them, and the one problem that there is. */
const told: readonly (readonly [name: string, kind: ProblemKind, headline: RegExp])[] = [
  ['never-answers', 'no-answer', /no valid request gets a whole answer: no complete answer within 400 ms/],
  ['drips-body', 'no-answer', /no complete answer within 400 ms/],
  ['terabyte', 'too-large', /the answer is larger than 10485760 bytes/],
  ['header-flood', 'too-large', /the head of the answer is larger than 65536 bytes/],
  ['continue-flood', 'bad-framing', /interim answers \(1xx\) come without end/],
  ['resets-at-once', 'connection-lost', /the connection was closed before an answer/],
  ['closes-mid-chunk', 'connection-lost', /the connection was closed in the middle of the answer/],
  ['garbage', 'bad-framing', /what came is not HTTP/],
  ['switches-protocols', 'bad-framing', /switched protocols/],
  ['answers-twice', 'refuses-everything', /every valid request is refused: 400 {"msg":"one"}/],
  ['demands-undocumented-field', 'refuses-everything', /every valid request is refused: 400 {"msg":"not acceptable"}/],
  [
    'refuses-everything-by-number',
    'refuses-everything',
    /every valid request is refused: 400 {"msg":"refused, request/,
  ],
  ['401-to-all', 'unauthorized', /answered with 401: pass credentials with --header/],
  ['404-to-all', 'not-found', /answered with 404: is \/openapi\/v2\/manage\/regions below this URL\?/],
  ['500-to-all', 'server-error', /every valid request fails: 500 Traceback .* KeyError$/],
  ['sign-in-page', 'undocumented-status', /every request gets the same answer, whatever is sent: 200 <!DOCTYPE html>/],
  ['nothing-at-all', 'undocumented-status', /every request gets the same answer, whatever is sent: 204 \(empty\)/],
  ['redirects-away-307', 'redirected', /redirected \(307\) to http:.*; redirects are not followed/],
  ['redirect-loop', 'redirected', /redirected \(307\) to \/openapi/],
  ['redirects-to-file', 'redirected', /redirected \(302\) to file:\/\/\/etc\/passwd/],
];

function start(name: string) {
  const server = hostileServers.find((each) => each.name === `${each.family}-${name}` || each.name === name);
  if (!server) throw new Error(`there is no hostile server ${name}`);
  return server.start();
}

describe('a hostile server', () => {
  it.each(told)('%s is told in one line, and as one problem (%s)', async (name, kind, headline) => {
    const server = await start(name);
    try {
      const timeout = headline.source.includes('400 ms') ? 400 : 20_000;
      const report = await verify({ contract, target: server.url, timeout });
      expect(report.conforms).toBe(false);
      expect(report.headline).toMatch(headline);
      expect(report.headline).not.toContain('\n');
      expect(report.problems[0]?.kind).toBe(kind);
      expect(report.problems.filter((problem) => problem.kind !== 'stack-trace')).toHaveLength(1);
      expect(server.strays).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('ends the run after ten timeouts in a row', async () => {
    const server = await start('never-answers');
    const report = await verify({ contract, target: server.url, timeout: 100, concurrency: 1 });
    await server.close();
    expect(report.summary.requests).toBe(10);
    expect(report.coverage.uncovered.length).toBeGreaterThan(0);
  });

  it('ends the run after forty timeouts in all', async () => {
    const server = await start('speaks-first');
    const report = await verify({ contract, target: server.url, timeout: 100 });
    await server.close();
    expect(report.headline).toBe('stopped early: 40 requests got no answer');
  });

  it('does not get credentials told again that it did not take', async () => {
    const server = await start('401-to-all');
    const report = await verify({ contract, target: server.url, headers: { Authorization: 'Bearer old' } });
    await server.close();
    expect(report.headline).toMatch(/answered with 401 .*in spite of the headers that were given/);
  });

  it('is no report but an error where nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(verify({ contract, target: `http://127.0.0.1:${port}` })).rejects.toThrow(TargetError);
  });
});

describe('the memory of a run', () => {
  const reportPeak = `process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;

  it.each(['gzip-bomb', 'endless-body', 'deep-json', 'header-of-a-mebibyte'])('is bounded against %s', async (name) => {
    const server = await start(name);
    // What is kept of a hundred and fifty answers of two megabytes shows: a whole run takes as many times longer.
    const { code, stderr } = await runDocpact(['verify', server.url, '--max-requests', '150'], {
      env: { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(reportPeak)}"` },
    });
    await server.close();
    expect(code).toBe(1);
    expect(Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024).toBeLessThan(400);
  });
});
