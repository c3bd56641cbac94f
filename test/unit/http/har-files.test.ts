/** Bodies of a HAR that lie in files beside it: read from its own folder, and from nowhere else. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readHar } from '../../../src/http/har/read-har.ts';

const above = mkdtempSync(join(tmpdir(), 'docpact-'));
const folder = join(above, 'har');
mkdirSync(join(folder, 'below'), { recursive: true });
writeFileSync(join(folder, 'body.json'), '{"beside":1}');
writeFileSync(join(folder, 'below', 'body.json'), '{"below":1}');
writeFileSync(join(above, 'secret.json'), '{"secret":1}');

function read(file: unknown, place: { folder?: string } = { folder }): string {
  const content = { mimeType: 'application/json', size: 12, _file: file };
  const response = { status: 200, httpVersion: 'HTTP/1.1', headers: [], content };
  const request = { method: 'GET', url: 'http://h/a', httpVersion: 'HTTP/1.1', headers: [] };
  const har = { log: { version: '1.2', entries: [{ startedDateTime: '2026-11-26T10:00:00Z', request, response }] } };
  return String(readHar(JSON.stringify(har), { name: 'a.har', ...place }).exchanges[0]?.response.body);
}

it('is read beside the HAR', () => {
  expect(read('body.json')).toContain('beside');
});

it.each(['../secret.json', '..', '.', 'below/body.json', join(above, 'secret.json'), 'body.json\0', 'none.json', 7])(
  '%j is read from nowhere',
  (file) => {
    expect(read(file)).not.toMatch(/secret|below|beside/);
  },
);

it('is not read where there is no folder', () => {
  expect(read('body.json', {})).not.toContain('beside');
});
