/** A contract, a page, a pact, a provider and file names that say what steers, hides, links or runs something: no command obeys, or passes it on. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../../src/report/render-options.ts';
import { everything, expectHarmless } from '../harmless.ts';
import { hostileDocument, hostilePact, hostilePage, inFileName, inPact, serveHostile } from '../hostile-contract.ts';
import { runDocpact } from './run-docpact.ts';

const root = mkdtempSync(join(tmpdir(), 'docpact-hostile-'));
const folder = join(root, inFileName);
const other = join(root, 'other');
const pages = join(root, 'pages');
const report = join(root, 'reports', 'verify.json');
const argument = everything.replaceAll('\0', '');
let url = '';

function write(file: string, content: object | string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

/** A contract, and where reports in every format go. */
const of = ['--contract', folder];
const reports = (name: string): string[] =>
  formats.flatMap((format) => ['--report', `${format}=${join(root, 'reports', `${name}.${format}`)}`]);

beforeAll(async () => {
  write(join(folder, 'openapi.json'), hostileDocument());
  write(join(other, 'openapi.json'), hostileDocument({ more: { deprecated: true }, least: 2 }));
  write(join(pages, `${inFileName}.md`), hostilePage());
  write(join(root, 'pacts', 'pact.json'), hostilePact());
  write(join(root, 'docpact.config.mjs'), `export default { states: { ${JSON.stringify(inPact)}() {} } };`);
  url = await serveHostile();
});

describe('nothing harmful comes from', () => {
  it.each<[string, string, () => string[]]>([
    ['lint', 'text', () => ['lint', ...of]],
    ['resources', 'text', () => ['resources', ...of]],
    ['resources as YAML', 'yaml', () => ['resources', ...of, '--format', 'yaml']],
    ['resources as JSON', 'json', () => ['resources', ...of, '--format', 'json']],
    ['fixtures', 'json', () => ['fixtures', 'Thing', ...of]],
    ['fixtures of no text', 'json', () => ['fixtures', 'Thing', ...of, '--zone', 'invalid']],
    ['fixtures as lines', 'ndjson', () => ['fixtures', 'Thing', ...of, '--format', 'ndjson', '--count', '3']],
    ['fixtures --explain', 'text', () => ['fixtures', 'Thing', ...of, '--explain']],
    ['fixtures of no schema', 'text', () => ['fixtures', everything, ...of]],
    ['bundle', 'json', () => ['bundle', '--contract', other]],
    ['verify --dry-run', 'text', () => ['verify', url, ...of, '--dry-run']],
    ['verify', 'text', () => ['verify', url, ...of, ...reports('verify'), '--depth', 'quick']],
    ['report convert', 'markdown', () => ['report', 'convert', report, '--format', 'markdown', '--lang', 'zh']],
    ['report merge', 'html', () => ['report', 'merge', report, '--format', 'html', '--lang', 'zh']],
    [
      'pact verify',
      'text',
      () => [
        'pact',
        'verify',
        url,
        ...of,
        ...reports('pact'),
        `--pact=${join(root, 'pacts')}`,
        `--config=${join(root, 'docpact.config.mjs')}`,
        `--log=${join(root, 'reports', 'log.text')}`,
      ],
    ],
    ['pact verify without a state', 'text', () => ['pact', 'verify', url, ...of, '--pact', join(root, 'pacts')]],
    ...['text', 'json', 'github', 'markdown', 'sarif', 'changelog'].map((format): [string, string, () => string[]] => [
      `diff as ${format}`,
      format === 'changelog' ? 'markdown' : format,
      () => ['diff', folder, other, '--format', format],
    ]),
    ['import', 'text', () => ['import', pages, '--verbose', '--out', join(root, 'imported')]],
    ['import as JSON', 'json', () => ['import', pages, '--format', 'json']],
    ['import as annotations', 'github', () => ['import', pages, '--format', 'github']],
    ['lint of what was imported', 'text', () => ['lint', '--contract', join(root, 'imported')]],
    ['import of no page', 'text', () => ['import', join(root, `${argument}.md`)]],
    ['an operation that is none', 'text', () => ['verify', url, ...of, '--operation', argument]],
    ['a case that is none', 'text', () => ['verify', url, ...of, '--case', argument]],
    ['a report that is none', 'text', () => ['verify', url, ...of, '--report', argument]],
    ['a config that is none', 'text', () => ['verify', url, ...of, '--config', argument]],
    ['a URL that is none', 'text', () => ['verify', `http://${argument}`, ...of]],
    ['a flag that is none', 'text', () => ['lint', `--${argument}`]],
    ['a command that is none', 'text', () => [argument]],
    ['a contract that is none', 'text', () => ['lint', '--contract', join(root, argument)]],
    ['a mock of a path that is none', 'text', () => ['mock', join(root, argument), '--port', '0']],
    ['a report that another program wrote', 'text', () => ['report', 'merge', join(folder, 'openapi.json')]],
  ])('%s', async (_, format, args) => {
    const { stdout, stderr } = await runDocpact(args());
    expect(stdout + stderr).not.toBe('');
    if (stdout !== '') expectHarmless(format, stdout);
    expectHarmless('text', stderr);
    expect(stderr).not.toContain('bug in docpact');
  });

  it.each(['verify', 'pact'].flatMap((name) => formats.map((format) => [name, format])))(
    'a report of %s as %s',
    (name, format) => {
      expectHarmless(format ?? '', readFileSync(join(root, 'reports', `${name}.${format}`), 'utf8'));
    },
  );

  it('what Pact itself says, in the file of --log', () => {
    expect(readFileSync(join(root, 'reports', 'log.text'), 'utf8')).not.toMatch(
      /[[\p{Cc}--[\n\t\r]]\p{Bidi_Control}]/v,
    );
  });
});
