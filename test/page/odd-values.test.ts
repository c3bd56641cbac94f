/** Enumerations, in tables and in prose, whose values do not go with their fields. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/contract/json-pointer.ts';
import { readProse } from '../../src/page/text/read-prose.ts';
import { verify } from '../../src/verify/verify.ts';
import { importTexts, modelPage, page, property, told } from './odd-page.ts';

const enumPage = (rows: string, values: string) =>
  modelPage(`${rows}\n\n#### 枚举值\n\n|属性|值|\n|---|---|\n${values}`);

describe('an enumeration', () => {
  it('has only values of its type, and says what it leaves out', () => {
    const imported = importTexts({
      page: enumPage(
        '|b|boolean|true|none||none|\n|n|integer¦null|true|none||none|',
        '|b|True|\n|b|开|\n|n|1|\n|n|two|',
      ),
    });
    expect(property(imported, 'b')).toMatchObject({ enum: [true] });
    expect(property(imported, 'n')).toMatchObject({ enum: [1, null] });
    expect(told(imported, 'odd-value').map(({ line, found }) => [line, found])).toEqual([
      [36, 'b: 开'],
      [37, 'n: two'],
    ]);
  });

  it('is that of the plain text where an address has the same name', () => {
    const rows = '|to|string(email)|true|none||none|\n|way|object|true|none||none|\n|» to|string|true|none||none|';
    const imported = importTexts({ page: enumPage(rows, '|to|all|\n|to|none at all|') });
    expect(property(imported, 'to')).not.toHaveProperty('enum');
    expect(property(imported, 'way')).toMatchObject({ properties: { to: { enum: ['all', 'none at all'] } } });
    expect(told(imported, 'shared-enumeration')).toHaveLength(1);
  });

  it('with an unescaped pipe in a value keeps all of it, and says so', () => {
    const imported = importTexts({ page: enumPage('|a|string|true|none||none|', '|a|x|y|\n|a|z|') });
    expect(property(imported, 'a')).toMatchObject({ enum: ['x|y', 'z'] });
    expect(told(imported, 'unescaped-pipe')).toMatchObject([{ line: 42, taken: 'the value "x|y"' }]);
  });
});

describe('prose', () => {
  it.each([
    ['string', '执行 cat a | grep b'],
    ['string(date)', '取值 on|off'],
    ['string', '命名空间，如 default|kube'],
    ['integer', '例如 60：一分钟，120：两分钟'],
    ['string', "Payment method. Must be one of your account's active methods."],
    ['string', 'One of these, or none.'],
    ['string', 'Any one of the first, second or third kind, whichever comes first'],
    ['string', 'processing：处理中    completed  完成  error:失败'],
    ['integer', '端口 80：网页；见第2：说明'],
    ['string', 'Allowed values are listed in the console'],
  ])('of %s: %s is no list of all values', (type, prose) => {
    const imported = importTexts({ page: modelPage(`|a|${type}|true|none||${prose}|`) });
    expect(property(imported, 'a')).not.toHaveProperty('x-expected');
  });

  it.each([
    ['integer', '1为开启，0为关闭', [1, 0]],
    ['string', '可选值有：asc（升序）、desc（降序）', ['asc', 'desc']],
    ['string', '方式 on | off | auto', ['on', 'off', 'auto']],
    ['integer', '1 | 2', [1, 2]],
    ['integer', '类型（０：关闭，１：开启；２：未知）', [0, 1, 2]],
    ['integer', '0:正常 1:删除 2:拉黑3:对方拉黑4:异常', [0, 1, 2, 3, 4]],
    ['string', 'One of red, green or blue.', ['red', 'green', 'blue']],
    ['string', 'One of the following values: red, green', ['red', 'green']],
    ['string', '可选值：tcp或udp', ['tcp', 'udp']],
  ])('of %s: %s is one', (type, prose, values) => {
    const imported = importTexts({ page: modelPage(`|a|${type}|true|none||${prose}|`) });
    expect(property(imported, 'a')).toMatchObject({ 'x-expected': { enum: values } });
  });
});

it('a sentence that lists nothing is no list, whatever its words', () => {
  const word = fc.constantFrom(
    ...'must be one of your the account users active methods value allowed values is set or and default id'.split(' '),
  );
  const sentence = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => `${words.join(' ')}.`);
  fc.assert(
    fc.property(sentence, (text) => {
      // Three words with a mark between each two are a list to any reader.
      fc.pre(!/(?:one of|allowed values)(?: (?:the following|values))* \S+(?: (?:or|and) \S+)+\.$/.test(text));
      expect(readProse(text, 'string')).toBeUndefined();
    }),
    { numRuns: 2000, seed: 3 },
  );
});

it('a member has the name of what every object has, and may be absent', () => {
  const imported = importTexts({
    page: modelPage('|constructor|string|false|none||none|\n|toString|integer|false|none||none|'),
  });
  expect(told(imported, 'example-contradicts')).toEqual([]);
});

describe('a model that requires itself', () => {
  it('does so by members that are read as optional, and says so', async () => {
    const imported = importTexts({
      page: modelPage(
        '|name|string|true|none||none|\n|parent|[Thing](#schemathing)|true|none||none|\n|children|[[Thing](#schemathing)]|true|none||none|',
      ),
    });
    expect(valueAt(imported.document, ['components', 'schemas', 'Thing', 'required'])).toEqual(['name', 'children']);
    expect(told(imported, 'endless-model')).toMatchObject([{ line: 37, taken: 'optional' }]);
    const { problems, coverage } = await verify({
      contract: imported.contract,
      target: () => Promise.resolve(Response.json({ name: 'a', children: [] })),
      depth: 'quick',
    });
    expect(problems).toEqual([]);
    expect(coverage.covered).toBeGreaterThan(0);
  });

  it('by way of another is told at each member of the circle, and nowhere beside it', () => {
    const other = (name: string, rows: string) =>
      `\n### ${name}<a id="schema${name.toLowerCase()}"></a>\n\n### 属性\n\n|名称|类型|必选|约束|中文名|说明|\n|---|---|---|---|---|---|\n${rows}\n`;
    const imported = importTexts({
      page:
        modelPage('|other|[Other](#schemaother)|true|none||none|\n|leaf|[Leaf](#schemaleaf)|true|none||none|') +
        other('Other', '|back|object|true|none||none|\n|» thing|[Thing](#schemathing)|true|none||none|') +
        other('Leaf', '|id|integer|true|none||none|'),
    });
    expect(told(imported, 'endless-model').map(({ found }) => found)).toEqual([
      'other (required): Thing needs Other without end',
      'thing (required): Other needs Thing without end',
    ]);
    expect(valueAt(imported.document, ['components', 'schemas', 'Thing', 'required'])).toEqual(['leaf']);
  });
});

it('alternatives that a discriminator tells apart may overlap, and the page is told of', () => {
  const branch = (label: string, name: string) =>
    `${label}\n\n|名称|类型|必选|约束|中文名|说明|\n|---|---|---|---|---|---|\n|*anonymous*|object|false|none||none|\n|» ${name}|string|true|none||none|`;
  const rows = `|kind|string|true|none||none|\n\n${branch('oneOf - discriminator: kind', 'a')}\n\n${branch('xor', 'b')}`;
  const imported = importTexts({ page: modelPage(rows) });
  const thing = valueAt(imported.document, ['components', 'schemas', 'Thing']) as { anyOf: unknown[] };
  expect(thing).not.toHaveProperty('oneOf');
  expect(thing.anyOf).toMatchObject([{ required: ['a'] }, { required: ['b'] }]);
  expect(told(imported, 'discriminator')).toMatchObject([{ line: 38, found: 'oneOf - discriminator: kind' }]);
});

it('an inline answer without a structure may be anything, also nothing', async () => {
  const { contract } = importTexts({ page: page({ answers: '|200|OK|成功|Inline|' }) });
  for (const answer of [new Response(null), new Response('text'), Response.json([1])]) {
    const { problems } = await verify({ contract, target: () => Promise.resolve(answer.clone()), depth: 'quick' });
    expect(problems).toEqual([]);
  }
});

it('a body on GET may be read, ignored or refused', async () => {
  const parameters = '|id|path|string| 是 ||none|\n|body|body|object| 否 ||none|\n|» size|body|integer| 是 ||none|';
  const { contract } = importTexts({ page: page({ line: 'GET /things/{id}', parameters }) });
  for (const status of [200, 400]) {
    const target = ({ headers }: Request) =>
      Promise.resolve(new Response(null, { status: headers.has('content-type') ? status : 200 }));
    const { problems } = await verify({ contract, target });
    expect(problems).toEqual([]);
  }
});
