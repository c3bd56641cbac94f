/** Headers and cookies whose made-up values, or whose names, HTTP cannot carry. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';

const parameters = [
  { name: 'X-Name', in: 'header', required: true, schema: { type: 'string' } },
  { name: 'X-名', in: 'header', schema: { type: 'string' } },
  { name: 'X-Side', in: 'header', schema: { type: 'string', enum: ['内', '外'] } },
  { name: 'sid', in: 'cookie', schema: { type: 'string' } },
];

it('send texts that arrive where the language has others, and nothing where there is none', async () => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Names', version: '1' },
    'x-locale': 'zh_CN',
    paths: { '/a': { get: { operationId: 'getA', parameters, responses: { '200': { description: '' } } } } },
  };
  const contract = loadContract(writeContract({ 'openapi.json': JSON.stringify(document) }));
  const seen = new Set<string>();
  const target = (request: Request) => {
    const { headers } = request;
    const status = headers.has('x-name') && !headers.has('x-side') ? 200 : 400;
    if (status === 200) for (const [name] of headers) if (/^x-|cookie/.test(name)) seen.add(name);
    return Promise.resolve(new Response(null, { status }));
  };
  const { problems, summary } = await verify({ contract, target, depth: 'quick' });
  expect(problems).toEqual([]);
  expect(summary.cases).toBeGreaterThan(3);
  expect([...seen].toSorted()).toEqual(['cookie', 'x-name']);
});
