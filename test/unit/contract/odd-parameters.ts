/** Parameters that are not written as one, each with the rules that tell it and what is read. */
import { operation, type Row, text } from './structures.ts';

export const oddParameters: readonly Row[] = [
  [
    'a path parameter that is optional',
    operation({}, [{ name: 'id', in: 'path', required: false, schema: text }]),
    ['odd-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a parameter without a schema',
    operation({}, [
      { name: 'id', in: 'path', required: true, schema: text },
      { name: 'q', in: 'query' },
    ]),
    ['odd-parameter'],
    ['get /things/{id}, path id, query q?, 200'],
  ],
  [
    'a style that its place does not have',
    operation({}, [
      { name: 'id', in: 'path', required: true, style: 'form', schema: text },
      { name: 'q', in: 'query', style: 'csv', explode: 'no', schema: text },
    ]),
    ['odd-parameter'],
    ['get /things/{id}, path id, query q?, 200'],
  ],
  [
    'a parameter of two media types',
    operation({}, [
      { name: 'id', in: 'path', required: true, schema: text },
      { name: 'q', in: 'query', content: { 'application/json': { schema: text }, 'text/plain': {} } },
    ]),
    ['odd-parameter'],
    ['get /things/{id}, path id, query q?, 200'],
  ],
  [
    'a name that is a number',
    operation({}, [
      { name: 'id', in: 'path', required: true, schema: text },
      { name: 5, in: 'query', schema: text },
    ]),
    ['odd-parameter'],
    ['get /things/{id}, path id, query 5?, 200'],
  ],
];
