/** Schemas for which no value is found cost what is theirs: every command goes on with the rest, and says what it lacks. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runDocpact, startDocpact, type Running } from './run-docpact.ts';
import { makeFolder } from './write-contract.ts';

/** All letters once, in any order: no draw by chance finds such a text. */
const lacking = { type: 'string', pattern: '^(?!.*(.).*\\1)[a-z]{26}$' };

function writeDocument(): string {
  const json = (schema: object, example?: object) => ({
    'application/json': { schema, ...(example ? { example } : {}) },
  });
  const answer = (schema: object, example?: object) => ({ description: 'done', content: json(schema, example) });
  const text = { type: 'string', minLength: 1 };
  const closed = (properties: object, required: string[]) => ({
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  });
  const document = {
    openapi: '3.1.0',
    info: { title: 'Lacking', version: '1' },
    paths: {
      '/first': {
        post: {
          operationId: 'sendCode',
          requestBody: { required: true, content: json({ $ref: '#/components/schemas/Code' }) },
          responses: { 200: answer(closed({ ok: { const: true } }, ['ok'])), 400: answer({ type: 'object' }) },
        },
      },
      '/second': {
        post: {
          operationId: 'sendNote',
          parameters: [{ name: 'odd', in: 'query', schema: lacking }],
          requestBody: {
            required: true,
            content: json(closed({ text, odd: lacking, no: { type: 'integer', minimum: 5, maximum: 4 } }, ['text'])),
          },
          responses: { 200: answer(closed({ ok: { const: true } }, ['ok'])), 400: answer({ type: 'object' }) },
        },
      },
      '/third': { get: { operationId: 'getCode', responses: { 200: answer({ $ref: '#/components/schemas/Code' }) } } },
    },
    components: {
      schemas: {
        Code: { type: 'object', required: ['code'], properties: { code: lacking } },
      },
    },
  };
  const file = join(makeFolder(), 'openapi.json');
  writeFileSync(file, JSON.stringify(document, null, 2));
  return file;
}

async function startMock(file: string): Promise<{ running: Running; url: string }> {
  const running = startDocpact(['mock', file, '--port', '0']);
  const url = await new Promise<string>((resolve, reject) => {
    running.child.stdout?.on('data', () => {
      const [found] = /http:\/\/[\w.:[\]]+/.exec(running.output.stdout) ?? [];
      if (found) resolve(found);
    });
    void running.finished.then(({ stderr }) => reject(new Error(stderr)));
  });
  return { running, url };
}

it('the mock prints its address, and answers what it has no value for with 501 and the reason', async () => {
  const file = writeDocument();
  const { running, url } = await startMock(file);
  const response = await fetch(`${url}/third`);
  const told = await response.text();
  expect(response.status).toBe(501);
  expect(told).toContain('no value can be made');
  expect(told).toContain('/components/schemas/Code/properties/code');
  expect(told).not.toContain(file);
  const note = await fetch(`${url}/second`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"hello"}',
  });
  expect(await note.json()).toEqual({ ok: true });
  running.child.kill();
  await running.finished;
});

it('verify tries everything else, and says why a clause was not reached and what to give', async () => {
  const file = writeDocument();
  const { running, url } = await startMock(file);
  const report = ['--format', 'json', '--operation', 'sendCode', '--operation', 'sendNote'];
  const { stdout, stderr } = await runDocpact(['verify', url, '--contract', file, '--depth', 'quick', ...report]);
  running.child.kill();
  await running.finished;
  expect(stderr).toBe('');
  const { coverage, conforms } = JSON.parse(stdout) as {
    conforms: boolean;
    coverage: { outcomes: { id: string; outcome: string; reason?: string }[] };
  };
  expect(conforms).toBe(true);
  const reasonOf = (id: string) => coverage.outcomes.find((each) => each.id === id)?.reason;
  expect(reasonOf('sendCode.request.body.code.pattern')).toMatch(
    /^no value was found for Code\.code \(\S*openapi\.json:\d+\): .*; give an example, `values`, or x-faker$/,
  );
  expect(reasonOf('sendNote.request.body.odd.pattern')).toMatch(/^no value was found for /);
  expect(reasonOf('sendNote.request.query.odd.pattern')).toMatch(/^no value was found for /);
  const held = coverage.outcomes.filter(({ outcome }) => outcome === 'held').map(({ id }) => id);
  expect(held).toContain('sendNote.request.body.text.type');
});

it('a value that the config gives makes the operation reachable, and what it lets the others do', async () => {
  const file = writeDocument();
  const { running, url } = await startMock(file);
  const config = join(makeFolder(), 'docpact.config.mjs');
  writeFileSync(config, `export default { values: { sendCode: { code: 'abcdefghijklmnopqrstuvwxyz' } } };`);
  const options = ['--format', 'json', '--depth', 'quick', '--config', config, '--operation', 'sendCode'];
  const { code, stdout } = await runDocpact(['verify', url, '--contract', file, ...options]);
  running.child.kill();
  await running.finished;
  expect(code).toBe(0);
  const { coverage } = JSON.parse(stdout) as { coverage: { outcomes: { id: string; outcome: string }[] } };
  const held = coverage.outcomes.filter(({ outcome }) => outcome === 'held').map(({ id }) => id);
  expect(held).toContain('sendCode.request.body.code.pattern');
});

it('fixtures of such a schema end with 1 and the reason', async () => {
  const { code, stdout, stderr } = await runDocpact(['fixtures', 'Code', '--contract', writeDocument()]);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/openapi\.json:\d+#\/components\/schemas\/Code\/properties\/code: no value can be made/);
});

it('fixtures of one with an optional part without a value are made, and say what is left out', async () => {
  const { code, stdout, stderr } = await runDocpact(['fixtures', 'sendNote', '--contract', writeDocument()]);
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual(['text']);
  expect(stderr.match(/^left out: /gm)).toHaveLength(2);
});

it('lint warns of what it found no value for, and is certain only where two keywords exclude each other', async () => {
  const { code, stdout } = await runDocpact(['lint', '--contract', writeDocument()]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/Code\/properties\/code: warning: .*\[no-value\]/);
  expect(stdout).toMatch(
    /properties\/no\/minimum: error: .*minimum 5 and maximum 4 \(line \d+\) exclude each other \[impossible-schema\]/,
  );
});
