/** `docpact import`, and pages wherever a contract is asked for. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runDocpact, startDocpact, waitFor, type Running } from '../cli/run-docpact.ts';
import { makeFolder } from '../cli/write-contract.ts';

const pages = fileURLToPath(new URL('pages', import.meta.url));
const pageNames = readdirSync(pages);

function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

describe('docpact import', () => {
  it('writes a contract that lint finds nothing wrong with, of all pages together', async () => {
    const out = join(makeFolder(), 'contracts');
    const { code, stdout, stderr } = await runDocpact(['import', pages, '--out', out]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/messy\.md:29: unescaped-pipe: .* -> the description "zip\|tar"/);
    const lint = await runDocpact(['lint', '--contract', out]);
    expect(lint).toMatchObject({ code: 0, stderr: '' });
    expect(lint.stdout).toMatch(/holds together: 10 operations/);
  });

  it.each(pageNames)('makes a contract of %s that lint finds nothing wrong with', async (name) => {
    const { code, stdout } = await runDocpact(['lint', '--contract', join(pages, name)]);
    expect(stdout).toContain('holds together');
    expect(code).toBe(0);
  });

  it.each(['openapi.yaml', 'swagger.yaml'])(
    'takes a folder with %s for a contract, whatever else is in it',
    async (name) => {
      const folder = makeFolder();
      writeFileSync(join(folder, 'README.md'), '# Not a page of an API');
      const head = name.startsWith('swagger') ? 'swagger: "2.0"' : 'openapi: 3.1.0';
      const rest = 'paths: { /a: { get: { responses: { "200": { description: ok } } } } }';
      writeFileSync(join(folder, name), `${head}\ninfo: { title: x, version: "1" }\n${rest}\n`);
      const { code, stdout } = await runDocpact(['lint', '--contract', folder]);
      expect({ code, stdout }).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('holds together: 1 operation'),
      });
    },
  );

  it('changes nothing when it runs again', async () => {
    const out = makeFolder();
    await runDocpact(['import', pages, '--out', out]);
    const before = filesIn(out);
    const { stdout } = await runDocpact(['import', pages, '--out', out]);
    expect(stdout).toContain('nothing to change');
    expect(filesIn(out)).toEqual(before);
  });

  it('proposes fakes for members whose names say what they are, where it is asked to', async () => {
    const folder = makeFolder();
    const page = join(folder, 'page.md');
    const row = (name: string, type: string, said: string): string => `| ${name} | ${type} | ${said} |`;
    const table = ['| name | type | description |', '| --- | --- | --- |'];
    const members = [row('phone', 'string', ''), row('city', 'string', ''), row('avatar', 'string', '')];
    const others = [row('kind', 'string', '枚举值: a, b'), row('gloop', 'string', ''), row('备注', 'string', '')];
    const lines = ['# Users', '', 'POST /users', '', '## Request body', '', ...table, ...members, ...others];
    writeFileSync(page, lines.join('\n'));
    const out = join(folder, 'out');
    const { code, stdout } = await runDocpact(['import', page, '--out', out, '--fakes']);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/`x-faker` proposed for \d+ members/),
    });
    const written = Object.values(filesIn(out)).join('\n');
    for (const name of ['phone', 'avatar', '备注']) expect(written).toMatch(new RegExp(`${name}"[^}]*"x-faker"`));
    for (const name of ['city', 'gloop']) expect(written).not.toMatch(new RegExp(`${name}"[^}]*"x-faker"`));
    const plain = join(folder, 'plain');
    await runDocpact(['import', page, '--out', plain]);
    expect(Object.values(filesIn(plain)).join('\n')).not.toContain('x-faker');
  });

  it('keeps what was edited by hand, and overwrites it with --force alone', async () => {
    const folder = makeFolder();
    const page = join(folder, 'library-en.md');
    const out = join(folder, 'out');
    cpSync(join(pages, 'library-en.md'), page);
    await runDocpact(['import', page, '--out', out]);
    appendFileSync(join(out, 'openapi.yaml'), '# mine\n');
    const again = await runDocpact(['import', page, '--out', out]);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('edited by hand and left as they are: openapi.yaml');
    const edited = filesIn(out);

    writeFileSync(page, readFileSync(page, 'utf8').replace('/books', '/tomes').replace('the title', 'its title'));
    const refused = await runDocpact(['import', page, '--out', out]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('openapi.yaml would be overwritten');
    expect(filesIn(out)).toEqual(edited);

    expect((await runDocpact(['import', page, '--out', out, '--force'])).code).toBe(0);
    expect(readFileSync(join(out, 'openapi.yaml'), 'utf8')).toContain('/tomes');
  });

  it('removes what the pages no longer have', async () => {
    const folder = makeFolder();
    for (const name of ['library-en.md', 'several.md']) cpSync(join(pages, name), join(folder, name));
    const out = join(folder, 'out');
    await runDocpact(['import', folder, '--out', out]);
    expect(existsSync(join(out, 'schemas/ScaleRequest.schema.json'))).toBe(true);
    rmSync(join(folder, 'several.md'));
    await runDocpact(['import', folder, '--out', out]);
    expect(existsSync(join(out, 'schemas/ScaleRequest.schema.json'))).toBe(false);
  });

  it('exits 1 and writes nothing with --strict where anything was assumed', async () => {
    const out = join(makeFolder(), 'out');
    expect((await runDocpact(['import', join(pages, 'messy.md'), '--out', out, '--strict'])).code).toBe(1);
    expect(existsSync(out)).toBe(false);
    const sound = await runDocpact(['import', join(pages, 'library-en.md'), '--out', out, '--strict']);
    expect(sound.code).toBe(0);
    expect(existsSync(out)).toBe(true);
  });

  it('exits 1 for a page without an operation and does the others', async () => {
    const folder = makeFolder();
    const empty = join(folder, 'empty.md');
    writeFileSync(empty, '# Nothing\n');
    const out = join(folder, 'out');
    const { code, stdout } = await runDocpact(['import', empty, join(pages, 'library-en.md'), '--out', out]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/empty\.md:1: no-operation/);
    expect(existsSync(join(out, 'openapi.yaml'))).toBe(true);
  });

  it.each(['text', 'json', 'github'])('exits 1 where no page has an operation, and says so as %s', async (format) => {
    const empty = join(makeFolder(), 'empty.md');
    writeFileSync(empty, '# Nothing\n');
    const { code, stdout } = await runDocpact(['import', empty, '--format', format]);
    expect(code).toBe(1);
    expect(stdout).toContain('no-operation');
    expect(stdout).toContain('empty.md');
  });

  it.each([
    ['a file that is not there', 'no-such-page.md', /there is no page at no-such-page\.md/],
    ['a file that is no page', 'package.json', /package\.json is no page/],
  ])('exits 2 for %s', async (_, path, message) => {
    const { code, stderr } = await runDocpact(['import', path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('tells everything as JSON and as annotations too', async () => {
    const json = await runDocpact(['import', join(pages, 'messy.md'), '--format', 'json']);
    const { anomalies } = JSON.parse(json.stdout) as { anomalies: { kind: string; line: number }[] };
    expect(anomalies).toContainEqual(expect.objectContaining({ kind: 'bad-json', line: 14 }));
    const github = await runDocpact(['import', join(pages, 'messy.md'), '--format', 'github']);
    expect(github.stdout).toMatch(
      /^::warning file=test\/page\/pages\/messy\.md,line=11,title=docpact%3A missing-method::/m,
    );
  });
});

/** A mock of a page whose operations all have templates: it shows no curl line. */
async function startMock(page: string): Promise<Running & { url: string }> {
  const running = startDocpact(['mock', page, '--port', '0', '--quiet']);
  const [, url = ''] = await waitFor(running, 'stdout', /(http:\/\/\S+:\d+)/);
  return { ...running, url };
}

describe('what became of a page', () => {
  const page = (text: string): string => {
    const file = join(makeFolder(), 'page.md');
    writeFileSync(file, text);
    return file;
  };
  const head =
    '# Things\n\n## Add\n\nPOST /things\n\n| Name | In | Type | Required |\n|---|---|---|---|\n| a | query | int | yes |\n';
  const answers = '\n| Status | Description | Schema |\n|---|---|---|\n| 200 | OK | string |\n';
  const lost = '\n## Changes\n\n| Version | Date |\n|---|---|\n| 1 | today |\n| 2 | later |\n';

  it('is counted, and fails with --strict where a row is not read', async () => {
    const { stdout, code } = await runDocpact(['import', page(head + answers + lost)]);
    expect(stdout).toContain('2 of 4 rows read');
    expect(stdout).toMatch(/page\.md:17: unread-table: Version\|Date -> nothing/);
    expect(code).toBe(0);
    const strict = await runDocpact([
      'import',
      page((head + answers + lost).replace(' int ', ' integer ')),
      '--strict',
    ]);
    expect(strict.code).toBe(1);
    const whole = await runDocpact(['import', page((head + answers).replace(' int ', ' integer ')), '--strict']);
    expect(whole.stdout).toContain('2 of 2 rows read');
    expect(whole.code).toBe(0);
  });

  it('is told once for each kind, with its count and its first places, and in full with --verbose', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => `| n${index} | query | int | yes |`).join('\n');
    const file = page(`${head}${rows}\n${answers}`);
    const short = await runDocpact(['import', file]);
    expect(short.stdout).toContain('warning: odd-type, 10 times');
    expect(short.stdout.match(/page\.md:\d+: odd-type/g)).toHaveLength(3);
    expect(short.stdout).toContain('… and 7 more');
    const long = await runDocpact(['import', file, '--verbose']);
    expect(long.stdout.match(/page\.md:\d+: odd-type/g)).toHaveLength(10);
  });

  it('is explained line by line', async () => {
    const file = page(head + answers + lost);
    const explain = async (line: number) => (await runDocpact(['import', file, '--explain', `${file}:${line}`])).stdout;
    expect(await explain(9)).toMatch(
      /:9: read as a parameter of POST \/things\n.*:9: states page\.request\.query\.a\.\w+/,
    );
    expect(await explain(9)).toMatch(/odd-type: int -> integer/);
    expect(await explain(19)).toMatch(/:19: not read/);
    // As `x-source` names it.
    const name = file.split(/[\\/]/).at(-1);
    expect((await runDocpact(['import', file, '--explain', `${name}:19`])).stdout).toMatch(/:19: not read/);
    expect(await explain(1)).toMatch(/:1: nothing that a contract could hold/);
    expect((await runDocpact(['import', file, '--explain', 'nowhere.md:3'])).code).toBe(2);
  });
});

describe('a page as the contract', () => {
  const page = join(pages, 'several.md');

  it.each(pageNames)('%s is served by mock, and what mock answers conforms to it', async (name) => {
    const contract = join(pages, name);
    const mock = await startMock(contract);
    const { code, stdout } = await runDocpact(['verify', mock.url, '--contract', contract, '--depth', 'quick']);
    mock.child.kill('SIGTERM');
    expect(stdout).toMatch(/^CONFORMS/);
    expect(code).toBe(0);
  });

  it('gives fixtures', async () => {
    const { stdout } = await runDocpact(['fixtures', 'ScaleRequest', '--contract', page]);
    expect(JSON.parse(stdout)).toHaveProperty('nodes');
  });

  it('is named with its line in every problem', async () => {
    const folder = makeFolder();
    const other = join(folder, 'several.md');
    writeFileSync(other, readFileSync(page, 'utf8').replace('| task  | string |', '| task  | integer |'));
    const mock = await startMock(other);
    const { code, stdout } = await runDocpact([
      'verify',
      mock.url,
      '--contract',
      page,
      '--depth',
      'quick',
      '--format',
      'json',
    ]);
    mock.child.kill('SIGTERM');
    expect(code).toBe(1);
    const { problems } = JSON.parse(stdout) as { problems: { source: { place: string; page: string } }[] };
    expect(problems[0]?.source).toEqual({
      place: expect.stringMatching(/several\.md:79$/) as string,
      page: 'several.md:79',
    });
  });

  it('without an operation is an unreadable contract', async () => {
    const { code, stderr } = await runDocpact(['lint', '--contract', 'CHANGELOG.md']);
    expect(code).toBe(2);
    expect(stderr).toContain('CHANGELOG.md has no operation');
  });
});
