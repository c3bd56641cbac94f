/** XML by the `xml` object, both ways; sequences of items: JSON lines, JSON text sequences, server-sent events. */
import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml, writeXml } from '../../src/http/value/xml.ts';
import { contractOf, judge, judgeAt, mockOf, oneOperation, takes, type Call, type Reply } from './wire-kit.ts';

const ok: Reply = { status: 200 };
const no: Reply = { status: 400 };

const pet = {
  type: 'object',
  required: ['id', 'name', 'tags'],
  xml: { name: 'Pet' },
  properties: {
    id: { type: 'integer', xml: { attribute: true } },
    name: { type: 'string', minLength: 1, xml: { name: 'label' } },
    tags: { type: 'array', minItems: 1, items: { type: 'string', xml: { name: 'tag' } }, xml: { wrapped: true } },
    codes: { type: 'array', items: { type: 'integer' }, minItems: 1 },
    owner: {
      type: 'object',
      required: ['tame'],
      properties: { tame: { type: 'boolean' } },
      xml: { prefix: 'o', namespace: 'http://example.com/o' },
    },
  },
};

/** As a server in another language would read it: by its own parser, and by hand. */
function readPet(text: string): boolean {
  try {
    const options = { ignoreAttributes: false, parseTagValue: false, parseAttributeValue: false };
    const root = new XMLParser({ ...options, isArray: (name) => ['tag', 'codes'].includes(name) }).parse(
      text,
      true,
    ) as {
      Pet?: Record<string, unknown> | string;
    };
    const { Pet } = root;
    if (typeof Pet !== 'object') return false;
    const { '@_id': id, label, tags, codes = [], 'o:owner': owner } = Pet;
    const isInteger = (value: unknown) => /^-?(0|[1-9]\d*)(\.0+)?([eE]\+?\d+)?$/.test(String(value));
    if (!isInteger(id) || !Object.hasOwn(Pet, 'label') || typeof label !== 'string' || label === '') return false;
    const list = typeof tags === 'object' ? (tags as { tag?: unknown }).tag : undefined;
    if (!Array.isArray(list) || !list.every((tag) => typeof tag === 'string')) return false;
    if (!(codes as unknown[]).every(isInteger)) return false;
    const tame = owner === undefined ? 'true' : (owner as { tame?: unknown }).tame;
    return tame === 'true' || tame === 'false';
  } catch {
    return false;
  }
}

describe('a body of XML', () => {
  const contract = oneOperation(takes('application/xml', { schema: pet }));

  it('is written by the xml object', async () => {
    const texts: string[] = [];
    const right = (call: Call): Reply => {
      if (call.type !== undefined && call.type !== 'application/xml') return { status: 415 };
      const isRight = readPet(call.text);
      if (isRight) texts.push(call.text);
      return isRight ? ok : no;
    };
    expect((await judge(contract, right)).problems).toEqual([]);
    expect(texts.some((text) => /<o:owner xmlns:o="http:\/\/example\.com\/o"><tame>/.test(text))).toBe(true);
    expect((await judge(contract, () => ok)).problems.join()).toMatch(/accepted-invalid/);
  });

  it('is read so by the mock', async () => {
    const url = await mockOf(contract);
    const post = async (body: string): Promise<number> =>
      (await fetch(`${url}/things`, { method: 'POST', headers: { 'content-type': 'application/xml' }, body })).status;
    const tags = '<tags><tag>a</tag></tags>';
    expect(await post(`<?xml version="1.0"?><Pet id="1"><label>a &amp; b</label>${tags}</Pet>`)).toBe(200);
    expect(await post(`<Pet id="1"><label>a</label>${tags}<codes>1</codes><codes>2</codes></Pet>`)).toBe(200);
    expect(await post(`<p:Pet xmlns:p="x" id="1"><label><![CDATA[<a>]]></label>${tags}</p:Pet>`)).toBe(200);
    expect(await post(`<Pet id="one"><label>a</label>${tags}</Pet>`)).toBe(400);
    expect(await post(`<Pet id="1"><name>a</name>${tags}</Pet>`)).toBe(400);
    expect(await post(`<Pet id="1"><label>a</label><tag>a</tag></Pet>`)).toBe(400);
    expect(await post(`<Dog id="1"><label>a</label>${tags}</Dog>`)).toBe(400);
    expect(await post('<Pet id="1">')).toBe(400);
    expect(await post('{"id":1,"name":"a","tags":["a"]}')).toBe(400);
    expect(await post(`<!DOCTYPE a [<!ENTITY b "c">]><Pet id="1"><label>&b;</label>${tags}</Pet>`)).toBe(400);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

describe('an answer in XML', () => {
  const answers = { 200: { description: 'it', content: { 'application/xml': { schema: pet } } } };
  const contract = contractOf({ '/pet': { get: { operationId: 'getPet', responses: answers } } });
  const xml = (body: string): Reply => ({ status: 200, headers: { 'content-type': 'application/xml' }, body });

  it('is made by the mock, and judged', async () => {
    const url = await mockOf(contract);
    const response = await fetch(`${url}/pet`);
    expect(response.headers.get('content-type')).toMatch(/^application\/xml/);
    expect(readPet(await response.text())).toBe(true);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
    const right = xml('<Pet id="1"><label>a</label><tags><tag>b</tag></tags></Pet>');
    expect((await judge(contract, () => right)).problems).toEqual([]);
    const wrong = xml('<Pet id="x"><label>a</label><tags><tag>b</tag></tags></Pet>');
    expect((await judge(contract, () => wrong)).problems).toEqual(['body-schema getPet.response.200.body.id.type']);
    expect((await judge(contract, () => xml('<Pet'))).problems).toEqual([
      'not-json getPet.response.200.body.media-type',
    ]);
  });
});

describe('XML', () => {
  const component = { components: { schemas: { Book: { type: 'object', properties: { a: { type: 'string' } } } } } };
  const write = (schema: object, value: unknown): string => {
    const { document, operations } = oneOperation(takes('application/xml', { schema }), { more: component });
    return writeXml({ document, node: operations[0]?.body?.contents[0]?.node }, value).replace(/^<\?xml[^>]*\?>/, '');
  };
  const object = (properties: object) => ({ type: 'object', properties });
  const strings = { type: 'array', items: { type: 'string' } };

  it.each<[string, object, unknown]>([
    ['<Book><a>b</a></Book>', { $ref: '#/components/schemas/Book' }, { a: 'b' }],
    ['<root><a>b</a><a>c</a></root>', object({ a: strings }), { a: ['b', 'c'] }],
    ['<root><a><a>b</a></a></root>', object({ a: { ...strings, xml: { wrapped: true } } }), { a: ['b'] }],
    ['<root><x><x>b</x></x></root>', object({ a: { ...strings, xml: { wrapped: true, name: 'x' } } }), { a: ['b'] }],
    [
      '<root><x><y>b</y></x></root>',
      object({
        a: { type: 'array', items: { type: 'string', xml: { name: 'y' } }, xml: { wrapped: true, name: 'x' } },
      }),
      { a: ['b'] },
    ],
    ['<root a="b"/>', object({ a: { type: 'string', xml: { attribute: true } } }), { a: 'b' }],
    [
      '<root a="1">b</root>',
      object({
        a: { type: 'integer', xml: { nodeType: 'attribute' } },
        t: { type: 'string', xml: { nodeType: 'text' } },
      }),
      { a: 1, t: 'b' },
    ],
    [
      '<root><p:a xmlns:p="urn:x">b</p:a></root>',
      object({ a: { type: 'string', xml: { prefix: 'p', namespace: 'urn:x' } } }),
      { a: 'b' },
    ],
    [
      '<list><item>1</item><item>2</item></list>',
      { type: 'array', items: { type: 'integer', xml: { name: 'item' } }, xml: { name: 'list' } },
      [1, 2],
    ],
    ['<root><a>&lt;&amp;&#13;</a></root>', object({ a: { type: 'string' } }), { a: '<&\r' }],
  ])('is %s', (text, schema, value) => {
    expect(write(schema, value)).toBe(text);
  });

  it('is read as it was written', () => {
    const { document, operations } = oneOperation(takes('application/xml', { schema: pet }));
    const node = operations[0]?.body?.contents[0]?.node;
    const text = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((each) => !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/.test(each));
    const value = fc.record(
      {
        id: fc.integer(),
        name: text,
        tags: fc.array(text, { minLength: 1 }),
        codes: fc.array(fc.integer(), { minLength: 1 }),
        owner: fc.record({ tame: fc.boolean() }),
      },
      { requiredKeys: ['id', 'name', 'tags'] },
    );
    fc.assert(
      fc.property(value, (each) => {
        expect(readXml(writeXml({ document, node }, each), { document, node, deepest: 100 })).toEqual({ value: each });
      }),
    );
  });

  it('is read in a time that does not explode', () => {
    const begun = performance.now();
    for (const piece of ['<a>', '<a b="', '&amp;', '<![CDATA[', '<!--'])
      readXml(piece.repeat(100_000), { document: {}, node: undefined, deepest: 100 });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

const sequences: [string, (items: unknown[]) => string, (text: string) => unknown[]][] = [
  [
    'application/x-ndjson',
    (items) => items.map((item) => `${JSON.stringify(item)}\n`).join(''),
    (text) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown),
  ],
  [
    'application/jsonl',
    (items) => items.map((item) => JSON.stringify(item)).join('\n'),
    (text) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown),
  ],
  [
    'application/json-seq',
    (items) => items.map((item) => `\u001e${JSON.stringify(item)}\n`).join(''),
    (text) =>
      text
        .split('\u001e')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown),
  ],
];

describe.each(sequences)('a sequence, %s', (type, write, read) => {
  const itemSchema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
  const content = { [type]: { itemSchema } };
  const contract = oneOperation({
    ...takes(type, { itemSchema }),
    responses: { 200: { description: 'them', content }, 400: { description: 'no' } },
  });
  const serve =
    (items: unknown[]) =>
    (call: Call): Reply => {
      const isItem = (item: unknown) => Number.isInteger((item as { n?: unknown } | null)?.n);
      let sent: unknown[] = [];
      try {
        sent = read(call.text);
      } catch {
        return no;
      }
      return sent.every(isItem) ? { status: 200, headers: { 'content-type': type }, body: write(items) } : no;
    };

  it('is sent, answered and judged item by item', async () => {
    expect((await judge(contract, serve([{ n: 1 }, { n: 2 }]))).problems).toEqual([]);
    const wrong = await judge(contract, serve([{ n: 1 }, { n: 'two' }]));
    expect(wrong.problems).toEqual(['body-schema tryIt.response.200.body.[].n.type']);
    const url = await mockOf(contract);
    const response = await fetch(`${url}/things`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: write([{ n: 1 }]),
    });
    expect(read(await response.text())).toEqual([{ n: expect.any(Number) }, { n: expect.any(Number) }]);
    const refused = await fetch(`${url}/things`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: write([{ n: 'one' }]),
    });
    expect(refused.status).toBe(400);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

describe('server-sent events', () => {
  const itemSchema = {
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'string' }, event: { enum: ['made', 'gone'] }, retry: { type: 'integer' } },
  };
  const content = { 'text/event-stream': { itemSchema } };
  const contract = contractOf({
    '/events': { get: { operationId: 'listen', responses: { 200: { description: 'them', content } } } },
  });
  const events = (body: string): Reply => ({ status: 200, headers: { 'content-type': 'text/event-stream' }, body });

  it('are judged event by event', async () => {
    const right = ': hello\n\ndata: a\ndata: b\n\nevent: made\ndata: {}\nid: 1\nretry: 10\n\n';
    expect((await judge(contract, () => events(right))).problems).toEqual([]);
    const wrong = await judge(contract, () => events('event: lost\ndata: a\n\n'));
    expect(wrong.problems).toEqual(['body-schema listen.response.200.body.[].event.enum']);
    const url = await mockOf(contract);
    expect(await (await fetch(`${url}/events`)).text()).toMatch(/^(\w+: .*\n)+\n(\w+: .*\n)+\n$/);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

it('what the kit cannot read is taken as it is, and no clause of it is held', async () => {
  const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
  const content = { 'application/cbor': { schema } };
  const contract = oneOperation({ responses: { 200: { description: 'it', content } } }, { method: 'get' });
  const answer = (): Reply => ({
    status: 200,
    headers: { 'content-type': 'application/cbor' },
    body: Uint8Array.of(160),
  });
  const { problems, report } = await judge(contract, answer);
  expect(problems).toEqual([]);
  const about = report.coverage.outcomes.filter(({ id }) => id.includes('.body.n'));
  expect(about.map(({ outcome }) => outcome)).toEqual(about.map(() => 'not reached'));
  expect(about.map(({ reason }) => reason).join()).toContain('application/cbor');
});
