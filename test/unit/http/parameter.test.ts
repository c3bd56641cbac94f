/** Parameters: text on the wire, values of the declared types here. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { readParameters, writeHeaders, writePath, writeQuery } from '../../../src/http/value/parameter.ts';
import { documentWith, writeContract } from '../../write-contract.ts';

function contractWith(...parameters: object[]) {
  const all = parameters.map((parameter) => ({ name: 'p', in: 'query', ...parameter }));
  const document = documentWith(true, true, { parameters: all });
  const item = Object.values(document['paths'] as object)[0] as object;
  const paths = { [all.some((each) => each.in === 'path') ? '/things/{p}' : '/things']: item };
  const contract = loadContract(writeContract({ 'openapi.json': { ...document, paths } }));
  const [operation] = contract.operations;
  if (!operation) throw new Error('there is no operation');
  return { contract, operation };
}

function read(parameter: object, query: string, header: Record<string, string> = {}) {
  const { contract, operation } = contractWith(parameter);
  return readParameters(contract, operation, { path: { p: 'a' }, query, header });
}

const integers = { type: 'array', items: { type: 'integer' } };

describe('a parameter', () => {
  it.each([
    ['an integer', { schema: { type: 'integer' } }, 'p=12', 12],
    ['a number', { schema: { type: 'number' } }, 'p=-1.5e2', -150],
    ['text that looks like a number', { schema: { type: 'string' } }, 'p=12', '12'],
    ['a boolean', { schema: { type: 'boolean' } }, 'p=true', true],
    ['no integer, for the schema to refuse', { schema: { type: 'integer' } }, 'p=012', '012'],
    ['a repeated list', { schema: integers }, 'p=1&p=2', [1, 2]],
    ['a list of one', { schema: integers }, 'p=1', [1]],
    ['a list in one text', { schema: integers, explode: false }, 'p=1,2', [1, 2]],
    ['a list between bars', { schema: integers, style: 'pipeDelimited', explode: false }, 'p=1|2', [1, 2]],
    [
      'a list of different items',
      { schema: { type: 'array', prefixItems: [{ type: 'integer' }] } },
      'p=1&p=2',
      [1, '2'],
    ],
    [
      'a deep map',
      { schema: { type: 'object', additionalProperties: { type: 'integer' } }, style: 'deepObject' },
      'p[a]=1',
      { a: 1 },
    ],
    ['a deep object', { schema: { type: 'object' }, style: 'deepObject' }, 'p[a]=x&p[b]=y', { a: 'x', b: 'y' }],
  ])('is read as %s', (_sentence, parameter, query, value) => {
    expect(read(parameter, query).query).toEqual({ p: value });
  });

  it('that is not declared is kept as text', () => {
    expect(read({ schema: true }, 'q=1').query).toEqual({ q: '1' });
  });

  it('is found in the path, the headers and the cookies', () => {
    const schema = { type: 'string' };
    expect(read({ in: 'path', required: true, schema }, '').path).toEqual({ p: 'a' });
    expect(read({ in: 'header', name: 'X-P', schema }, '', { 'x-p': 'h' }).header).toEqual({ 'x-p': 'h' });
    expect(read({ in: 'cookie', schema }, '', { cookie: 'a=1; p=c' }).cookie).toEqual({ p: 'c' });
  });
});

const filter = { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string' } } };

describe('a parameter of the query', () => {
  it.each([
    ['form', true, 'p=1&p=2'],
    ['form', false, 'p=1,2'],
    ['spaceDelimited', true, 'p=1&p=2'],
    ['spaceDelimited', false, 'p=1 2'],
    ['pipeDelimited', true, 'p=1&p=2'],
    ['pipeDelimited', false, 'p=1|2'],
  ])('that is a list is written and read in the style %s, explode %s', (style, explode, text) => {
    const { contract, operation } = contractWith({ style, explode, schema: integers });
    const written = writeQuery(operation, { p: [1, 2] });
    expect(decodeURIComponent(written)).toBe(text);
    const raw = { path: {}, query: written, header: {} };
    expect(readParameters(contract, operation, raw).query).toEqual({ p: [1, 2] });
  });

  it.each([
    ['form', true, 'a=1&b=x y'],
    ['form', false, 'p=a,1,b,x y'],
    ['pipeDelimited', false, 'p=a|1|b|x y'],
    ['deepObject', true, 'p[a]=1&p[b]=x y'],
    ['deepObject', false, 'p[a]=1&p[b]=x y'],
  ])('that is an object is written and read in the style %s, explode %s', (style, explode, text) => {
    const { contract, operation } = contractWith({ style, explode, schema: filter });
    const written = writeQuery(operation, { p: { a: 1, b: 'x y' } });
    expect(decodeURIComponent(written)).toBe(text);
    const raw = { path: {}, query: written, header: {} };
    expect(readParameters(contract, operation, raw).query).toEqual({ p: { a: 1, b: 'x y' } });
  });

  it('has its name before the members of another, which stand as fields too', () => {
    const { contract, operation } = contractWith({ schema: filter }, { name: 'a', schema: { type: 'string' } });
    const raw = { path: {}, query: 'a=1&b=2&c=3', header: {} };
    expect(readParameters(contract, operation, raw).query).toEqual({ a: '1', p: { b: '2' }, c: '3' });
  });

  it('that nobody declares is written as it stands, a list again and again', () => {
    expect(writeQuery(contractWith().operation, { q: [1, 'x'], r: null })).toBe('q=1&q=x&r=null');
  });
});

describe('lists in one text', () => {
  it('are read as they are written in paths, headers and cookies', () => {
    const { contract, operation } = contractWith(
      { in: 'path', required: true, schema: integers },
      { in: 'header', name: 'X-P', schema: integers },
      { in: 'cookie', schema: integers },
    );
    const values = { path: { p: [1, 2] }, header: { 'x-p': [3, 4] }, cookie: { p: [5, 6] } };
    const headers = writeHeaders(operation, values);
    expect(headers).toEqual({ 'x-p': '3,4', cookie: 'p=5,6' });
    const path = writePath({ ...operation, path: '/{p}' }, values.path);
    expect(path).toBe('/1,2');
    const raw = { path: { p: '1,2' }, query: '', header: headers };
    expect(readParameters(contract, operation, raw)).toEqual({ ...values, query: {} });
  });
});

it('cookies are one header, or none', () => {
  const { operation } = contractWith();
  expect(writeHeaders(operation, { cookie: { a: 'x', b: 1 } })).toEqual({ cookie: 'a=x; b=1' });
  expect(writeHeaders(operation, {})).toEqual({});
});
