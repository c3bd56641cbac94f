/** Schemas that stand where none is expected, or under a name that is nearly that of one, are read as schemas. */
import { expect, it } from 'vitest';
import type { ContractRule } from '../../../src/contract/contract-rule.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { lintContract } from '../../../src/contract/lint/lint-contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { plainText } from '../../../src/contract/name-text.ts';
import { integerOf } from '../../../src/contract/wide-integer.ts';
import { writeContract } from '../../write-contract.ts';
import { operation } from './structures.ts';

function load(paths: unknown, more: object = {}): Contract {
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths, ...more };
  return loadContract(writeContract({ 'openapi.json': document }));
}

function rulesOf({ diagnostics }: Contract): ContractRule[] {
  return [...new Set(diagnostics.map(({ rule }) => rule))].sort();
}

const json = (media: object) => ({ 'application/json': media });

it.each([
  ['outside content', { default: { description: '', schema: { $ref: '#/components/schemas/Tree' } } }],
  ['in place of media types', { 200: { description: '', content: { schema: { $ref: '#/components/schemas/Tree' } } } }],
  ['in place of statuses', { description: '', schema: { $ref: '#/components/schemas/Tree' } }],
  [
    'under a misspelt name',
    { 200: { description: '', content: json({ shema: { $ref: '#/components/schemas/Tree' } }) } },
  ],
  ['with a slip', { description: '', schema: { type: 'object', required: [{}] } }],
])('a schema %s is read as one', (_where, given) => {
  const Tree = {
    type: 'object',
    properties: { trees: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
  };
  const contract = load(operation({ responses: given }), { components: { schemas: { Tree } } });
  const node = contract.operations[0]?.responses[0]?.contents[0]?.node;
  expect(contract.diagnostics.map(({ rule }) => rule)).not.toContain('circular-reference');
  const view = { direction: 'response', demand: 'documented' } as const;
  expect(contract.validators.accepts(node ?? { schema: true, pointer: '' }, { trees: [{}] }, view)).toBe(true);
  expect(contract.validators.accepts(node ?? { schema: true, pointer: '' }, 'a', view)).toBe(false);
  expect(() => lintContract(contract)).not.toThrow();
});

it('a text in place of a schema, under a misspelt name', () => {
  const contract = load(operation({ responses: { 200: { description: '', content: json({ shema: 'string' }) } } }));
  expect(contract.operations[0]?.responses[0]?.contents[0]?.node?.schema).toEqual({ type: 'string' });
  expect(rulesOf(contract)).toEqual(['odd-type', 'similar-member']);
});

it('a parameter that is called by a number, and a schema called __proto__', () => {
  const wide = integerOf('12345678901234567890');
  const file = `{ "openapi": "3.1.0", "info": { "title": "a", "version": "1" },
    "components": { "schemas": { "__proto__": { "type": "integer" } } },
    "paths": { "/a": { "get": { "parameters": [{ "name": ${plainText(wide)}, "in": "query", "schema": { "$ref": "#/components/schemas/__proto__" } }],
      "responses": { "200": { "description": "ok" } } } } } }`;
  const contract = loadContract(writeContract({ 'openapi.json': file }));
  const [parameter] = contract.operations[0]?.parameters ?? [];
  expect(parameter?.name).toBe('12345678901234567890');
  expect([...contract.schemas.keys()]).toEqual(['__proto__']);
  const view = { direction: 'request', demand: 'documented' } as const;
  expect(contract.validators.accepts(parameter?.node ?? { schema: true, pointer: '' }, 'a', view)).toBe(false);
  expect(rulesOf(contract)).toEqual(['odd-parameter']);
});
