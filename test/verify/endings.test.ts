/** A run ends when it is told to, whatever the server does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { prepareRun } from '../../src/verify/run/prepare-run.ts';
import { runDocpact } from '../cli/run-docpact.ts';
import { documentWith, ownContract } from '../write-contract.ts';

/** Answers so many requests as the mock would not, and none after that; `onSilence` is told of the first. */
async function serveUntil(answered: number, onSilence: () => void = () => undefined): Promise<string> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume();
    if (asked <= answered) response.writeHead(asked % 2 === 0 ? 201 : 400, { 'content-type': 'text/plain' }).end('no');
    else if (asked === answered + 1) onSilence();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const contract = loadContract(ownContract);
const patience = 600_000;

it('within a second of its time, though a server keeps silent', async () => {
  const target = await serveUntil(0);
  const report = await verify({ contract, target, timeout: patience, maxTime: 0.2 });
  expect(report.headline).toBe('stopped early: no more than 0.2 s may pass');
  expect([report.conforms, report.problems]).toEqual([false, []]);
});

it('when it is interrupted, with what it has found by then', async () => {
  const interruption = new AbortController();
  const target = await serveUntil(5, () => interruption.abort());
  const report = await verify({ contract, target, timeout: patience, signal: interruption.signal });
  expect(report.incomplete?.because).toBe('stopped early: the run was interrupted');
  expect(report.problems.length).toBeGreaterThan(0);
  expect(report.problems.map(({ kind }) => kind)).not.toContain('no-answer');
});

it('when its time was over before it began, which counts from the command on: nothing is planned, nothing sent', async () => {
  const options = { contract, maxTime: 1, begun: performance.now() - 2_000 };
  const { plan, runner } = await prepareRun({ ...options, target: 'http://127.0.0.1:1' });
  onTestFinished(() => runner.close());
  expect(plan.operations.flatMap((operation) => plan.cases(operation, new Map()))).toEqual([]);
  let asked = 0;
  const target = (): Promise<Response> => {
    asked += 1;
    return Promise.resolve(new Response());
  };
  const report = await verify({ ...options, target });
  expect([asked, report.headline]).toEqual([0, 'stopped early: no more than 1 s may pass']);
});

it('before it began, where reading the contract took all of its time', async () => {
  const server = createServer((_, response) => {
    setTimeout(() => response.end(JSON.stringify(documentWith({ type: 'object' }))), 1_050);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.json`;
  const { code, stdout, stderr } = await runDocpact([
    'verify',
    'http://127.0.0.1:1',
    '--contract',
    url,
    '--max-time',
    '1',
  ]);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(
    /^docpact: reading the contract took \d+\.\d s, and no more than 1 s may pass: nothing was tried$/m,
  );
});
