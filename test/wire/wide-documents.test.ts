/** Integers beyond 2^53 in documents: examples, defaults, listed values, bounds and scenarios keep the digits in which they are written. */
import { faker } from '@faker-js/faker/locale/en';
import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../src/msw/create-handlers.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { type ContractSnapshot, snapshotContract, restoreContract } from '../../src/contract/contract-snapshot.ts';
import { lintContract } from '../../src/contract/lint/lint-contract.ts';
import { writeContract } from '../write-contract.ts';
import { type Call, contractOf, judge, judgeAt, mockOf, type Reply } from './wire-kit.ts';

const one = '9007199254740993';
const two = '1234567890123456789';

const yaml = `
openapi: 3.1.0
info: { title: wide, version: '1' }
paths:
  /examples:
    get:
      operationId: getExample
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Thing' }
              example: { id: ${one}, kind: ${two}, list: [${two}], depth: { of: ${one} } }
  /made:
    get:
      operationId: getMade
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
  /scenarios:
    get:
      operationId: getScenario
      responses:
        '200':
          description: ok
          headers: { X-Id: { required: true, schema: { type: integer, format: int64, example: ${one} } } }
          content:
            application/json:
              schema: { type: object }
              examples: { some: { value: { id: ${two} } } }
  /things:
    post:
      operationId: addThing
      parameters:
        - { name: from, in: query, schema: { type: integer, format: int64, maximum: ${two} } }
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Wanted' } } }
      responses:
        '201':
          description: made
          content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
        '400': { description: no }
components:
  schemas:
    Thing:
      type: object
      required: [id, kind, list, depth]
      properties:
        id: { type: integer, format: int64, const: ${one} }
        kind: { type: integer, enum: [${two}, 1] }
        list: { type: array, uniqueItems: true, minItems: 1, items: { type: integer, example: ${two} } }
        depth: { type: object, required: [of], properties: { of: { type: integer, format: int64, examples: [${one}] } } }
    Wanted:
      type: object
      required: [kind]
      properties:
        kind: { type: integer, enum: [${two}, 1] }
        most: { type: integer, maximum: ${two} }
        least: { type: integer, exclusiveMinimum: ${one} }
        ids: { type: array, uniqueItems: true, items: { type: integer, format: int64 } }
        left: { type: integer, format: int64, default: ${one}, x-expected: { enum: [${one}, ${two}] } }
`;

const contract = loadContract(writeContract({ 'openapi.yaml': yaml }));

async function textAt(url: string, path: string): Promise<string> {
  return (await fetch(url + path)).text();
}

describe('an integer beyond 2^53 in a document', () => {
  it('is no slip', async () => {
    const said = lintContract(contract).map(({ rule, message }) => `${rule} ${message}`);
    expect(
      said.filter((each) => /90071992547409|12345678901234/.test(each) || /wrong-example|bound/.test(each)),
    ).toEqual([]);
  });

  it('is answered by the mock with its digits', async () => {
    const url = await mockOf(contract);
    expect(await textAt(url, '/examples')).toBe(`{"id":${one},"kind":${two},"list":[${two}],"depth":{"of":${one}}}`);
    expect(await textAt(url, '/made')).toMatch(
      new RegExp(`^{"id":${one},"kind":(${two}|1),"list":\\[[^\\]]*\\],"depth":{"of":${one}}}$`),
    );
    const response = await fetch(`${url}/scenarios`);
    expect(response.headers.get('x-id')).toBe(one);
    expect(await response.text()).toBe(`{"id":${two}}`);
  });

  it('is the same in JSON, and in a snapshot', async () => {
    const again = restoreContract(snapshotContract(contract));
    expect(JSON.stringify(again.document)).toBe(JSON.stringify(contract.document));
    expect(JSON.stringify(contract.document)).toContain(`"const":${one}`);
    const fromJson = loadContract(writeContract({ 'openapi.json': JSON.stringify(contract.document) }));
    expect(JSON.stringify(fromJson.document.components)).toBe(JSON.stringify(contract.document['components']));
    const url = await mockOf(again);
    expect(await textAt(url, '/made')).toContain(`"id":${one}`);
  });

  it('is the same in a snapshot whose JSON was read as numbers, as pages import it', async () => {
    const imported = JSON.parse(JSON.stringify(snapshotContract(contract))) as ContractSnapshot;
    const again = restoreContract(imported);
    expect(JSON.stringify(again.document)).toBe(JSON.stringify(contract.document));
    const handlers = createHandlers({ contract: imported, faker });
    const answer = await getResponse(handlers, new Request('http://x.example/examples'));
    expect(await answer?.text()).toContain(`"id":${one},"kind":${two}`);
    const add = (least: string) =>
      getResponse(
        handlers,
        new Request('http://x.example/things', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: `{"kind":1,"least":${least}}`,
        }),
      );
    expect((await add(one))?.status).toBe(400);
    expect((await add('9007199254740994'))?.status).toBe(201);
  });

  it('bounds requests exactly', async () => {
    const url = await mockOf(contract);
    const statusOf = async (body: string, query = '') => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${url}/things${query}`, { method: 'POST', headers, body })).status;
    };
    for (const [body, status] of [
      [`{"kind":${two}}`, 201],
      ['{"kind":1}', 201],
      ['{"kind":1234567890123456788}', 400],
      ['{"kind":1234567890123456800}', 400],
      [`{"kind":1,"most":${two}}`, 201],
      ['{"kind":1,"most":1234567890123456790}', 400],
      ['{"kind":1,"most":5}', 201],
      ['{"kind":1,"most":1.5}', 400],
      [`{"kind":1,"least":${one}}`, 400],
      ['{"kind":1,"least":9007199254740994}', 201],
      ['{"kind":1,"least":9007199254740995}', 201],
      ['{"kind":1,"ids":[1234567890123456789,1234567890123456790]}', 201],
      ['{"kind":1,"ids":[1234567890123456789,1234567890123456789]}', 400],
      ['{"kind":1,"ids":[9223372036854775807]}', 201],
      ['{"kind":1,"ids":[9223372036854775808]}', 400],
    ] as const)
      expect(`${body} ${await statusOf(body)}`).toBe(`${body} ${status}`);
    expect(await statusOf('{"kind":1}', `?from=${two}`)).toBe(201);
    expect(await statusOf('{"kind":1}', '?from=1234567890123456790')).toBe(400);
  });

  it.each([
    ['another constant', one, '9007199254740992', /id\.const/],
    ['another of those that are listed', two, '1234567890123456788', /kind\.enum/],
    ['a rounded one', two, '1234567890123456800', /kind\.enum/],
  ])('is judged by its digits: %s', async (_sentence, right, wrong, problem) => {
    const url = await mockOf(contract);
    const passOn = async ({ method, url: target, headers, bytes }: Call): Promise<Reply> => {
      const sent = { 'content-type': headers['content-type'] ?? 'application/json' };
      const body = method === 'POST' ? new Uint8Array(bytes) : undefined;
      const response = await fetch(url + target, { method, headers: body ? sent : {}, ...(body ? { body } : {}) });
      const text = (await response.text()).replaceAll(right, response.ok ? wrong : right);
      const id = response.headers.get('x-id');
      const type = response.headers.get('content-type') ?? 'text/plain';
      return { status: response.status, headers: { 'content-type': type, ...(id ? { 'x-id': id } : {}) }, body: text };
    };
    const { problems, report } = await judge(contract, passOn);
    expect(problems.join()).toMatch(problem);
    expect(JSON.stringify(report)).toContain(right);
    expect(JSON.stringify(report)).toContain(wrong);
  });

  it('conforms as the mock has it', async () => {
    expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
  });
});

describe('an identifier beyond 2^53', () => {
  const id = { type: 'integer', format: 'int64' };
  const thing = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id, name: { type: 'string', minLength: 1 } },
  };
  const shown = (status: number) => ({
    [status]: { description: 'it', content: { 'application/json': { schema: thing } } },
  });
  const refused = { 400: { description: 'no' }, 404: { description: 'none' } };
  const wanted = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } };
  const numbered = contractOf({
    '/things': {
      post: {
        operationId: 'addThing',
        requestBody: { required: true, content: { 'application/json': { schema: wanted } } },
        responses: { ...shown(201), ...refused },
      },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
      get: { operationId: 'getThing', responses: { ...shown(200), ...refused } },
      delete: { operationId: 'removeThing', responses: { 204: { description: 'gone' }, ...refused } },
    },
  });

  /** A server of things, whose identifiers begin at a great number. */
  function serve(idOf: (written: string) => string = (written) => written) {
    const things = new Map<string, string>();
    let next = BigInt(two);
    return ({ method, path, text, type }: Call): Reply => {
      const headers = { 'content-type': 'application/json' };
      if (method === 'POST') {
        let name: unknown;
        try {
          name = type === 'application/json' ? (JSON.parse(text) as { name: unknown } | null)?.name : undefined;
        } catch {
          return { status: 400 };
        }
        if (typeof name !== 'string' || name === '') return { status: 400 };
        next += 1n;
        things.set(String(next), name);
        return { status: 201, headers, body: `{"id":${next},"name":${JSON.stringify(name)}}` };
      }
      const written = decodeURIComponent(path.split('/')[2] ?? '');
      if (!/^-?\d+$/.test(written)) return { status: 400 };
      const key = idOf(written);
      const name = things.get(key);
      if (name === undefined) return { status: BigInt.asIntN(64, BigInt(written)) === BigInt(written) ? 404 : 400 };
      if (method === 'DELETE') return { status: things.delete(key) ? 204 : 404 };
      return { status: 200, headers, body: `{"id":${key},"name":${JSON.stringify(name)}}` };
    };
  }

  it('leads to what has it', async () => {
    const { problems, report } = await judge(numbered, serve());
    expect(problems).toEqual([]);
    expect(report.coverage.outcomes.find(({ id: clause }) => clause === 'getThing.response.200.status')?.outcome).toBe(
      'held',
    );
    expect(report.created?.join()).toMatch(/^$|12345678901234567/);
  });

  it('is another where it is rounded', async () => {
    const { problems } = await judge(
      numbered,
      serve((written) => String(BigInt(Number(written)))),
    );
    expect(problems).not.toEqual([]);
  });

  it('is kept by the mock', async () => {
    const url = await mockOf(numbered);
    expect((await judgeAt(numbered, url)).problems).toEqual([]);
    expect(await textAt(url, `/things/${two}`)).toContain(`"id":${two}`);
  });
});
