/** References lead on through more schemas than a stack is deep. */
import { expect, it } from 'vitest';
import { diffDocuments } from './diff-documents.ts';

/** Two thousand schemas, each with a member of the next, and what the last one says of its own. */
function ring(own: object): object {
  const size = 2000;
  const schemas = Array.from({ length: size }, (_, at) => [
    `Ring${at}`,
    { properties: { next: { $ref: `#/components/schemas/Ring${(at + 1) % size}` }, ...(at === 3 ? { own } : {}) } },
  ]);
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Ring0' } } };
  return {
    openapi: '3.1.0',
    info: { title: 'ring', version: '1' },
    paths: { '/ring': { get: { responses: { 200: { description: 'it', content } } } } },
    components: { schemas: Object.fromEntries(schemas) as object },
  };
}

it('two thousand schemas are compared with themselves', () => {
  expect(diffDocuments(ring({ type: 'string' }), ring({ type: 'string' }))).toEqual([]);
});

it('what differs in one of them is found', () => {
  expect(diffDocuments(ring({ type: 'string' }), ring({ type: 'integer' })).length).toBeGreaterThan(0);
});
