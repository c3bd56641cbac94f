/** What frameworks do by default, and documents that they write of themselves do not say: no right server is flagged for it. */
import { describe, expect, it } from 'vitest';
import { bare, json, judgeDocument, parameter, told } from './judge-document.ts';
import type { Route } from './serve-routes.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const invalid = { status: 422, json: { detail: [] } };
const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);
const add = (schema: unknown) => ({
  operationId: 'add',
  requestBody: { required: true, ...json(schema) },
  responses: { 201: { ...bare, ...json(schema) }, 422: bare },
});

describe('a server', () => {
  it('needs the member that tells the branches of a union apart, whether or not they demand it', async () => {
    const kind = (name: string) => ({ type: 'string', enum: [name], default: name });
    const components = {
      schemas: {
        Visit: { type: 'object', required: ['at'], properties: { kind: kind('visit'), at: { type: 'integer' } } },
        Call: {
          type: 'object',
          required: ['minutes'],
          properties: { kind: kind('call'), minutes: { type: 'integer' } },
        },
      },
    };
    const mapping = { visit: '#/components/schemas/Visit', call: '#/components/schemas/Call' };
    const detail = { oneOf: [ref('Visit'), ref('Call')], discriminator: { propertyName: 'kind', mapping } };
    const event = { type: 'object', required: ['detail'], properties: { detail } };
    const needed: Readonly<Record<string, string>> = { visit: 'at', call: 'minutes' };
    const route: Route = ({ body }) => {
      const sent = isObject(body) ? body['detail'] : undefined;
      const member = isObject(sent) && typeof sent['kind'] === 'string' ? needed[sent['kind']] : undefined;
      if (!isObject(sent) || member === undefined || !Number.isInteger(sent[member])) return invalid;
      return { status: 201, json: { detail: { kind: sent['kind'], [member]: sent[member] } } };
    };
    const report = await judgeDocument({
      components,
      paths: { '/events': { post: add(event) } },
      routes: { 'POST /events': route },
    });
    expect(told(report)).toEqual([]);
  });

  it('takes URLs of the web where the document says uri, and refuses with 400 what it cannot parse', async () => {
    const site = {
      type: 'object',
      required: ['url'],
      properties: { url: { type: 'string', format: 'uri', minLength: 1 } },
    };
    const route: Route = ({ body }) => {
      const { url } = isObject(body) ? body : { url: undefined };
      const isUrl =
        typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url) && !/[\s<>"{}|\\^`]/.test(url);
      return isUrl ? { status: 201, json: { url } } : invalid;
    };
    const report = await judgeDocument({ paths: { '/sites': { post: add(site) } }, routes: { 'POST /sites': route } });
    expect(told(report)).toEqual([]);
  });

  it('takes null in a patch for nothing said, where the thing has to have a value', async () => {
    const text = { type: 'string', minLength: 1 };
    const [thing, patch] = [text, { ...text, nullable: true }].map((name) => ({
      type: 'object',
      properties: { name },
    }));
    const kept: Record<string, unknown>[] = [];
    const nameIn = (body: unknown): unknown => (isObject(body) ? body['name'] : 0);
    const isName = (name: unknown): boolean => typeof name === 'string' && name !== '';
    const shown = { type: 'object', required: ['id', 'name'], properties: { id: { type: 'integer' }, name: text } };
    const id = parameter('id', 'path', { type: 'integer' });
    const done = { 200: { ...bare, ...json(shown) }, 404: bare, 422: bare };
    const at = ([own = '']: readonly string[]) => kept[Number(own) - 1];
    const report = await judgeDocument({
      paths: {
        '/things': {
          post: {
            ...add({ ...thing, required: ['name'] }),
            responses: { 201: { ...bare, ...json(shown) }, 422: bare },
          },
        },
        '/things/{id}': {
          get: { operationId: 'read', parameters: [id], responses: done },
          patch: {
            operationId: 'patch',
            parameters: [id],
            requestBody: { required: true, ...json(patch) },
            responses: done,
          },
        },
      },
      routes: {
        'POST /things': ({ body }) => {
          if (!isName(nameIn(body))) return invalid;
          kept.push({ id: kept.length + 1, name: nameIn(body) });
          return { status: 201, json: kept.at(-1) };
        },
        'GET /things/{id}': ({ path }) => (at(path) ? { status: 200, json: at(path) } : { status: 404 }),
        'PATCH /things/{id}': ({ path, body }) => {
          const found = at(path);
          const name = nameIn(body);
          if (!found) return { status: 404 };
          if (!isObject(body) || !(name === undefined || name === null || isName(name))) return invalid;
          if (isName(name)) found['name'] = name;
          return { status: 200, json: found };
        },
      },
    });
    expect(told(report)).toEqual([]);
  });
});

it('keys of others are what exists, numbers in texts are numbers, and pages beyond the last one are not there', async () => {
  const number = { type: 'integer' };
  const key = { ...number, readOnly: true };
  const author = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: key, name: { type: 'string', minLength: 1 } },
  };
  const price = { type: 'string', format: 'decimal', pattern: String.raw`^-?\d{0,4}(?:\.\d{0,2})?$` };
  const book = { type: 'object', required: ['id', 'author'], properties: { id: key, author: number, price } };
  const authors: unknown[] = [];
  const books: unknown[] = [];
  const created = (shown: unknown) => ({ 201: { ...bare, ...json(shown) }, 400: bare });
  const query = ['page', 'author'].map((name) => ({ name, in: 'query', schema: number }));
  const report = await judgeDocument({
    paths: {
      '/authors/': { post: { ...add(author), operationId: 'addAuthor', responses: created(author) } },
      '/authors/{id}/': {
        get: {
          operationId: 'readAuthor',
          parameters: [parameter('id', 'path', number)],
          responses: { 200: { ...bare, ...json(author) }, 404: bare },
        },
      },
      '/books/': {
        post: { ...add(book), operationId: 'addBook', responses: created(book) },
        get: {
          operationId: 'listBooks',
          parameters: query,
          responses: { 200: { ...bare, ...json({ type: 'array', items: book }) }, 400: bare },
        },
      },
    },
    routes: {
      'POST /authors/': ({ body }) => {
        const name = isObject(body) ? body['name'] : undefined;
        if (typeof name !== 'string' || name === '') return { status: 400 };
        authors.push({ id: authors.length + 1, name });
        return { status: 201, json: authors.at(-1) };
      },
      'GET /authors/{id}/': ({ path: [id] }) => {
        const found = authors[Number(id) - 1];
        return found ? { status: 200, json: found } : { status: 404 };
      },
      'POST /books/': ({ body }) => {
        const { author: by, price: costs = '0' } = isObject(body) ? body : { author: 0 };
        const isThere = Number.isInteger(by) && authors[Number(by) - 1] !== undefined;
        const isPrice = typeof costs === 'string' && /^-?\d{1,4}(?:\.\d{1,2})?$/.test(costs);
        if (!isThere || !isPrice) return { status: 400 };
        books.push({ id: books.length + 1, author: by, price: costs });
        return { status: 201, json: books.at(-1) };
      },
      'GET /books/': ({ query: asked }) => {
        const [page, by] = ['page', 'author'].map((name) => asked.get(name));
        if ([page, by].some((text) => typeof text === 'string' && !/^-?\d+$/.test(text))) return { status: 400 };
        if (page && page !== '1') return { status: 404, json: { detail: 'Invalid page.' } };
        if (by && authors[Number(by) - 1] === undefined) return { status: 400 };
        const found = books.filter((each) => !by || (each as { author: number }).author === Number(by));
        return { status: 200, json: found };
      },
    },
  });
  expect(told(report)).toEqual([]);
});

it('a token that says where a list goes on is known to its server alone, also where some ask for credentials', async () => {
  const query = { name: '_token', in: 'query', schema: { type: 'string' } };
  const boxes = { ...bare, ...json({ type: 'array', items: { type: 'string' } }) };
  const get = { operationId: 'listBoxes', parameters: [query], responses: { 200: boxes, 400: bare, 401: bare } };
  const report = await judgeDocument({
    paths: { '/boxes': { get } },
    routes: { 'GET /boxes': (asked) => (asked.query.has('_token') ? { status: 400 } : { status: 200, json: ['a'] }) },
  });
  expect(told(report)).toEqual([]);
});

it('a body may be demanded where its members are, a login may refuse who is unknown, and nobody shows a password that is inside', async () => {
  const text = { type: 'string', minLength: 1 };
  const user = {
    type: 'object',
    required: ['email', 'password'],
    properties: { email: text, password: { ...text, writeOnly: true } },
  };
  const key = { type: 'integer', readOnly: true };
  const box = { type: 'object', required: ['id', 'name'], properties: { id: key, name: text, owner: user } };
  const boxes: object[] = [];
  const isUser = (value: unknown): value is { email: string } =>
    isObject(value) && [value['email'], value['password']].every((each) => typeof each === 'string' && each !== '');
  const report = await judgeDocument({
    paths: {
      '/login': { post: { operationId: 'login', requestBody: json(user), responses: { 201: bare } } },
      '/boxes': {
        post: {
          operationId: 'addBox',
          requestBody: json(box),
          responses: { 201: { ...bare, ...json(box) }, 400: bare },
        },
      },
      '/boxes/{id}': {
        get: {
          operationId: 'readBox',
          parameters: [parameter('id', 'path', { type: 'integer' })],
          responses: { 200: { ...bare, ...json(box) }, 404: bare },
        },
      },
    },
    routes: {
      'POST /login': ({ body }) => ({ status: isUser(body) ? 401 : 400 }),
      'POST /boxes': ({ body }) => {
        const { name, owner } = isObject(body) ? body : {};
        if (typeof name !== 'string' || name === '' || !(owner === undefined || isUser(owner))) return { status: 400 };
        boxes.push({ id: boxes.length + 1, name, ...(isUser(owner) ? { owner: { email: owner.email } } : {}) });
        return { status: 201, json: boxes.at(-1) };
      },
      'GET /boxes/{id}': ({ path: [id] }) => {
        const found = boxes[Number(id) - 1];
        return found ? { status: 200, json: found } : { status: 404 };
      },
    },
  });
  expect(report.problems).toEqual([]);
  expect(report.headline).toMatch(/^never answered a success: login \(401/);
});

it('what is wrong with a member that may be null is told once, as what it is', async () => {
  const phone = { anyOf: [{ type: 'string', pattern: '^[0-9]+$' }, { type: 'null' }] };
  const get = {
    operationId: 'read',
    responses: { 200: { ...bare, ...json({ type: 'object', properties: { phone } }) } },
  };
  const document = {
    paths: { '/me': { get } },
    routes: { 'GET /me': () => ({ status: 200, json: { phone: 'none' } }) },
  };
  const report = await judgeDocument({ ...document, openapi: '3.1.0' });
  expect(told(report)).toEqual([expect.stringMatching(/^error body-schema .*: phone must match pattern/)]);
});
