/**
 * Runs every example as a stranger would: docpact packed and installed, then `npm test` in each project; and
 * `docpact verify` against each provider. Ends with 1 where one of them fails.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findFreePort } from './find-free-port.ts';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const projects = ['vitest', 'msw', 'playwright'];

/** The projects in a folder of their own, with what all of them need installed above them. */
async function installProjects(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'docpact-examples-'));
  for (const name of ['bookings.yaml', ...projects]) cpSync(join(here, name), join(home, name), { recursive: true });
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home], { cwd: root });
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ filename: string }];
  const needed = projects.flatMap((name) => {
    const text = readFileSync(join(here, name, 'package.json'), 'utf8');
    return Object.keys((JSON.parse(text) as { devDependencies: object }).devDependencies);
  });
  const packages = [...new Set(needed)].map((name) => (name === 'docpact' ? `./${filename}` : name));
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], { cwd: home });
  return home;
}

/** Runs a command with its output here; whether it ended well. */
async function runs(
  command: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const [program = '', ...words] = command;
  const PATH = `${dirname(process.execPath)}:${process.env['PATH']}`;
  const child = spawn(program, words, { cwd, stdio: 'inherit', env: { ...process.env, PATH, ...env } });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0;
}

const failed: string[] = [];
const home = await installProjects();
const chromium = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
for (const name of projects) {
  const env = {
    MOCK_PORT: await findFreePort(),
    PAGE_PORT: await findFreePort(),
    ...(chromium === undefined ? {} : { CHROMIUM: chromium }),
  };
  if (!(await runs(['npm', 'test', '--silent'], join(home, name), env))) failed.push(name);
}
rmSync(home, { recursive: true });
if (!(await runs([process.execPath, join(here, 'providers/run.ts')], root))) failed.push('providers');
console.log(failed.length === 0 ? 'every example runs' : `failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
