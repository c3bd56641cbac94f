/** `docpact resources`: what a contract's operations work on. */
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { ordersContract } from '../write-contract.ts';
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
