/** Neighbours. */
import { describe, expect, it } from 'vitest';
import { judge, judgeAt, mockOf, oneOperation, takes } from './wire-kit.ts';

const int = { type: 'integer' };
const str = { type: 'string' };
const ints = { type: 'array', items: int };
const map = { type: 'object', additionalProperties: int };
const obj = { type: 'object', required: ['a'], properties: { a: int, b: str }, additionalProperties: false };

type Ask =
  | string
  | [url: string, headers: Record<string, string>]
  | [url: string, headers: Record<string, string>, body: string | Uint8Array];
interface Neighbour {
  op: object;
  method?: string;
  path?: string;
  more?: object;
  ok: Ask[];
  no?: Ask[];
  /** Whether anything can be wrong with a request. */
  free?: boolean;
}

const p = (place: string, name: string, schema: object, more: object = {}) => ({
  parameters: [{ in: place, name, schema, required: true, ...more }],
});
const get = { method: 'get' };
const J = { 'content-type': 'application/json' };
const json = (schema: object, type = 'application/json') => takes(type, { schema });

const all: Record<string, Neighbour> = {
  'path float literal': {
    op: p('path', 'v', int),
    path: '/v{v}.json',
    ...get,
    ok: ['/v1.json'],
    no: ['/v.json', '/vx.json'],
  },
  'path list simple': {
    op: p('path', 'v', { ...ints, minItems: 1 }),
    path: '/x/{v}',
    ...get,
    ok: ['/x/1,2', '/x/1'],
    no: ['/x/a,2'],
  },
  'path list label': {
    op: p('path', 'v', { ...ints, minItems: 1 }, { style: 'label', explode: true }),
    path: '/x{v}',
    ...get,
    ok: ['/x.1.2'],
    no: ['/x.a'],
  },
  'path object matrix': {
    op: p('path', 'v', obj, { style: 'matrix', explode: true }),
    path: '/x{v}',
    ...get,
    ok: ['/x;a=1;b=x'],
    no: ['/x;a=y', '/x;b=x'],
  },
  'path object matrix flat': {
    op: p('path', 'v', obj, { style: 'matrix' }),
    path: '/x/{v}',
    ...get,
    ok: ['/x/;v=a,1,b,x'],
    no: ['/x/;v=a,y'],
  },
  'path enum dot': {
    op: p('path', 'f', { enum: ['json', 'xml'] }),
    path: '/l.{f}',
    ...get,
    ok: ['/l.json'],
    no: ['/l.pdf'],
  },
  'path uuid': {
    op: p('path', 'f', { type: 'string', format: 'uuid' }),
    path: '/({f})',
    ...get,
    ok: ['/(f81d4fae-7dec-11d0-a765-00a0c91e6bf6)', '/%28f81d4fae-7dec-11d0-a765-00a0c91e6bf6%29'],
    no: ['/(x)'],
  },
  'path bool': {
    op: p('path', 'f', { type: 'boolean' }),
    path: '/{f}:on',
    ...get,
    ok: ['/true:on'],
    no: ['/yes:on', '/1:on'],
  },
  'deep map': {
    op: p('query', 'f', { ...map, minProperties: 1 }, { style: 'deepObject', explode: true }),
    ...get,
    ok: ['?f[x]=1', '?f%5Bx%5D=1&f[y]=2'],
    no: ['?f[x]=a', ''],
  },
  'deep list member': {
    op: p(
      'query',
      'f',
      { type: 'object', required: ['ids'], properties: { ids: ints } },
      { style: 'deepObject', explode: true },
    ),
    ...get,
    ok: ['?f[ids]=1&f[ids]=2', '?f[ids]=1'],
    no: ['?f[ids]=a'],
  },
  'query content json': {
    op: { parameters: [{ in: 'query', name: 'f', required: true, content: { 'application/json': { schema: obj } } }] },
    ...get,
    ok: ['?f=%7B%22a%22%3A1%7D'],
    no: ['?f=%7B%22a%22%3A%22x%22%7D', '?f=a'],
  },
  'header content json': {
    op: {
      parameters: [{ in: 'header', name: 'x-f', required: true, content: { 'application/json': { schema: obj } } }],
    },
    ...get,
    ok: [['', { 'x-f': '{"a":1}' }]],
    no: [
      ['', { 'x-f': '{"a":"x"}' }],
      ['', { 'x-f': 'a' }],
    ],
  },
  'cookie content json': {
    op: { parameters: [{ in: 'cookie', name: 'f', required: true, content: { 'application/json': { schema: int } } }] },
    ...get,
    ok: [['', { cookie: 'f=1' }]],
    no: [['', { cookie: 'f=x' }]],
  },
  allowReserved: {
    op: p('query', 'q', { type: 'string', pattern: '^[a-z]+://' }, { allowReserved: true }),
    ...get,
    ok: ['?q=http://a/b?c', '?q=http%3A%2F%2Fa'],
    no: ['?q=a'],
  },
  'allowEmptyValue int': {
    op: p('query', 'q', int, { allowEmptyValue: true }),
    ...get,
    ok: ['?q=', '?q=1', '?q'],
    no: ['?q=a', ''],
  },
  'cookie list': {
    op: p('cookie', 'c', ints),
    ...get,
    ok: [['', { cookie: 'c=1,2' }]],
    no: [['', { cookie: 'c=a' }], ''],
  },
  'cookie style list': {
    op: p('cookie', 'c', { ...ints, minItems: 1 }, { style: 'cookie', explode: true }),
    ...get,
    ok: [['', { cookie: 'c=1; c=2' }]],
    no: [['', { cookie: 'c=a' }]],
  },
  'cookie object': {
    op: p('cookie', 'c', obj, { explode: false }),
    ...get,
    ok: [['', { cookie: 'c=a,1,b,x' }]],
    no: [['', { cookie: 'c=a,x' }]],
  },
  'header list': {
    op: p('header', 'x-l', { ...ints, minItems: 2 }),
    ...get,
    ok: [
      ['', { 'x-l': '1,2' }],
      ['', { 'x-l': '1 , 2' }],
    ],
    no: [
      ['', { 'x-l': '1' }],
      ['', { 'x-l': '1,b' }],
    ],
  },
  'header object': { op: p('header', 'x-o', obj), ...get, ok: [['', { 'x-o': 'a,1' }]], no: [['', { 'x-o': 'a,x' }]] },
  'header object exploded': {
    op: p('header', 'x-o', obj, { explode: true }),
    ...get,
    ok: [['', { 'x-o': 'a=1, b=y' }]],
    no: [['', { 'x-o': 'b=1' }]],
  },
  'header bool': {
    op: p('header', 'x-b', { type: 'boolean' }),
    ...get,
    ok: [['', { 'x-b': 'true' }]],
    no: [['', { 'x-b': 'True' }]],
  },
  'header number': {
    op: p('header', 'x-b', { type: 'number', maximum: 2 }),
    ...get,
    ok: [['', { 'x-b': '1.5' }]],
    no: [['', { 'x-b': '3' }]],
  },
  'querystring form': {
    op: {
      parameters: [
        {
          in: 'querystring',
          name: 'w',
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', required: ['a'], properties: { a: int } },
            },
          },
        },
      ],
    },
    ...get,
    ok: ['?a=1'],
    no: ['?a=x', '?b=1'],
  },
  'querystring json': {
    op: {
      parameters: [{ in: 'querystring', name: 'w', required: true, content: { 'application/json': { schema: obj } } }],
    },
    ...get,
    ok: ['?%7B%22a%22%3A1%7D'],
    no: ['?%7B%22a%22%3A%22x%22%7D'],
  },
  'space list': {
    op: p('query', 'q', { ...ints, minItems: 2 }, { style: 'spaceDelimited', explode: false }),
    ...get,
    ok: ['?q=1%202', '?q=1+2'],
    no: ['?q=1,2'],
  },
  'pipe object': {
    op: p('query', 'q', obj, { style: 'pipeDelimited', explode: false }),
    ...get,
    ok: ['?q=a|1|b|x', '?q=a%7C1'],
    no: ['?q=a|x'],
  },
  'form object flat': {
    op: p('query', 'q', obj, { explode: false }),
    ...get,
    ok: ['?q=a,1'],
    no: ['?q=a,x', '?q=b,x'],
  },
  'form map': { op: p('query', 'q', { ...map, minProperties: 1 }), ...get, ok: ['?x=1'], no: ['?x=a'] },
  'nullable query': { op: p('query', 'q', { type: ['integer', 'null'] }), ...get, ok: ['?q=1'], no: ['?q=a'] },
  'oneOf query': {
    op: p('query', 'q', { oneOf: [int, { type: 'boolean' }] }),
    ...get,
    ok: ['?q=1', '?q=true'],
    no: ['?q=a'],
  },
  'vnd json': {
    op: json(obj, 'application/vnd.a.b+json; version=2'),
    ok: [
      ['', { 'content-type': 'application/vnd.a.b+json; version=2' }, '{"a":1}'],
      ['', { 'content-type': 'application/vnd.a.b+json;version=2;charset=utf-8' }, '{"a":1}'],
    ],
    no: [
      ['', { 'content-type': 'application/vnd.a.b+json; version=2' }, '{"a":"x"}'],
      ['', { 'content-type': 'text/plain' }, '{"a":1}'],
    ],
  },
  'json charset': {
    op: json(obj, 'application/json; charset=utf-8'),
    ok: [
      ['', J, '{"a":1}'],
      ['', { 'content-type': 'application/json;charset=UTF-8' }, '{"a":1}'],
    ],
    no: [
      ['', J, '{"a":"1"}'],
      ['', J, '{"a":1,}'],
      ['', J, '{"a":01}'],
      ['', J, "{'a':1}"],
      ['', J, '{"a":NaN}'],
      ['', J, '{"a":1}{}'],
      ['', J, '\ufeff{"a":1}'],
      ['', J, '/* */{"a":1}'],
      ['', J, '{"a":1,"b":"\t"}'],
      ['', J, '{"a":+1}'],
      ['', J, '{"a":.5}'],
      ['', J, '{"a":0x1}'],
      ['', J, '{a:1}'],
    ],
  },
  'range json': { op: json(obj, 'application/*'), ok: [['', J, '{"a":1}']], no: [['', J, '{"a":"x"}']] },
  'any json': { op: json(obj, '*/*'), ok: [['', J, '{"a":1}']], no: [['', J, '{"a":"x"}']] },
  'text pattern': {
    op: json({ type: 'string', pattern: '^[a-z]+$' }, 'text/plain'),
    ok: [['', { 'content-type': 'text/plain; charset=utf-8' }, 'abc']],
    no: [['', { 'content-type': 'text/plain' }, 'A1']],
  },
  'text integer': {
    op: json(int, 'text/plain'),
    ok: [['', { 'content-type': 'text/plain' }, '12']],
    no: [['', { 'content-type': 'text/plain' }, 'a']],
  },
  octets: {
    op: json({ type: 'string', format: 'binary' }, 'application/octet-stream'),
    free: true,
    ok: [['', { 'content-type': 'application/octet-stream' }, new Uint8Array([0, 255])]],
  },
  'octets no schema': {
    op: takes('application/octet-stream', {}),
    free: true,
    ok: [['', { 'content-type': 'application/octet-stream' }, new Uint8Array([0, 255])]],
  },
  pdf: {
    op: takes('application/pdf', { schema: { type: 'string', contentMediaType: 'application/pdf' } }),
    free: true,
    ok: [['', { 'content-type': 'application/pdf' }, '%PDF-1.4']],
  },
  'xml attribute': {
    op: json(
      {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'integer', xml: { attribute: true } }, n: { type: 'string' } },
        xml: { name: 't' },
      },
      'application/xml',
    ),
    ok: [
      ['', { 'content-type': 'application/xml' }, '<t id="1"><n>x</n></t>'],
      ['', { 'content-type': 'application/xml; charset=utf-8' }, '<?xml version="1.0"?><t id="1"/>'],
    ],
    no: [
      ['', { 'content-type': 'application/xml' }, '<t id="x"/>'],
      ['', { 'content-type': 'application/xml' }, '<t/>'],
      ['', { 'content-type': 'application/xml' }, '<t id="1">'],
    ],
  },
  'xml wrapped ns': {
    op: json(
      {
        type: 'object',
        required: ['l'],
        properties: {
          l: {
            type: 'array',
            minItems: 1,
            items: { ...int, xml: { name: 'i', prefix: 'p', namespace: 'urn:x' } },
            xml: { wrapped: true, name: 'ls' },
          },
        },
        xml: { name: 't', namespace: 'urn:t' },
      },
      'text/xml',
    ),
    ok: [['', { 'content-type': 'text/xml' }, '<t xmlns="urn:t"><ls><p:i xmlns:p="urn:x">1</p:i></ls></t>']],
    no: [['', { 'content-type': 'text/xml' }, '<t xmlns="urn:t"><ls><p:i xmlns:p="urn:x">a</p:i></ls></t>']],
  },
  ndjson: {
    op: takes('application/x-ndjson', { itemSchema: obj }),
    ok: [['', { 'content-type': 'application/x-ndjson' }, '{"a":1}\n{"a":2}\n']],
    no: [['', { 'content-type': 'application/x-ndjson' }, '{"a":1}\n{"a":"x"}\n']],
  },
  jsonl: {
    op: takes('application/jsonl', { itemSchema: obj }),
    ok: [['', { 'content-type': 'application/jsonl' }, '{"a":1}']],
    no: [['', { 'content-type': 'application/jsonl' }, '{"a":1']],
  },
  'json-seq': {
    op: takes('application/json-seq', { itemSchema: obj }),
    ok: [['', { 'content-type': 'application/json-seq' }, '\u001e{"a":1}\n']],
    no: [['', { 'content-type': 'application/json-seq' }, '\u001e{"a":"x"}\n']],
  },
  'geo+json-seq': {
    op: takes('application/geo+json-seq', { itemSchema: obj }),
    ok: [['', { 'content-type': 'application/geo+json-seq' }, '\u001e{"a":1}\n']],
    no: [['', { 'content-type': 'application/geo+json-seq' }, '\u001e{"a":"x"}\n']],
  },
  'delete body': { op: json(obj), method: 'delete', ok: [['', J, '{"a":1}']], no: [['', J, '{"a":"x"}']] },
  decimals: {
    op: json({ type: 'object', required: ['a'], properties: { a: { type: 'number', multipleOf: 0.01 } } }),
    ok: [
      ['', J, '{"a":19.99}'],
      ['', J, '{"a":0.07}'],
      ['', J, '{"a":1e2}'],
    ],
    no: [
      ['', J, '{"a":0.001}'],
      ['', J, '{"a":1e-3}'],
    ],
  },
  'decimals query': {
    op: p('query', 'q', { type: 'number', multipleOf: 0.1 }),
    ...get,
    ok: ['?q=0.3', '?q=0.7'],
    no: ['?q=0.35'],
  },
  int32: {
    op: json({ type: 'object', required: ['a'], properties: { a: { type: 'integer', format: 'int32' } } }),
    ok: [
      ['', J, '{"a":2147483647}'],
      ['', J, '{"a":-0}'],
      ['', J, '{"a":1.0}'],
      ['', J, '{"a":1e3}'],
    ],
    no: [
      ['', J, '{"a":2147483648}'],
      ['', J, '{"a":1e400}'],
    ],
  },
  float: {
    op: json({ type: 'object', required: ['a'], properties: { a: { type: 'number', format: 'float' } } }),
    ok: [
      ['', J, '{"a":3.4e38}'],
      ['', J, '{"a":-0.0}'],
    ],
    no: [
      ['', J, '{"a":3.5e38}'],
      ['', J, '{"a":1e400}'],
    ],
  },
  double: {
    op: json({ type: 'object', required: ['a'], properties: { a: { type: 'number', format: 'double' } } }),
    ok: [['', J, '{"a":1.7e308}']],
    no: [['', J, '{"a":1e400}']],
  },
  'optional form': {
    op: takes('application/x-www-form-urlencoded', { schema: obj }, {}),
    ok: ['', ['', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1&b=x+y']],
    no: [['', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=x']],
  },
  'form list json': {
    op: takes('application/x-www-form-urlencoded', {
      schema: { type: 'object', required: ['l'], properties: { l: ints } },
      encoding: { l: { contentType: 'application/json' } },
    }),
    ok: [['', { 'content-type': 'application/x-www-form-urlencoded' }, 'l=%5B1%2C2%5D']],
    no: [['', { 'content-type': 'application/x-www-form-urlencoded' }, 'l=a']],
  },
  'header content-type ignored': {
    op: { ...p('header', 'Content-Type', { enum: ['x'] }), ...json(obj) },
    ok: [['', J, '{"a":1}']],
    no: [['', J, '{}']],
  },
  'header authorization ignored': {
    op: {
      parameters: [
        { in: 'header', name: 'Authorization', required: true, schema: int },
        { in: 'query', name: 'q', required: true, schema: int },
      ],
    },
    ...get,
    ok: ['?q=1'],
    no: ['?q=x'],
  },
  'default only': { op: { ...json(obj), responses: { default: { description: 'any' } } }, ok: [['', J, '{"a":1}']] },
  'no responses': { op: { ...json(obj), responses: undefined }, ok: [['', J, '{"a":1}']] },
  '204': {
    op: { ...json(obj), responses: { 204: { description: 'none' }, 400: { description: 'no' } } },
    ok: [['', J, '{"a":1}']],
    no: [['', J, '{}']],
  },
  '303': {
    op: { ...json(obj), responses: { 303: { description: 'see' }, 400: { description: 'no' } } },
    ok: [['', J, '{"a":1}']],
    no: [['', J, '{}']],
  },
  '3XX': {
    op: { ...p('query', 'q', int), responses: { '3XX': { description: 'see' }, '4XX': { description: 'no' } } },
    ...get,
    ok: ['?q=1'],
    no: ['?q=x'],
  },
  'map required': {
    op: json({
      type: 'object',
      additionalProperties: { type: 'object', required: ['n'], properties: { n: int } },
      minProperties: 1,
    }),
    ok: [['', J, '{"x":{"n":1}}']],
    no: [['', J, '{"x":{}}']],
  },
  'merge patch': {
    op: json(obj, 'application/merge-patch+json'),
    method: 'patch',
    ok: [['', { 'content-type': 'application/merge-patch+json' }, '{"a":1}']],
    no: [['', J, '{"a":1}']],
  },
  'text and json': {
    op: {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: obj }, 'text/plain': { schema: { enum: ['on', 'off'] } } },
      },
    },
    ok: [
      ['', J, '{"a":1}'],
      ['', { 'content-type': 'text/plain' }, 'on'],
    ],
    no: [
      ['', J, '{}'],
      ['', { 'content-type': 'text/plain' }, 'up'],
    ],
  },
};

const names =
  process.env['N'] === undefined
    ? Object.keys(all)
    : Object.keys(all).filter((name) => new RegExp(process.env['N'] ?? '').test(name));

describe.each(names)('%s', (name) => {
  const { op, method = 'post', path = '/things', more = {}, ok, no = [], free = false } = all[name] as Neighbour;
  const contract = oneOperation(op, { method, path, more });
  it('mock', async () => {
    const url = await mockOf(contract);
    const ask = async (what: Ask) => {
      const [target, headers, body] = typeof what === 'string' ? [what, {}, undefined] : [what[0], what[1], what[2]];
      const full = target.startsWith('/') ? url + target : `${url}${path}${target}`;
      const { status } = await fetch(full, {
        method: method.toUpperCase(),
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body: body as never }),
      });
      return status;
    };
    const wrong: string[] = [];
    for (const each of ok) {
      const status = await ask(each);
      if (status >= 400) wrong.push(`${JSON.stringify(each)} ${status}`);
    }
    for (const each of no) {
      const status = await ask(each);
      if (status < 400 || status >= 500) wrong.push(`${JSON.stringify(each)} ${status}`);
    }
    expect(wrong).toEqual([]);
  });
  it('verify of the mock', async () => {
    expect((await judgeAt(contract, await mockOf(contract), { depth: 'quick' })).problems).toEqual([]);
  });
  it('verify of those that are wrong', async () => {
    if (!free && no.length > 0)
      expect((await judge(contract, () => ({ status: 200 }), { depth: 'quick' } as never)).problems).not.toEqual([]);
    const { problems, report } = await judge(contract, () => ({ status: 400 }), { depth: 'quick' } as never);
    expect(problems.length > 0 || report.conforms === false).toBe(true);
  });
});
