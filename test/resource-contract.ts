/** Contracts of resources that nobody annotated, written in a few lines: `{ 'POST /books': { … } }`. */
import type { Contract } from '../src/contract/contract.ts';
import { loadContract } from '../src/contract/load-contract.ts';
import { writeContract } from './write-contract.ts';

export interface Route {
  /** The schema of the answer's body. */
  answer?: unknown;
  /** Of the request's. */
  body?: unknown;
  bodyType?: string;
  status?: number;
  /** Query parameters with their schemas. */
  query?: Record<string, unknown>;
  /** Of the answer. */
  headers?: readonly string[];
  links?: Record<string, unknown>;
  /** Further answers by status, with their schemas. */
  others?: Record<number, unknown>;
  /** Written into the operation as it is. */
  more?: object;
}

const json = (schema: unknown, type = 'application/json') => ({ content: { [type]: { schema } } });

/** Path parameters are texts, unless `ids` has a schema for them. */
export function contractOf(
  routes: Record<string, Route>,
  {
    ids = {},
    schemas = {},
    paths: extra = {},
  }: { ids?: Record<string, unknown>; schemas?: object; paths?: Record<string, object> } = {},
): Contract {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [
    route,
    { answer, body, bodyType, status, query = {}, headers = [], links, others = {}, more },
  ] of Object.entries(routes)) {
    const [method = '', path = ''] = route.split(' ');
    const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
    const usual = method === 'POST' ? 201 : method === 'DELETE' ? 204 : 200;
    const responses = Object.entries(others).map(([code, schema]) => [
      code,
      { description: 'other', ...(schema ? json(schema) : {}) },
    ]);
    paths[path] = {
      ...extra[path],
      ...paths[path],
      [method.toLowerCase()]: {
        operationId: route,
        parameters: [
          ...named.map((name) => ({ name, in: 'path', required: true, schema: ids[name] ?? { type: 'string' } })),
          ...Object.entries(query).map(([name, schema]) => ({ name, in: 'query', schema })),
        ],
        ...(body ? { requestBody: { required: true, ...json(body, bodyType) } } : {}),
        responses: {
          [status ?? usual]: {
            description: 'done',
            ...(answer ? json(answer) : {}),
            ...(headers.length > 0
              ? { headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: 'string' } }])) }
              : {}),
            ...(links ? { links } : {}),
          },
          ...Object.fromEntries(responses),
        },
        ...more,
      },
    };
  }
  const document = { openapi: '3.1.0', info: { title: 'things', version: '1' }, paths, components: { schemas } };
  return loadContract(writeContract({ 'openapi.json': document }));
}

export const text = { type: 'string' };
export const whole = { type: 'integer', minimum: 1 };

export function object(properties: object, required: readonly string[] = Object.keys(properties)): object {
  return { type: 'object', required, properties };
}

export const list = (items: unknown): object => ({ type: 'array', items });

export const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

export const failure = object({ message: text });
