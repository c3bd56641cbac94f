/** `docpact verify` and `docpact report merge`, as a script or a person uses them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDocpact, startDocpact } from './run-docpact.ts';
import { faulty, serve } from './serve-regions.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpact-verify-'));

const quick = ['--depth', 'quick'];

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

  it('as docpact 0.1 wrote them are merged, and those of a later version are refused', async () => {
    const { url } = await serve(faulty);
    const { stdout } = await runDocpact(['verify', url, ...quick, '--format', 'json']);
    const {
      version: _,
      kind: __,
      tool: _tool,
      contract: _contract,
      startedAt: _at,
      ...old
    } = JSON.parse(stdout) as {
      [name: string]: unknown;
      problems: Record<string, unknown>[];
    };
    const problems = old.problems.map(({ id: _id, severity: _severity, ...problem }) => problem);
    const [oldFile, laterFile] = [join(folder, 'old.json'), join(folder, 'later.json')];
    writeFileSync(oldFile, JSON.stringify({ ...old, problems }));
    writeFileSync(laterFile, JSON.stringify({ ...(JSON.parse(stdout) as object), version: 2 }));
    const merged = await runDocpact(['report', 'merge', oldFile, '--format', 'json']);
    expect(merged.code).toBe(1);
    expect(JSON.parse(merged.stdout)).toMatchObject({ version: 1, kind: 'verify', problems: old.problems });
    const later = await runDocpact(['report', 'merge', laterFile]);
    expect(later.code).toBe(2);
    expect(later.stderr).toContain('a report of version 2; this docpact reads 1 and older');
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

it('stops at once at a second Ctrl-C', async () => {
  const { url, seen } = await serve(() => ({ admit: () => new Promise(() => undefined) }));
  const running = startDocpact(['verify', url, '--timeout', '60000']);
  while (seen.requests < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  running.child.kill('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 100));
  running.child.kill('SIGINT');
  const { code } = await running.finished;
  expect(code).not.toBe(0);
});
