/** A contract, a page and file names that say what steers terminals: no command obeys, or passes it on. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeContract } from '../write-contract.ts';
import { runDocpact } from './run-docpact.ts';

const evil = '\u001B]0;pwned\u0007\u001B[2J\u009B31m\u202Egpj\u200B\b';
const raw = /[[\p{Cc}--[\n\t]]\p{Bidi_Control}\u200B]/v;

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const schema = {
  type: 'object',
  required: ['name', `n${evil}`],
  properties: {
    name: { type: 'string', enum: [`a${evil}`, 'b'] },
    [`n${evil}`]: { type: 'string', minLength: 1 },
    both: { type: 'string', minLength: 5, maxLength: 2 },
  },
  [`minLenght${evil}`]: 1,
};
const document = (more: object = {}) => ({
  openapi: '3.1.0',
  info: { title: `Evil ${evil}`, version: `1${evil}` },
  paths: {
    [`/things${encodeURIComponent(evil)}`]: {
      post: {
        operationId: `add${evil}`,
        summary: `adds ${evil}`,
        requestBody: json(schema),
        responses: { 201: { description: evil, ...json(schema) }, 400: { description: evil } },
        ...more,
      },
    },
    '/things/{id}': {
      get: {
        operationId: `get${evil}`,
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', enum: [evil] } }],
        responses: { 200: { description: evil, ...json({ $ref: `#/components/schemas/no${evil}` }) } },
      },
    },
  },
  components: { schemas: { [`Thing${evil}`]: schema } },
});

const page = [
  `# Add ${evil}`,
  '',
  `POST /things/${evil}`,
  '',
  `| name | type |`,
  '|---|---|',
  `| a${evil} | strnig${evil} |`,
].join('\n');

let folder = '';
let other = '';
beforeAll(() => {
  folder = writeContract({ 'openapi.json': document() });
  other = writeContract({ 'openapi.json': document({ operationId: 'other', deprecated: true }) });
  mkdirSync(`${folder}/pages`);
  writeFileSync(`${folder}/pages/a\u001B[2J.md`, page);
});
afterAll(() => undefined);

describe('no control, nothing that turns or hides text, comes from', () => {
  it.each<[string, () => string[]]>([
    ['lint', () => ['lint', '--contract', folder]],
    ['resources', () => ['resources', '--contract', folder]],
    ['resources as YAML', () => ['resources', '--contract', folder, '--format', 'yaml']],
    ['fixtures', () => ['fixtures', `Thing${evil}`, '--contract', folder]],
    ['fixtures --explain', () => ['fixtures', `Thing${evil}`, '--contract', folder, '--explain']],
    ['fixtures of no schema', () => ['fixtures', `No${evil}`, '--contract', folder]],
    ['bundle', () => ['bundle', '--contract', folder]],
    ['verify --dry-run', () => ['verify', 'http://127.0.0.1:1', '--contract', folder, '--dry-run']],
    ['verify of an operation that is none', () => ['verify', 'http://h', '--contract', folder, '--operation', evil]],
    ['diff', () => ['diff', folder, other]],
    ['diff as Markdown', () => ['diff', folder, other, '--format', 'markdown']],
    ['diff as JSON', () => ['diff', folder, other, '--format', 'json']],
    ['import', () => ['import', `${folder}/pages`, '--verbose']],
    ['import as annotations', () => ['import', `${folder}/pages`, '--format', 'github']],
    ['import of no page', () => ['import', `${folder}/${evil}.md`]],
    ['a flag that is none', () => ['lint', `--${evil}`]],
    ['a contract that is none', () => ['lint', '--contract', `${folder}/${evil}`]],
    ['a mock of a path that is none', () => ['mock', `${folder}/${evil}`, '--port', '0']],
  ])('%s', async (_, args) => {
    const { stdout, stderr } = await runDocpact(args());
    expect(stdout + stderr).not.toBe('');
    const found = raw.exec(stdout + stderr);
    expect(
      found && JSON.stringify((stdout + stderr).slice(Math.max(0, found.index - 80), found.index + 40)),
    ).toBeNull();
    expect(stderr).not.toContain('bug in docpact');
  });
});
