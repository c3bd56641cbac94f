/** A pact of answers that Pact has few words for: what the document allows passes, what it forbids does not. */
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pact } from '@pact-foundation/pact';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyPactsAt } from '../../src/pact/provider/verify-pacts-at.ts';
import { addInteraction, interactionFor, loadContract } from '../../src/pact.ts';
import type { Report } from '../../src/verdict/report.ts';
import { writeContract } from '../write-contract.ts';

process.env['PACT_DO_NOT_TRACK'] = 'true';

function operation(id: string, content: string): string {
  const answers = `{ "200": { description: ok, content: ${content} } }`;
  return `  /${id}:\n    get: { operationId: ${id}, responses: ${answers} }\n`;
}

const json = (schema: string): string => `{ application/json: { schema: ${schema} } }`;
const zone = `{ type: object, required: [z], properties: { z: { type: boolean } } }`;
const flag = '{ type: boolean }';
const document = `openapi: 3.1.0
info: { title: odd, version: "1" }
paths:
${operation('text', '{ text/plain: { schema: { type: string, minLength: 1 } } }')}
${operation('either', json(`{ type: object, required: [b], properties: { b: { oneOf: [{ type: string }, ${zone}] } } }`))}
${operation('nullable', json('{ type: [string, "null"], maxLength: 9 }'))}
${operation('list', json('{ type: array, minItems: 2, items: { type: string } }'))}
${operation('names', json(`{ type: object, required: ["", "a'b"], properties: { "": ${flag}, "a'b": ${flag} } }`))}
`;
const contract = loadContract(writeContract({ 'openapi.yaml': document }));
const dir = mkdtempSync(join(tmpdir(), 'docpact-odd-'));
const written: Readonly<Record<string, unknown>> = {
  text: 'a text',
  either: { b: { z: true } },
  nullable: 'a',
  list: ['a', 'b'],
  names: { '': true, "a'b": true },
};
const seen: Record<string, string> = {};

beforeAll(async () => {
  const pact = new Pact({ consumer: 'shop', provider: 'odd', dir, logLevel: 'error' });
  for (const [id, body] of Object.entries(written)) {
    const draft = { operation: id, description: id, request: {}, response: { status: 200, body } };
    await addInteraction(pact, interactionFor(contract, draft)).executeTest(async ({ url }) => {
      seen[id] = await (await fetch(`${url}/${id}`)).text();
    });
  }
});

const servers: { close: () => void }[] = [];
afterAll(() => servers.forEach((server) => server.close()));

async function judge(answers: Readonly<Record<string, unknown>>): Promise<Report> {
  const server = createServer(({ url = '' }, response) => {
    const body = answers[url.slice(1)];
    const isText = url === '/text';
    response.writeHead(200, { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json' });
    response.end(isText ? body : JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return verifyPactsAt(url, { contract, pact: [dir] });
}

it('the consumer gets the answer as it is written', () => {
  expect(seen['text']).toBe('a text');
  expect(JSON.parse(seen['list'] ?? '')).toHaveLength(2);
  expect(JSON.parse(seen['either'] ?? '')).toEqual(written['either']);
});

it.each([
  ['the same', written, []],
  ['another text', { ...written, text: 'b' }, []],
  ['another of the alternatives', { ...written, either: { b: 'c' } }, []],
  ['another value below it', { ...written, either: { b: { z: false } } }, []],
  ['null', { ...written, nullable: null }, ['shop.nullable']],
])('a provider may answer with %s', async (_, answers, uncovered) => {
  const { problems, coverage } = await judge(answers);
  expect([problems, coverage.uncovered]).toEqual([[], uncovered]);
});

it.each([
  ['an empty text', { ...written, text: '' }, 'shop.text'],
  ['no alternative at all', { ...written, either: {} }, 'shop.either'],
  ['fewer items', { ...written, list: ['a'] }, 'shop.list'],
  ['a number for text or null', { ...written, nullable: 1 }, 'shop.nullable'],
])('a provider may not answer with %s', async (_, answers, clause) => {
  const { problems } = await judge(answers);
  expect(problems.map((problem) => problem.clause)).toEqual([clause]);
});
