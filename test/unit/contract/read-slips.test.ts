/** A slip costs what it touches: it is told by its rule, and everything else is served. */
import { afterAll, describe, expect, it } from 'vitest';
import type { ContractRule } from '../../../src/contract/contract-rule.ts';
import { listClauses } from '../../../src/contract/clause/list-clauses.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { type Mock, startMock } from '../../../src/mock/start-mock.ts';
import { writeContract } from '../../write-contract.ts';

type Row = [
  sentence: string,
  slip: unknown,
  rules: readonly ContractRule[],
  ...values: [accepted: unknown, refused?: unknown],
];

const sound = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const json = (schema: unknown) => ({ 'application/json': { schema } });

/** A document with a sound operation, and one that takes `slip` as its body. */
function documentOf(slip: unknown, version = '3.1.0'): Record<string, unknown> {
  return {
    openapi: version,
    info: { title: 'slips', version: '1' },
    paths: {
      '/sound': {
        post: {
          operationId: 'addSound',
          requestBody: { required: true, content: json({ $ref: '#/components/schemas/Sound' }) },
          responses: {
            201: { description: 'made', content: json({ $ref: '#/components/schemas/Sound' }) },
            400: { description: 'no' },
          },
        },
      },
      '/slip': {
        post: {
          operationId: 'addSlip',
          requestBody: { required: true, content: json(slip) },
          responses: { 201: { description: 'made', content: json(slip) }, 400: { description: 'no' } },
        },
      },
    },
    components: { schemas: { Sound: sound, Word: { type: 'string', enum: ['a', 'b'] } } },
  };
}

const mocks: Mock[] = [];
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

function load(document: unknown): Contract {
  return loadContract(
    writeContract(typeof document === 'string' ? { 'openapi.yaml': document } : { 'openapi.json': document }),
  );
}

function rulesOf(contract: Contract): string[] {
  return [...new Set(contract.diagnostics.map(({ rule }) => rule))].sort();
}

/** What the mock of a contract answers to requests. */
async function answersOf(contract: Contract, requests: readonly [path: string, body: unknown][]): Promise<number[]> {
  const mock = await startMock(contract, { port: 0, stateless: true });
  mocks.push(mock);
  const answers: number[] = [];
  for (const [path, body] of requests) {
    const { status } = await fetch(`${mock.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    answers.push(status);
  }
  return answers;
}

const prop = (schema: unknown) => ({ type: 'object', properties: { a: schema } });

const slips: Row[] = [
  ['a type of another language', prop({ type: 'int' }), ['odd-type'], { a: 1 }, { a: 'x' }],
  ['a file', prop({ type: 'file' }), ['odd-type'], { a: 'x' }, { a: 1 }],
  ['a type in capitals', prop({ type: 'String' }), ['odd-type'], { a: 'x' }, { a: 1 }],
  ['any', prop({ type: 'any' }), ['odd-type'], { a: [1] }],
  ['an empty type', prop({ type: '' }), ['odd-type'], { a: [1] }],
  ['no type', prop({ type: null }), ['odd-type'], { a: [1] }],
  ["YAML's null among types", prop({ type: ['string', null] }), ['odd-type'], { a: null }, { a: 1 }],
  ['types in one text', prop({ type: 'string|null' }), ['odd-type'], { a: null }, { a: 1 }],
  ['a list by brackets', prop({ type: 'string[]' }), ['odd-type'], { a: ['x'] }, { a: [1] }],
  ['a slip of the keys in a type', prop({ type: 'strng' }), ['odd-type'], { a: 'x' }, { a: 1 }],
  ['a type that is a schema', prop({ type: 'Word' }), ['odd-type'], { a: 'b' }, { a: 'c' }],
  ['a type that nobody knows', prop({ type: 'quux-thing' }), ['unread-schema'], { a: [1] }],
  ['a type that is a map', prop({ type: { a: 1 } }), ['unread-schema'], { a: [1] }],
  ['an enumeration of nothing', prop({ type: 'string', enum: null }), ['misread-keyword'], { a: 'x' }, { a: 1 }],
  ['an empty enumeration', prop({ type: 'string', enum: [] }), ['misread-keyword'], { a: 'x' }, { a: 1 }],
  ['a bound as a text', prop({ type: 'integer', minimum: '0' }), ['misread-keyword'], { a: 0 }, { a: -1 }],
  ['a bound that is none', prop({ type: 'integer', minimum: 'few' }), ['misread-keyword'], { a: 0 }, { a: 'x' }],
  ['a length that is broken', prop({ type: 'string', maxLength: 2.5 }), ['misread-keyword'], { a: 'xy' }, { a: 'xyz' }],
  [
    'a least length that is broken',
    prop({ type: 'string', minLength: 1.5 }),
    ['misread-keyword'],
    { a: 'xy' },
    { a: 'x' },
  ],
  ['a length as a text', prop({ type: 'string', maxLength: '2' }), ['misread-keyword'], { a: 'xy' }, { a: 'xyz' }],
  ['a length below nothing', prop({ type: 'string', maxLength: -1 }), ['misread-keyword'], { a: 'xy' }, { a: 1 }],
  ['a divisor that is nothing', prop({ type: 'integer', multipleOf: 0 }), ['misread-keyword'], { a: 3 }, { a: 'x' }],
  ['required at the member', prop({ type: 'string', required: true }), ['misplaced-keyword'], { a: 'x' }, {}],
  ['not required at the member', prop({ type: 'string', required: false }), ['misplaced-keyword'], {}, { a: 1 }],
  ['required of nothing', { type: 'object', required: null }, ['misread-keyword'], {}, []],
  ['required as a text', { ...prop({ type: 'string' }), required: 'a' }, ['misread-keyword'], { a: 'x' }, {}],
  [
    'a name twice in required',
    { ...prop({ type: 'string' }), required: ['a', 'a'] },
    ['misread-keyword'],
    { a: 'x' },
    {},
  ],
  ['a keyword of nobody', prop({ type: 'string', flavour: 'sweet' }), [], { a: 'x' }, { a: 1 }],
  [
    'a slip of the keys in a keyword',
    prop({ type: 'string', maxLenght: 1 }),
    ['similar-keyword'],
    { a: 'xyz' },
    { a: 1 },
  ],
  ['requird', { ...prop({ type: 'string' }), requird: ['a'] }, ['similar-keyword'], {}, { a: 1 }],
  ['nullable in 3.1', prop({ type: 'string', nullable: true }), ['foreign-keyword'], { a: 'x' }, { a: 1 }],
  ['optional', prop({ type: 'string', optional: true }), ['foreign-keyword'], {}, { a: 1 }],
  ['id', prop({ type: 'string', id: 'urn:x' }), ['foreign-keyword'], { a: 'x' }, { a: 1 }],
  [
    'dependencies',
    { ...prop({ type: 'string' }), dependencies: { a: ['b'] } },
    ['foreign-keyword'],
    { a: 'x' },
    { a: 1 },
  ],
  [
    'definitions',
    {
      ...prop({ $ref: '#/paths/~1slip/post/requestBody/content/application~1json/schema/definitions/x' }),
      definitions: { x: { type: 'string' } },
    },
    [],
    { a: 'x' },
    { a: 1 },
  ],
  [
    'collectionFormat',
    prop({ type: 'array', items: { type: 'string' }, collectionFormat: 'csv' }),
    ['foreign-keyword'],
    { a: ['x'] },
    { a: 1 },
  ],
  ['enumNames', prop({ enum: [1, 2], enumNames: ['a', 'b'] }), ['foreign-keyword'], { a: 1 }, { a: 3 }],
  ['javaType', prop({ type: 'string', javaType: 'x.Y' }), ['foreign-keyword'], { a: 'x' }, { a: 1 }],
  ['divisibleBy', prop({ type: 'integer', divisibleBy: 2 }), ['foreign-keyword'], { a: 3 }, { a: 'x' }],
  [
    '$recursiveAnchor',
    { ...prop({ type: 'string' }), $recursiveAnchor: true },
    ['foreign-keyword'],
    { a: 'x' },
    { a: 1 },
  ],
  [
    'an anchor',
    { type: 'object', properties: { a: { $ref: '#word' } }, $defs: { w: { $anchor: 'word', type: 'string' } } },
    [],
    { a: 'x' },
    { a: 1 },
  ],
  [
    'a dynamic anchor',
    {
      $id: 'https://x.test/tree',
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { a: { type: 'array', items: { $dynamicRef: '#node' } } },
    },
    [],
    { a: [{ a: [] }] },
    { a: [{ a: 1 }] },
  ],
  [
    'an id and a reference by it',
    {
      type: 'object',
      properties: { a: { $ref: 'https://x.test/word' } },
      $defs: { w: { $id: 'https://x.test/word', type: 'string' } },
    },
    [],
    { a: 'x' },
    { a: 1 },
  ],
  [
    'the exclusive bound of 3.0 in 3.1',
    prop({ type: 'integer', minimum: 1, exclusiveMinimum: true }),
    ['misread-keyword'],
    { a: 2 },
    { a: 1 },
  ],
  [
    'an exclusive bound that is not',
    prop({ type: 'integer', minimum: 1, exclusiveMinimum: false }),
    ['misread-keyword'],
    { a: 1 },
    { a: 0 },
  ],
  [
    'examples as a map',
    prop({ type: 'string', examples: { one: { value: 'x' } } }),
    ['misread-keyword'],
    { a: 'x' },
    { a: 1 },
  ],
  ['a pattern that wants no flag', prop({ type: 'string', pattern: '^\\-\\_[\\w-.]$' }), [], { a: '-_.' }, { a: 'x' }],
  ['a pattern with \\Z', prop({ type: 'string', pattern: '\\Aab\\Z' }), ['odd-pattern'], { a: 'ab' }, { a: 'abc' }],
  ['a pattern with (?i)', prop({ type: 'string', pattern: '(?i)^ab$' }), ['odd-pattern'], { a: 'AB' }, { a: 'abc' }],
  [
    'a pattern with a class by name',
    prop({ type: 'string', pattern: '^[[:alpha:]]+$' }),
    ['odd-pattern'],
    { a: 'ab' },
    { a: '1' },
  ],
  ['a possessive pattern', prop({ type: 'string', pattern: '^a++b$' }), ['odd-pattern'], { a: 'aab' }, { a: 'b' }],
  ['a pattern between slashes', prop({ type: 'string', pattern: '/^ab$/i' }), ['odd-pattern'], { a: 'AB' }, { a: 'b' }],
  ['a pattern that is none', prop({ type: 'string', pattern: '^(ab$' }), ['unread-pattern'], { a: 'x' }, { a: 1 }],
  ['no pattern', prop({ type: 'string', pattern: null }), [], { a: 'x' }, { a: 1 }],
  ['no properties', { type: 'object', properties: null }, ['misread-keyword'], {}, []],
  ['no items', prop({ type: 'array', items: null }), ['misread-keyword'], { a: [1] }, { a: 1 }],
  [
    'a list of items',
    prop({ type: 'array', items: [{ type: 'string' }] }),
    ['old-list'],
    { a: ['x', 'y'] },
    { a: ['x', 1] },
  ],
  [
    'a list of several items',
    prop({ type: 'array', items: [{ type: 'string' }, { type: 'integer' }] }),
    ['old-list'],
    { a: ['x', 1] },
    { a: [1] },
  ],
  ['no schema', null, ['misread-keyword'], [1]],
  ['a text for a schema', 'nothing to see', ['unread-schema'], [1]],
  ['a name for a schema', 'Word', ['odd-type'], 'a', 'c'],
  ['a type for a property', prop('string'), ['odd-type'], { a: 'x' }, { a: 1 }],
  ['a text for a property', prop('its name, of course'), ['unread-schema'], { a: [1] }],
  ['nothing for a property', prop(null), ['misread-keyword'], { a: [1] }],
  ['a number for a property', prop(3), ['unread-schema'], { a: [1] }],
  [
    'a description among the properties',
    { type: 'object', properties: { description: 'A thing.', a: { type: 'string' } } },
    ['misplaced-keyword'],
    { a: 'x', description: 1 },
    { a: 1 },
  ],
  [
    'required among the properties',
    { type: 'object', properties: { required: ['a'], a: { type: 'string' } } },
    ['misplaced-keyword'],
    { a: 'x' },
    {},
  ],
  [
    'an object among the properties',
    { type: 'object', properties: { type: 'object', a: { type: 'string' } } },
    ['misplaced-keyword'],
    { a: 'x' },
    { a: 1 },
  ],
  ['alternatives that are none', { anyOf: [] }, ['misread-keyword'], 1],
  ['alternatives that are one', prop({ oneOf: { type: 'string' } }), ['misread-keyword'], { a: 'x' }, { a: 1 }],
  [
    'an alternative that is empty',
    prop({ anyOf: [{ type: 'string' }, null] }),
    ['misread-keyword'],
    { a: 'x' },
    { a: 1 },
  ],
  [
    'no further members, as a text',
    { ...prop({ type: 'string' }), additionalProperties: 'false' },
    [],
    { a: 'x' },
    { b: 1 },
  ],
  ['a reference to nothing', prop({ $ref: '#/components/schemas/No' }), ['dangling-reference'], { a: [1] }],
  ['a reference to another host', prop({ $ref: 'http://127.0.0.1/x.json' }), ['remote-reference'], { a: [1] }],
  ['a reference by a bare name', prop({ $ref: 'Word' }), ['inexact-reference'], { a: 'a' }, { a: 'c' }],
  [
    'a reference in the manner of 2.0',
    prop({ $ref: '#/definitions/Word' }),
    ['inexact-reference'],
    { a: 'a' },
    { a: 'c' },
  ],
  [
    'a reference in another case',
    prop({ $ref: '#/components/schemas/word' }),
    ['inexact-reference'],
    { a: 'a' },
    { a: 'c' },
  ],
  [
    'a reference without its slash',
    prop({ $ref: '#components/schemas/Word' }),
    ['inexact-reference'],
    { a: 'a' },
    { a: 'c' },
  ],
  ['a reference to no file', prop({ $ref: 'models/no.yaml' }), ['dangling-reference'], { a: [1] }],
  [
    'a reference out of the folder',
    prop({ $ref: '../../../../../../../etc/hostname' }),
    ['escaping-reference'],
    { a: [1] },
  ],
  ['a reference with a broken escape', prop({ $ref: '#/components/%zz' }), ['dangling-reference'], { a: [1] }],
  ['a reference that is a map', prop({ $ref: { a: 1 } }), ['unread-schema'], { a: [1] }],
  [
    'an example with an id',
    { ...prop({ type: 'string' }), example: { $id: 'x', a: 'x' }, examples: [{ $id: 'x' }, { $id: 'x' }] },
    [],
    { a: 'x' },
    { a: 1 },
  ],
  ['a flag as a text', prop({ type: 'array', uniqueItems: 'true' }), ['misread-keyword'], { a: [1] }, { a: [1, 1] }],
  [
    'a dialect that nobody knows',
    { $schema: 'https://x.test/schema', ...prop({ type: 'string' }) },
    ['unknown-dialect'],
    { a: 'x' },
    { a: 1 },
  ],
];

describe('a slip in a schema', () => {
  it.each(slips)('%s', async (_sentence, slip, rules, accepted, refused) => {
    const contract = load(documentOf(slip));
    expect(rulesOf(contract)).toEqual([...rules].sort());
    expect(contract.operations.map(({ id }) => id)).toEqual(['addSound', 'addSlip']);
    for (const { place, hint } of contract.diagnostics) {
      expect(place.line).toBeGreaterThan(1);
      expect(hint).toBeTruthy();
    }
    const requests: [string, unknown][] = [
      ['/sound', { name: 'x' }],
      ['/sound', {}],
      ['/slip', accepted],
    ];
    const answers = await answersOf(contract, refused === undefined ? requests : [...requests, ['/slip', refused]]);
    expect(answers).toEqual([201, 400, 201, ...(refused === undefined ? [] : [400])]);
    expect(listClauses(contract).length).toBeGreaterThan(5);
  });
});
