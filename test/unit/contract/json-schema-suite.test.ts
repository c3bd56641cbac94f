/**
 * JSON Schema's own test suite (json-schema-org/JSON-Schema-Test-Suite, as jsonschema 4.23.0 brings it along; MIT), its
 * required parts and those about formats, by the rules of each version. The npm package of the suite, `@json-schema-org/tests`,
 * fetches it from GitHub on installation, which a registry alone cannot give: so it lies in `test/json-schema-suite`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/contract/document/read-document.ts';
import { loadSource } from '../../../src/contract/load-contract.ts';
import { leftOut } from '../../json-schema-suite/left-out.ts';

interface Group {
  description: string;
  schema: unknown;
  tests: readonly { description: string; data: unknown; valid: boolean }[];
}

const require = createRequire(import.meta.url);
const folder = new URL('../../json-schema-suite/', import.meta.url);

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;
}

const remotes = readJson<Record<string, unknown>>('remotes.json');

const dialects = {
  'draft-04': 'http://json-schema.org/draft-04/schema#',
  'draft-06': 'http://json-schema.org/draft-06/schema#',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** The schemas of schemas, which some tests refer to. */
function metaSchema(url: string): unknown {
  const [, version, name = ''] = /json-schema\.org\/draft\/(2019-09|2020-12)\/(.+)$/.exec(url) ?? [];
  if (version !== undefined) return require(`ajv/dist/refs/json-schema-${version}/${name}.json`);
  const [, old] = /json-schema\.org\/(draft-0[67])\/schema$/.exec(url) ?? [];
  return old === undefined ? undefined : require(`ajv/dist/refs/json-schema-${old}.json`);
}

function read(schema: unknown): (url: string) => ReturnType<typeof parseDocument> | undefined {
  return (url) => {
    const value =
      url === 'http://suite.test/schema.json'
        ? schema
        : url.startsWith('http://localhost:1234/')
          ? remotes[url.slice(22)]
          : metaSchema(url);
    return value === undefined ? undefined : parseDocument(url, JSON.stringify(value));
  };
}

/** How the kit judges values by a schema that is written by the rules of a dialect. */
function judgeBy(dialect: string, schema: unknown): (data: unknown) => boolean {
  const named = typeof schema === 'object' && schema !== null ? { $schema: dialect, ...schema } : schema;
  const document = {
    openapi: '3.1.0',
    jsonSchemaDialect: dialect,
    paths: {
      '/a': {
        post: { requestBody: { content: { 'application/json': { schema: { $ref: 'schema.json' } } } }, responses: {} },
      },
    },
  };
  const contract = loadSource(parseDocument('http://suite.test/openapi.json', JSON.stringify(document)), {
    read: read(named),
  });
  const node = contract.operations[0]?.body?.contents[0]?.node;
  if (!node) throw new Error('there is no body');
  const view = { direction: 'request', demand: 'documented' } as const;
  expect(contract.validators.complaint(node, view)).toBeUndefined();
  return (data) => contract.validators.accepts(node, data, view);
}

describe.each(Object.entries(dialects))('JSON Schema %s', (name, dialect) => {
  const files = Object.entries(readJson<Record<string, readonly Group[]>>(`${name}.json`));

  it.each(files)('%s', (file, groups) => {
    const wrong: string[] = [];
    for (const { description, schema, tests } of groups) {
      const accepts = judgeBy(dialect, schema);
      for (const test of tests) {
        const title = `${file}: ${description}: ${test.description}`;
        if (accepts(test.data) !== test.valid) wrong.push(title);
      }
    }
    const known = (title: string) => leftOut.some(({ tests }) => tests.test(`${name} ${title}`));
    expect(wrong.filter((title) => !known(title))).toEqual([]);
  });
});
