/** `docpact verify` and `docpact report merge`, as a script or a person uses them. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { changeMember, refuseWhen } from '../servers/change-stages.ts';
import { startServer, type Change } from '../servers/right-server.ts';
import { ownContract } from '../write-contract.ts';
import { runDocpact, startDocpact } from './run-docpact.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpact-verify-'));
const library = pathToFileURL(join(ownContract, '../src/index.ts')).href;

/** What came to a server, beside the operation itself. */
interface Seen {
  requests: number;
  removed: string[];
  authorizations: Set<string | undefined>;
}

const servers: { close: () => Promise<void> }[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** The right server, changed; it also removes what it is told to. */
async function serve(change: Change = () => ({})): Promise<{ url: string; seen: Seen }> {
  const seen: Seen = { requests: 0, removed: [], authorizations: new Set() };
  const server = await startServer((right) => {
    const changed = { ...right, ...change(right) };
    return {
      ...changed,
      admit: (call) => {
        seen.requests += 1;
        seen.authorizations.add(call.request.headers.authorization);
        if (call.request.method !== 'DELETE') return changed.admit(call);
        seen.removed.push(call.request.url ?? '');
        return { status: 204, reason: 'other', body: '', headers: {} };
      },
    };
  });
  servers.push(server);
  return { url: server.url, seen };
}

const faulty: Change = changeMember('desc', () => 'another');
const quick = ['--depth', 'quick'];

function writeConfig(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('the exit code', () => {
  it('is 0 for a server that conforms', async () => {
    const { url } = await serve();
    const { code, stdout, stderr } = await runDocpact(['verify', url, ...quick]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^CONFORMS {2}http/);
    expect(stdout).toMatch(/seed {6}1\n/);
    expect(stdout).toMatch(/docpact verify http\S+ --seed 1 --depth quick/);
  });

  it('is 1 for one that does not', async () => {
    const { url } = await serve(faulty);
    const { code, stdout } = await runDocpact(['verify', url, ...quick]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^DOES NOT CONFORM {2}http/);
    expect(stdout).toContain('addRegion.law.echo.desc');
  });

  it.each([
    ['an unknown flag', ['http://127.0.0.1:1', '--heder', 'A: b'], '--heder'],
    ['no URL', [], 'url'],
    ['a URL that is none', ['localhost:8080'], 'is not an http or https URL'],
    ['a URL with credentials', ['http://user:s3cret@127.0.0.1:1'], '--header'],
    ['an unknown kind of problem', ['http://127.0.0.1:1', '--ignore', 'echo'], 'echo-broken'],
    ['a header that is none', ['http://127.0.0.1:1', '--header', 'secret'], "'Name: value'"],
    ['an unknown operation', ['http://127.0.0.1:1', '--operation', 'addRegoin'], 'addRegion'],
    ['a shard that does not exist', ['http://127.0.0.1:1', '--shard', '3/2'], 'I/N'],
    ['an unknown depth', ['http://127.0.0.1:1', '--depth', 'deepest'], 'standard'],
    ['an unknown format', ['http://127.0.0.1:1', '--format', 'xml'], 'junit'],
    ['a contract that does not exist', ['http://127.0.0.1:1', '--contract', 'nowhere'], 'nowhere'],
    ['a config file that does not exist', ['http://127.0.0.1:1', '--config', 'nowhere.ts'], 'nowhere.ts'],
  ])('is 2 for %s', async (_, args, named) => {
    const { code, stdout, stderr } = await runDocpact(['verify', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(named);
    expect(stderr).not.toMatch(/s3cret|\n\s+at /);
  });

  it.each([
    ['nothing listens', 'http://127.0.0.1:1', 'cannot be reached'],
    ['there is no such host', 'http://docpact.invalid', 'cannot be reached'],
  ])('is 3 where %s', async (_, url, message) => {
    const { code, stdout, stderr } = await runDocpact(['verify', url]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('--dry-run', () => {
  it('prints the cases and sends nothing', async () => {
    const { url, seen } = await serve();
    const { code, stdout } = await runDocpact(['verify', url, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^valid {4}addRegion\/presence\/none {2}a request with required members only$/m);
    expect(stdout).toMatch(/^\d+ cases, \d+ requests; nothing was sent\n$/m);
    expect(seen.requests).toBe(0);
  });

  it('prints the same for the same seed and run id', async () => {
    const args = ['verify', 'http://127.0.0.1:1', '--dry-run', '--seed', '3', '--run-id', 'x'];
    const [one, other] = await Promise.all([runDocpact(args), runDocpact(args)]);
    expect(one.stdout).toBe(other.stdout);
  });
});

describe('the report', () => {
  it('has the documented shape as JSON', async () => {
    const { url } = await serve(faulty);
    const { stdout, stderr } = await runDocpact(['verify', url, ...quick, '--format', 'json', '--run-id', 'r1']);
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      conforms: false,
      seed: 1,
      runId: 'r1',
      target: url,
      summary: {
        cases: expect.any(Number),
        requests: expect.any(Number),
        durationMs: expect.any(Number),
        byZone: { valid: expect.anything(), invalid: expect.anything(), open: expect.anything() },
      },
      coverage: { clauses: expect.any(Number), covered: expect.any(Number), uncovered: expect.any(Array) },
    });
    expect((report['problems'] as unknown[])[0]).toMatchObject({
      kind: 'echo-broken',
      clause: 'addRegion.law.echo.desc',
      zone: 'valid',
      message: expect.any(String),
      expected: expect.any(String),
      actual: '"another"',
      curl: expect.stringMatching(/^curl -i -X POST /),
      source: expect.anything(),
    });
  });

  it('goes to a file, whole, and nothing else does', async () => {
    const { url } = await serve(faulty);
    const own = mkdtempSync(join(tmpdir(), 'docpact-out-'));
    const { code, stdout, stderr } = await runDocpact([
      'verify',
      url,
      ...quick,
      '--format',
      'junit',
      '--out',
      join(own, 'r.xml'),
    ]);
    expect([code, stdout, stderr]).toEqual([1, '', '']);
    expect(readFileSync(join(own, 'r.xml'), 'utf8')).toMatch(/^<\?xml[\s\S]*<\/testsuites>\s*$/);
    expect(readdirSync(own)).toEqual(['r.xml']);
  });

  it('leaves an older file as it was where it cannot be written', async () => {
    const { url } = await serve();
    const { code, stderr } = await runDocpact(['verify', url, ...quick, '--out', join(folder, 'no', 'such', 'folder')]);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written');
    expect(existsSync(join(folder, 'no'))).toBe(false);
  });

  it.each(['text', 'json', 'junit', 'html', 'github'])('shows no credentials as %s', async (format) => {
    const { url, seen } = await serve(refuseWhen(({ scope }) => scope === 'public'));
    const args = ['verify', url, ...quick, '--header', 'Authorization: Bearer s3cret-token', '--format', format];
    const { stdout, stderr } = await runDocpact(args);
    expect(seen.authorizations).toEqual(new Set(['Bearer s3cret-token']));
    expect(stdout + stderr).not.toContain('s3cret');
    expect(stdout).toMatch(/\$AUTHORIZATION/);
  });

  it('has no colours and no progress in a pipe', async () => {
    const { url } = await serve(faulty);
    const { stdout, stderr } = await runDocpact(['verify', url, ...quick]);
    expect(stderr).toBe('');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('shards', () => {
  it('are merged into one verdict', async () => {
    const { url } = await serve(faulty);
    const files = ['1/2', '2/2'].map((shard) => join(folder, `${shard.replace('/', '-')}.json`));
    for (const [index, file] of files.entries()) {
      const shard = `${index + 1}/2`;
      await runDocpact(['verify', url, ...quick, '--run-id', 'm', '--shard', shard, '--format', 'json', '--out', file]);
    }
    const { code, stdout } = await runDocpact(['report', 'merge', ...files]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^DOES NOT CONFORM/);
    expect(stdout).not.toContain('only shard');
    const one = await runDocpact(['report', 'merge', files[0] ?? '']);
    expect(one.stdout).toContain('only shard 1/2');
  });

  it('of different runs are not merged', async () => {
    const { url } = await serve();
    const files = ['a', 'b'].map((name) => join(folder, `${name}.json`));
    for (const file of files) await runDocpact(['verify', url, ...quick, '--format', 'json', '--out', file]);
    const { code, stderr } = await runDocpact(['report', 'merge', ...files]);
    expect(code).toBe(2);
    expect(stderr).toContain('not of one run');
  });
});

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
    const { code, stdout, stderr } = await runDocpact(args, { env: { TOKEN: 'raw-t0ken' } });
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

it('says on which page of a GitHub job the verdict is', async () => {
  const { url } = await serve(faulty);
  const file = join(folder, 'summary.md');
  const env = { GITHUB_STEP_SUMMARY: file };
  const { stdout } = await runDocpact(['verify', url, ...quick, '--format', 'github'], { env });
  expect(stdout).toMatch(/^::error /m);
  expect(readFileSync(file, 'utf8')).toMatch(/addRegion\.law\.echo\.desc/);
});

it('stops at once at a second Ctrl-C', async () => {
  const { url, seen } = await serve(() => ({ admit: () => new Promise(() => undefined) }));
  const running = startDocpact(['verify', url, '--timeout', '60000']);
  while (seen.requests < 8) await new Promise((resolve) => setTimeout(resolve, 10));
  running.child.kill('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 100));
  running.child.kill('SIGINT');
  const { code } = await running.finished;
  expect(code).not.toBe(0);
});
