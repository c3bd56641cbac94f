/** Whatever stands in a pact file: it is read, or told; it never ends the reading. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPactFile } from '../../../../src/pact/provider/pact-file.ts';
import { makeFolder } from '../../../cli/write-contract.ts';
import { crashesBeside, crashesInPlace } from '../../hostile-values.ts';

const file = join(makeFolder(), 'pact.json');

function read(pact: unknown): void {
  writeFileSync(file, JSON.stringify(pact));
  readPactFile(file);
}

const pact = {
  consumer: { name: 'shop' },
  provider: { name: 'things' },
  interactions: [
    {
      type: 'Synchronous/HTTP',
      description: 'a thing is made',
      pending: true,
      providerStates: [{ name: 'there is a thing', params: { id: 1 } }],
      request: {
        method: 'POST',
        path: '/things',
        query: { a: ['b'] },
        headers: { 'content-type': ['application/json'] },
        body: { content: { name: 'a' }, contentType: 'application/json', encoded: false },
        generators: { path: { type: 'ProviderState', expression: '/things/${id}' } },
      },
      response: {
        status: 201,
        headers: { 'content-type': ['application/json'] },
        body: { content: { id: 1 }, contentType: 'application/json', encoded: false },
        matchingRules: {
          body: { '$.id': { combine: 'AND', matchers: [{ match: 'type' }, { match: 'regex', regex: '^a' }] } },
        },
        generators: { body: { '$.id': { type: 'ProviderState', expression: '${id}' } } },
      },
    },
  ],
  metadata: { pactSpecification: { version: '4.0' } },
};

it('is a pact', () => {
  expect(() => read(pact)).not.toThrow();
});

it('in place of any value', () => {
  expect(crashesInPlace(pact, read)).toEqual([]);
});

it('beside any member', () => {
  expect(crashesBeside(pact, read)).toEqual([]);
});
