/** The package as a stranger gets it: packed, installed into an empty folder, run by npx. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { openOperations } from '../../src/commands/open-contract.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { startMock } from '../../src/mock/start-mock.ts';
import { post } from '../mock/serve.ts';
import { plainRegion } from '../mock/valid-region.ts';
import { readBlocks, readCode, readCommands } from './documents.ts';
import { projectOf, runLine, strangerEnv as env, writeTests } from './reader-project.ts';
import { type Load, runHere } from './run-docpact.ts';
import { makeFolder } from './write-contract.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** The documents whose commands are run. */
const documents = [
  'README.md',
  'docs/frontend.md',
  'docs/provider.md',
  'docs/pages.md',
  'docs/ci.md',
  'docs/mock.md',
  'docs/verify.md',
  'docs/fixtures.md',
  'docs/diff.md',
];

const translated = ['README.zh-CN.md', 'docs/frontend.zh-CN.md', 'docs/provider.zh-CN.md', 'docs/pages.zh-CN.md'];

/** Commands that are not run here, each with the reason. */
const leftOut: readonly { pattern: RegExp; reason: string }[] = [
  { pattern: /^npm ci/, reason: 'CI runs them' },
  { pattern: /--watch/, reason: 'it waits for Enter; it has a test of its own' },
  {
    pattern: /staging\.example\.com|traffic\.har/,
    reason: 'the server is somebody’s; recordings have tests of their own',
  },
  { pattern: /report merge/, reason: 'it needs all four shards; merging has tests of its own' },
  { pattern: /--count 1000000/, reason: 'a million of them take their time' },
];

/** The commands that a document prints and that are run: what several print is run as the first of them has it. */
function commandsOf(document: string): string[] {
  const before = new Set(documents.slice(0, documents.indexOf(document)).flatMap(readCommands));
  return [...new Set(readCommands(document))].filter(
    (command) => !before.has(command) && !leftOut.some(({ pattern }) => pattern.test(command)),
  );
}

/** What has to end with 1: the new side of these is another one. */
const breaking = /^npx docpact diff (?:page\.md|old\/)/;

/** Runs end soon, and no port is fixed. */
function extraFlags(command: string): string {
  if (command.startsWith('npx docpact verify')) return command.includes('--depth') ? '' : ' --depth quick';
  return '';
}

/** A command that needs no shell, by its words; such a one is run by the installed package in this process, the others by a shell. */
function readWords(line: string): string[] | undefined {
  const [, words] = /^npx docpact (?!mock)([\w:/.=~ -]+)$/.exec(line) ?? [];
  return words?.trim().split(/ +/);
}

/** The contract that the server of a command has: the one that the command names, else the one that ships. */
async function contractOf(command: string, folder: string): Promise<Contract> {
  const [, named] = /^npx docpact verify .*--contract (\S+)/.exec(command) ?? [];
  return named === undefined ? loadContract() : openOperations(join(folder, named), {});
}

function withoutRemarks(code: string): string {
  return code.replaceAll(/^\s*\/\/.*\n/gm, '').trim();
}

describe('the packed package, installed into an empty folder', () => {
  let home = '';
  let installed = '';
  const loadInstalled = () => import(pathToFileURL(join(installed, 'dist/commands/run.js')).href) as ReturnType<Load>;

  beforeAll(async () => {
    home = makeFolder();
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home], { cwd: root, env });
    // The script `prepare` may print before the report.
    const [report] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ filename: string }];
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    await run(
      'npm',
      ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', `./${report.filename}`],
      {
        cwd: home,
        env,
      },
    );
    installed = join(home, 'node_modules', 'docpact');
    // As npx, without asking a registry first.
    mkdirSync(join(home, 'bin'));
    writeFileSync(
      join(home, 'bin/npx'),
      `#!/bin/sh\nshift\nexec '${process.execPath}' '${join(installed, 'dist/cli.js')}' "$@"\n`,
      { mode: 0o755 },
    );
  }, 240_000);

  it('holds compiled code, the contract and the scenarios, and no TypeScript source', () => {
    const files = filesBelow(installed).filter((file) => !file.startsWith('node_modules'));
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/cli.js',
        'dist/index.js',
        'contracts/openapi.yaml',
        'contracts/pacts/console-regions.json',
        'dist/pact.js',
        'mocks/addRegion/duplicate-name.yaml',
      ]),
    );
    expect(files.filter((file) => /\.[cm]?ts$/.test(file) && !/\.d\.[cm]?ts$/.test(file))).toEqual([]);
    expect(files.filter((file) => /^(src|test|bench)\//.test(file))).toEqual([]);
  });

  it('answers npx docpact --help', { timeout: 60_000 }, async () => {
    const { stdout } = await run('npx', ['--no-install', 'docpact', '--help'], { cwd: home, env });
    expect(stdout).toMatch(/^Usage: docpact/);
  });

  it('finds nothing wrong with the contract that it brings along', { timeout: 60_000 }, async () => {
    const { stdout } = await runHere(loadInstalled, ['lint'], { cwd: home, env: {} });
    expect(stdout).toContain('1 operation');
  });

  it(
    'serves the contract by npx docpact mock, with a 201 for a valid request, and ends when it is told to',
    { timeout: 60_000 },
    async () => {
      const mock = spawn('npx', ['--no-install', 'docpact', 'mock', '--port', '0'], {
        cwd: home,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const closed = once(mock, 'close');
      try {
        let said = '';
        for await (const text of mock.stdout.setEncoding('utf8') as AsyncIterable<string>) {
          said += text;
          if (said.includes('curl ')) break;
        }
        const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
        expect((await post(url, plainRegion())).status).toBe(201);
        expect((await post(url, {})).status).toBe(400);
      } finally {
        // As Ctrl-C does: to npx and to what it started.
        if (mock.pid !== undefined) process.kill(-mock.pid, 'SIGINT');
        await closed;
      }
    },
  );

  it('says what to install where Pact is asked for and missing', { timeout: 60_000 }, async () => {
    const failed = await runHere(loadInstalled, ['pact', 'verify', 'http://127.0.0.1:1'], { cwd: home, env: {} });
    expect(failed).toMatchObject({ code: 2 });
    expect(failed.stderr).toContain('npm install --save-dev @pact-foundation/pact');
  });

  it('can be imported, and offers its contract as files', { timeout: 60_000 }, async () => {
    const script = `
      import { loadContract, startMock } from 'docpact';
      import { fileURLToPath } from 'node:url';
      const file = fileURLToPath(import.meta.resolve('docpact/contracts/openapi.yaml'));
      const mock = await startMock(loadContract(file), { port: 0 });
      const { status } = await fetch(mock.url + '/none');
      await mock.close();
      console.log(status);
    `;
    writeFileSync(join(home, 'try.mjs'), script);
    const { stdout } = await run(process.execPath, ['try.mjs'], { cwd: home, env });
    expect(stdout).toBe('404\n');
  });

  it('leaves nothing of the install behind but the one dependency', () => {
    expect(existsSync(join(home, 'node_modules', '.bin', 'docpact'))).toBe(true);
    expect(existsSync(join(home, 'node_modules', 'vitest'))).toBe(false);
  });

  it('leaves out no command but those that have a reason', () => {
    const all = documents.flatMap(readCommands);
    expect(leftOut.filter(({ pattern }) => !all.some((command) => pattern.test(command)))).toEqual([]);
  });

  describe.each(documents)('what %s prints', (document) => {
    const commands = commandsOf(document);
    if (commands.length === 0) return;

    it.each(commands)('runs: %s', { timeout: 120_000 }, async (command) => {
      const folder = projectOf(home, document);
      const mock = await startMock(await contractOf(command, folder), { port: 0 });
      const place = new URL(mock.url).host;
      const line = command.replaceAll(/127\.0\.0\.1:(?:8080|4010)/g, place) + extraFlags(command);
      const words = readWords(line.replaceAll('$URL', mock.url).replaceAll('$BUILD', 'b1'));
      try {
        const ended = words
          ? await runHere(loadInstalled, words, { cwd: folder, env: {} })
          : await runLine(line, { folder, url: mock.url, bin: join(home, 'bin') });
        expect(ended).toMatchObject({ code: breaking.test(command) ? 1 : 0 });
      } finally {
        await mock.close();
      }
    });
  });

  it.each(translated)('%s prints the commands of its English page', (document) => {
    const known = new Set([...documents, 'docs/frontend.md'].flatMap(readCommands));
    const own = readCommands(document).map((command) => command.replace(/ --lang zh$/, ''));
    expect(own.filter((command) => !known.has(command))).toEqual([]);
  });

  it('runs what the README has for code', { timeout: 60_000 }, async () => {
    const folder = projectOf(home, 'README.md');
    writeFileSync(join(folder, 'try.mjs'), readCode('README.md').join('\n'));
    expect(readCode('README.zh-CN.md')).toEqual(readCode('README.md'));
    await run(process.execPath, ['try.mjs'], { cwd: folder, env });
  });

  it('runs what the documents have for tests, in vitest', { timeout: 180_000 }, async () => {
    const folder = projectOf(home, 'docs/tests.md');
    for (const name of ['vitest', 'msw', '@pact-foundation'])
      symlinkSync(join(root, 'node_modules', name), join(home, 'node_modules', name));
    writeTests(folder);
    await run(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--globals', '--maxWorkers=1', '--no-isolate'],
      {
        cwd: folder,
        env: { ...env, CI: 'true' },
      },
    );
  });

  it('shows of the examples what stands in them', () => {
    const files = ['vitest/bookings.test.ts', 'msw/bookings.test.ts', 'playwright/playwright.config.js'];
    const texts = [...files, 'playwright/bookings.spec.js'].map((file) =>
      readFileSync(join(root, 'examples', file), 'utf8'),
    );
    for (const document of ['docs/frontend.md', 'docs/frontend.zh-CN.md'])
      for (const { place, language, text } of readBlocks(document))
        if (language === 'ts' || language === 'js')
          expect(
            texts.some((each) => withoutRemarks(each).includes(withoutRemarks(text))),
            place,
          ).toBe(true);
  });
});
