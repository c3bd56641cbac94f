/** `verify --watch`: the loop of a repair, without typing the command again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { documentWith, writeContract } from '../write-contract.ts';
import { runDocpact, startDocpact, waitFor } from './run-docpact.ts';

/** Takes any object that has a name, and answers with an id; while it is broken, the id is a text. */
async function startServer(): Promise<{ url: string; repair: () => void; count: () => number }> {
  let broken = true;
  let count = 0;
  const server = createServer((request, response) => {
    let text = '';
    request
      .on('data', (part) => (text += String(part)))
      .once('end', () => {
        count += 1;
        const fits = namesIn(text);
        const id = broken ? String(count) : count;
        response.writeHead(fits ? 201 : 400, { 'content-type': 'application/json' });
        response.end(JSON.stringify(fits ? { id } : {}));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, repair: () => (broken = false), count: () => count };
}

function namesIn(text: string): boolean {
  try {
    return typeof (JSON.parse(text) as { name?: unknown }).name === 'string';
  } catch {
    return false;
  }
}

const id = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const document = documentWith({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }, id);
const prompt = /Enter runs again/g;

it('runs again on Enter, what failed first, and when the contract changes; Ctrl-C ends with the code of the last run', async () => {
  const { url, repair } = await startServer();
  const folder = writeContract({ 'openapi.yaml': document });
  const args = ['verify', url, '--contract', folder, '--depth', 'quick', '--run-id', 'given', '--watch'];
  const running = startDocpact(args, { open: true });
  const prompted = async (times: number) =>
    expect.poll(() => running.output.stderr.match(prompt)?.length, { timeout: 30_000 }).toBe(times);
  await prompted(1);
  expect(running.output.stdout).toMatch(/^DOES NOT CONFORM/m);

  running.child.stdin?.write('\n');
  await prompted(2);
  expect(running.output.stderr).toMatch(/what failed before \(\d+ cases\): not yet mended\n {2}body-schema: /);

  repair();
  running.child.stdin?.write('\n');
  await prompted(3);
  expect(running.output.stderr).toMatch(/what failed before \(\d+ cases\): all is well now/);
  expect(running.output.stdout).toMatch(/^CONFORMS/m);

  const file = join(folder, 'openapi.yaml');
  writeFileSync(file, '{');
  await waitFor(running, 'stderr', /The contract as it was before stays/);
  writeFileSync(file, JSON.stringify({ ...document, info: { title: 'another contract', version: '2' } }));
  await prompted(4);
  expect(running.output.stdout).toContain('another contract 2');

  running.child.kill('SIGINT');
  expect((await running.finished).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('another contract');
});

it('runs once for each line of a pipe, and ends with it', async () => {
  const { url, repair, count } = await startServer();
  const folder = writeContract({ 'openapi.yaml': document });
  const args = ['verify', url, '--contract', folder, '--depth', 'quick', '--watch'];
  const once = await runDocpact(args);
  expect([once.code, once.stdout.match(/^DOES NOT CONFORM/gm)?.length]).toEqual([1, 1]);
  const before = count();
  repair();
  const twice = await runDocpact(args, { input: '\n' });
  expect([twice.code, twice.stdout.match(/^CONFORMS/gm)?.length]).toEqual([0, 2]);
  expect(count()).toBeGreaterThan(before);
});
