/** `verify --har` as a CI job calls it: a verdict on a file, its exit code, its reports. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documentWith, writeContract } from '../write-contract.ts';
import { runDocpact } from './run-docpact.ts';

const answer = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const folder = writeContract({ 'openapi.yaml': documentWith({ type: 'object' }, answer) });
const har = join(folder, 'traffic.har');

function entry(id: unknown): object {
  const headers = [{ name: 'content-type', value: 'application/json' }];
  return {
    startedDateTime: '2026-11-26T08:15:00.000Z',
    request: {
      method: 'POST',
      url: 'http://localhost:3000/things',
      headers: [...headers, { name: 'authorization', value: 'Bearer s3cret-word' }],
      postData: { text: '{}' },
    },
    response: { status: 201, headers, content: { size: -1, text: JSON.stringify({ id }) } },
  };
}

it('ends with 1 where an entry breaks the contract, says which, and writes every report', async () => {
  writeFileSync(har, JSON.stringify({ log: { version: '1.2', entries: [entry(1), entry('1')] } }));
  const files = ['json', 'junit', 'sarif', 'markdown', 'html', 'gitlab'].map(
    (kind) => [kind, join(folder, kind)] as const,
  );
  const reports = files.flatMap(([kind, file]) => ['--report', `${kind}=${file}`]);
  const { code, stdout } = await runDocpact(['verify', '--har', har, '--contract', folder, ...reports]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^DOES NOT CONFORM {2}http:\/\/localhost:3000 in /);
  expect(stdout).toContain('entry 2 (2026-11-26T08:15:00.000Z)');
  expect(stdout).toMatch(/repeat\n {2}docpact verify(?: \\\n)? +--har /);
  for (const [, file] of files) expect(readFileSync(file, 'utf8')).toContain('id must be integer');
  const shown = [stdout, ...files.map(([, file]) => readFileSync(file, 'utf8'))].join('\n');
  expect(shown).not.toContain('s3cret-word');
});

it('ends with 0 where all of it obeys the contract, and with 2 where there is nothing to judge', async () => {
  const text = JSON.stringify({ log: { version: '1.2', entries: [entry(1)] } });
  const { code, stdout } = await runDocpact(['verify', '--har', '-', '--contract', folder], { input: text });
  expect([code, stdout.split('  ')[0]]).toEqual([0, 'CONFORMS']);
  const strict = await runDocpact(['verify', '--har', '-', '--contract', folder, '--strict-laws'], { input: text });
  expect(strict.stdout.replaceAll(/\s+/g, ' ')).toMatch(/repeat docpact verify --har - [^\n]*--strict-laws/);
  const sending = await runDocpact(['verify', '--har', har, '--seed', '2']);
  expect([sending.code, sending.stderr]).toEqual([2, expect.stringContaining('--seed does not go with --har')]);
});
