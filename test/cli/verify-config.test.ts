/** `docpact verify` with a config file: settings, hooks, and what is removed afterwards. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ownContract } from '../write-contract.ts';
import { runDocpact, startDocpact } from './run-docpact.ts';
import { faulty, serve } from './serve-regions.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpact-config-'));
const library = pathToFileURL(join(ownContract, '../src/index.ts')).href;
const quick = ['--depth', 'quick'];

function writeConfig(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('a config file', () => {
  it('is typed, and gives headers, values, hooks and what is ignored', async () => {
    const { url, seen } = await serve(faulty);
    const log = join(folder, 'hooks.log');
    const config = writeConfig(
      'full.config.ts',
      `import { appendFileSync } from 'node:fs';
       import { defineConfig, type DocpactConfig } from '${library}';
       const headers: Record<string, string> = { Authorization: process.env['TOKEN'] ?? '' };
       export default defineConfig({
         headers,
         values: { addRegion: { tcpdomain: '192.0.2.99' } },
         ignore: ['echo-broken'],
         before: () => appendFileSync(${JSON.stringify(log)}, 'before '),
         after: () => appendFileSync(${JSON.stringify(log)}, 'after'),
       } satisfies DocpactConfig);`,
    );
    const args = ['verify', url, ...quick, '--config', config, '--format', 'json'];
    // In a process of its own: it is Node that reads the types.
    const { code, stdout, stderr } = await startDocpact(args, { env: { TOKEN: 'raw-t0ken' } }).finished;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('raw-t0ken');
    expect(seen.authorizations).toEqual(new Set(['raw-t0ken']));
    expect(readFileSync(log, 'utf8')).toBe('before after');
  });

  it('is found in the working folder', async () => {
    const { url, seen } = await serve();
    const own = mkdtempSync(join(tmpdir(), 'docpact-own-'));
    writeFileSync(join(own, 'docpact.config.mjs'), `export default { headers: { authorization: 'found' } };`);
    const { code } = await runDocpact(['verify', url, ...quick, '--contract', ownContract], { cwd: own });
    expect(code).toBe(0);
    expect(seen.authorizations).toEqual(new Set(['found']));
  });

  it.each([
    ['an unknown setting', `export default { header: {} }`, ['"header"', 'Did you mean "headers"?']],
    ['a setting of a wrong type', `export default { headers: { a: 1 } }`, ['headers must be']],
    ['a kind that does not exist', `export default { ignore: ['leaks'] }`, ['ignore must be']],
    ['a law that does not exist', `export default { lawsOff: ['addRegion.law.x'] }`, ['addRegion.law.x']],
    [
      'a value that the document forbids',
      `export default { values: { addRegion: { status: '1' } } }`,
      ['status of addRegion'],
    ],
    ['a member that does not exist', `export default { values: { addRegion: { colour: 1 } } }`, ['"colour"']],
    ['no default export', `export const config = {}`, ['export default']],
    ['a syntax error', `export default {`, ['cannot be loaded']],
  ])('with %s is refused before anything is sent', async (name, text, named) => {
    const { url, seen } = await serve();
    const config = writeConfig(`${name.replaceAll(' ', '-')}.mjs`, text);
    const { code, stdout, stderr } = await runDocpact(['verify', url, '--config', config]);
    expect([code, stdout, seen.requests]).toEqual([2, '', 0]);
    for (const part of named) expect(stderr).toContain(part);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('cleaning up', () => {
  const cleanup = `export default { cleanup: { method: 'DELETE', path: '/openapi/v2/manage/regions/{id}' } }`;

  it('removes every identifier that the run created', async () => {
    const { url, seen } = await serve();
    const config = writeConfig('cleanup.mjs', cleanup);
    const { stdout } = await runDocpact(['verify', url, ...quick, '--config', config, '--format', 'json']);
    expect((JSON.parse(stdout) as { created: unknown[] }).created).toEqual([]);
    expect(seen.removed.length).toBeGreaterThan(20);
    expect(new Set(seen.removed).size).toBe(seen.removed.length);
  });

  it('is done after Ctrl-C too, and the report says that the run was interrupted', async () => {
    const { url, seen } = await serve((right) => ({
      build: async (body, call) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return right.build(body, call);
      },
    }));
    const config = writeConfig('interrupted.mjs', cleanup);
    const running = startDocpact(['verify', url, '--config', config]);
    while (seen.requests < 30) await new Promise((resolve) => setTimeout(resolve, 10));
    running.child.kill('SIGINT');
    const { code, stdout } = await running.finished;
    expect(code).toBe(1);
    expect(stdout).toContain('stopped early: the run was interrupted');
    expect(stdout).not.toContain('left on the server');
    expect(seen.removed.length).toBeGreaterThan(10);
  });

  it('by a function gets the identifiers', async () => {
    const { url } = await serve();
    const log = join(folder, 'created.json');
    const config = writeConfig(
      'function.mjs',
      `import { writeFileSync } from 'node:fs';
       export default { cleanup: (created) => writeFileSync(${JSON.stringify(log)}, JSON.stringify(created)) };`,
    );
    await runDocpact(['verify', url, ...quick, '--config', config]);
    expect((JSON.parse(readFileSync(log, 'utf8')) as string[]).length).toBeGreaterThan(20);
  });

  it('names what it could not remove', async () => {
    const { url } = await serve();
    const config = writeConfig('nowhere.mjs', cleanup.replace("'DELETE'", "'PUT'").replace('/{id}', '?id={id}'));
    const { code, stdout } = await runDocpact(['verify', url, ...quick, '--config', config]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/created +\d+ identifiers left on the server/);
  });

  it('is not reached where "before" throws: nothing is sent', async () => {
    const { url, seen } = await serve();
    const config = writeConfig('before.mjs', `export default { before: () => { throw new Error('no database') } };`);
    const { code, stderr } = await runDocpact(['verify', url, ...quick, '--config', config]);
    expect([code, seen.requests]).toEqual([2, 0]);
    expect(stderr).toContain('"before" of the config file failed: Error: no database');
  });

  it('that throws does not lose the report', async () => {
    const { url } = await serve(faulty);
    const config = writeConfig('throws.mjs', `export default { cleanup: () => { throw new Error('no rights') } };`);
    const { code, stdout, stderr } = await runDocpact(['verify', url, ...quick, '--config', config]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^DOES NOT CONFORM/);
    expect(stdout).toMatch(/identifiers left on the server/);
    expect(stderr).toContain('no rights');
  });
});
