/** Documents and servers in which success depends on what only the provider knows. */
import { loadContract } from '../../src/contract/load-contract.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import type { VerifyOptions } from '../../src/verify/verify-options.ts';
import { writeContract } from '../write-contract.ts';
import { type Answered, type Route, serveRoutes } from './serve-routes.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
export const text = { type: 'string', minLength: 1 };
export const object = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
});
export const bare = (description: string) => ({ description });
export const takes = (schema: unknown) => ({ requestBody: { required: true, ...json(schema) } });
export const gives = (schema: unknown) => ({ description: 'done', ...json(schema) });

export const credentials = object({ username: text, password: text });
export const token = object({ token: text });
export const login = {
  operationId: 'login',
  ...takes(credentials),
  responses: { 200: gives(token), 400: bare('bad'), 401: bare('no') },
};

function contractOf(paths: Record<string, unknown>, more: object = {}) {
  const document = { openapi: '3.1.0', info: { title: 'logins', version: '1' }, paths, ...more };
  return loadContract(writeContract({ 'openapi.json': document }));
}

export async function run(
  paths: Record<string, unknown>,
  routes: Record<string, Route>,
  { more, ...options }: Partial<VerifyOptions> & { more?: object } = {},
): Promise<VerifyReport> {
  return verify({ contract: contractOf(paths, more), target: await serveRoutes(routes), runId: 'logins', ...options });
}

export const told = ({ problems }: VerifyReport) =>
  problems.map(({ kind, clause, message, actual }) => `${kind} ${clause}: ${message}; ${actual}`);

export const no = (status: number): Answered => ({ status, json: { error: 'no' } });

/** Takes texts under these names, and hands them on; anything else is 400. */
export function wanting(names: readonly string[], then: (body: Record<string, string>) => Answered): Route {
  return ({ body }) => {
    const given = (typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}) as Record<
      string,
      unknown
    >;
    const isWhole = names.every((name) => typeof given[name] === 'string' && given[name] !== '');
    return isWhole ? then(given as Record<string, string>) : no(400);
  };
}

export const letsIn = (users: ReadonlyMap<string, string>): Route =>
  wanting(['username', 'password'], ({ username = '', password }) =>
    users.get(username) === password ? { status: 200, json: { token: 't' } } : no(401),
  );
