/** Parameters: every style in every place, written and read back, and what servers and mocks make of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParameterPlace } from '../../src/contract/operation.ts';
import { buildRequest } from '../../src/http/client/build-request.ts';
import { isCarried, wireValues } from '../../src/http/client/wire-values.ts';
import { judge, judgeAt, mockOf, oneOperation, type Call, type Reply } from './wire-kit.ts';

const ok: Reply = { status: 200 };
const no: Reply = { status: 400 };

const styles: Readonly<Record<ParameterPlace, readonly string[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

const properties = { a: { type: 'integer' }, b: { type: 'string' }, c: { type: 'boolean' } };
const schemas = {
  text: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  'list of texts': { type: 'array', items: { type: 'string' } },
  'list of numbers': { type: 'array', items: { type: 'integer' } },
  object: { type: 'object', properties, additionalProperties: false },
  map: { type: 'object', additionalProperties: { type: 'integer' } },
} as const;

type Kind = keyof typeof schemas;

/** What a place can hold without an encoding. */
function textIn(place: ParameterPlace): fc.Arbitrary<string> {
  if (place === 'path' || place === 'query') return fc.string({ minLength: 1, maxLength: 8, unit: 'binary' });
  const units = [...'abcXYZ019-_~!#$&*'];
  return fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...units) });
}

function valueOf(kind: Kind, place: ParameterPlace): fc.Arbitrary<unknown> {
  const text = textIn(place);
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((value) => value + 0);
    case 'boolean':
      return fc.boolean();
    case 'list of texts':
      return fc.array(text, { minLength: 1, maxLength: 4 });
    case 'list of numbers':
      return fc.array(fc.integer(), { minLength: 1, maxLength: 4 });
    case 'object':
      return fc.record({ a: fc.integer(), b: text, c: fc.boolean() }, { requiredKeys: ['a'] });
    case 'map':
      return fc.dictionary(fc.stringMatching(/^[d-z]{1,6}$/), fc.integer(), { minKeys: 1, maxKeys: 4 });
  }
}

/** Styles that have no way to write such a value (OpenAPI 3.2, "Style Values"). */
function isNone(place: ParameterPlace, style: string, kind: Kind, explode: boolean): boolean {
  const isScalar = kind === 'text' || kind === 'number' || kind === 'boolean';
  if (style === 'deepObject') return kind !== 'object' && kind !== 'map';
  if (style === 'spaceDelimited' || style === 'pipeDelimited') return isScalar || explode;
  // A label's texts may not have the dots that separate them.
  return place === 'path' && style === 'label' && explode && kind !== 'boolean' && kind !== 'list of numbers';
}

const cells = Object.entries(styles).flatMap(([place, known]) =>
  known.flatMap((style) =>
    [false, true].flatMap((explode) =>
      (Object.keys(schemas) as Kind[])
        .filter((kind) => !isNone(place as ParameterPlace, style, kind, explode))
        .map((kind) => ({ place: place as ParameterPlace, style, explode, kind })),
    ),
  ),
);

describe('what is written is read back as it was', () => {
  it.each(cells)('in the $place, style $style, explode $explode: a $kind', ({ place, style, explode, kind }) => {
    const parameter = { name: 'p', in: place, required: true, style, explode, schema: schemas[kind] };
    const path = place === 'path' ? '/x/{p}/y' : '/x';
    const contract = oneOperation({ parameters: [parameter] }, { method: 'get', path });
    const [operation] = contract.operations;
    if (!operation) throw new Error('there is no operation');
    fc.assert(
      fc.property(valueOf(kind, place), (value) => {
        const values = { [place]: { p: value } };
        fc.pre(isCarried(operation, values));
        const read = wireValues(contract, operation, values);
        expect(read[place]).toEqual({ p: value });
      }),
      { numRuns: 60 },
    );
  });
});

function targetOf(parameter: object, value: unknown, place: ParameterPlace = 'query'): string {
  const path = place === 'path' ? '/x/{p}' : '/x';
  const contract = oneOperation({ parameters: [{ name: 'p', in: place, required: true, ...parameter }] }, { path });
  const [operation] = contract.operations;
  if (!operation) throw new Error('there is no operation');
  const values = { [place]: { p: value } };
  const { url, headers } = buildRequest(operation, { values, form: {} }, { contract, base: '', headers: {} });
  return place === 'header' ? (headers['p'] ?? '') : place === 'cookie' ? (headers['cookie'] ?? '') : url;
}

const list = { type: 'array', items: { type: 'string' } };
const object = schemas.object;

describe('the wire has', () => {
  it.each<[string, ParameterPlace, object, unknown]>([
    ['/x?p=a%20b%2Bc', 'query', { schema: { type: 'string' } }, 'a b+c'],
    ['/x?p=a/b?c:d%26e%23f%2Bg', 'query', { schema: { type: 'string' }, allowReserved: true }, 'a/b?c:d&e#f+g'],
    ['/x?a=1&b=x%20y', 'query', { schema: object }, { a: 1, b: 'x y' }],
    ['/x?p=a,1,b,x', 'query', { schema: object, explode: false }, { a: 1, b: 'x' }],
    ['/x?p=a,b%2Cc', 'query', { schema: list, explode: false }, ['a', 'b,c']],
    ['/x?p=a%20b', 'query', { schema: list, style: 'spaceDelimited', explode: false }, ['a', 'b']],
    ['/x?p=a%7Cb', 'query', { schema: list, style: 'pipeDelimited', explode: false }, ['a', 'b']],
    ['/x?p%5Ba%5D=1', 'query', { schema: object, style: 'deepObject' }, { a: 1 }],
    ['/x?p=%7B%22a%22%3A1%7D', 'query', { content: { 'application/json': { schema: object } } }, { a: 1 }],
    ['/x/;p=458', 'path', { schema: { type: 'integer' }, style: 'matrix' }, 458],
    ['/x/;p=a;p=b', 'path', { schema: list, style: 'matrix', explode: true }, ['a', 'b']],
    ['/x/.458', 'path', { schema: { type: 'integer' }, style: 'label' }, 458],
    ['/x/.a,b', 'path', { schema: list, style: 'label' }, ['a', 'b']],
    ['/x/a=1,b=x', 'path', { schema: object, explode: true }, { a: 1, b: 'x' }],
    ['a,1,b,x', 'header', { schema: object }, { a: 1, b: 'x' }],
    ['a=1,b=x', 'header', { schema: object, explode: true }, { a: 1, b: 'x' }],
    ['p=a,b', 'cookie', { schema: list, explode: false }, ['a', 'b']],
    ['p=a; p=b', 'cookie', { schema: list, style: 'cookie' }, ['a', 'b']],
  ])('%s', (target, place, parameter, value) => {
    expect(targetOf(parameter, value, place)).toBe(target);
  });
});

const limits = { type: 'object', required: ['limit'], properties: { limit: { type: 'integer' } } };

/** A server that asks a text for whether it is right. */
function judges(isRight: (call: Call) => boolean): (call: Call) => Reply {
  return (call) => (isRight(call) ? ok : no);
}

const isInteger = (written: string | null | undefined): boolean => /^-?\d+$/.test(written ?? '');

const rights: [string, object, (call: Call) => boolean, string, string][] = [
  [
    'an object of members that are fields',
    { in: 'query', schema: limits },
    ({ query }) => isInteger(query.getAll('limit').at(-1)),
    '?limit=5',
    '?limit=five',
  ],
  [
    'an object in one text',
    { in: 'query', schema: limits, explode: false },
    ({ query }) => /^limit,-?\d+(,[^,]*,[^,]*)*$/.test(query.getAll('p').at(-1) ?? ''),
    '?p=limit,5',
    '?p=limit,five',
  ],
  [
    'an object as JSON',
    { in: 'query', content: { 'application/json': { schema: limits } } },
    ({ query }) => {
      try {
        return Number.isInteger((JSON.parse(query.get('p') ?? '') as { limit?: unknown }).limit);
      } catch {
        return false;
      }
    },
    '?p=%7B%22limit%22:5%7D',
    '?p=words',
  ],
  [
    'a map of brackets',
    { in: 'query', style: 'deepObject', schema: { type: 'object', additionalProperties: { type: 'integer' } } },
    ({ query }) => {
      const own = [...query].filter(([name]) => name.startsWith('p['));
      return own.length > 0 && own.every(([, written]) => isInteger(written));
    },
    '?p[x]=1',
    '?p[x]=one',
  ],
  [
    'a list between blanks',
    { in: 'query', style: 'spaceDelimited', explode: false, schema: schemas['list of numbers'] },
    ({ query }) => (query.get('p') ?? 'none').split(' ').every((each) => each === '' || isInteger(each)),
    '?p=1%202',
    '?p=1%20b',
  ],
];

describe.each(rights)('%s', (_sentence, parameter, isRight, rightQuery, wrongQuery) => {
  const contract = oneOperation({ parameters: [{ name: 'p', required: true, ...parameter }] }, { method: 'get' });

  it('is sent as it is documented', async () => {
    expect((await judge(contract, judges(isRight))).problems).toEqual([]);
    expect((await judge(contract, () => ok)).problems.join()).toMatch(/accepted-invalid/);
    expect((await judge(contract, () => no)).problems.join()).toMatch(/refused-valid|refuses-everything/);
  });

  it('is read so by the mock', async () => {
    const url = await mockOf(contract);
    expect((await fetch(`${url}/things${rightQuery}`)).status).toBe(200);
    expect((await fetch(`${url}/things${wrongQuery}`)).status).toBe(400);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

describe('a path of style', () => {
  it.each([
    ['matrix', /^\/x\/;p=-?\d+$/, '/x/;p=4', '/x/4'],
    ['label', /^\/x\/\.-?\d+$/, '/x/.4', '/x/.four'],
  ])('%s is sent and read', async (style, form, right, wrong) => {
    const parameters = [{ name: 'p', in: 'path', required: true, style, schema: { type: 'integer' } }];
    const contract = oneOperation({ parameters }, { method: 'get', path: '/x/{p}' });
    expect(
      (
        await judge(
          contract,
          judges(({ path }) => form.test(path)),
        )
      ).problems,
    ).toEqual([]);
    const url = await mockOf(contract);
    expect((await fetch(url + right)).status).toBe(200);
    expect((await fetch(url + wrong)).status).toBe(400);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

it('several objects whose members are fields go side by side', async () => {
  const page = { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } };
  const parameters = [
    { name: 'page', in: 'query', required: true, schema: page },
    { name: 'range', in: 'query', required: true, schema: limits },
  ];
  const contract = oneOperation({ parameters }, { method: 'get' });
  const right = judges(
    ({ query }) => isInteger(query.getAll('size').at(-1)) && isInteger(query.getAll('limit').at(-1)),
  );
  expect((await judge(contract, right)).problems).toEqual([]);
  expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
});

it('an empty value is right where the document allows one', async () => {
  const parameters = [{ name: 'e', in: 'query', allowEmptyValue: true, schema: { type: 'integer' } }];
  const contract = oneOperation({ parameters }, { method: 'get' });
  const right = judges(({ query }) => query.getAll('e').every((each) => each === '' || isInteger(each)));
  expect((await judge(contract, right)).problems).toEqual([]);
  const url = await mockOf(contract);
  for (const query of ['?e=', '?e', '?e=1', '']) expect((await fetch(`${url}/things${query}`)).status).toBe(200);
  expect((await fetch(`${url}/things?e=x`)).status).toBe(400);
});

it('headers that HTTP itself defines are not what a document says of them', async () => {
  const parameters = ['Accept', 'Content-Type', 'Authorization'].map((name) => {
    return { name, in: 'header', required: true, schema: { type: 'string', enum: ['never'] } };
  });
  const contract = oneOperation({ parameters }, { method: 'get' });
  expect((await judge(contract, () => ok)).problems).toEqual([]);
  expect((await fetch(`${await mockOf(contract)}/things`)).status).toBe(200);
  expect(contract.diagnostics.map(({ rule }) => rule)).toEqual(parameters.map(() => 'ignored-header'));
});

it('a list in a header may have blanks after its commas', async () => {
  const parameters = [{ name: 'X-Ids', in: 'header', required: true, schema: schemas['list of numbers'] }];
  const url = await mockOf(oneOperation({ parameters }, { method: 'get' }));
  for (const ids of ['1,2,3', '1,2, 3', '1 , 2'])
    expect((await fetch(`${url}/things`, { headers: { 'x-ids': ids } })).status).toBe(200);
  expect((await fetch(`${url}/things`, { headers: { 'x-ids': '1, b' } })).status).toBe(400);
});

it('a blank in a query is %20, and a plus is none', async () => {
  const parameters = [{ name: 'q', in: 'query', required: true, schema: { type: 'string', enum: ['a b', 'c+d'] } }];
  const contract = oneOperation({ parameters }, { method: 'get' });
  const right = judges(({ url }) => /\?(.*&)?q=(a%20b|c%2Bd|c\+d)(&.*)?$/.test(url));
  expect((await judge(contract, right)).problems).toEqual([]);
});

it('a parameter that is the whole query is read as its media type', async () => {
  const parameters = [
    { name: 'q', in: 'querystring', required: true, content: { 'application/json': { schema: limits } } },
  ];
  const contract = oneOperation({ parameters }, { method: 'get' });
  const right = judges(({ url }) => {
    try {
      const text = decodeURIComponent(url.split('?')[1] ?? '');
      return Number.isInteger((JSON.parse(text) as { limit?: unknown }).limit);
    } catch {
      return false;
    }
  });
  expect((await judge(contract, right)).problems).toEqual([]);
  expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
});
