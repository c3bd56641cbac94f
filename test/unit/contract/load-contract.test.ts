/** Contracts of every layout are read; what does not hold together is named by file, line and pointer. */
import { describe, expect, it } from 'vitest';
import { lintContract } from '../../../src/contract/lint/lint-contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { ContractError, describePlace } from '../../../src/errors.ts';
import { documentWith, writeContract } from '../../write-contract.ts';

function load(files: Readonly<Record<string, unknown>>) {
  return loadContract(writeContract(files));
}

function errorOf(files: Readonly<Record<string, unknown>>): ContractError {
  try {
    load(files);
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
  throw new Error('it was loaded');
}

/** What is told of a contract: place, sentence and advice, a line each. */
function toldOf(files: Readonly<Record<string, unknown>>): string {
  return load(files)
    .diagnostics.map(({ place, message, hint = '' }) => `${describePlace(place)}: ${message} ${hint}`)
    .join('\n');
}

const json = { direction: 'request', demand: 'documented' } as const;

describe('a contract', () => {
  it('may be YAML or JSON, a folder or the file itself', () => {
    const folder = writeContract({ 'openapi.json': documentWith({ type: 'object' }) });
    expect(loadContract(folder).operations[0]?.id).toBe('addThing');
    expect(loadContract(`${folder}/openapi.json`).title).toBe('a contract');
  });

  it('judges by schemas that refer to each other, however many they are', () => {
    const count = 1000;
    const schemas = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `S${index}`,
        {
          type: 'object',
          properties: { word: { type: 'string' }, next: { $ref: `#/components/schemas/S${(index + 1) % count}` } },
          unevaluatedProperties: false,
        },
      ]),
    );
    const document = documentWith({ $ref: '#/components/schemas/S0' });
    const contract = loadContract(writeContract({ 'openapi.json': { ...document, components: { schemas } } }));
    expect(lintContract(contract)).toEqual([]);
    const node = contract.schemas.get('S0');
    if (!node) throw new Error('there is no schema');
    const nested = (inner: object) => ({ next: { next: { next: { next: inner } } } });
    const view = { direction: 'request', demand: 'documented' } as const;
    expect(contract.validators.violations(node, nested({ word: 'a' }), view)).toEqual([]);
    expect(contract.validators.violations(node, nested({ word: 1 }), view)).toMatchObject([{ keyword: 'type' }]);
    expect(contract.validators.violations(node, nested({ other: 1 }), view)).toMatchObject([
      { keyword: 'unevaluatedProperties' },
    ]);
  });

  it('follows references between files, into files, and from a file into itself', () => {
    const contract = load({
      'openapi.json': documentWith({ $ref: 'schemas/thing.yaml' }),
      'schemas/thing.yaml':
        'type: object\nproperties:\n  size: { $ref: "parts.json#/$defs/size" }\n  next: { $ref: "#" }\n',
      'schemas/parts.json': { $defs: { size: { $ref: '#/$defs/number' }, number: { type: 'integer' } } },
    });
    expect([...contract.schemas.keys()]).toEqual(['thing', 'size', 'number']);
    const node = contract.operations[0]?.body?.contents[0]?.node;
    if (!node) throw new Error('there is no body');
    expect(contract.validators.accepts(node, { size: 1, next: { next: { size: 2 } } }, json)).toBe(true);
    expect(contract.validators.accepts(node, { next: { next: { size: 'x' } } }, json)).toBe(false);
  });

  it('keeps two schemas of one title apart, whatever the order of their uses', () => {
    const contract = load({
      'openapi.json': documentWith({ $ref: 'a.json' }, { $ref: 'b.json' }),
      'a.json': { title: 'Thing', type: 'string' },
      'b.json': { title: 'Thing', type: 'integer' },
    });
    expect([...contract.schemas.keys()]).toEqual(['Thing', 'Thing-2']);
  });

  it('takes referred parameters, bodies and responses in', () => {
    const document = documentWith(true, true, { parameters: [{ $ref: '#/components/parameters/size' }] });
    const parameter = { name: 'size', in: 'query', schema: { type: 'integer' } };
    const contract = load({ 'openapi.json': { ...document, components: { parameters: { size: parameter } } } });
    expect(contract.operations[0]?.parameters[0]).toMatchObject({
      name: 'size',
      in: 'query',
      required: false,
      style: 'form',
    });
  });

  it('reads OpenAPI 3.0: nullable, exclusive bounds', () => {
    const schema = { type: 'integer', nullable: true, minimum: 1, exclusiveMinimum: true };
    const contract = load({ 'openapi.json': { ...documentWith(schema), openapi: '3.0.3' } });
    const node = contract.operations[0]?.body?.contents[0]?.node;
    if (!node) throw new Error('there is no body');
    const accepted = [null, 1, 2].map((value) => contract.validators.accepts(node, value, json));
    expect(accepted).toEqual([true, false, true]);
  });

  it('ignores $id, so that one schema may be used twice', () => {
    const schema = { $id: 'https://example.com/thing', type: 'object' };
    const contract = load({ 'openapi.json': documentWith(schema, schema) });
    expect(JSON.stringify(contract.document)).not.toContain('$id');
  });
});

describe('a contract that does not hold together is refused with the place', () => {
  const faults: [sentence: string, files: Record<string, unknown>, message: RegExp][] = [
    ['a folder without a document', { 'readme.txt': '' }, /has no openapi\.yaml, openapi\.yml, openapi\.json/],
    ['broken YAML', { 'openapi.yaml': 'openapi: 3.1.0\ninfo: [\n' }, /openapi\.yaml:\d+: this is not valid YAML: /],
    [
      'broken JSON',
      { 'openapi.json': '{"openapi"' },
      /openapi\.json:1: this is not valid JSON: Expected ':' after property name$/,
    ],
    ['an empty file', { 'openapi.json': '' }, /openapi\.json:1: this is not valid JSON: Unexpected end of JSON input$/],
    ['another document', { 'openapi.yaml': 'title: x' }, /openapi\.yaml:1: this is not an OpenAPI document/],
    [
      'OpenAPI 4',
      { 'openapi.yaml': 'openapi: "4.0.0"' },
      /openapi\.yaml:1#\/openapi: OpenAPI 4\.0\.0 is not supported/,
    ],
  ];

  it.each(faults)('%s', (_, files, message) => {
    expect(errorOf(files).message).toMatch(message);
  });
});

describe('what does not hold together in a contract is told with the place, and nothing else is lost', () => {
  const faults: [sentence: string, files: Record<string, unknown>, message: RegExp][] = [
    [
      'an unknown keyword',
      { 'openapi.json': documentWith({ type: 'string', maxLenght: 3 }) },
      /openapi\.json:\d+#.*\/schema\/maxLenght: "maxLenght" is not a keyword/,
    ],
    [
      'a keyword of the wrong value',
      { 'openapi.json': documentWith({ type: 'text' }) },
      /openapi\.json:\d+#.*\/schema\/type: type takes one or more of array, .*, not "text"/,
    ],
    [
      'a length that is text',
      { 'openapi.json': documentWith({ maxLength: '3' }) },
      /maxLength takes a whole number from 0, not "3"/,
    ],
    [
      'a name that is required twice',
      { 'openapi.json': documentWith({ required: ['a', 'a'] }) },
      /required takes a list of different names/,
    ],
    ['alternatives that are none', { 'openapi.json': documentWith({ anyOf: [] }) }, /anyOf takes a list of schemas/],
    [
      'a member that is no schema',
      { 'openapi.json': documentWith({ properties: { a: 1 } }) },
      /properties\/a: a schema is a map of keywords/,
    ],
    [
      'a pattern that is none, also of the expected domain',
      { 'openapi.json': documentWith({ type: 'string', 'x-expected': { pattern: '[' } }) },
      /x-expected\/pattern: this is not a regular expression/,
    ],
    [
      'a reference to no file',
      { 'openapi.json': documentWith({ $ref: 'no.json' }) },
      /\/schema\/\$ref: .* does not exist/,
    ],
    ['a reference to nothing', { 'openapi.json': documentWith({ $ref: '#/components/schemas/No' }) }, /names nothing/],
    [
      'a reference out of the folder',
      { 'openapi.json': documentWith({ $ref: '../../../etc/passwd' }) },
      /exist|leads out/,
    ],
    [
      'a reference to another host',
      { 'openapi.json': documentWith({ $ref: 'http://127.0.0.1/x' }) },
      /leaves the contract/,
    ],
    ['a reference to an anchor', { 'openapi.json': documentWith({ $ref: '#thing' }) }, /there is no anchor thing/],
    [
      'a reference with a broken escape',
      { 'openapi.json': documentWith({ $ref: '#/components/%zz' }) },
      /cannot be read: its % escapes are broken/,
    ],
    [
      'a law that names no member of the request',
      { 'openapi.json': documentWith({ type: 'object' }, true, { 'x-laws': { unique: ['$request.body#/no'] } }) },
      /x-laws\/unique\/0: \$request\.body#\/no names nothing that operation addThing has/,
    ],
    [
      'a law whose name is no part of a pointer as it is',
      { 'openapi.json': documentWith(true, true, { 'x-laws': { '~/~': [] } }) },
      /"~\/~" is not a law/,
    ],
    [
      'a law that names no member of the answer',
      {
        'openapi.json': documentWith(
          { properties: { a: true } },
          { type: 'object' },
          { 'x-laws': { echo: { a: '$request.body#/a' } } },
        ),
      },
      /x-laws\/echo\/a: \$response\.body#\/a names nothing/,
    ],
    [
      'a law of the wrong side',
      { 'openapi.json': documentWith(true, true, { 'x-laws': { fresh: ['$request.body#/a'] } }) },
      /must name a part of the response/,
    ],
    [
      'a law that is none',
      { 'openapi.json': documentWith(true, true, { 'x-laws': { ecko: {} } }) },
      /"ecko" is not a law/,
    ],
    [
      'an expression that is none',
      { 'openapi.json': documentWith(true, true, { 'x-laws': { unique: ['body.name'] } }) },
      /"body\.name" is not a runtime expression/,
    ],
  ];

  it.each(faults)('%s', (_, files, message) => {
    expect(toldOf(files)).toMatch(message);
    expect(load(files).operations).toHaveLength(1);
    expect(() => loadContract(writeContract(files), { strict: true })).toThrow();
  });

  it('an escape through a link', async () => {
    const { symlinkSync } = await import('node:fs');
    const folder = writeContract({ 'openapi.json': documentWith({ $ref: 'link.json' }) });
    symlinkSync('/etc/hostname', `${folder}/link.json`);
    expect(loadContract(folder).diagnostics[0]?.message).toMatch(/leads out of the contract's folder/);
  });

  it('aliases that multiply, in the document or in a file that it refers to', () => {
    const levels = Array.from({ length: 7 }, (_, at) => `a${at}: &a${at} [${`*a${at - 1}, `.repeat(8)}0]`);
    const bomb = ['a: &a [0]', ...levels].join('\n').replaceAll('*a-1', '*a');
    expect(Buffer.byteLength(bomb)).toBeLessThan(600);
    expect(() => loadContract(writeContract({ 'openapi.yaml': bomb }))).toThrow(
      /its aliases stand for too many values/,
    );
    const files = { 'openapi.json': documentWith({ $ref: 'bomb.yaml' }), 'bomb.yaml': bomb };
    expect(toldOf(files)).toMatch(/bomb\.yaml.*aliases stand for too many values/);
  });

  it('a mistyped keyword is told what it may have meant', () => {
    expect(toldOf({ 'openapi.json': documentWith({ minLenght: 1 }) })).toContain('"minLength"');
  });

  it('two operations of one id', () => {
    const document = documentWith(true) as { paths: Record<string, unknown> };
    document.paths['/others'] = document.paths['/things'];
    expect(toldOf({ 'openapi.json': document })).toMatch(/operationId "addThing" is given twice/);
  });
});
