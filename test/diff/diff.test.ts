/** `docpact diff`: what changed, and whom it breaks. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { diffContracts } from '../../src/diff/diff-contracts.ts';
import type { Change } from '../../src/diff/change.ts';
import { runDocpact } from '../cli/run-docpact.ts';
import { copyContract, makeFolder, replacing } from '../cli/write-contract.ts';
import { diffDocuments } from './diff-documents.ts';

type Json = Record<string, unknown>;

/** One operation, `PUT /things/{id}`. */
function write({
  request = {},
  answer = {},
  operation = {},
  path = '/things/{id}',
  method = 'put',
}: { request?: Json; answer?: Json; operation?: Json; path?: string; method?: string } = {}): string {
  const file = join(makeFolder(), 'openapi.json');
  const content = (schema: Json) => ({ 'application/json': { schema } });
  const document = {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      [path]: {
        [method]: {
          operationId: 'putThing',
          parameters: [
            { name: /\{(\w+)\}/.exec(path)?.[1] ?? 'id', in: 'path', required: true, schema: { type: 'string' } },
          ],
          requestBody: {
            required: true,
            content: content({ type: 'object', properties: { a: { type: 'string', maxLength: 9 } }, ...request }),
          },
          responses: {
            '200': {
              description: '',
              content: content({ type: 'object', required: ['b'], properties: { b: { type: 'string' } }, ...answer }),
            },
          },
          ...operation,
        },
      },
    },
  };
  writeFileSync(file, JSON.stringify(document));
  return file;
}

function changes(old: string, now: string): string[] {
  return diffContracts(loadContract(old), loadContract(now)).changes.map(tell);
}

function tell({ kind, old, new: now, breaks }: Change): string {
  const whom =
    [...(breaks.callers ? ['callers'] : []), ...(breaks.providers ? ['providers'] : [])].join(' and ') || 'nobody';
  return `${kind} ${(now ?? old)?.id.replace('putThing.', '')}: ${whom}`;
}

const string = { type: 'string' };

describe('diff', () => {
  it('finds nothing between a contract and itself', () => {
    expect(changes(write(), write())).toEqual([]);
  });

  it('matches operations by method and path, whatever their ids and templates are called', () => {
    expect(changes(write(), write({ path: '/things/{thing_id}', operation: { operationId: 'other' } }))).toEqual([]);
  });

  it('tells each change as a diagnostic: an error where it breaks someone, else a note, at the place in the new contract', () => {
    const now = write({ answer: { properties: { b: string, c: string } }, request: { maxProperties: 3 } });
    const told = diffContracts(loadContract(write()), loadContract(now)).changes;
    expect(told.map(({ rule, severity, place, message }) => ({ rule, severity, file: place.file, message }))).toEqual([
      {
        rule: 'request-member-count-narrower',
        severity: 'error',
        file: now,
        message: 'new: the body of the request has at most 3 members',
      },
      { rule: 'response-member-new', severity: 'note', file: now, message: 'new: c of the 200 answer is a string' },
    ]);
  });

  it('takes two operations for two where method or path differ', () => {
    expect(changes(write(), write({ method: 'post' }))).toEqual(['gone putThing: callers', 'new putThing: providers']);
  });

  it.each<[string, Json, Json, string[]]>([
    [
      'a tighter bound',
      {},
      { properties: { a: { type: 'string', maxLength: 5 } } },
      ['changed request.body.a.maxLength: callers and providers'],
    ],
    [
      'a looser bound',
      {},
      { properties: { a: { type: 'string', maxLength: 50 } } },
      ['changed request.body.a.maxLength: providers'],
    ],
    ['a bound that is gone', {}, { properties: { a: string } }, ['gone request.body.a.maxLength: providers']],
    ['a member that is demanded', {}, { required: ['a'] }, ['new request.body.a.required: callers and providers']],
    ['a member that is demanded no more', { required: ['a'] }, {}, ['gone request.body.a.required: providers']],
    [
      'a new optional member',
      {},
      { properties: { a: { type: 'string', maxLength: 9 }, z: string } },
      ['new request.body.z.type: providers'],
    ],
    ['a member that is gone, once', {}, { properties: {} }, ['gone request.body.a.type: callers']],
    [
      'a wider type',
      {},
      { properties: { a: { type: ['string', 'null'], maxLength: 9 } } },
      ['changed request.body.a.type: providers'],
    ],
    [
      'an integer where numbers were',
      { properties: { a: { type: 'number' } } },
      { properties: { a: { type: 'integer' } } },
      ['changed request.body.a.type: callers and providers'],
    ],
  ])('of requests: %s', (_, request, other, expected) => {
    expect(changes(write({ request }), write({ request: other }))).toEqual(expected);
  });

  it.each<[string, Json, Json, string[]]>([
    ['a member that may be absent', {}, { required: [] }, ['gone response.200.body.b.required: callers']],
    ['a new optional member', {}, { properties: { b: string, c: string } }, ['new response.200.body.c.type: nobody']],
    [
      'a new demanded member',
      {},
      { required: ['b', 'c'], properties: { b: string, c: string } },
      ['new response.200.body.c.required: providers', 'new response.200.body.c.type: nobody'],
    ],
    [
      'a value more',
      { properties: { b: { enum: ['x'] } } },
      { properties: { b: { enum: ['x', 'y'] } } },
      ['changed response.200.body.b.enum: callers'],
    ],
    [
      'a value less',
      { properties: { b: { enum: ['x', 'y'] } } },
      { properties: { b: { enum: ['y'] } } },
      ['changed response.200.body.b.enum: providers'],
    ],
    [
      'the order of values',
      { properties: { b: { enum: ['x', 'y'] } } },
      { properties: { b: { enum: ['y', 'x'] } } },
      [],
    ],
    ['null', {}, { properties: { b: { type: ['string', 'null'] } } }, ['changed response.200.body.b.type: callers']],
    ['words', {}, { title: 'Thing', properties: { b: { type: 'string', description: 'b' } } }, []],
  ])('of answers: %s', (_, answer, other, expected) => {
    expect(changes(write({ answer }), write({ answer: other }))).toEqual(expected);
  });

  describe('of credentials', () => {
    const schemes = {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      login: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://example.com', scopes: { r: '', w: '' } } },
      },
    };
    const asking = (security: readonly object[], securitySchemes: Json = schemes): string => {
      const file = write({ operation: { security } });
      const document = JSON.parse(readFileSync(file, 'utf8')) as object;
      writeFileSync(file, JSON.stringify({ ...document, components: { securitySchemes } }));
      return file;
    };
    const [key, read, both] = [{ key: [] }, { login: ['r'] }, { login: ['r', 'w'] }];

    it.each<[string, readonly object[], readonly object[], string[]]>([
      ['demanded now', [], [key], ['new request.security: callers and providers']],
      ['demanded no more', [key], [], ['gone request.security: providers']],
      ['left to the caller now', [key], [key, {}], ['changed request.security: providers']],
      ['others', [key], [read], ['changed request.security: callers and providers']],
      ['one more way', [key], [key, read], ['changed request.security: providers']],
      ['one way less', [key, read], [key], ['changed request.security: callers and providers']],
      ['both of two', [key], [{ ...key, ...read }], ['changed request.security: callers and providers']],
      ['more scopes', [read], [both], ['changed request.security: callers and providers']],
      ['fewer scopes', [both], [read], ['changed request.security: providers']],
      ['the same in another order', [key, read], [read, key], []],
    ])('%s', (_, old, now, expected) => {
      expect(changes(asking(old), asking(now))).toEqual(expected);
    });

    it('by what a request carries, whatever the scheme is called', () => {
      const at = (name: string, header: string) =>
        asking([{ [name]: [] }], { [name]: { type: 'apiKey', in: 'header', name: header } });
      expect(changes(at('a', 'X-Key'), at('b', 'x-key'))).toEqual([]);
      expect(changes(at('a', 'X-Key'), at('a', 'X-Token'))).toEqual([
        'changed request.security: callers and providers',
      ]);
    });
  });

  it('tells an answer that is new from one that is gone', () => {
    const two = { responses: { '200': { description: '' }, '404': { description: '' } } };
    const one = { responses: { '200': { description: '' } } };
    expect(changes(write({ operation: one }), write({ operation: two }))).toEqual(['new response.404.status: callers']);
    expect(changes(write({ operation: two }), write({ operation: one }))).toEqual([
      'gone response.404.status: providers',
    ]);
  });
});

describe('docpact diff', () => {
  const contracts = fileURLToPath(new URL('../../contracts', import.meta.url));
  const page = fileURLToPath(new URL('../page/pages/several.md', import.meta.url));

  it('ends with 0 and a line where nothing changed', async () => {
    const { code, stdout } = await runDocpact(['diff', contracts, copyContract()]);
    expect(stdout).toMatch(/^no change: \d+ clauses alike\n$/);
    expect(code).toBe(0);
  });

  it('ends with 1 where someone breaks, and says where each side is written', async () => {
    const changed = copyContract({
      'contracts/schemas/fail.schema.json': replacing('"maxLength": 300', '"maxLength": 500'),
    });
    const { code, stdout } = await runDocpact(['diff', contracts, changed]);
    expect(code).toBe(1);
    expect(stdout).toContain('changed breaks callers');
    expect(stdout).toMatch(/old +msg of the 400 answer has at most 300 characters\s+\(contracts\/schemas\/fail/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('compares a page with the contract that was imported from it, and sees when the page moves on', async () => {
    const folder = makeFolder();
    const out = join(folder, 'out');
    await runDocpact(['import', page, '--out', out]);
    expect((await runDocpact(['diff', page, out])).code).toBe(0);
    const later = join(folder, 'several.md');
    writeFileSync(later, readFileSync(page, 'utf8').replace('| task  | string |', '| task  | integer |'));
    const { code, stdout } = await runDocpact(['diff', later, out, '--format', 'github']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error title=docpact%3A changed::PUT \/clusters\/\{name\}: \S+body\.task\.type/m);
    const json = await runDocpact(['diff', later, out, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ breaking: true, changes: [{ kind: 'changed' }] });
  });
});

it('names that are no part of a pointer as they are', () => {
  const documentOf = (changed: boolean) => {
    const link = { operationId: 'addThing', description: changed ? 'b' : 'a', parameters: changed ? { a: 1 } : {} };
    const form = {
      schema: { type: 'object' },
      encoding: { '~~~': { contentType: changed ? 'text/plain' : 'text/css' } },
    };
    return {
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      paths: {
        '/things': {
          post: {
            operationId: 'addThing',
            requestBody: { content: { 'multipart/form-data': form } },
            responses: { '201': { description: '', links: { '~~~': link } } },
          },
        },
      },
    };
  };
  expect(() => diffDocuments(documentOf(false), documentOf(true))).not.toThrow();
});
