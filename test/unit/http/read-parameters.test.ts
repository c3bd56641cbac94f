/** Parameters: text on the wire, values of the declared types here. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { readParameters } from '../../../src/http/value/read-parameters.ts';
import { documentWith, writeContract } from '../../write-contract.ts';

function read(parameter: object, query: string, header: Record<string, string> = {}) {
  const document = documentWith(true, true, { parameters: [{ name: 'p', in: 'query', ...parameter }] });
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const [operation] = contract.operations;
  if (!operation) throw new Error('there is no operation');
  return readParameters(contract, operation, { path: { p: 'a' }, query: new URLSearchParams(query), header });
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
