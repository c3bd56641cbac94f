/** Zones: valid must succeed, invalid must be refused, open is left to the server. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { RequestValues } from '../../../src/contract/operation.ts';
import { zoneOf } from '../../../src/contract/zone-of.ts';
import { documentWith, ownContract, writeContract } from '../../write-contract.ts';

const valid = {
  region_name: 'cn-1',
  region_alias: '上海',
  url: 'https://a.example:8443/x?y=1',
  wsurl: 'ws://a.example',
  httpdomain: '*.a.example',
  tcpdomain: '192.0.2.1',
};

function zoneIn(path: string) {
  const contract = loadContract(path);
  const [operation] = contract.operations;
  if (!operation) throw new Error('there is no operation');
  return (request: RequestValues) => zoneOf(contract, operation, request);
}

describe('a request to add a data centre', () => {
  const zone = zoneIn(ownContract);
  const { url: _, ...withoutUrl } = valid;

  it.each([
    ['only the required members', valid],
    ['every status that the page names', { ...valid, status: 3 }],
    ['an integer that is written as 1.0', { ...valid, status: JSON.parse('1.0') as number }],
    ['a multi-line certificate', { ...valid, cert_file: '-----BEGIN CERTIFICATE-----\r\nAA==\r\n' }],
    ['empty text where no length is expected', { ...valid, desc: '', key_file: '' }],
    ['64 characters beyond the BMP', { ...valid, region_alias: '\u{20000}'.repeat(64) }],
  ])('is valid with %s', (_sentence, body) => {
    expect(zone({ body })).toBe('valid');
  });

  it.each([
    ['without a body', undefined],
    ['with null', null],
    ['with an array', [valid]],
    ['without a required member', withoutUrl],
    ['with a number in a text member', { ...valid, desc: 1 }],
    ['with null in a text member', { ...valid, scope: null }],
    ['with status as text', { ...valid, status: '1' }],
    ['with a status between two integers', { ...valid, status: 1.5 }],
  ])('is invalid %s', (_sentence, body) => {
    expect(zone(body === undefined ? {} : { body })).toBe('invalid');
  });

  it.each([
    ['a status that the page does not name', { ...valid, status: 4 }],
    ['a scope that the page does not name', { ...valid, scope: 'team' }],
    ['the example values of the page', { ...valid, url: 'string' }],
    ['a member that the page does not know', { ...valid, colour: 'red' }],
    ['a member of another case beside the right one', { ...valid, STATUS: 1 }],
    ['a name of 65 characters', { ...valid, region_name: 'a'.repeat(65) }],
    ['a name with blanks around it', { ...valid, region_name: ' a ' }],
  ])('is open with %s', (_sentence, body) => {
    expect(zone({ body })).toBe('open');
  });
});

describe('a request of another contract', () => {
  it('is open where a nested object has an unknown member, and valid where the schema invites any', () => {
    const inner = { type: 'object', properties: { a: { type: 'integer' } } };
    const schema = { type: 'object', properties: { inner, free: { type: 'object' } } };
    const zone = zoneIn(writeContract({ 'openapi.json': documentWith(schema) }));
    expect(zone({ body: { inner: { a: 1 }, free: { x: 1 } } })).toBe('valid');
    expect(zone({ body: { inner: { b: 1 } } })).toBe('open');
  });

  it('may have its members spread over allOf without one being unknown', () => {
    const schema = {
      allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { b: { type: 'integer' } } }],
    };
    const base = { type: 'object', properties: { a: { type: 'integer' } } };
    const document = { ...documentWith(schema), components: { schemas: { Base: base } } };
    const zone = zoneIn(writeContract({ 'openapi.json': document }));
    expect(zone({ body: { a: 1, b: 1 } })).toBe('valid');
    expect(zone({ body: { a: 1, c: 1 } })).toBe('open');
    expect(zone({ body: { a: 'x' } })).toBe('invalid');
  });

  it('may have what is demanded of it, though nothing describes it', () => {
    const body = { type: 'object', required: ['a', 'b'], properties: { a: { type: 'string' } } };
    const zone = zoneIn(writeContract({ 'openapi.json': documentWith(body) }));
    expect(zone({ body: { a: 'x', b: 1 } })).toBe('valid');
    expect(zone({ body: { a: 'x' } })).toBe('invalid');
    expect(zone({ body: { a: 'x', b: 1, c: 1 } })).toBe('open');
  });

  it('need not send what only the server knows', () => {
    const schema = { type: 'object', required: ['id'], properties: { id: { type: 'string', readOnly: true } } };
    const zone = zoneIn(writeContract({ 'openapi.json': documentWith(schema) }));
    expect(zone({ body: {} })).toBe('valid');
  });

  it('has parameters: required, typed, unknown', () => {
    const parameters = [
      {
        name: 'page',
        in: 'query',
        required: true,
        schema: { type: 'integer', minimum: 1, 'x-expected': { maximum: 100 } },
      },
    ];
    const zone = zoneIn(
      writeContract({ 'openapi.json': documentWith(true, true, { parameters, requestBody: undefined }) }),
    );
    const zones = [{}, { page: 0 }, { page: 1 }, { page: 101 }, { page: 1, size: '2' }].map((query) => zone({ query }));
    expect(zones).toEqual(['invalid', 'invalid', 'valid', 'open', 'open']);
  });
});

describe('a request with a text that nobody can judge in time', () => {
  const slow = { type: 'string', pattern: '^(a+)+(b?)\\2$' };
  const parameters = [{ in: 'query', name: 'q', schema: slow }];
  const document = documentWith({ type: 'object', properties: { name: slow } }, true, { parameters });
  const zone = zoneIn(writeContract({ 'openapi.json': document }));
  const long = `${'a'.repeat(40)}!`;

  it.each([
    ['in its body', { body: { name: long } }, 'open'],
    ['in a parameter', { query: { q: long }, body: {} }, 'open'],
    ['beside what is wrong', { query: { q: '!' }, body: { name: long } }, 'invalid'],
    ['nowhere', { query: { q: 'aa' }, body: { name: 'a' } }, 'valid'],
  ])('is %s of the zone that it should be', (_, request, expected) => {
    expect(zone(request as RequestValues)).toBe(expected);
  });
});
