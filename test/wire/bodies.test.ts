/** Bodies that are no plain JSON: media types with parameters, ranges, texts, bytes, forms. */
import { describe, expect, it } from 'vitest';
import { contractOf, judge, judgeAt, mockOf, oneOperation, takes, type Call, type Reply } from './wire-kit.ts';

const ok: Reply = { status: 200 };
const no: Reply = { status: 400 };

const size = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };

function readSize(call: Call): { n?: unknown } | undefined {
  try {
    const value = JSON.parse(call.text) as { n?: unknown };
    return Number.isInteger(value.n) ? value : undefined;
  } catch {
    return undefined;
  }
}

const jsonKeys = ['application/json;charset=UTF-8', 'application/json; version=1', '*/*', 'application/*'];

describe.each(jsonKeys)('a body under %s', (key) => {
  const answers = { 200: { description: 'done', content: { [key]: { schema: size } } }, 400: { description: 'no' } };
  const contract = oneOperation({ ...takes(key, { schema: size }), responses: answers });
  const type = key.includes('*') ? 'application/json' : key;
  const right = (call: Call): Reply => {
    if (call.type?.includes('*')) throw new Error('a range went over the wire');
    return readSize(call) ? { status: 200, headers: { 'content-type': type }, body: '{"n":1}' } : no;
  };

  it('is sent and judged as JSON', async () => {
    const { problems, report } = await judge(contract, right);
    expect(problems).toEqual([]);
    const held = report.coverage.outcomes?.find(({ id }) => id === 'tryIt.response.200.body.n.type');
    expect(held?.outcome).toBe('held');
    const wrong = (call: Call): Reply => {
      const reply = right(call);
      return reply.status === 200 ? { ...reply, body: '{"n":"one"}' } : reply;
    };
    expect((await judge(contract, wrong)).problems).toEqual(['body-schema tryIt.response.200.body.n.type']);
  });

  it('is answered by the mock', async () => {
    const url = await mockOf(contract);
    const response = await fetch(`${url}/things`, {
      method: 'POST',
      headers: { 'content-type': type, accept: 'application/json' },
      body: '{"n":1}',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).not.toContain('*');
    expect(((await response.json()) as { n: unknown }).n).toEqual(expect.any(Number));
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

describe('a text', () => {
  const contract = oneOperation(takes('text/plain', { schema: { type: 'string', enum: ['on', 'off'] } }));

  it('is sent as it is', async () => {
    const right = ({ text }: Call): Reply => (text === 'on' || text === 'off' ? ok : no);
    expect((await judge(contract, right)).problems).toEqual([]);
    expect((await judge(contract, () => ok)).problems.join()).toMatch(/^accepted-invalid tryIt[.\w]*$/);
  });

  it('is judged by the mock', async () => {
    expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
  });
});

const anything: [string, object][] = [
  ['text/csv', { schema: { type: 'string' } }],
  ['text/csv', {}],
  ['application/octet-stream', {}],
  ['application/octet-stream', { schema: { type: 'string', format: 'binary' } }],
  ['image/png', {}],
  ['image/jpeg', { schema: {} }],
  ['application/pdf', { schema: { type: 'string', format: 'binary' } }],
  ['application/zip', {}],
  ['*/*', { schema: { type: 'string', format: 'binary' } }],
  ['image/*', {}],
];

const magic: Readonly<Record<string, RegExp>> = {
  'image/png': /^\u0089PNG\r\n/,
  'image/jpeg': /^\u00ff\u00d8\u00ff/,
  'application/pdf': /^%PDF-/,
  'application/zip': /^PK/,
};

describe.each(anything)('a body of %s that nobody can break, %j', (key, media) => {
  const contract = oneOperation(takes(key, media));
  const fits = (call: Call): boolean => {
    const wanted = key.split('*')[0] ?? '';
    return call.type !== undefined && !call.type.includes('*') && call.type.startsWith(wanted);
  };

  it('is a small real file, and has no invalid case', async () => {
    let sent = 0;
    const right = (call: Call): Reply => {
      if (call.bytes.length === 0) return no;
      if (!fits(call)) return { status: 415 };
      const sign = magic[call.type ?? ''];
      if (sign && !sign.test(call.bytes.toString('latin1'))) return no;
      sent += 1;
      return ok;
    };
    expect((await judge(contract, right)).problems).toEqual([]);
    expect(sent).toBeGreaterThan(5);
    // A server that keeps whatever it is given is right as well.
    expect((await judge(contract, () => ok)).problems).toEqual([]);
  });

  it('is taken by the mock, whatever it is', async () => {
    const url = await mockOf(contract);
    const type = key.includes('*') ? 'image/png' : key;
    const body = type.startsWith('text/') ? 'a' : Uint8Array.of(0, 255, 13, 10);
    const response = await fetch(`${url}/things`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(response.status).toBe(200);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

describe('an answer in bytes', () => {
  const content = { 'image/png': {}, 'application/pdf': { schema: { type: 'string', format: 'binary' } } };
  const contract = contractOf({
    '/logo': { get: { operationId: 'getLogo', responses: { 200: { description: 'it', content } } } },
  });

  it('is a real file from the mock', async () => {
    const url = await mockOf(contract);
    for (const [type, sign] of Object.entries(magic).filter(([each]) => each in content)) {
      const response = await fetch(`${url}/logo`, { headers: { accept: type } });
      expect(response.headers.get('content-type')).toBe(type);
      expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toMatch(sign);
    }
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

const upload = {
  schema: {
    type: 'object',
    required: ['file', 'meta'],
    properties: {
      file: { type: 'string', format: 'binary' },
      pages: { type: 'array', items: { type: 'string', contentMediaType: 'text/csv' } },
      meta: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
      title: { type: 'string', maxLength: 20 },
      tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
    },
  },
  encoding: { file: { contentType: 'image/png, image/jpeg' }, meta: { contentType: 'application/json' } },
};

/** As a framework would read it: by the platform's own reader of forms. */
async function readUpload(call: Call): Promise<Reply> {
  if (call.type !== 'multipart/form-data') return { status: 415 };
  let form: FormData;
  try {
    const headers = { 'content-type': call.headers['content-type'] ?? '' };
    form = await new Response(new Uint8Array(call.bytes), { headers }).formData();
  } catch {
    return no;
  }
  const file = form.get('file');
  const meta = form.get('meta');
  const title = form.get('title');
  if (!(file instanceof File) || !/^image\/(png|jpeg)$/.test(file.type)) return no;
  if (!form.getAll('pages').every((page) => page instanceof File && page.type === 'text/csv')) return no;
  const json = meta instanceof File ? await meta.text() : meta;
  if (json === null || readSize({ ...call, text: json }) === undefined) return no;
  if (title !== null && (typeof title !== 'string' || [...title].length > 20)) return no;
  return form.getAll('tags').length > 3 ? no : ok;
}

describe('a form in parts', () => {
  const contract = oneOperation(takes('multipart/form-data', upload));

  it('is sent with files, several files, texts, lists and JSON', async () => {
    const seen = new Set<string>();
    const right = async (call: Call): Promise<Reply> => {
      const reply = await readUpload(call);
      if (reply.status === 200) for (const [, name = ''] of call.text.matchAll(/name="(\w+)"/g)) seen.add(name);
      return reply;
    };
    expect((await judge(contract, right)).problems).toEqual([]);
    expect([...seen]).toEqual(expect.arrayContaining(['file', 'pages', 'meta', 'title', 'tags']));
    const { problems } = await judge(contract, () => ok);
    expect(problems.join()).toMatch(/^accepted-invalid tryIt[.\w]*$/);
  });

  it('is read by the mock as its encoding says', async () => {
    const url = await mockOf(contract);
    const send = async (type: string, meta: string): Promise<number> => {
      const form = new FormData();
      form.append('file', new Blob(['a'], { type }), 'a');
      form.append('meta', new Blob([meta], { type: 'application/json' }));
      return (await fetch(`${url}/things`, { method: 'POST', body: form })).status;
    };
    expect(await send('image/png', '{"n":1}')).toBe(200);
    expect(await send('image/png', '{"n":"1"}')).toBe(400);
    expect(await send('image/png', 'n=1')).toBe(400);
    expect(await send('text/plain', '{"n":1}')).toBeGreaterThanOrEqual(400);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

it('a merge patch is not taken under another name', async () => {
  const contract = oneOperation(takes('application/merge-patch+json', { schema: size }), { method: 'patch' });
  const url = await mockOf(contract);
  const send = async (type: string): Promise<number> =>
    (await fetch(`${url}/things`, { method: 'PATCH', headers: { 'content-type': type }, body: '{"n":1}' })).status;
  expect(await send('application/merge-patch+json')).toBe(200);
  expect(await send('application/json')).toBe(415);
});

it.each<[string, object, string]>([
  ['application/json', { dataValue: { a: 1 }, serializedValue: '{ "a": 1 }' }, '{"a":1}'],
  ['application/json', { serializedValue: '{"a":9007199254740993}' }, '{"a":9007199254740993}'],
  ['text/csv', { serializedValue: 'a,b\n1,2\n' }, 'a,b\n1,2\n'],
  ['application/xml', { dataValue: { a: 1 }, serializedValue: '<x><a>1</a></x>' }, '<x><a>1</a></x>'],
  ['application/xml', { dataValue: { a: 1 } }, '<root><a>1</a></root>'],
])('an example of %s has its data, or how they are written: %j', async (mediaType, example, body) => {
  const responses = { 200: { description: 'done', content: { [mediaType]: { examples: { one: example } } } } };
  const response = await fetch(`${await mockOf(oneOperation({ responses }, { method: 'get' }))}/things`);
  expect((await response.text()).replace(/^<\?.*\?>/, '')).toBe(body);
});

it.each([
  ['base64', /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/],
  ['base64url', /^[\w-]*={0,2}$/],
  ['base16', /^(?:[\dA-Fa-f]{2})*$/],
  ['base32', /^(?:[A-Z2-7]{8})*(?:[A-Z2-7]{2}={6}|[A-Z2-7]{4}={4}|[A-Z2-7]{5}={3}|[A-Z2-7]{7}=)?$/],
])('a text that encodes in %s is one of it, and may be read as one', async (contentEncoding, wanted) => {
  const data = { type: 'string', contentEncoding, minLength: 4, maxLength: 40 };
  const schema = { type: 'object', required: ['data'], properties: { data } };
  const contract = oneOperation(takes('application/json', { schema }));
  const { problems } = await judge(contract, ({ text, type }) => {
    try {
      const { data: sent } = JSON.parse(text) as { data?: unknown };
      const isRight = typeof sent === 'string' && wanted.test(sent) && sent.length >= 4 && sent.length <= 40;
      return { status: isRight && type === 'application/json' ? 200 : 400 };
    } catch {
      return { status: 400 };
    }
  });
  expect(problems).toEqual([]);
});
