/** Parts of a document that lead back to themselves are told, and end nothing. */
import { expect, it } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { writeContract } from '../../write-contract.ts';
import { operation, text } from './structures.ts';

function load(schemas: object): Contract {
  const document = {
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: operation({}),
    components: { schemas },
  };
  return loadContract(writeContract({ 'openapi.json': document }));
}

const rulesOf = ({ diagnostics }: Contract) => [...new Set(diagnostics.map(({ rule }) => rule))];

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

it('parents that list themselves, or each other', () => {
  const schemas = {
    Own: { type: 'object', oneOf: [ref('Own')], allOf: [ref('Own')] },
    One: { type: 'object', oneOf: [ref('Other')], allOf: [ref('Other')] },
    Other: { type: 'object', oneOf: [ref('One')], allOf: [ref('One')] },
  };
  const contract = load(schemas);
  expect(() => JSON.stringify(contract.document)).not.toThrow();
  expect(rulesOf(contract)).toContain('circular-reference');
});

it('schemas that are nothing but each other', () => {
  const schemas = {
    A: ref('B'),
    B: ref('C'),
    C: ref('A'),
    D: { anyOf: [ref('D'), text] },
    E: { type: 'object', properties: { e: ref('E') } },
  };
  const contract = load(schemas);
  expect(rulesOf(contract)).toEqual(['circular-reference']);
  const view = { direction: 'request', demand: 'documented' } as const;
  for (const node of contract.schemas.values()) expect(contract.validators.accepts(node, {}, view)).toBe(true);
});

it('maps of members that are each other', () => {
  const schemas = {
    // Meant as a map from names to schemas.
    Members: { a: { type: 'object', properties: ref('Members') } },
    Holder: { type: 'object', properties: ref('Members') },
    // The map has a keyword among its names.
    Shape: { oneOf: [{ type: 'object', properties: ref('Shape') }] },
    Plain: { type: 'object', properties: { other: ref('Plain') } },
  };
  const contract = load(schemas);
  expect(contract.diagnostics.filter(({ rule }) => rule === 'circular-reference')).toMatchObject([
    { place: { pointer: '/components/schemas/Members/a/properties' } },
    { place: { pointer: expect.stringContaining('/components/schemas/Shape/oneOf/0') as string } },
  ]);
  expect(contract.schemas.get('Plain')?.schema).toEqual(schemas.Plain);
});
