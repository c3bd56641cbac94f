/** A server that heeds the first JSON of a body and nothing behind it, nor the case of names, reads the body, and is told what it lets through. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';

const thing = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, size: { type: 'integer' } },
};

/** The value that a text begins with, as parsers of streams read it; undefined where there is none. */
function readFirst(text: string): unknown {
  for (let end = 1; end <= text.length; end += 1) {
    if (text[end - 1] !== '}') continue;
    try {
      return JSON.parse(text.slice(0, end));
    } catch {
      // It goes on.
    }
  }
  return undefined;
}

it('is not said to read no body', async () => {
  const post = {
    operationId: 'add',
    requestBody: { required: true, content: { 'application/json': { schema: thing } } },
    responses: { 201: { description: 'made' }, 400: { description: 'refused' } },
  };
  const document = { openapi: '3.1.0', info: { title: 'a', version: '1' }, paths: { '/things': { post } } };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const target = async (request: Request): Promise<Response> => {
    const read = readFirst(await request.text());
    const isObject = typeof read === 'object' && read !== null && !Array.isArray(read);
    // The case of names does not matter to it, either.
    const members = Object.entries(isObject ? read : {}).map(([name, member]) => [name.toLowerCase(), member]);
    const value = Object.fromEntries(members) as { name?: unknown; size?: unknown };
    const isRight = typeof value.name === 'string' && (value.size === undefined || Number.isInteger(value.size));
    return new Response(null, { status: isRight ? 201 : 400 });
  };
  const { problems } = await verify({ contract, target });
  const told = problems.map(({ kind, message }) => `${kind}: ${message}`);
  expect(told.length).toBeGreaterThan(0);
  for (const each of told) expect(each).toMatch(/^accepted-invalid: (?!.*is not read)/);
});
