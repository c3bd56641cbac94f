/** Things that look alike and are not the same: who makes one of them has made none of the others. */
import { expect, it } from 'vitest';
import { bare, json, judgeDocument, parameter, refused, told } from './judge-document.ts';

const user = { $ref: '#/components/schemas/User' };
const components = {
  schemas: {
    User: {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string', minLength: 1 } },
    },
  },
};
const many = { 200: { ...bare, ...json({ type: 'array', items: user }) } };
const id = parameter('id', 'path', { type: 'integer' });

const paths = (kept: object) => ({
  '/users': {
    post: {
      operationId: 'addUser',
      requestBody: { required: true, ...json(user) },
      responses: { 201: { ...bare, ...json(user) }, 400: bare },
    },
  },
  '/admins/{id}': {
    get: { operationId: 'getAdmin', parameters: [id], responses: { 200: { ...bare, ...json(user) }, 404: bare } },
    ...kept,
  },
});

const users: unknown[] = [];
const admins = new Map([['1', { id: 1, name: 'root' }]]);

const routes = {
  'POST /users': ({ body }: { body: unknown }) => {
    const { name } = (body ?? {}) as { name?: unknown };
    if (typeof name !== 'string' || name === '' || Array.isArray(body)) return refused;
    users.push(name);
    return { status: 201, json: { id: 100 + users.length, name } };
  },
  'GET /admins': () => ({ status: 200, json: [...admins.values()] }),
  'GET /admins/{id}': ({ path: [one = ''] }: { path: readonly string[] }) =>
    admins.has(one) ? { status: 200, json: admins.get(one) } : { status: 404 },
  'DELETE /admins/{id}': () => ({ status: 404 }),
};

it('are read where they are listed, whatever else has their schema', async () => {
  const admin = { '/admins': { get: { operationId: 'listAdmins', responses: many } } };
  const report = await judgeDocument({ components, paths: { ...paths({}), ...admin }, routes });
  expect(told(report)).toEqual([]);
  expect(report.conforms).toBe(true);
});

it('are not demanded where nothing lists them, and none that is there is removed', async () => {
  const responses = { 204: bare, 404: bare };
  const remove = { delete: { operationId: 'dropAdmin', parameters: [id], responses } };
  const report = await judgeDocument({ components, paths: paths(remove), routes });
  expect(report.problems).toEqual([]);
  expect(report.headline).toBe('never answered a success: getAdmin (404), dropAdmin (404)');
});
