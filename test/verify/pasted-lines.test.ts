/** The lines of a case with steps, pasted into a POSIX shell, show the problem again on a server that remembers the run. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Problem } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { startShelves, type Shelves, shelvesDocument } from './shelves.ts';
import { writeContract } from '../write-contract.ts';

const contract = loadContract(writeContract({ 'openapi.yaml': shelvesDocument }));
const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

async function start(options: Parameters<typeof startShelves>[0]): Promise<Shelves> {
  const server = await startShelves(options);
  closing.push(server.close);
  return server;
}

async function problemsOf({ url }: Shelves): Promise<readonly Problem[]> {
  return (await verify({ contract, target: url })).problems;
}

/** What the lines print, run by /bin/sh. */
async function paste(lines: string): Promise<string> {
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', lines], { timeout: 20_000 });
  return stdout;
}

/** The status lines in what curl printed, in order. */
const statusesIn = (printed: string): number[] =>
  [...printed.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));

describe('the lines of a case with steps', () => {
  it.each(['number', 'text', 'location', 'nested'] as const)(
    'feed each request from the answers before: %s',
    async (identity) => {
      const server = await start({ identity, crashesOn: 'a renamed book' });
      const problem = (await problemsOf(server)).find(
        ({ kind, curl }) => kind === 'server-error' && curl.includes('PATCH'),
      );
      if (!problem) throw new Error('nothing was found');
      expect(problem.exchanges.length).toBeGreaterThan(2);
      const before = server.requests.length;
      const printed = await paste(problem.curl);
      const sent = server.requests.slice(before);
      // Whatever the run has made is still there: each line works on what the lines before it have made.
      expect(statusesIn(printed)).toEqual([
        ...problem.exchanges.slice(0, -1).map(({ response }) => response?.status),
        500,
      ]);
      expect(sent.map(({ method }) => method)).toEqual(problem.exchanges.map(({ request }) => request.method));
      const old = problem.exchanges.map(({ request }) => new URL(request.url).pathname);
      expect(sent.at(-1)?.path).not.toBe(old.at(-1));
    },
  );

  it('take names that nobody has taken, also in the steps that all cases share', async () => {
    const server = await start({ crashesOn: 'a renamed book' });
    const problem = (await problemsOf(server)).find(({ kind }) => kind === 'server-error');
    const names = (text: string): string[] =>
      [...text.matchAll(/"(?:name|title)":"([^"]*\d{9})"/g)].map(([, name = '']) => name);
    const taken = new Set(problem?.exchanges.flatMap(({ request }) => names(request.body ?? '')));
    expect(taken.size).toBeGreaterThan(1);
    expect(names(problem?.curl ?? '').filter((name) => taken.has(name))).toEqual([]);
    expect(statusesIn(await paste(problem?.curl ?? ''))).not.toContain(409);
    expect(
      statusesIn(
        await paste((problem?.curl ?? '').replaceAll(/\d{9}/g, (digits) => String(Number(digits) + 5_000))),
      ).at(-1),
    ).toBe(500);
  });
});
