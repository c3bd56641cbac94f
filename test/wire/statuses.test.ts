/** Statuses and methods: redirects, refusals that nobody documents, HEAD, OPTIONS, answers without a body. */
import { describe, expect, it } from 'vitest';
import { contractOf, judge, judgeAt, mockOf, oneOperation, takes, type Call, type Reply } from './wire-kit.ts';

const size = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const sized = takes('application/json', { schema: size });
const described = (...statuses: (number | string)[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: 'so' }]));

function isRight({ text }: Call): boolean {
  try {
    return Number.isInteger((JSON.parse(text) as { n?: unknown }).n);
  } catch {
    return false;
  }
}

/** Answers a right request so, and a wrong one so. */
function answers(right: Reply, wrong: Reply): (call: Call) => Reply {
  return (call) => (isRight(call) ? right : wrong);
}

describe('a documented redirect', () => {
  it.each([302, 303, 307, '3XX'])('%s is an answer', async (status) => {
    const contract = oneOperation({ ...sized, responses: described(status, 400) });
    const sent = typeof status === 'number' ? status : 308;
    const right: Reply = { status: sent, headers: { location: '/elsewhere' } };
    const { problems, report } = await judge(contract, answers(right, { status: 400 }));
    expect(problems).toEqual([]);
    expect(report.summary.byZone.invalid.cases).toBeGreaterThan(3);
    expect((await judge(contract, () => right)).problems.join()).toMatch(/accepted-invalid/);
  });

  it('is no excuse for another', async () => {
    const contract = oneOperation({ ...sized, responses: described(302, 400) });
    const wrong = answers({ status: 301, headers: { location: '/' } }, { status: 400 });
    expect((await judge(contract, wrong)).problems.join()).toMatch(/redirected/);
  });
});

describe('a refusal', () => {
  it.each([400, 404, 415, 422])('where none is documented may be %i', async (status) => {
    const contract = oneOperation({ ...sized, responses: described(200, 500, 503) });
    expect((await judge(contract, answers({ status: 200 }, { status }))).problems).toEqual([]);
  });

  it('is never a failure, whatever is documented', async () => {
    for (const statuses of [
      [200, 500],
      [200, 400, 500],
      [200, '5XX', '4XX'],
      [200, 'default'],
    ]) {
      const contract = oneOperation({ ...sized, responses: described(...statuses) });
      const wrong = answers({ status: 200 }, { status: 500 });
      expect((await judge(contract, wrong)).problems.join()).toMatch(/server-error/);
    }
  });

  it('is right where nothing else is documented', async () => {
    const contract = oneOperation({ responses: described(405) }, { method: 'delete' });
    expect((await judge(contract, () => ({ status: 405 }))).problems).toEqual([]);
    expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
  });
});

describe('an operation without responses', () => {
  it.each([undefined, null, {}])('(%j) is answered', async (responses) => {
    const contract = oneOperation({ ...sized, responses });
    const url = await mockOf(contract);
    const post = async (body: string): Promise<number> =>
      (await fetch(`${url}/things`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
    expect(await post('{"n":1}')).toBe(200);
    expect(await post('{"n":"1"}')).toBe(422);
    expect(await post('{"n":')).toBe(400);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
    expect((await judge(contract, answers({ status: 204 }, { status: 422 }))).problems).toEqual([]);
  });
});

it.each([100, 101, 103])('an interim answer (%i) is followed by a final one', async (status) => {
  const contract = oneOperation({ responses: described(status) }, { method: 'get' });
  const url = await mockOf(contract);
  expect((await fetch(`${url}/things`)).status).toBe(200);
  expect((await judgeAt(contract, url)).problems).toEqual([]);
});

it('304 is what there is where nothing else is documented', async () => {
  const contract = oneOperation({ responses: described(304) }, { method: 'get' });
  expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
});

describe('a method', () => {
  const json = { content: { 'application/json': { schema: size } } };
  const contract = contractOf({
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getIt', responses: { 200: { description: 'it', ...json } } },
    },
  });

  it('HEAD is GET without the body', async () => {
    const url = await mockOf(contract);
    const [head, get] = await Promise.all([fetch(`${url}/things/1`, { method: 'HEAD' }), fetch(`${url}/things/1`)]);
    expect([head.status, get.status]).toEqual([200, 200]);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await head.text()).toBe('');
    expect((await fetch(`${url}/none`, { method: 'HEAD' })).status).toBe(404);
  });

  it('OPTIONS tells the methods', async () => {
    const response = await fetch(`${await mockOf(contract)}/things/1`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('QUERY is one like any other', async () => {
    const queried = contractOf({
      '/things': { query: { operationId: 'find', ...sized, responses: described(200, 400) } },
    });
    const right = (call: Call): Reply =>
      call.method === 'QUERY' ? answers({ status: 200 }, { status: 400 })(call) : { status: 405 };
    expect((await judge(queried, right)).problems).toEqual([]);
    expect((await judgeAt(queried, await mockOf(queried))).problems).toEqual([]);
  });
});

it.each([204, 205, 304])('an answer with %i has no body, whatever is documented', async (status) => {
  const responses = { [status]: { description: 'none', content: { 'application/json': { schema: size } } } };
  const contract = oneOperation({ responses }, { method: 'delete' });
  const url = await mockOf(contract);
  const response = await fetch(`${url}/things`, { method: 'DELETE', headers: { prefer: `code=${status}` } });
  expect([response.status, await response.text()]).toEqual([status, '']);
  if (status !== 304) expect((await judge(contract, () => ({ status }))).problems).toEqual([]);
});

it('a dynamic answer without a schema is the example', async () => {
  const content = { 'application/json': { example: { a: 1 } } };
  const url = await mockOf(oneOperation({ responses: { 200: { description: 'it', content } } }, { method: 'get' }));
  const response = await fetch(`${url}/things`, { headers: { prefer: 'dynamic=true' } });
  expect([response.status, await response.json()]).toEqual([200, { a: 1 }]);
});

describe.each(['delete', 'get', 'post', 'options', 'patch', 'put'])('a body of %s', (method) => {
  it('is framed, with a length or in chunks, and taken for nothing else', async () => {
    const contract = oneOperation(sized, { method });
    let chunked = 0;
    const right = (call: Call): Reply => {
      const { 'transfer-encoding': coding, 'content-length': length } = call.headers;
      if (coding === 'chunked') chunked += 1;
      if (call.bytes.length > 0 && coding === undefined && length === undefined) return { status: 500 };
      if (call.method !== method.toUpperCase()) return { status: 500 };
      return answers({ status: 200 }, { status: 400 })(call);
    };
    expect((await judge(contract, right)).problems).toEqual([]);
    expect(chunked).toBeGreaterThan(0);
  });
});

describe('a refusal of which the document has only others', () => {
  const others = { 200: { description: 'done' }, 404: { description: 'none' }, 409: { description: 'taken' } };
  const contract = oneOperation({ ...sized, responses: others });

  it('is 422 in the mock', async () => {
    const url = await mockOf(contract);
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${url}/things`, { method: 'POST', headers, body: '{"n":"1"}' })).status).toBe(422);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });

  it('is any 4xx of a server', async () => {
    for (const status of [400, 404, 418, 422])
      expect((await judge(contract, answers({ status: 200 }, { status }))).problems).toEqual([]);
    expect((await judge(contract, answers({ status: 200 }, { status: 500 }))).problems).not.toEqual([]);
    expect((await judge(contract, answers({ status: 200 }, { status: 200 }))).problems).not.toEqual([]);
  });

  it('is the documented one where it is due to what is taken', async () => {
    const name = { type: 'string', minLength: 1 };
    const schema = { type: 'object', required: ['name'], properties: { name } };
    const unique = oneOperation({
      ...takes('application/json', { schema }),
      responses: others,
      'x-laws': { unique: ['$request.body#/name'] },
    });
    const url = await mockOf(unique);
    const post = async () => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${url}/things`, { method: 'POST', headers, body: '{"name":"a"}' })).status;
    };
    expect([await post(), await post()]).toEqual([200, 409]);
  });
});
