/** What the command line says to those who do not know it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runDocpact } from './run-docpact.ts';

describe('docpact', () => {
  it('--help tells the commands on stdout and ends with exit code 0', async () => {
    const { code, stdout, stderr } = await runDocpact(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: docpact/);
    expect(stdout).toMatch(/\bmock\b/);
    expect(stdout).toMatch(/\blint\b/);
    expect(stderr).toBe('');
  });

  it('mock --help tells every flag of the mock', async () => {
    const { code, stdout } = await runDocpact(['mock', '--help']);
    expect(code).toBe(0);
    for (const flag of ['contract', 'port', 'host', 'seed', 'locale', 'dynamic', 'stateless', 'latency', 'quiet']) {
      expect(stdout).toContain(`--${flag}`);
    }
  });

  it('--version tells the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    const { code, stdout } = await runDocpact(['--version']);
    expect(code).toBe(0);
    expect(stdout).toBe(`${version}\n`);
  });

  it('without a command tells what there is and ends with exit code 2', async () => {
    const { code, stderr } = await runDocpact([]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/Usage: docpact/);
  });

  it.each([
    ['an unknown flag', ['mock', '--prot', '1'], '--prot'],
    ['a flag that another command has', ['report', 'merge', '--port', '1'], '(docpact report merge --help shows'],
    ['no server and no recording', ['verify'], '(docpact verify --help shows'],
    ['an unknown command', ['mcok'], 'mcok'],
    ['a port that is no number', ['mock', '--port', 'http'], '--port'],
    ['a port that is too large', ['mock', '--port', '65536'], '--port'],
    ['a flag without its value', ['mock', '--seed'], '--seed'],
    ['a negative latency', ['mock', '--latency', '-1'], '--latency'],
    ['an argument too many', ['lint', 'contracts', 'more'], ''],
    ['a locale that does not exist', ['mock', '--port', '0', '--locale', 'xx_XX'], 'xx_XX'],
  ])('ends with exit code 2 and nothing on stdout for %s', async (_, args, named) => {
    const { code, stdout, stderr } = await runDocpact(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(named);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    ['a header without its colon', ['verify', 'http://h', '--header', 'Authorization Bearer s3cret-word'], '--header'],
    ['credentials without their scheme', ['verify', 'http://h', '--auth', 's3cret-word'], '--auth'],
    ['a target with credentials', ['verify', 'http://ann:s3cret-word@h'], '--header'],
    ['a target that is none', ['verify', 'ftp://ann:s3cret-word@h'], 'base URL'],
    ['a target with a query', ['verify', 'http://h/?key=s3cret-word'], 'no query'],
    ['a document with credentials', ['lint', '--contract', 'http://ann:s3cret-word@127.0.0.1:1/a.json'], '--header'],
    [
      'a server to watch with credentials',
      ['mock', '--port', '0', '--upstream', 'http://ann:s3cret-word@h'],
      'clients',
    ],
  ])('does not repeat what is secret in %s', async (_, args, named) => {
    const { code, stdout, stderr } = await runDocpact(args);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(named);
    expect(stdout + stderr).not.toContain('s3cret');
  });
});
