/** A run that could send nothing of what the document asks for: members in a media type that the kit cannot write. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { renderText } from '../../src/report/render-text.ts';
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

it('says in its first line how much was not reached, and why, also where all that was tried conforms', async () => {
  const answer = (status: number) => ({
    [status]: { description: '', content: { 'application/json': { schema: thing } } },
  });
  const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, size: { type: 'integer' } } };
  const get = (id: string) => ({
    get: { operationId: id, responses: { ...answer(200), ...answer(409), ...answer(423) } },
  });
  const document = { openapi: '3.1.0', info: { title: 'Things', version: '1' }, paths: { '/a': get('a') } };
  const contract = loadContract(writeContract({ 'openapi.json': JSON.stringify(document) }));
  const body = JSON.stringify({ id: '1', size: 1 });
  const target = () => Promise.resolve(new Response(body, { headers: { 'content-type': 'application/json' } }));
  const report = await verify({ contract, target });
  expect(report).toMatchObject({ conforms: true, problems: [] });
  expect(report.headline).toMatch(
    /^\d+ of \d+ clauses were not reached: \d+ since no request is known that leads to it$/,
  );
  expect(renderText(report).split('\n')[0]).toMatch(/^\d+ of \d+ clauses were not reached/);
});
