/** A run ends when it is told to, whatever the server does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { ownContract } from '../write-contract.ts';

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
