/** What people do to tables, request lines, parameters and bodies: recovered where that is certain, reported always. */
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/contract/json-pointer.ts';
import { importTexts, modelPage, page, placedNames, property, told } from './odd-page.ts';

it('a page in which nothing is odd has nothing to report', () => {
  expect(importTexts({ page: page() }).diagnostics).toEqual([]);
});

describe('a table', () => {
  it('keeps both values of a cell with an unescaped pipe', () => {
    const imported = importTexts({ page: modelPage('|mode|string|false|none|Mode|方式 private|public|') });
    expect(property(imported, 'mode')).toMatchObject({ description: '方式 private|public', title: 'Mode' });
    expect(told(imported, 'unescaped-pipe')).toMatchObject([
      { line: 36, taken: 'the description "方式 private|public"' },
    ]);
  });

  it('finds the cell by what the other columns can hold', () => {
    const imported = importTexts({ page: modelPage('|mode|string|null|false|none|Mode|none|') });
    expect(property(imported, 'mode')).toMatchObject({ type: ['string', 'null'], title: 'Mode' });
    expect(told(imported, 'unescaped-pipe')).toMatchObject([{ taken: 'the type "string|null"' }]);
  });

  it('takes an escaped pipe for what it is', () => {
    const imported = importTexts({ page: modelPage('|mode|string|false|none|Mode|a \\| b c|') });
    expect(property(imported, 'mode')).toMatchObject({ description: 'a | b c' });
    expect(told(imported, 'unescaped-pipe')).toEqual([]);
  });

  it('gets back a row that a blank line has cut off', () => {
    const imported = importTexts({ page: modelPage('|a|string|true|none||none|\n\n\n|b|integer|true|none||none|') });
    expect(property(imported, 'b')).toMatchObject({ type: 'integer' });
    expect(told(imported, 'cut-table')).toMatchObject([{ line: 39 }]);
  });

  it('gets back a row that goes on in the next line', () => {
    const imported = importTexts({ page: modelPage('|a|string|true|none||one\ntwo|\n|b|integer|true|none||none|') });
    expect(property(imported, 'a')).toMatchObject({ description: 'one\ntwo' });
    expect(property(imported, 'b')).toMatchObject({ type: 'integer' });
    expect(told(imported, 'broken-row')).toMatchObject([{ line: 36 }]);
  });

  it('reads a row that stops short', () => {
    const imported = importTexts({ page: modelPage('|a|string|') });
    expect(property(imported, 'a')).toMatchObject({ type: 'string' });
    expect(told(imported, 'row-of-wrong-length')).toHaveLength(1);
  });

  it('reads False, 必填 and other words for what they say', () => {
    const imported = importTexts({
      page: modelPage('|a|string|False|none||none|\n|b|string|必填|none||none|\n|c|string|?|none||none|'),
    });
    expect(valueAt(imported.document, ['components', 'schemas', 'Thing', 'required'])).toEqual(['b']);
    expect(told(imported, 'odd-required').map(({ taken }) => taken)).toEqual(['optional', 'required', 'optional']);
  });

  it.each([
    ['int', { type: 'integer' }],
    ['Bool', { type: 'boolean' }],
    ['String', { type: 'string' }],
    ['string（email）', { type: 'string', format: 'email' }],
    ['List<int>', { type: 'array', items: { type: 'integer' } }],
  ])('reads the type %s', (type, schema) => {
    const imported = importTexts({ page: modelPage(`|a|${type}|true|none||none|`) });
    expect(property(imported, 'a')).toMatchObject(schema);
  });

  it('demands nothing of a value of the type json, and says so', () => {
    const imported = importTexts({ page: modelPage('|a|json|true|none||none|') });
    expect(property(imported, 'a')).not.toHaveProperty('type');
    expect(told(imported, 'odd-type')).toMatchObject([{ found: 'json', taken: 'any value' }]);
  });

  it('keeps a restriction in prose as a note', () => {
    const imported = importTexts({ page: modelPage('|a|integer|true|大于零||none|') });
    expect(property(imported, 'a')).toMatchObject({ 'x-restriction': '大于零' });
    expect(told(imported, 'prose-restriction')).toHaveLength(1);
  });

  it('is found under a heading that is glued to the next', () => {
    const imported = importTexts({ page: page().replace('## 返回结果', '## 返回结果### ') });
    expect(imported.contract.operations[0]?.responses).toHaveLength(1);
    expect(told(imported, 'glued-heading')).toHaveLength(1);
  });
});

describe('a request line', () => {
  it.each([
    ['Get /things/{id}', 'get', 'method-case'],
    ['  POST   /things/{id}  ', 'post', undefined],
    ['POST https://example.com/things/{id}', 'post', 'odd-path'],
    ['POST things/{id}', 'post', 'odd-path'],
    ['POST: /things/{id}', 'post', undefined],
    ['POST /things/:id', 'post', 'odd-path'],
  ] as const)('%s', (line, method, kind) => {
    const imported = importTexts({ page: page({ line }) });
    expect(imported.contract.operations).toMatchObject([{ method, path: '/things/{id}' }]);
    expect(imported.diagnostics.map(({ rule }) => rule)).toEqual(kind === undefined ? [] : [kind]);
  });

  it('that is none gives no operation', () => {
    expect(() => importTexts({ page: page({ line: 'see below' }) })).toThrow('has no operation');
  });

  it('without a method has one by what the page is about', () => {
    const imported = importTexts({ page: page({ line: '/things/{id}' }) });
    expect(imported.contract.operations).toMatchObject([{ method: 'post' }]);
    expect(told(imported, 'missing-method')).toMatchObject([{ line: 9 }]);
  });

  it('with a query gives its names to the parameters', () => {
    const imported = importTexts({ page: page({ line: 'GET /things/{id}?page=1&size=2' }) });
    expect(placedNames(imported)).toEqual(['path id', 'query page', 'query size']);
  });
});

describe('a parameter', () => {
  it('that is said to be in the path and is not is a query', () => {
    const rows = '|id|path|string| 是 ||none|\n|team|path|string| 是 ||none|';
    const imported = importTexts({ page: page({ parameters: rows }) });
    expect(placedNames(imported)).toEqual(['path id', 'query team']);
    expect(told(imported, 'not-in-path')).toMatchObject([{ line: 17, taken: 'a query parameter' }]);
  });

  it('of another name than the one template that has no row is the template', () => {
    const imported = importTexts({ page: page({ parameters: '|thing_id|path|integer| 是 ||none|' }) });
    expect(placedNames(imported)).toEqual(['path id']);
    expect(told(imported, 'not-in-path')).toMatchObject([{ taken: '{id} of the path' }]);
  });

  it('that has no row is made of its template', () => {
    const imported = importTexts({ page: page({ parameters: '|a|query|string| 否 ||none|' }) });
    expect(placedNames(imported)).toEqual(['query a', 'path id']);
    expect(told(imported, 'missing-path-parameter')).toMatchObject([{ line: 9 }]);
  });

  it('may have one name in the path and in the query', () => {
    const imported = importTexts({
      page: page({ parameters: '|id|path|string| 是 ||none|\n|id|query|string| 否 ||none|' }),
    });
    expect(placedNames(imported)).toEqual(['path id', 'query id']);
    expect(told(imported, 'name-twice')).toMatchObject([{ line: 17, taken: 'two parameters' }]);
  });

  it('stands where the line above its table says, where no column does', () => {
    const text = page().replace(
      /\|名称\|位置[\s\S]*?\n\n/,
      `Path 参数

|名称|类型|必选|中文名|说明|
|---|---|---|---|---|
|id|string|是||none|

Query 参数

|名称|类型|必选|中文名|说明|
|---|---|---|---|---|
|deep|boolean|否||none|

`,
    );
    const imported = importTexts({ page: text });
    expect(placedNames(imported)).toEqual(['path id', 'query deep']);
    expect(imported.diagnostics).toEqual([]);
  });
});

describe('a body', () => {
  const rows = '|id|path|string| 是 ||none|\n|body|body|object| 否 | NewThing|none|\n|» name|body|string| 是 ||none|';

  it('is demanded where members in it are', () => {
    const imported = importTexts({ page: page({ parameters: rows }) });
    expect(imported.contract.operations[0]?.body?.required).toBe(true);
    expect(told(imported, 'optional-body')).toMatchObject([{ line: 17, taken: 'a required body' }]);
  });

  it('on GET may be absent', () => {
    const imported = importTexts({ page: page({ line: 'GET /things/{id}', parameters: rows }) });
    expect(imported.contract.operations[0]?.body?.required).toBe(false);
    expect(told(imported, 'body-on-get')).toHaveLength(1);
  });

  it.each([
    ['{ "name": "x", }', 'bad-json', 'what it means: {"name":"x"}'],
    ['{ "name": True }', 'bad-json', 'what it means: {"name":true}'],
    ['{ "name": ', 'bad-json', 'nothing: it is left out'],
    ['{ "name": 1 }', 'example-contradicts', 'the table; the example is left out'],
  ] as const)('has an example %s', (text, kind, taken) => {
    const example = `\n${'```'}json title="Body请求参数"\n${text}\n${'```'}\n`;
    const imported = importTexts({ page: page({ parameters: rows, example }) });
    expect(told(imported, kind)).toMatchObject([{ taken }]);
  });
});

it('the headers of an answer are read from their table, and those of no answer are told', () => {
  const rest = `
### Response Headers

|Status|Header|Type|Format|Description|
|---|---|---|---|---|
|200|X-Left|integer|int32|how many are left|
|404|X-Gone|string||none|
`;
  const imported = importTexts({ page: page({ rest }) });
  expect(valueAt(imported.document, ['paths', '/things/{id}', 'post', 'responses', '200', 'headers'])).toEqual({
    'X-Left': {
      description: 'how many are left',
      'x-source': 'page.md:28',
      schema: { type: 'integer', format: 'int32' },
    },
  });
  expect(told(imported, 'odd-status')).toMatchObject([{ line: 29, found: '404' }]);
});

it('a row that a line of text has cut off is one of its table; one that has none is told', () => {
  const rows = '|a|string|true|none||none|\n\n注意：\n\n|b|integer|true|none||none|';
  const imported = importTexts({ page: modelPage(rows) });
  expect(property(imported, 'b')).toMatchObject({ type: 'integer' });
  expect(told(imported, 'cut-table')).toMatchObject([{ line: 40 }]);
  const lone = importTexts({ page: page({ rest: '\n## 其他\n\n|x|y|z|\n' }) });
  expect(told(lone, 'unread-table')).toMatchObject([{ found: '|x|y|z|' }]);
});

it('an unescaped pipe is in the title where what follows says nothing', () => {
  const imported = importTexts({ page: modelPage('|a|string|true|none|甲|乙|none|\n|b|string|true|none||甲|乙|') });
  expect(property(imported, 'a')).toMatchObject({ title: '甲|乙' });
  expect(property(imported, 'b')).toMatchObject({ description: '甲|乙' });
});

it('a second request line in one block is told', () => {
  const imported = importTexts({ page: page({ line: 'POST /things/{id}\nGET /others/{id}' }) });
  expect(told(imported, 'no-operation')).toMatchObject([{ line: 10, found: 'GET /others/{id}' }]);
});

it('structures without a status are those of the inline answers in their order', () => {
  const table = (name: string) =>
    `|名称|类型|必选|约束|中文名|说明|\n|---|---|---|---|---|---|\n|${name}|string|true|none||none|\n\n`;
  const answers = '|200|OK|成功|Inline|\n|400|Bad Request|失败|Inline|';
  const imported = importTexts({ page: page({ answers, rest: `\n## 返回数据结构\n\n${table('a')}${table('msg')}` }) });
  expect(imported.document).toMatchObject({
    components: { schemas: { PageResponse200: { required: ['a'] }, PageResponse400: { required: ['msg'] } } },
  });
  expect(told(imported, 'unplaced-structure')).toHaveLength(1);
});

it('a status with words beside it is that status', () => {
  const imported = importTexts({ page: page({ answers: '|200 OK|OK|成功|None|' }) });
  expect(imported.contract.operations[0]?.responses).toMatchObject([{ status: '200' }]);
  expect(told(imported, 'odd-status')).toHaveLength(1);
});

it('a header without its line, right below another table, begins a table', () => {
  const parameters =
    '|id|path|string| 是 ||none|\n\n|名称|位置|类型|必选|中文名|说明|\n|deep|query|boolean| 否 ||none|';
  const imported = importTexts({ page: page({ parameters }) });
  expect(placedNames(imported)).toEqual(['path id', 'query deep']);
  expect(told(imported, 'missing-delimiter')).toMatchObject([{ line: 18 }]);
});

it('a model below no heading is told', () => {
  const text = modelPage('|a|string|true|none||none|').replace('### Thing<a id="schemathing"></a>\n', '');
  expect(told(importTexts({ page: text }), 'unnamed-model')).toHaveLength(1);
});

it('an example in XML is left out with a word, and the one in JSON holds', () => {
  const fence = (language: string, text: string) => `\n> 200 Response\n\n${'```'}${language}\n${text}\n${'```'}\n`;
  const answers = `|200|OK|成功|string|`;
  const rest = `\n> 返回示例\n${fence('xml', '<a>x</a>')}${fence('json', '"hello"')}`;
  const imported = importTexts({ page: page({ answers, rest }) });
  const content = valueAt(imported.document, ['paths', '/things/{id}', 'post', 'responses', '200', 'content']);
  expect(content).toMatchObject({ 'application/json': { example: 'hello' } });
  expect(told(imported, 'other-language')).toHaveLength(1);
  expect(told(imported, 'bad-json')).toEqual([]);
});
