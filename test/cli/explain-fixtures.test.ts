/** `docpact fixtures --explain`, and the rules that a config adds. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runDocpact } from './run-docpact.ts';
import { makeFolder } from './write-contract.ts';

const text = { type: 'string' };
const schema = { type: 'object', properties: { email: text, oldSku: text, colour: { enum: ['red'] }, oddity: text } };

function writeFiles(fakes: object): string[] {
  const folder = makeFolder();
  const contract = join(folder, 'openapi.json');
  const config = join(folder, 'docpact.config.mjs');
  const info = { title: 'Things', version: '1' };
  writeFileSync(
    contract,
    JSON.stringify({ openapi: '3.1.0', info, paths: {}, components: { schemas: { Thing: schema } } }),
  );
  writeFileSync(config, `export default { fakes: ${JSON.stringify(fakes)} };`);
  return ['--contract', contract, '--config', config];
}

it('says of each member what its values are made by', async () => {
  const { code, stdout } = await runDocpact([
    'fixtures',
    'Thing',
    '--explain',
    ...writeFiles({ '*_sku': 'commerce.isbn' }),
  ]);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^email {3}"\S+@example\.com" {2}# the rule "email address", by its name$/),
    expect.stringMatching(/^oldSku {2}"978-\S+" {2}# fakes of the config: \*_sku$/),
    'colour  "red"  # one of its listed values',
    expect.stringMatching(/^oddity {2}".+" {2}# words: no rule knows it$/),
    '',
  ]);
});

it('a method that faker does not have is refused with the nearest ones', async () => {
  const { code, stderr } = await runDocpact(['fixtures', 'Thing', ...writeFiles({ '*_sku': 'commerce.isbm' })]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/fakes: \*_sku: faker has no method "commerce\.isbm"\nDid you mean commerce\.isbn/);
});
