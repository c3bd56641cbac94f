/** The reports of `docpact verify`: where they go, in which forms, and what a baseline makes of them. */
import { execFile, execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { refuseWhen } from '../servers/change-stages.ts';
import { runDocpact } from './run-docpact.ts';
import { faulty, serve } from './serve-regions.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpact-reports-'));

const quick = ['--depth', 'quick'];

describe('the report', () => {
  it('is in Chinese where HTML and Markdown are asked for so, on a terminal that stays English', async () => {
    const { url } = await serve(faulty);
    const [json, page] = [join(folder, 'zh.json'), join(folder, 'zh.html')];
    const told = await runDocpact([
      'verify',
      url,
      ...quick,
      '--report',
      `html=${page}`,
      '--report',
      `json=${json}`,
      '--lang',
      'zh',
    ]);
    expect(told.stdout).toMatch(/^DOES NOT CONFORM/);
    expect(readFileSync(page, 'utf8')).toContain('不符合契约');
    const { stdout } = await runDocpact(['report', 'convert', json, '--format', 'markdown', '--lang', 'zh']);
    expect(stdout).toMatch(/^## ❌ 不符合契约/);
  });

  it('has the documented shape as JSON', async () => {
    const { url } = await serve(faulty);
    const { stdout, stderr } = await runDocpact(['verify', url, ...quick, '--format', 'json', '--run-id', 'r1']);
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      version: 1,
      kind: 'verify',
      tool: { name: 'docpact', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      contract: { title: expect.stringMatching(/./), version: expect.any(String), files: ['contracts/openapi.yaml'] },
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
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
      id: expect.stringMatching(/^[0-9a-f]{12}$/),
      severity: 'error',
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

  it('knows a problem again by its id, whatever the run draws', async () => {
    const { url } = await serve(faulty);
    const runs = [
      ['--run-id', 'r1'],
      ['--run-id', 'r2', '--seed', '7'],
    ].map((own) => runDocpact(['verify', url, ...quick, ...own, '--format', 'json']));
    const ids = (await Promise.all(runs)).map(({ stdout }) =>
      (JSON.parse(stdout) as { problems: { id: string }[] }).problems.map(({ id }) => id),
    );
    expect(ids[0]).toEqual(ids[1]);
    expect(ids[0]).not.toEqual([]);
  });

  it('goes to a file, whole, and nothing else does; the terminal gets the text', async () => {
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
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^DOES NOT CONFORM/);
    expect(readFileSync(join(own, 'r.xml'), 'utf8')).toMatch(/^<\?xml[\s\S]*<\/testsuites>\s*$/);
    expect(readdirSync(own)).toEqual(['r.xml']);
  });

  it('comes in several forms at once, and folders are made for them', async () => {
    const { url } = await serve(faulty);
    const own = mkdtempSync(join(tmpdir(), 'docpact-reports-'));
    const file = (name: string): string => join(own, 'made', name);
    const reports = ['sarif', 'markdown', 'gitlab', 'html', 'json'].flatMap((kind) => [
      '--report',
      `${kind}=${file(kind)}`,
    ]);
    const { code, stdout, stderr } = await runDocpact(['verify', url, ...quick, ...reports, '--report', 'junit']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^<\?xml[\s\S]*<\/testsuites>\s*$/);
    expect(stderr).toBe('');
    expect(readdirSync(join(own, 'made')).sort()).toEqual(['gitlab', 'html', 'json', 'markdown', 'sarif']);
    const converted = await runDocpact(['report', 'convert', file('json'), '--report', 'sarif', '--quiet']);
    expect(converted).toMatchObject({ code: 0, stderr: '', stdout: readFileSync(file('sarif'), 'utf8') });
  });

  it('is refused before anything is sent where it cannot be written', async () => {
    const { url, seen } = await serve();
    const file = join(folder, 'taken');
    writeFileSync(file, 'kept');
    const below = await runDocpact(['verify', url, ...quick, '--out', join(file, 'r.txt')]);
    expect(below).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/taken\/r\.txt cannot be written: E[A-Z]+: [a-z ]+\n/),
    });
    const onFolder = await runDocpact(['verify', url, ...quick, '--report', `json=${folder}`]);
    expect(onFolder).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written: it is a folder') });
    const both = await runDocpact(['verify', url, ...quick, '--report', 'json', '--format', 'junit']);
    expect(both).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('only one report can go to stdout: json or junit'),
    });
    const twice = await runDocpact(['verify', url, ...quick, '--report', `json=${file}`, '--report', `sarif=${file}`]);
    expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('two reports cannot both be written to') });
    expect(readFileSync(file, 'utf8')).toBe('kept');
    expect(seen.requests).toBe(0);
  });

  it('goes through a link and into a pipe', async () => {
    const { url } = await serve(faulty);
    const own = mkdtempSync(join(tmpdir(), 'docpact-links-'));
    writeFileSync(join(own, 'real.json'), 'old');
    symlinkSync('real.json', join(own, 'link.json'));
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(own, 'fifo')]);
    const read = promisify(execFile)('cat', [join(own, 'fifo')]);
    const args = ['--report', `json=${join(own, 'link.json')}`, '--report', `junit=${join(own, 'fifo')}`];
    await runDocpact(['verify', url, ...quick, ...args]);
    expect((await read).stdout).toMatch(/<\/testsuites>\s*$/);
    expect(JSON.parse(readFileSync(join(own, 'real.json'), 'utf8'))).toMatchObject({ kind: 'verify' });
    expect(lstatSync(join(own, 'link.json')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(own, 'fifo')).isFIFO()).toBe(true);
  });

  it.each(['text', 'json', 'junit', 'html', 'github', 'markdown', 'sarif', 'gitlab'])(
    'shows no credentials as %s',
    async (format) => {
      const { url, seen } = await serve(refuseWhen(({ scope }) => scope === 'public'));
      const args = ['verify', url, ...quick, '--header', 'Authorization: Bearer s3cret-token', '--format', format];
      const { stdout, stderr } = await runDocpact(args);
      expect(seen.authorizations).toEqual(new Set(['Bearer s3cret-token']));
      expect(stdout + stderr).not.toContain('s3cret');
      expect(stdout).toMatch(/\$AUTHORIZATION/);
    },
  );

  it('has no colours and no progress in a pipe', async () => {
    const { url } = await serve(faulty);
    const { stdout, stderr } = await runDocpact(['verify', url, ...quick]);
    expect(stderr).toBe('');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('a baseline', () => {
  it('lets pass what is known, and tells when it is gone', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'docpact-baseline-')), 'new', 'known.json');
    const { url } = await serve(faulty);
    const held = ['--depth', 'quick', '--baseline', file];
    const missing = await runDocpact(['verify', url, ...held]);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('--update-baseline') });
    const written = await runDocpact(['verify', url, ...held, '--update-baseline']);
    expect(written).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^CONFORMS[^\n]*\n0 new problems, 1 known,/),
    });
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ known: [{ clause: 'addRegion.law.echo.desc', reason: '' }] });
    const again = await runDocpact(['verify', url, ...held]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('1 problem that the baseline knows') });
    const mended = await runDocpact(['verify', (await serve()).url, ...held]);
    expect(mended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('shows no more, and can leave the baseline'),
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('that cannot be read is told before anything is sent', async () => {
    const { url, seen } = await serve();
    const file = join(folder, 'broken-baseline.json');
    writeFileSync(file, '{');
    const broken = await runDocpact(['verify', url, '--baseline', file]);
    expect(broken).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('broken-baseline.json: the baseline is not JSON'),
    });
    const without = await runDocpact(['verify', url, '--update-baseline']);
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('--baseline FILE') });
    expect(seen.requests).toBe(0);
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
