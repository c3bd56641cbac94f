/** Things that several cases work on: where a case takes them away, as it is meant to, no other case misses them. */
import { expect, it } from 'vitest';
import { bare, json, judgeDocument, parameter, refused, told } from './judge-document.ts';

const note = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string', minLength: 1 } },
};
const notes = json({ type: 'array', items: note });
const made = { 201: { ...bare, ...json(note) }, 400: bare };
const add = (operationId: string) => ({ operationId, requestBody: { required: true, ...json(note) }, responses: made });

const textOf = (body: unknown): string | undefined => {
  const { text } = (body ?? {}) as { text?: unknown };
  return typeof text === 'string' && text !== '' && !Array.isArray(body) ? text : undefined;
};

it.each(['/notes', '/notes/all'])('a collection may be cleared by DELETE %s', async (cleared) => {
  const kept = new Map<string, unknown>();
  let last = 0;
  const get = { operationId: 'listNotes', responses: { 200: { ...bare, ...notes } } };
  const clear = { operationId: 'clear', responses: { 204: bare } };
  const report = await judgeDocument({
    paths: {
      '/notes': { get, post: add('addNote') },
      [cleared]: { ...(cleared === '/notes' ? { get, post: add('addNote') } : {}), delete: clear },
      '/notes/{id}': {
        get: {
          operationId: 'getNote',
          parameters: [parameter('id', 'path', { type: 'integer' })],
          responses: { 200: { ...bare, ...json(note) }, 404: bare },
        },
      },
    },
    routes: {
      'GET /notes': () => ({ status: 200, json: [...kept.values()] }),
      'POST /notes': ({ body }) => {
        const text = textOf(body);
        if (text === undefined) return refused;
        kept.set(String((last += 1)), { id: last, text });
        return { status: 201, json: { id: last, text } };
      },
      [`DELETE ${cleared}`]: () => {
        kept.clear();
        return { status: 204 };
      },
      'GET /notes/{id}': ({ path: [id = ''] }) =>
        kept.has(id) ? { status: 200, json: kept.get(id) } : { status: 404 },
    },
  });
  expect(told(report)).toEqual([]);
});

it('what is made a second time is made below the same parent, though nobody makes parents', async () => {
  const kept: { desk: string; id: number; text: string }[] = [];
  const desk = parameter('desk', 'path');
  const report = await judgeDocument({
    paths: {
      '/desks/{desk}/notes': {
        parameters: [desk],
        get: { operationId: 'listNotes', responses: { 200: { ...bare, ...notes } } },
        post: add('addNote'),
      },
    },
    routes: {
      'GET /desks/{desk}/notes': ({ path: [own] }) => ({
        status: 200,
        json: kept.filter((each) => each.desk === own).map(({ id, text }) => ({ id, text })),
      }),
      'POST /desks/{desk}/notes': ({ path: [own = ''], body }) => {
        const text = textOf(body);
        if (text === undefined) return refused;
        kept.push({ desk: own, id: kept.length + 1, text });
        return { status: 201, json: { id: kept.length, text } };
      },
    },
  });
  expect(told(report)).toEqual([]);
  expect(report.coverage.outcomes.find(({ id }) => id === 'listNotes.law.listed')?.outcome).toBe('held');
});
