/** `mock --har`: what is asked and answered is kept in a file that is whole at every moment, and tells no secrets. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { readHar } from '../../src/http/har/read-har.ts';
import { startMock, type MockOptions } from '../../src/mock/start-mock.ts';
import { judgeWatched } from '../../src/verify/judge-watched.ts';
import { verifyTraffic } from '../../src/verify/traffic/verify-traffic.ts';
import { post } from './serve.ts';
import { plainRegion } from './valid-region.ts';

const contract = loadContract('contracts');
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: MockOptions): Promise<string> {
  const mock = await startMock(contract, { port: 0, ...options });
  closing.unshift(() => mock.close());
  return mock.url;
}

const newFile = () => join(mkdtempSync(join(tmpdir(), 'docpact-')), 'made', 'traffic.har');
const read = (file: string) => readHar(readFileSync(file, 'utf8'), { name: file });

it('holds what a watched server answers, and verify judges it as it would have been judged', async () => {
  const file = newFile();
  const real = await serve({});
  const url = await serve({ upstream: { url: new URL(real), judge: judgeWatched }, har: file });
  expect(read(file).entries).toBe(0);
  const region = plainRegion();
  const bodies = [region, region, plainRegion({ status: '1' }), plainRegion({ desc: '数据中心 \u0000 "x"' })];
  for (const [index, body] of bodies.entries()) {
    await post(url, body, { query: '?api_key=key-123456', headers: { authorization: 'Bearer tok-1234567' } });
    await expect.poll(() => read(file).entries).toBe(index + 1);
  }
  const recording = read(file);
  const report = verifyTraffic({ contract, recording, name: file, repeat: '' });
  expect(report).toMatchObject({ conforms: true, entries: 4, target: `${real} in ${file}` });
  expect(report.problems.map(({ kind }) => kind)).toEqual(['invalid-request']);
  expect(readFileSync(file, 'utf8')).not.toMatch(/key-123456|tok-1234567/);
  const shown = await (await fetch(`${url}/__docpact/exchanges.har`)).text();
  expect(readHar(shown, { name: 'page' }).entries).toBe(4);
  expect(shown).not.toMatch(/key-123456|tok-1234567/);
});

it('is added to by the next mock, and what is no file of a mock is left alone', async () => {
  const file = newFile();
  for (const entries of [1, 2]) {
    await post(await serve({ har: file }), plainRegion());
    await expect.poll(() => read(file).entries).toBe(entries);
    await closing.shift()?.();
  }
  const other = join(mkdtempSync(join(tmpdir(), 'docpact-')), 'other.har');
  writeFileSync(other, '{"log":{"entries":[]}}');
  await expect(serve({ har: other })).rejects.toThrow(/no mock wrote it/);
  await expect(serve({ har: tmpdir() })).rejects.toThrow(/cannot be written/);
  expect(readFileSync(other, 'utf8')).toBe('{"log":{"entries":[]}}');
});

it('says that it stops where something else writes into the file', async () => {
  const file = newFile();
  const warnings: string[] = [];
  const url = await serve({ har: file, warn: (message) => warnings.push(message) });
  writeFileSync(file, 'mine');
  expect((await post(url, plainRegion())).status).toBe(201);
  await expect.poll(() => warnings.join()).toMatch(/something else has written into it/);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});
