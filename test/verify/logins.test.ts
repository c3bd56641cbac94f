/** Operations whose success depends on what only the provider knows: a password, a coupon, an address that somebody has. */
import { describe, expect, it } from 'vitest';
import {
  bare,
  credentials,
  gives,
  letsIn,
  login,
  no,
  object,
  run,
  takes,
  text,
  token,
  told,
  wanting,
} from './login-routes.ts';
import type { Asked, Route } from './serve-routes.ts';

describe('a login that no operation makes users for', () => {
  const paths = { '/login': { post: login } };
  const users = new Map([['ada', 'secret']]);

  it('is not blamed for what it cannot know, and no verdict is given: what it needs is told', async () => {
    const report = await run(paths, { 'POST /login': letsIn(users) });
    expect(told(report)).toEqual([]);
    expect(report.conforms).toBe(false);
    expect(report.headline).toContain('login (401)');
    expect([report.headline, ...(report.notes ?? [])].join('\n')).toMatch(/values.*login.*username.*password/);
    const reached = report.coverage.outcomes.filter(
      ({ id, outcome }) => /request\.body\./.test(id) && outcome !== 'not reached',
    );
    expect(reached).toEqual([]);
  });

  it('conforms where the config says who is let in', async () => {
    const values = { login: { username: 'ada', password: 'secret' } };
    const report = await run(paths, { 'POST /login': letsIn(users) }, { values });
    expect(told(report)).toEqual([]);
    expect([report.conforms, report.headline]).toEqual([true, undefined]);
  });

  it('is blamed for refusing those', async () => {
    const values = { login: { username: 'ada', password: 'secret' } };
    const report = await run(paths, { 'POST /login': () => no(401) }, { values });
    expect(report.conforms).toBe(false);
    expect(told(report).join()).toMatch(/unauthorized|refused-valid/);
  });

  it.each([400, 403, 404, 422, 500, 503])(
    'is blamed for %i, which is not documented or means another thing',
    async (status) => {
      const report = await run(paths, { 'POST /login': () => no(status) });
      expect(report.conforms).toBe(false);
      expect(report.headline ?? told(report).join()).toMatch(/login|every (?:valid )?request/);
    },
  );

  it.each([
    [
      'as a form',
      {
        ...login,
        requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: credentials } } },
      },
    ],
    ['below a security that all operations have', { ...login, security: [{ bearer: [] }] }],
    [
      'with refusals that speak of credentials',
      { ...login, responses: { 200: gives(token), 400: bare('Invalid username or password') } },
    ],
    [
      'with its credentials in the query',
      {
        operationId: 'login',
        parameters: ['username', 'password'].map((name) => ({ name, in: 'query', required: true, schema: text })),
        responses: { 200: gives(token), 401: bare('no') },
      },
    ],
  ])('is none the less one %s', async (_, operation) => {
    const status = '400' in operation.responses && !('401' in operation.responses) ? 400 : 401;
    const report = await run(
      { '/login': { post: operation } },
      { 'POST /login': () => no(status) },
      {
        more: { components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } } },
        auth: 'security' in operation ? { bearer: 'abc' } : {},
      },
    );
    expect(told(report).filter((line) => line.startsWith('refused-valid') || line.startsWith('unauthorized'))).toEqual(
      [],
    );
    expect(report.conforms).toBe(false);
    expect(report.headline).toContain(`login (${status})`);
  });
});

describe('a login beside an operation that makes users', () => {
  const user = object({ id: { type: 'integer' }, username: text });
  const paths = {
    '/login': { post: login },
    '/users': {
      post: {
        operationId: 'addUser',
        ...takes(credentials),
        responses: { 201: gives(user), 400: bare('bad'), 409: bare('taken') },
      },
    },
  };

  function serverOf(enter: (users: ReadonlyMap<string, string>) => Route): Record<string, Route> {
    const users = new Map<string, string>();
    return {
      'POST /users': wanting(['username', 'password'], ({ username = '', password = '' }) => {
        if (users.has(username)) return no(409);
        users.set(username, password);
        return { status: 201, json: { id: users.size, username } };
      }),
      'POST /login': enter(users),
    };
  }

  it('is entered by a user who was made for it', async () => {
    const report = await run(paths, serverOf(letsIn));
    expect(told(report)).toEqual([]);
    expect([report.conforms, report.headline]).toEqual([true, undefined]);
    const ofLogin = report.coverage.outcomes.filter(
      ({ id, outcome }) => id.startsWith('login.request.') && outcome !== 'held',
    );
    expect(ofLogin).toEqual([]);
  });

  it.each([401, 400, 403, 404, 500])('does not conform where it lets nobody in (%i)', async (status) => {
    const report = await run(
      paths,
      serverOf(() => () => no(status)),
    );
    expect(report.conforms).toBe(false);
    expect(report.headline).toMatch(/^never answered a success: login/);
  });

  it('is not blamed where a user has to be confirmed first', async () => {
    const report = await run(
      paths,
      serverOf(() => wanting(['username', 'password'], () => no(401))),
    );
    expect(told(report)).toEqual([]);
    expect(report.headline).toContain('login (401)');
  });

  it('is blamed for what it takes beside credentials', async () => {
    const report = await run(
      paths,
      serverOf(
        (users) => (asked: Asked) =>
          letsIn(users)(asked).status === 400 ? { status: 200, json: { token: 't' } } : letsIn(users)(asked),
      ),
    );
    expect(told(report).join()).toContain('accepted-invalid');
  });
});

describe('keys that a client is given', () => {
  const client = object({ client_id: text, client_secret: text });
  const paths = {
    '/clients': {
      post: {
        operationId: 'addClient',
        ...takes(object({ name: text })),
        responses: { 201: gives(client), 400: bare('bad') },
      },
    },
    '/token': {
      post: {
        operationId: 'getToken',
        requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: client } } },
        responses: { 200: gives(object({ access_token: text })), 400: bare('bad'), 401: bare('no') },
      },
    },
  };

  it('open what they are for', async () => {
    const keys = new Map<string, string>();
    const report = await run(paths, {
      'POST /clients': wanting(['name'], () => {
        const made = { client_id: `c${keys.size}`, client_secret: crypto.randomUUID() };
        keys.set(made.client_id, made.client_secret);
        return { status: 201, json: made };
      }),
      'POST /token': wanting(['client_id', 'client_secret'], ({ client_id = '', client_secret }) =>
        keys.get(client_id) === client_secret ? { status: 200, json: { access_token: 'a' } } : no(401),
      ),
    });
    expect(told(report)).toEqual([]);
    expect([report.conforms, report.headline]).toEqual([true, undefined]);
  });
});

describe('what a request names and nothing makes', () => {
  const reset = {
    operationId: 'resetPassword',
    ...takes(object({ email: { type: 'string', format: 'email' } })),
    responses: { 202: { description: 'a mail is on its way' }, 400: bare('bad'), 404: bare('nobody has that address') },
  };
  const known = (body: unknown): boolean => typeof (body as { email?: unknown } | undefined)?.email === 'string';

  it('may be unknown where the document has a 404', async () => {
    const routes = {
      'POST /password-reset': ({ body }: Asked) =>
        known(body) && /@/.test((body as { email: string }).email) ? no(404) : no(400),
    };
    const report = await run({ '/password-reset': { post: reset } }, routes);
    expect(told(report)).toEqual([]);
    expect(report.headline).toContain('resetPassword (404)');
    expect([report.headline, ...(report.notes ?? [])].join('\n')).toMatch(/values.*resetPassword.*email/);
  });

  it.each([422, 404, 400])('may be a coupon that nobody issued (%i)', async (status) => {
    const order = object({ title: text, coupon_code: text }, ['title']);
    const paths = {
      '/orders': {
        post: {
          operationId: 'order',
          ...takes(order),
          responses: {
            201: gives(object({ title: text })),
            400: bare('bad'),
            404: bare('?'),
            422: bare('no such coupon'),
          },
        },
      },
    };
    const routes = {
      'POST /orders': wanting(['title'], ({ title, ...rest }) => {
        if (!('coupon_code' in rest)) return { status: 201, json: { title } };
        return typeof rest['coupon_code'] === 'string' && rest['coupon_code'] !== '' ? no(status) : no(400);
      }),
    };
    const report = await run(paths, routes);
    expect(told(report)).toEqual([]);
    expect(report.conforms).toBe(true);
  });

  it('is demanded like anything else where no such answer is documented', async () => {
    const paths = {
      '/notes': {
        post: {
          operationId: 'note',
          ...takes(object({ title: text })),
          responses: { 201: gives(object({ title: text })), 400: bare('bad') },
        },
      },
    };
    let count = 0;
    const report = await run(paths, {
      'POST /notes': wanting(['title'], ({ title }) => ((count += 1) % 2 ? { status: 201, json: { title } } : no(400))),
    });
    expect(report.conforms).toBe(false);
    expect(report.problems).not.toEqual([]);
  });

  it('does not make a creation one that needs to be told of users', async () => {
    const paths = {
      '/users': {
        post: {
          operationId: 'addUser',
          ...takes(credentials),
          responses: { 201: gives(object({ username: text })), 400: bare('bad'), 401: bare('no') },
        },
      },
    };
    const report = await run(paths, {
      'POST /users': wanting(['username', 'password'], ({ username }) => ({ status: 201, json: { username } })),
    });
    expect(told(report)).toEqual([]);
    expect(report.conforms).toBe(true);
    const broken = await run(paths, { 'POST /users': wanting(['username', 'password'], () => no(400)) });
    expect(broken.problems).not.toEqual([]);
  });
});
