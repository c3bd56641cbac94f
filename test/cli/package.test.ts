/** The package as a stranger gets it: packed, installed into an empty folder, run by npx. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { post } from '../mock/serve.ts';
import { plainRegion } from '../mock/valid-region.ts';
import { makeFolder } from './write-contract.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What a shell of the stranger’s has: the Node that runs this test in front, and nothing that npm told this process. */
const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_') && name !== 'NODE_ENV'),
  ),
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
  SCARF_ANALYTICS: 'false',
};

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

describe('the packed package, installed into an empty folder', () => {
  let home = '';
  let installed = '';

  beforeAll(async () => {
    home = makeFolder();
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home], { cwd: root, env });
    // The script `prepare` may print before the report.
    const [report] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ filename: string }];
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${report.filename}`], {
      cwd: home,
      env,
    });
    installed = join(home, 'node_modules', 'docpact');
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
    const { stdout } = await run('npx', ['--no-install', 'docpact', 'lint'], { cwd: home, env });
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
    const failed = await run('npx', ['--no-install', 'docpact', 'pact', 'verify', 'http://127.0.0.1:1'], {
      cwd: home,
      env,
    }).catch((error: { code: number; stderr: string }) => error);
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
});
