/** Forms, in one line and in parts, as their encoding says. */
import { describe, expect, it } from 'vitest';
import { splitParts } from '../../src/http/value/multipart.ts';
import { judge, judgeAt, mockOf, oneOperation, takes, type Call, type Reply } from './wire-kit.ts';

const ok: Reply = { status: 200 };
const no: Reply = { status: 400 };

function readSize(call: Call): { n?: unknown } | undefined {
  try {
    const value = JSON.parse(call.text) as { n?: unknown };
    return Number.isInteger(value.n) ? value : undefined;
  } catch {
    return undefined;
  }
}

describe('a form in parts whose encoding names styles and headers', () => {
  const properties = {
    name: { type: 'string' },
    tags: { type: 'array', items: { type: 'integer' } },
    words: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' } },
    filter: { type: 'object', properties: { size: { type: 'integer' } }, additionalProperties: false },
    page: { type: 'object', properties: { limit: { type: 'integer' } }, additionalProperties: false },
    file: { type: 'string', format: 'binary' },
  };
  const schema = { type: 'object', required: ['name', 'file'], properties, additionalProperties: false };
  const encoding = {
    tags: { style: 'form', explode: false },
    words: { style: 'pipeDelimited' },
    filter: { style: 'deepObject', explode: true },
    page: { style: 'form' },
    file: {
      contentType: 'image/png',
      headers: {
        'X-Count': { required: true, schema: { type: 'integer', minimum: 7 } },
        'X-Ids': { schema: { type: 'array', items: { type: 'integer' } } },
        'Content-Type': { schema: { type: 'boolean' } },
      },
    },
  };
  const contract = oneOperation(takes('multipart/form-data', { schema, encoding }));

  const readParts = (call: Call): Reply => {
    const parts = splitParts(call.bytes.toString('latin1'), call.headers['content-type'] ?? '');
    const all = (name: string) => (parts ?? []).filter((part) => part.name === name);
    const list = (name: string, item: RegExp) =>
      all(name).length < 2 && all(name).every(({ bytes }) => bytes === '' || item.test(bytes));
    const [file] = all('file');
    const known = /^(name|tags|words|filter\[size\]|limit|file)$/;
    const right =
      parts?.every(({ name }) => known.test(name)) === true &&
      all('name').length === 1 &&
      list('tags', /^-?\d+(,-?\d+)*$/) &&
      list('words', /^[a-z]+(\|[a-z]+)*$/) &&
      all('filter[size]').every(({ bytes }) => /^-?\d+$/.test(bytes)) &&
      all('limit').every(({ bytes }) => /^-?\d+$/.test(bytes)) &&
      file?.contentType === 'image/png' &&
      Number(file.headers?.get('x-count')) >= 7 &&
      /^\d+(,\d+)*$|^$/.test(file.headers?.get('x-ids') ?? '');
    return right ? ok : no;
  };

  it('is sent so', async () => {
    const seen = new Set<string>();
    const { problems } = await judge(contract, (call) => {
      for (const { name } of splitParts(call.bytes.toString('latin1'), call.headers['content-type'] ?? '') ?? [])
        seen.add(name);
      return readParts(call);
    });
    expect(problems).toEqual([]);
    expect([...seen]).toEqual(expect.arrayContaining(['tags', 'words', 'filter[size]', 'limit', 'file']));
    expect((await judge(contract, () => ok)).problems.join()).toMatch(/^accepted-invalid/);
  });

  it('is read so by the mock', async () => {
    const url = await mockOf(contract);
    const send = async (fields: [string, string][], head = 'X-Count: 7'): Promise<number> => {
      const parts = fields.map(
        ([name, text]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
      );
      const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n${head}\r\n\r\na\r\n`;
      const body = `${parts.join('')}${file}--b--\r\n`;
      const headers = { 'content-type': 'multipart/form-data; boundary=b' };
      return (await fetch(`${url}/things`, { method: 'POST', headers, body })).status;
    };
    expect(
      await send([
        ['name', 'a'],
        ['tags', '1,2'],
        ['words', 'a|b'],
        ['filter[size]', '3'],
        ['limit', '4'],
      ]),
    ).toBe(200);
    expect(
      await send([
        ['name', 'a'],
        ['tags', '1,b'],
      ]),
    ).toBe(400);
    expect(
      await send([
        ['name', 'a'],
        ['words', 'a b'],
      ]),
    ).toBe(400);
    expect(
      await send([
        ['name', 'a'],
        ['filter[size]', 'x'],
      ]),
    ).toBe(400);
    expect(
      await send([
        ['name', 'a'],
        ['limit', 'x'],
      ]),
    ).toBe(400);
    expect(await send([['name', 'a']], 'X-Other: 7')).toBe(400);
    expect(await send([['name', 'a']], 'x-count: 6')).toBe(400);
    expect(await send([['name', 'a']], 'x-count: 8\r\nX-Ids: 1, b')).toBe(400);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

it.each([
  ['spaceDelimited', /^words=[a-z]+((\+|%20)[a-z]+)*$/],
  ['pipeDelimited', /^words=[a-z]+((%7C|\|)[a-z]+)*$/],
  ['form', /^words=[a-z]+((,|%2C)[a-z]+)*$/],
])('a list of the style %s in a form is encoded once', async (style, written) => {
  const words = { type: 'array', minItems: 2, items: { type: 'string', pattern: '^[a-z]+$' } };
  const schema = { type: 'object', required: ['words'], properties: { words }, additionalProperties: false };
  const encoding = { words: { style, explode: false } };
  const contract = oneOperation(takes('application/x-www-form-urlencoded', { schema, encoding }));
  const right = (call: Call): Reply => (written.test(call.text) && /[^=a-z]/.test(call.text.slice(6)) ? ok : no);
  expect((await judge(contract, right)).problems).toEqual([]);
  expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
});

describe('a form', () => {
  const schema = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      tags: { type: 'array', items: { type: 'integer' } },
      filter: { type: 'object', properties: { size: { type: 'integer' } }, additionalProperties: false },
      meta: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
    },
  };
  const encoding = { tags: { explode: false }, filter: { style: 'deepObject', explode: true } };
  const contract = oneOperation(takes('application/x-www-form-urlencoded', { schema, encoding }));

  it('is written and read in the styles of its encoding', async () => {
    const right = (call: Call): Reply => {
      const form = new URLSearchParams(call.text);
      if (!form.has('name') || form.has('filter')) return no;
      const tags = form.get('tags');
      if (form.getAll('tags').length > 1 || (tags !== null && tags !== '' && !/^-?\d+(,-?\d+)*$/.test(tags))) return no;
      const inner = form.get('filter[size]');
      if (inner !== null && !/^-?\d+$/.test(inner)) return no;
      if ([...form.keys()].some((key) => key.startsWith('filter[') && key !== 'filter[size]')) return no;
      const meta = form.get('meta');
      return meta === null || readSize({ ...call, text: meta }) ? ok : no;
    };
    expect((await judge(contract, right)).problems).toEqual([]);
    const url = await mockOf(contract);
    const send = async (body: string): Promise<number> =>
      (await fetch(`${url}/things`, { method: 'POST', body: new URLSearchParams(body) })).status;
    expect(await send('name=a&tags=1,2&filter[size]=3&meta={"n":1}')).toBe(200);
    expect(await send('name=a&filter[size]=big')).toBe(400);
    expect(await send('name=a&tags=1,b')).toBe(400);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });

  it('that is optional may be no body at all, whatever its members', async () => {
    const optional = oneOperation(takes('application/x-www-form-urlencoded', { schema }, {}));
    const right = (call: Call): Reply =>
      call.bytes.length === 0 || new URLSearchParams(call.text).has('name') ? ok : no;
    const { problems } = await judge(optional, (call) => {
      const meta = new URLSearchParams(call.text);
      const tags = meta.getAll('tags').every((each) => /^-?\d+$/.test(each));
      const json = (name: string) => meta.getAll(name).every((each) => each.startsWith('{'));
      if (!tags || !json('meta') || !json('filter')) return no;
      for (const each of meta.getAll('meta')) if (!readSize({ ...call, text: each })) return no;
      for (const each of meta.getAll('filter')) {
        const { size: wanted = 1, ...rest } = JSON.parse(each) as Record<string, unknown>;
        if (!Number.isInteger(wanted) || Object.keys(rest).length > 0) return no;
      }
      return right(call);
    });
    expect(problems).toEqual([]);
  });
});
