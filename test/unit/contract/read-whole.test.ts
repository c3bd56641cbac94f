/** What is no file is told in time, wherever somebody names one: nothing waits for a pipe, reads a device for ever or takes a folder for a text. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBaseline } from '../../../src/commands/use-baseline.ts';
import { openSides } from '../../../src/commands/open-sides.ts';
import { readTls } from '../../../src/commands/read-tls.ts';
import { loadConfig } from '../../../src/commands/load-config.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { readWhole } from '../../../src/contract/read-whole.ts';
import { readHar } from '../../../src/http/har/read-har.ts';
import { findPactFiles } from '../../../src/pact/provider/open-pacts.ts';
import { readPactFile } from '../../../src/pact/provider/pact-file.ts';
import { importPages } from '../../../src/page/import-pages.ts';
import { listPages } from '../../../src/page/list-pages.ts';
import { readReport } from '../../../src/verdict/read-report.ts';
import { documentWith } from '../../write-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpact-odd-files-'));
const server = createServer();
const kinds = ['pipe', 'folder', 'device', 'socket'] as const;

/** One of each kind, under this ending. */
function make(ending: string, place = folder): string[] {
  const paths = kinds.map((kind) => join(place, `${kind}${ending}`));
  const [pipe = '', own = '', device = '', socket = ''] = paths;
  execFileSync('mkfifo', [pipe]);
  mkdirSync(own);
  symlinkSync('/dev/zero', device);
  symlinkSync(join(folder, 'socket'), socket);
  return paths;
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
});
afterAll(() => server.close());

const options = { longest: 1_000_000 };

describe('what is read', () => {
  it('is a file, and neither a folder, a pipe, a device, a socket nor anything too large', () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'a text');
    expect(readWhole(file, options).toString()).toBe('a text');
    expect(readWhole('/dev/null', options)).toHaveLength(0);
    expect(() => readWhole(file, { longest: 5 })).toThrow('larger than 5 bytes');
    expect(() => readWhole(join(folder, 'none'), options)).toThrow('ENOENT');
    const told = make('.any').map((path) => {
      try {
        return readWhole(path, options).toString();
      } catch (error) {
        return (error as Error).message;
      }
    });
    const names = ['a pipe', 'a folder', 'a device', 'a socket'];
    expect(told).toEqual(names.map((name) => `it is ${name}, not a file`));
  });

  it('may be a pipe that a shell makes, whose writer takes its time', async () => {
    const pipe = join(folder, 'written');
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', `{ printf 'a '; sleep 0.3; printf text; } > '${pipe}'`]);
    expect(readWhole(pipe, { ...options, pipes: true }).toString()).toBe('a text');
    writer.kill();
  });

  it('is no pipe that has no end', () => {
    const pipe = join(folder, 'endless');
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', `yes > '${pipe}'`], { stdio: 'ignore' });
    expect(() => readWhole(pipe, { ...options, pipes: true })).toThrow('larger than 1000000 bytes');
    writer.kill();
  });
});

type Kind = (typeof kinds)[number];

/** What reads something that the user names; a pipe is read there, and a folder has a meaning of its own for some. */
const readers: readonly (readonly [
  name: string,
  ending: string,
  refused: readonly Kind[],
  read: (path: string) => unknown,
])[] = [
  ['a pact', '.pact.json', kinds, readPactFile],
  ['a contract', '.contract.json', ['folder', 'device', 'socket'], (path) => loadContract(path)],
  ['a page', '.page.md', ['device', 'socket'], (path) => importPages([path])],
  ['a report', '.report.json', ['folder', 'device', 'socket'], readReport],
  ['a baseline', '.baseline.json', ['folder', 'device', 'socket'], (path) => openBaseline({ baseline: path })],
  ['a certificate', '.pem', ['folder', 'device', 'socket'], (path) => readTls({ ca: path })],
];

it.each(readers)('what is no file is told in place of %s', (_, ending, refused, read) => {
  for (const [index, path] of make(ending).entries())
    if (refused.includes(kinds[index] ?? 'pipe'))
      expect(() => read(path), path).toThrow(/a (?:folder|device|socket|pipe)|the folder/);
});

it('a reference to what is no file is told, and the rest is read', () => {
  const home = join(folder, 'references');
  mkdirSync(home);
  for (const path of make('.json', home)) {
    const document = documentWith({ $ref: path });
    writeFileSync(join(home, 'openapi.json'), JSON.stringify(document));
    const { diagnostics, operations } = loadContract(home, { root: '/' });
    expect(operations).toHaveLength(1);
    expect(diagnostics.map(({ message }) => message).join()).toMatch(/names a file that cannot be read: .* it is a/);
  }
});

it('a config is a file', async () => {
  for (const path of [...make('.config.mjs').slice(0, 3), join(folder, 'x'.repeat(5_000))])
    await expect(loadConfig(path)).rejects.toThrow(/is no file|there is no config file/);
});

it('scenarios, bodies of recordings and pages of a folder that are no files are told, or left', () => {
  const home = join(folder, 'named');
  mkdirSync(join(home, 'scenarios', 'addThing'), { recursive: true });
  make('.yaml', join(home, 'scenarios', 'addThing'));
  writeFileSync(join(home, 'openapi.json'), JSON.stringify({ ...documentWith(true), 'x-scenarios': 'scenarios' }));
  expect(new Set(loadContract(home).diagnostics.map(({ rule }) => rule))).toEqual(new Set(['unread-scenario']));
  make('.bin', home);
  const entry = (file: string) => ({
    request: { method: 'GET', url: 'http://h/', headers: [] },
    response: { status: 200, headers: [], content: { _file: file, size: 9 } },
  });
  const entries = kinds.map((kind) => entry(`${kind}.bin`));
  const { exchanges } = readHar(JSON.stringify({ log: { entries } }), { name: 'a', folder: home });
  expect(exchanges.map(({ response }) => response.body)).toEqual(kinds.map(() => 'unknown'));
  mkdirSync(join(home, 'pages', 'folder.md'), { recursive: true });
  writeFileSync(join(home, 'pages', 'a.md'), '# A');
  for (const path of [join(home, 'pages'), join(home, 'pages', '*.md'), join(home, '*', '[af]*.md')])
    expect(listPages(path)).toEqual([join(home, 'pages', 'a.md')]);
});

it('a pattern of pages, a folder of pacts and a folder of documents are not left by a link', async () => {
  const around = join(folder, 'around');
  mkdirSync(join(around, 'inner'), { recursive: true });
  writeFileSync(join(around, 'outside.md'), '# A');
  writeFileSync(join(around, 'outside.json'), JSON.stringify(documentWith(true)));
  for (const ending of ['md', 'json']) symlinkSync(`../outside.${ending}`, join(around, 'inner', `link.${ending}`));
  expect(() => listPages(join(around, 'inner', '*.md'))).toThrow('is a link out of');
  expect(() => findPactFiles([join(around, 'inner')], [])).toThrow('is a link out of');
  await expect(openSides(join(around, 'inner'), join(around, 'inner'), {})).rejects.toThrow('is a link out of');
  expect(listPages(join(around, '*', '*.md'))).toEqual([join(around, 'inner', 'link.md')]);
});
