/** A run that could send nothing of what the document asks for: members in a media type that the kit cannot write. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';

it('is no verdict', async () => {
  const thing = { type: 'object', properties: { name: { type: 'string' } } };
  const requestBody = { required: true, content: { 'application/cbor': { schema: thing } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { '/a': { post: { operationId: 'putA', requestBody, responses: { '200': { description: '' } } } } },
  };
  const contract = loadContract(writeContract({ 'openapi.json': JSON.stringify(document) }));
  const report = await verify({ contract, target: () => Promise.resolve(new Response(null, { status: 400 })) });
  expect(report).toMatchObject({ conforms: false, problems: [], coverage: { covered: 0 } });
  expect(report.headline).toBe('none of 4 clauses could be tried');
});
