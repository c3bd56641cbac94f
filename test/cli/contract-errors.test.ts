/** Contracts that cannot be served: exit code 2, and the place that is wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDocpact } from './run-docpact.ts';
import { copyContract, makeFolder, replacing } from './write-contract.ts';

const openapi = 'contracts/openapi.yaml';
const requestSchema = 'contracts/schemas/add-region-request.schema.json';

/** What the mock says of a contract that it refuses. */
async function complaintAbout(contract: string, flags: readonly string[] = []): Promise<string> {
  const global = flags.filter((flag) => flag === '--debug');
  const own = flags.filter((flag) => flag !== '--debug');
  const { code, stdout, stderr } = await runDocpact([...global, 'mock', '--port', '0', '--contract', contract, ...own]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^docpact: /);
  if (!flags.includes('--debug')) expect(stderr).not.toMatch(/\n\s+at /);
  return stderr;
}

/** The first line that has `text`, 1-based. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('a contract that cannot be read', () => {
  it('and does not exist is named, with a hint', async () => {
    const complaint = await complaintAbout('no/such/contract');
    expect(complaint).toContain('no/such/contract');
    expect(complaint.trimEnd().split('\n').length).toBe(2);
  });

  it('and is a folder without an OpenAPI file is named, with the file that is looked for', async () => {
    const folder = makeFolder();
    const complaint = await complaintAbout(folder);
    expect(complaint).toContain(folder);
    expect(complaint).toContain('openapi.yaml');
  });

  it('and is broken YAML is named with its line', async () => {
    const contract = copyContract({ [openapi]: replacing('  version: "2"', '  version: }{') });
    expect(await complaintAbout(contract)).toMatch(/openapi\.yaml:\d+/);
  });

  it('and is no OpenAPI document is told so', async () => {
    const contract = copyContract({ [openapi]: () => 'a: 1\n' });
    expect(await complaintAbout(contract)).toMatch(/openapi\.yaml.*openapi/is);
  });

  it('and is of OpenAPI 4 is told which versions there are', async () => {
    const contract = copyContract({
      [openapi]: () => 'openapi: "4.0.0"\ninfo: { title: a, version: "1" }\npaths: {}\n',
    });
    expect(await complaintAbout(contract)).toMatch(/2\.0, 3\.0, 3\.1 and 3\.2/);
  });

  it.each([
    ['has no paths', 'openapi: 3.1.0\n'],
    ['has empty ones', 'openapi: 3.1.0\npaths: {}\n'],
    ['has only such as cannot be read', 'openapi: 3.1.0\npaths: { /a: { get: nothing } }\n'],
  ])('and %s is refused, with the reason', async (_, text) => {
    const contract = copyContract({ [openapi]: () => text });
    expect(await complaintAbout(contract)).toMatch(/openapi\.yaml.*no operation/);
    for (const command of [
      ['verify', 'http://127.0.0.1:1'],
      ['bundle'],
      ['resources'],
      ['prove'],
      ['pact', 'verify', 'http://127.0.0.1:1'],
    ]) {
      const { code, stderr } = await runDocpact([...command, '--contract', contract]);
      expect({ command, code }).toEqual({ command, code: 2 });
      expect(stderr).toMatch(/no operation/);
    }
    const { code, stdout } = await runDocpact(['lint', '--contract', contract]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/no-operations/);
  });

  it('and is not text is told so', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'openapi.yaml'), Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    expect(await complaintAbout(folder)).toMatch(/openapi\.yaml/);
  });
});

/** What lint says of a contract with something odd in it; the mock refuses it when it shall be strict. */
async function lintOf(contract: string, flags: readonly string[] = []): Promise<string> {
  expect(await complaintAbout(contract, [...flags, '--strict'])).toMatch(/:\d+#/);
  return (await runDocpact(['lint', '--contract', contract])).stdout;
}

describe('a contract that contradicts itself', () => {
  it('by a keyword that does not exist is told its file, line and pointer, and what was meant', async () => {
    let text = '';
    const contract = copyContract({
      [requestSchema]: (before) => (text = replacing('"maxLength": 200', '"maxLenght": 200')(before)),
    });
    const complaint = await lintOf(contract);
    expect(complaint).toContain(`add-region-request.schema.json:${lineOf(text, '"maxLenght"')}`);
    expect(complaint).toContain('/properties/desc/x-expected/maxLenght');
    expect(complaint).toContain('maxLength');
  });

  it('by a type that does not exist is told its file, line and pointer', async () => {
    const contract = copyContract({ [requestSchema]: replacing('"type": "integer"', '"type": "int"') });
    const complaint = await lintOf(contract);
    expect(complaint).toMatch(/add-region-request\.schema\.json:\d+/);
    expect(complaint).toContain('/properties/status/type');
  });

  it('by a pattern that is no regular expression is told its pointer', async () => {
    const contract = copyContract({ [requestSchema]: replacing('"^\\\\S+$"', '"^(\\\\S+$"') });
    expect(await lintOf(contract)).toContain('/properties/httpdomain/x-expected/pattern');
  });

  it.each([
    ['to a file that does not exist', 'schemas/none.schema.json', 'none.schema.json'],
    ['to nothing in a file', 'schemas/fail.schema.json#/properties/none', '/properties/none'],
    ['out of the contract’s folder', '../../../../../../../../etc/passwd', '/etc/passwd'],
    ['out of it by an absolute path', '/etc/passwd', '/etc/passwd'],
    ['out of it by a URL', 'https://example.com/schema.json', 'https://example.com/schema.json'],
    ['with a broken escape', 'schemas/%zz.schema.json', '%zz'],
  ])('by a $ref %s is told the file and the pointer at which it stands', async (_, reference, named) => {
    const contract = copyContract({ [openapi]: replacing('$ref: schemas/fail.schema.json', `$ref: ${reference}`) });
    const complaint = await lintOf(contract);
    expect(complaint).toMatch(/openapi\.yaml:\d+/);
    expect(complaint).toContain('/responses/400/content/application~1json/schema');
    expect(complaint).toContain(named);
    expect(complaint).not.toContain('root:x:');
  });

  it.each([
    [
      'echo of a request member that does not exist',
      'url: $request.body#/url',
      'url: $request.body#/uri',
      '/x-laws/echo/url',
    ],
    [
      'echo into an answer member that does not exist',
      'desc: $request.body#/desc',
      'description: $request.body#/desc',
      '/x-laws/echo/description',
    ],
    [
      'unique of a member that does not exist',
      'unique: [$request.body#/region_name]',
      'unique: [$request.body#/name]',
      '/x-laws/unique/0',
    ],
    ['a law that does not exist', 'unique: [', 'uniq: [', '/x-laws/uniq'],
  ])('by %s is told the file, the line and the pointer', async (_, from, to, pointer) => {
    const contract = copyContract({ [openapi]: replacing(from, to) });
    const complaint = await lintOf(contract);
    expect(complaint).toMatch(/openapi\.yaml:\d+/);
    expect(complaint).toContain(pointer);
  });

  it('is told the stack as well with --debug', async () => {
    const contract = copyContract({
      [openapi]: replacing('fresh: [$response.body#/region_id]', 'fresh: [$response.body#/id]'),
    });
    expect(await complaintAbout(contract, ['--debug', '--strict'])).toMatch(/\n\s+at .*src\//);
  });
});
