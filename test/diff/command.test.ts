/** `docpact diff` at the command line: formats, rules, audiences, versions, revisions of git, folders of documents. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runDocpact } from '../cli/run-docpact.ts';
import { makeFolder } from '../cli/write-contract.ts';

function document(maxLength: number, operation: object = {}): string {
  const schema = { type: 'object', properties: { a: { type: 'string', maxLength } } };
  const post = {
    operationId: 'addThing',
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { '201': { description: '' } },
    ...operation,
  };
  return JSON.stringify(
    { openapi: '3.1.0', info: { title: 'Things', version: '1' }, paths: { '/things': { post } } },
    null,
    2,
  );
}

let folder = '';

beforeAll(() => {
  folder = makeFolder();
  writeFileSync(join(folder, 'old.json'), document(9));
  writeFileSync(join(folder, 'narrow.json'), document(5));
  writeFileSync(join(folder, 'wide.json'), document(50));
});

const run = (...args: string[]) => runDocpact(['diff', ...args], { cwd: folder });

describe('docpact diff shows a break by an example', () => {
  it('as a line for curl in the text', async () => {
    const { code, stdout } = await run('old.json', 'narrow.json');
    expect(code).toBe(1);
    expect(stdout).toMatch(/was right +curl -i -X POST http:\/\/127\.0\.0\.1:8080\/things/);
    expect(stdout).toContain('request-length-narrower');
  });

  it('in every other format', async () => {
    const formats = ['json', 'github', 'markdown', 'sarif'];
    const all = await Promise.all(formats.map((format) => run('old.json', 'narrow.json', '--format', format)));
    for (const { code, stdout } of all) {
      expect(code).toBe(1);
      expect(stdout).toMatch(/curl -i -X POST/);
    }
    const [json, , , sarif] = all.map(({ stdout }) => stdout);
    expect(JSON.parse(json ?? '')).toMatchObject({
      breaking: true,
      changes: [
        {
          rule: 'request-length-narrower',
          severity: 'error',
          kind: 'changed',
          breaks: { callers: true, providers: true },
          witness: { message: 'request', right: 'old' },
        },
      ],
    });
    expect(JSON.parse(sarif ?? '')).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'request-length-narrower', level: 'error' }] }],
    });
  });

  it('and leaves it out of what people read of a release', async () => {
    const { stdout } = await run('old.json', 'narrow.json', '--format', 'changelog');
    expect(stdout).toContain('## Changes (major)');
    expect(stdout).toContain(
      '  - a of the request has at most 5 characters (before: a of the request has at most 9 characters)',
    );
    expect(stdout).not.toContain('curl');
  });
});

describe('docpact diff counts as it is told', () => {
  it('whose breaks count', async () => {
    expect((await run('old.json', 'wide.json')).code).toBe(1);
    expect((await run('old.json', 'wide.json', '--for', 'callers')).code).toBe(0);
    expect((await run('old.json', 'narrow.json', '--for', 'callers')).code).toBe(1);
  });

  it('what a rule counts as; of a rule that there is not, it names the nearest', async () => {
    expect((await run('old.json', 'narrow.json', '--rule', 'request-length-narrower=warning')).code).toBe(0);
    expect((await run('old.json', 'narrow.json', '--rule', 'request-length-narrower=off')).stdout).toMatch(
      /^no change/,
    );
    const { code, stderr } = await run('old.json', 'narrow.json', '--rule', 'request-length-narrow=off');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean request-length-narrower?');
  });

  it('what is known', async () => {
    expect((await run('old.json', 'narrow.json', '--baseline', 'known.json')).code).toBe(2);
    expect((await run('old.json', 'narrow.json', '--baseline', 'known.json', '--update-baseline')).code).toBe(0);
    expect((await run('old.json', 'narrow.json', '--baseline', 'known.json')).code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8'))).toMatchObject({ version: 1 });
  });

  it('what is known, in the file that verify knows, with a reason and until when', async () => {
    const file = join(folder, 'shared.json');
    const problem = { id: 'abc', kind: 'leak', clause: 'x', message: 'of verify', reason: 'later' };
    writeFileSync(file, JSON.stringify({ version: 1, known: [problem] }));
    const args = ['old.json', 'narrow.json', '--baseline', 'shared.json'];
    expect((await run(...args, '--update-baseline')).code).toBe(0);
    type Entry = { id: string; kind: string; reason: string; until?: string };
    const read = () => (JSON.parse(readFileSync(file, 'utf8')) as { known: Entry[] }).known;
    expect(read().map(({ kind }) => kind)).toEqual(expect.arrayContaining(['leak', 'request-length-narrower']));
    const edit = (until: string) =>
      writeFileSync(
        file,
        JSON.stringify({
          version: 1,
          known: read().map((each) => (each.kind === 'leak' ? each : { ...each, reason: 'agreed', until })),
        }),
      );
    edit('2999-01-01');
    expect((await run(...args)).code).toBe(0);
    edit('2001-01-01');
    const ended = await run(...args);
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringMatching(/was put up with until 2001-01-01/)]);
    const gone = await run('old.json', 'old.json', '--baseline', 'shared.json');
    expect([gone.code, gone.stderr]).toEqual([0, expect.stringMatching(/shows no more, and can leave the baseline/)]);
    await run('old.json', 'narrow.json', '--baseline', 'shared.json', '--update-baseline');
    expect(read().find(({ kind }) => kind !== 'leak')).toMatchObject({ reason: 'agreed', until: '2001-01-01' });
    await run('old.json', 'old.json', '--baseline', 'shared.json', '--update-baseline');
    expect(read()).toEqual([problem]);
  });

  it('what the changes mean for the version', async () => {
    expect((await run('old.json', 'narrow.json', '--semver')).stdout).toBe('major\n');
    expect((await run('old.json', 'wide.json', '--semver')).stdout).toBe('minor\n');
    expect((await run('old.json', 'old.json', '--semver')).stdout).toBe('patch\n');
  });
});

describe('docpact diff reads revisions of git', () => {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd, stdio: 'pipe' });

  function repository(): string {
    const top = makeFolder();
    const schemas = join(top, 'api', 'schemas');
    mkdirSync(schemas, { recursive: true });
    const schema = { type: 'object', properties: { a: { type: 'string', maxLength: 9 } } };
    writeFileSync(join(schemas, 'thing.json'), JSON.stringify(schema));
    const content = { 'application/json': { schema: { $ref: './schemas/thing.json' } } };
    writeFileSync(join(top, 'api', 'openapi.json'), document(9, { requestBody: { required: true, content } }));
    git(top, 'init', '-q');
    git(top, 'add', '-A');
    git(top, 'commit', '-q', '-m', 'one');
    writeFileSync(join(schemas, 'thing.json'), JSON.stringify(schema).replace('9', '5'));
    return top;
  }

  it('a folder or a file, whose references are of the same revision', async () => {
    const top = repository();
    for (const path of ['api', 'api/openapi.json']) {
      const { code, stdout } = await runDocpact(['diff', `HEAD:${path}`, path], { cwd: top });
      expect(code).toBe(1);
      expect(stdout).toContain('HEAD:api/schemas/thing.json:1');
      expect(stdout).toContain('at most 5 characters');
    }
    const below = await runDocpact(['diff', 'HEAD:openapi.json', 'openapi.json'], { cwd: join(top, 'api') });
    expect(below.code).toBe(1);
  });

  it('and says what is wrong where there is none', async () => {
    const top = repository();
    const unknown = await runDocpact(['diff', 'nowhere:api', 'api'], { cwd: top });
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.stderr).toContain('git knows no revision "nowhere"');
    const absent = await runDocpact(['diff', 'HEAD:other', 'api'], { cwd: top });
    expect(absent).toMatchObject({ code: 2 });
    expect(absent.stderr).toContain('HEAD has no other');
    const outside = await run('HEAD:old.json', 'old.json');
    expect(outside).toMatchObject({ code: 2 });
    expect(outside.stderr).toContain('this folder is in no git repository');
  });
});

it('docpact diff compares folders of documents, matched by their paths', async () => {
  const top = makeFolder();
  for (const [side, names] of [
    ['old', ['a.json', 'sub/b.json']],
    ['new', ['a.json', 'c.json']],
  ] as const) {
    for (const name of names) {
      mkdirSync(join(top, side, 'sub'), { recursive: true });
      writeFileSync(join(top, side, name), document(side === 'old' ? 9 : 5));
    }
  }
  const { code, stdout } = await runDocpact(['diff', 'old', 'new', '--format', 'json'], { cwd: top });
  expect(code).toBe(1);
  const { changes } = JSON.parse(stdout) as { changes: { operation: string; kind: string }[] };
  expect(changes.map(({ operation, kind }) => `${kind} ${operation}`)).toEqual([
    'changed a.json: POST /things',
    'new c.json: POST /things',
    'gone sub/b.json: POST /things',
  ]);
});

describe('docpact diff takes from docpact.config', () => {
  const config = (name: string, diff: unknown) => {
    const file = join(folder, name);
    writeFileSync(file, `export default ${JSON.stringify({ diff })};`);
    return file;
  };
  const compare = (file: string, ...args: string[]) =>
    run('old.json', 'narrow.json', '--format', 'json', '--config', file, ...args);

  it('what rules count, and an option comes first', async () => {
    const file = config('rules.mjs', { rules: { 'request-length-narrower': 'note' } });
    expect((await compare(file)).code).toBe(0);
    expect((await compare(file, '--rule', 'request-length-narrower=error')).code).toBe(1);
  });

  it('whose breaks count', async () => {
    const file = config('whom.mjs', { for: 'providers' });
    const { stdout } = await run('old.json', 'wide.json', '--semver', '--config', file);
    expect(stdout).toBe('minor\n');
    expect((await run('old.json', 'wide.json', '--config', file)).code).toBe(1);
    expect((await run('old.json', 'wide.json', '--config', file, '--for', 'callers')).code).toBe(0);
  });

  it('where the changes stand that are known', async () => {
    const file = config('known.mjs', { baseline: join(folder, 'seen.json') });
    expect((await compare(file)).code).toBe(2);
    await compare(file, '--update-baseline');
    const { code, stdout } = await compare(file);
    expect([code, JSON.parse(stdout).changes]).toEqual([0, []]);
  });

  it('nothing that is no setting', async () => {
    const slip = await compare(config('slip.mjs', { rules: { 'request-length-narower': 'off' } }));
    expect([slip.code, slip.stderr]).toEqual([2, expect.stringContaining('Did you mean request-length-narrower?')]);
    const odd = await compare(config('odd.mjs', { fail: true }));
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining('diff must be { rules')]);
  });
});
