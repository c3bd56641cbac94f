/** `docpact resources`: what a contract's operations work on. */
import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ordersContract, writeContract } from '../write-contract.ts';
import { runDocpact } from './run-docpact.ts';

const ask = (format: string) => runDocpact(['resources', '--contract', ordersContract, '--format', format]);

it('shows resources, identities, what feeds which parameter and by what evidence, and which laws are inferred', async () => {
  const { code, stdout } = await ask('text');
  expect(code).toBe(0);
  expect(stdout).toContain('order  /orders/{orderId}');
  expect(stdout).toContain('identity {orderId}, the member id');
  expect(stdout).toMatch(/create +createOrder {2}\(link\)/);
  expect(stdout).toMatch(/path\.orderId <- createOrder: \$response\.body#\/id {2}\(link\)/);
  expect(stdout).toContain('read (inferred)');
});

it('writes x-resource that can be pasted, and JSON', async () => {
  const { paths } = load((await ask('yaml')).stdout) as { paths: Record<string, { 'x-resource': object }> };
  expect(paths['/orders/{orderId}']?.['x-resource']).toMatchObject({
    name: 'order',
    identity: 'id',
    operations: { createOrder: 'create' },
    laws: ['read', 'listed', 'replaced', 'gone'],
  });
  expect(JSON.parse((await ask('json')).stdout)).toMatchObject([
    { name: 'order', declared: false, path: '/orders/{orderId}' },
  ]);
});

const text = { type: 'string' };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const answering = (schema: object) => ({ responses: { 200: { description: 'ok', ...json(schema) } } });
const thing = { type: 'object', properties: { number: text, name: text } };
const some = { type: 'array', items: thing };
const at = (...names: readonly string[]) => ({
  parameters: names.map((name) => ({ name, in: 'path', required: true, schema: text })),
});

/** One for each, a list without items, a creation that a link joins, things below things, two of one noun. */
const shapes = {
  openapi: '3.1.0',
  info: { title: 'shapes', version: '1' },
  paths: {
    '/customers': {
      post: {
        operationId: 'open',
        requestBody: json(thing),
        responses: {
          201: {
            description: 'made',
            ...json({ type: 'object', properties: { data: thing } }),
            links: { own: { operationId: 'see', parameters: { cid: '$response.body#/data/number' } } },
          },
        },
      },
    },
    '/customers/{cid}': { ...at('cid'), get: { operationId: 'see', ...answering(thing) } },
    '/customers/{cid}/profile': {
      ...at('cid'),
      get: { operationId: 'profile', ...answering(thing) },
      put: { operationId: 'setProfile', requestBody: json(thing), ...answering(thing) },
    },
    '/customers/{cid}/notes': {
      ...at('cid'),
      get: { operationId: 'notes', ...answering({ type: 'object', properties: { items: some } }) },
      post: { operationId: 'note', requestBody: json(thing), ...answering(thing) },
      delete: { operationId: 'clear', responses: { 204: { description: 'gone' } } },
    },
    '/customers/{cid}/notes/{no}': { ...at('cid', 'no'), get: { operationId: 'getNote', ...answering(thing) } },
    '/notes/{no}': { ...at('no'), delete: { operationId: 'dropNote', responses: { 204: { description: 'gone' } } } },
    '/log': { get: { operationId: 'log', ...answering(some) } },
  },
};

const stations = fileURLToPath(new URL('../contracts/stations/openapi.yaml', import.meta.url));

it.each<[string, string | object]>([
  ['of many shapes', shapes],
  ['of stations', readFileSync(stations, 'utf8')],
])('writes x-resource that says the same once it is pasted into a document %s', async (_, document) => {
  const original = (typeof document === 'string' ? load(document) : document) as { paths: Record<string, object> };
  const yamlOf = async (paths: Record<string, object>) => {
    const contract = writeContract({ 'openapi.json': { ...original, paths } });
    const told = await runDocpact(['resources', '--contract', contract, '--format', 'yaml']);
    const lint = await runDocpact(['lint', '--contract', contract]);
    return { yaml: told.stdout, odd: lint.stdout.match(/.*odd-resource.*/g) };
  };
  const { yaml } = await yamlOf(original.paths);
  const pasted = (load(yaml) as typeof original).paths;
  expect(Object.keys(pasted).length).toBeGreaterThan(3);
  const paths = Object.fromEntries(
    Object.entries(original.paths).map(([path, item]) => [path, { ...item, ...pasted[path] }]),
  );
  expect(await yamlOf(paths)).toEqual({ yaml, odd: null });
});

it.each(['lint', 'resources'])('%s takes its contract as the mock does, by a path alone', async (command) => {
  const alone = await runDocpact([command, ordersContract]);
  expect(alone).toEqual(await runDocpact([command, '--contract', ordersContract]));
  expect(alone.code).toBe(0);
});
