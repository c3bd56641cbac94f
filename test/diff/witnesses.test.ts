/** The examples that show a change. */
import { describe, expect, it } from 'vitest';
import { body, doc, json, ok, secured } from './changes/small-documents.ts';
import { diffDocuments } from './diff-documents.ts';

const text = { type: 'string' };
const things = (schema: object) => body({ content: json({ type: 'object', ...schema }) });

describe('a line for curl has the credentials that it needs', () => {
  const securitySchemes = {
    'my-token': { type: 'http', scheme: 'bearer' },
    key: { type: 'apiKey', in: 'query', name: 'api_key' },
    session: { type: 'apiKey', in: 'cookie', name: 'sid' },
    login: { type: 'http', scheme: 'basic' },
  };
  const lineOf = (security: unknown): string => {
    const [old, now] = [9, 5].map((maxLength) => {
      const plain = things({ properties: { a: { type: 'string', maxLength } } });
      return { ...secured(security, securitySchemes), paths: plain['paths'], security };
    }) as [object, object];
    const [change] = diffDocuments(old, now);
    return change?.witness?.message === 'request' ? change.witness.curl : '';
  };

  it.each([
    ['a token', [{ 'my-token': [] }], `-H 'authorization: Bearer '"$MY_TOKEN"`],
    ['a name and a password', [{ login: [] }], `-H 'authorization: Basic '"$LOGIN"`],
    ['a key in the query', [{ key: [], session: [] }], `things?api_key='"$KEY"`],
    ['a cookie beside it', [{ key: [], session: [] }], `'cookie: sid='"$SESSION"`],
  ])('%s', (_, security, line) => {
    expect(lineOf(security)).toContain(line);
  });

  it('and none where nobody asks for one', () => {
    expect(lineOf([{ key: [] }, {}])).not.toContain('KEY');
  });
});

it('has in it what it is about, also where something else breaks it as well', () => {
  const changes = diffDocuments(
    things({ required: ['a'], properties: { a: text, colour: text } }),
    things({ required: ['a', 'b'], properties: { a: text, b: text, color: text } }),
  );
  const bodiesOf = (rule: string) =>
    changes.flatMap(({ rule: own, witness }) =>
      own === rule && witness?.message === 'request' ? [witness.values.body] : [],
    );
  expect(bodiesOf('request-member-gone')).toEqual([{ a: 'a', colour: 'a' }]);
  expect(bodiesOf('request-member-new')).toEqual([
    { a: 'a', b: 'a' },
    { a: 'a', b: 'a', color: 'a' },
  ]);
  expect(bodiesOf('request-required-narrower')).toEqual([{ a: 'a' }]);
});

it('is a request of the side that takes it, also where schemas of one name differ', () => {
  const side = (required: readonly string[], parameters: readonly object[]) =>
    doc(
      { parameters, requestBody: { required: true, content: json({ $ref: '#/components/schemas/Body' }) } },
      { components: { schemas: { Body: { type: 'object', required, properties: { a: text, b: text } } } } },
    );
  const changes = diffDocuments(
    side(['a'], []),
    side(['a', 'b'], [{ name: 'q', in: 'query', required: true, schema: text }]),
  );
  const request = { message: 'request', right: 'old', values: { body: { a: 'a' } } };
  expect(changes).toMatchObject([
    { rule: 'parameter-new-required', witness: request },
    { rule: 'request-required-narrower', witness: request },
  ]);
});

it('is none of laws that the documents only suggest', () => {
  const whole = (path: string) => {
    const { paths, ...rest } = doc();
    return {
      ...rest,
      paths: { ...(paths as object), [path]: { get: { operationId: 'getThing', responses: { 200: ok } } } },
    };
  };
  expect(diffDocuments(whole('/things/{id}'), whole('/other/{id}')).map(({ rule }) => rule)).toEqual([
    'operation-moved',
  ]);
});
