/** What a server reads of values that were written. */
import { expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { wireValues } from '../../../src/http/client/wire-values.ts';
import { documentWith, writeContract } from '../../write-contract.ts';

function readBack(path: string, parameters: readonly object[], values: object) {
  const document = documentWith(true, true, { parameters }) as Record<string, unknown>;
  const paths = { [path]: Object.values(document['paths'] as object)[0] as object };
  const contract = loadContract(writeContract({ 'openapi.json': { ...document, paths } }));
  const [operation] = contract.operations;
  if (!operation) throw new Error('there is no operation');
  return wireValues(contract, operation, values);
}

const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

it.each([
  ['/a b/{x}', { x: 'ü/?#' }],
  ['/u/{x}:go', { x: 'a' }],
  ['/r-{x}.{y}', { x: 'a', y: 'b' }],
])('parameters of %s come back', (path, values) => {
  const parameters = Object.keys(values).map(inPath);
  expect(readBack(path, parameters, { path: values }).path).toEqual(values);
});

it('a text that looks like a number comes back as one where the schema takes both', () => {
  const parameter = { name: 'q', in: 'query', schema: { type: ['integer', 'string'] } };
  expect(readBack('/a', [parameter], { query: { q: '12' } }).query).toEqual({ q: 12 });
});
