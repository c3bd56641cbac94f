/** What people do to pages: recovered where that is certain, reported always. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnomalyKind } from '../../src/page/anomaly-kind.ts';
import { importPages, type ImportedPages } from '../../src/page/import-pages.ts';
import { valueAt } from '../../src/contract/json-pointer.ts';
import { makeFolder } from '../cli/write-contract.ts';

/** Imports pages by their names. */
function importTexts(texts: Readonly<Record<string, string>>): ImportedPages {
  const folder = makeFolder();
  const files = Object.entries(texts).map(([name, text]) => {
    const file = join(folder, `${name}.md`);
    writeFileSync(file, text);
    return file;
  });
  return importPages(files);
}

interface PageParts {
  line?: string;
  parameters?: string;
  example?: string;
  answers?: string;
  rest?: string;
}

/** A page of one operation; line 9 is its request line. */
function page({ line = 'POST /things/{id}', parameters, example = '', answers, rest = '' }: PageParts = {}): string {
  return `---
title: 东西
---

## 基本信息

新建东西
${'```'}json title="请求路径"
${line}
${'```'}
${example}
## 请求参数

|名称|位置|类型|必选|中文名|说明|
|---|---|---|---|---|---|
${parameters ?? '|id|path|string| 是 ||none|'}

## 返回结果

|状态码|状态码含义|说明|数据模型|
|---|---|---|---|
${answers ?? '|200|OK|成功|None|'}
${rest}`;
}

/** A page with one model of these rows. */
function modelPage(rows: string, example = '{}'): string {
  return page({
    answers: '|200|OK|成功|[Thing](#schemathing)|',
    rest: `
## 模型

### Thing<a id="schemathing"></a>

${'```'}json
${example}
${'```'}

### 属性

|名称|类型|必选|约束|中文名|说明|
|---|---|---|---|---|---|
${rows}
`,
  });
}

function told(imported: ImportedPages, kind: AnomalyKind): { line: number; read: string; assumed: string }[] {
  return imported.anomalies
    .filter((anomaly) => anomaly.kind === kind)
    .map(({ line, read, assumed }) => ({ line, read, assumed }));
}

function property(imported: ImportedPages, name: string, schema = 'Thing'): unknown {
  return valueAt(imported.document, ['components', 'schemas', schema, 'properties', name]);
}

function parameters({ contract }: ImportedPages): string[] {
  return contract.operations[0]?.parameters.map(({ name, in: place }) => `${place} ${name}`) ?? [];
}

it('a page in which nothing is odd has nothing to report', () => {
  expect(importTexts({ page: page() }).anomalies).toEqual([]);
});

describe('a table', () => {
  it('keeps both values of a cell with an unescaped pipe', () => {
    const imported = importTexts({ page: modelPage('|mode|string|false|none|Mode|方式 private|public|') });
    expect(property(imported, 'mode')).toMatchObject({ description: '方式 private|public', title: 'Mode' });
    expect(told(imported, 'unescaped-pipe')).toMatchObject([
      { line: 36, assumed: 'the description "方式 private|public"' },
    ]);
  });

  it('finds the cell by what the other columns can hold', () => {
    const imported = importTexts({ page: modelPage('|mode|string|null|false|none|Mode|none|') });
    expect(property(imported, 'mode')).toMatchObject({ type: ['string', 'null'], title: 'Mode' });
    expect(told(imported, 'unescaped-pipe')).toMatchObject([{ assumed: 'the type "string|null"' }]);
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
    expect(told(imported, 'odd-required').map(({ assumed }) => assumed)).toEqual(['optional', 'required', 'optional']);
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
    expect(told(imported, 'odd-type')).toMatchObject([{ read: 'json', assumed: 'any value' }]);
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
    expect(imported.anomalies.map((anomaly) => anomaly.kind)).toEqual(kind === undefined ? [] : [kind]);
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
    expect(parameters(imported)).toEqual(['path id', 'query page', 'query size']);
  });
});

describe('a parameter', () => {
  it('that is said to be in the path and is not is a query', () => {
    const rows = '|id|path|string| 是 ||none|\n|team|path|string| 是 ||none|';
    const imported = importTexts({ page: page({ parameters: rows }) });
    expect(parameters(imported)).toEqual(['path id', 'query team']);
    expect(told(imported, 'not-in-path')).toMatchObject([{ line: 17, assumed: 'a query parameter' }]);
  });

  it('of another name than the one template that has no row is the template', () => {
    const imported = importTexts({ page: page({ parameters: '|thing_id|path|integer| 是 ||none|' }) });
    expect(parameters(imported)).toEqual(['path id']);
    expect(told(imported, 'not-in-path')).toMatchObject([{ assumed: '{id} of the path' }]);
  });

  it('that has no row is made of its template', () => {
    const imported = importTexts({ page: page({ parameters: '|a|query|string| 否 ||none|' }) });
    expect(parameters(imported)).toEqual(['query a', 'path id']);
    expect(told(imported, 'missing-path-parameter')).toMatchObject([{ line: 9 }]);
  });

  it('may have one name in the path and in the query', () => {
    const imported = importTexts({
      page: page({ parameters: '|id|path|string| 是 ||none|\n|id|query|string| 否 ||none|' }),
    });
    expect(parameters(imported)).toEqual(['path id', 'query id']);
    expect(told(imported, 'name-twice')).toMatchObject([{ line: 17, assumed: 'two parameters' }]);
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
    expect(parameters(imported)).toEqual(['path id', 'query deep']);
    expect(imported.anomalies).toEqual([]);
  });
});

describe('a body', () => {
  const rows = '|id|path|string| 是 ||none|\n|body|body|object| 否 | NewThing|none|\n|» name|body|string| 是 ||none|';

  it('is demanded where members in it are', () => {
    const imported = importTexts({ page: page({ parameters: rows }) });
    expect(imported.contract.operations[0]?.body?.required).toBe(true);
    expect(told(imported, 'optional-body')).toMatchObject([{ line: 17, assumed: 'a required body' }]);
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
  ] as const)('has an example %s', (text, kind, assumed) => {
    const example = `\n${'```'}json title="Body请求参数"\n${text}\n${'```'}\n`;
    const imported = importTexts({ page: page({ parameters: rows, example }) });
    expect(told(imported, kind)).toMatchObject([{ assumed }]);
  });
});

describe('a reference', () => {
  const to = (reference: string) => page({ answers: `|200|OK|成功|${reference}|`, rest: '' });
  const thing =
    '\n### Thing\n\n### 属性\n\n|名称|类型|必选|约束|中文名|说明|\n|---|---|---|---|---|---|\n|a|string|true|none||none|\n';

  it('to nothing leaves the value open, and keeps its name', () => {
    const imported = importTexts({ page: to('[Fail](#schemafail)') });
    expect(imported.contract.schemas.get('Fail')?.schema).toMatchObject({ 'x-undefined': true });
    expect(told(imported, 'undefined-reference')).toMatchObject([{ line: 22, assumed: 'any value' }]);
  });

  it('to a model that another page has is that one', () => {
    const imported = importTexts({
      one: to('[Thing](./other.md#thing)'),
      other: `${page({ line: 'GET /other/{id}' })}\n## 模型\n${thing}`,
    });
    expect(property(imported, 'a')).toMatchObject({ type: 'string' });
    expect(told(imported, 'other-page-reference')).toHaveLength(1);
  });

  it('goes by its anchor where its name and the heading differ', () => {
    const text = `${to('[Something](#schemathing)')}\n## 模型\n${thing.replace('Thing', 'Thing<a id="schemathing"></a>')}`;
    const imported = importTexts({ page: text });
    expect(imported.contract.operations[0]?.responses[0]?.contents[0]?.node?.pointer).toBe('/components/schemas/Thing');
    expect(told(imported, 'inexact-reference')).toHaveLength(1);
  });

  it('tells two models of one name on a page apart by anchor', () => {
    const text = `${to('[Thing](#thing-1)')}\n## 模型\n${thing}${thing.replace('|a|', '|b|')}`;
    const imported = importTexts({ page: text });
    const pointer = imported.contract.operations[0]?.responses[0]?.contents[0]?.node?.pointer;
    expect(pointer).toBe('/components/schemas/Thing_page');
    expect(property(imported, 'b', 'Thing_page')).toBeDefined();
    expect(told(imported, 'model-twice')).toHaveLength(1);
  });

  it('missing altogether is the one model that nothing names', () => {
    const imported = importTexts({ page: `${to('')}\n## 模型\n${thing}` });
    expect(imported.contract.operations[0]?.responses[0]?.contents[0]?.node?.pointer).toBe('/components/schemas/Thing');
    expect(told(imported, 'unused-model')).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('whose status and meaning differ keeps its status', () => {
    const imported = importTexts({ page: page({ answers: '|204|OK|成功|None|' }) });
    expect(told(imported, 'status-meaning')).toMatchObject([{ read: '204 OK' }]);
  });

  it('that is inline without a structure is any answer', () => {
    const imported = importTexts({ page: page({ answers: '|200|OK|成功|Inline|' }) });
    expect(told(imported, 'no-structure')).toHaveLength(1);
  });

  it('with a status that is none is left out', () => {
    const imported = importTexts({ page: page({ answers: '|200|OK|成功|None|\n|2oo|OK|成功|None|' }) });
    expect(imported.contract.operations[0]?.responses).toHaveLength(1);
    expect(told(imported, 'odd-status')).toHaveLength(1);
  });

  it('that is documented twice may be either', () => {
    const imported = importTexts({ page: page({ answers: '|200|OK|成功|string|\n|200|OK|也成功|integer|' }) });
    expect(imported.contract.operations[0]?.responses[0]?.contents[0]?.node?.schema).toMatchObject({
      anyOf: [{ type: 'string' }, { type: 'integer' }],
    });
    expect(told(imported, 'status-twice')).toHaveLength(1);
  });
});

describe('prose', () => {
  it.each([
    ['string', '状态 0：编辑中 1:启用 2：停用 3:维护中', ['0', '1', '2', '3']],
    ['integer', '0-否，1-是', [0, 1]],
    ['string', '范围private|public', ['private', 'public']],
    ['string', 'running:运行中，closed:已关闭', ['running', 'closed']],
    ['string', '可选值：fast、slow', ['fast', 'slow']],
    ['[string]', '可选值：fast、slow', ['fast', 'slow']],
  ])('of %s: %s lists what is expected and demands nothing', (type, prose, values) => {
    const imported = importTexts({ page: modelPage(`|a|${type}|true|none||${prose}|`) });
    const schema = property(imported, 'a') as Record<string, unknown>;
    const member = (schema['items'] ?? schema) as Record<string, unknown>;
    expect(member).toMatchObject({ 'x-expected': { enum: values } });
    expect(member).not.toHaveProperty('enum');
    expect(told(imported, 'prose-enumeration')).toHaveLength(1);
  });

  it.each(['见 http://example.com/a|b c', '时间 10:30', '第1步、第2步', 'a/b 或者 c', '端口号', '默认：1'])(
    'that lists no values is left alone: %s',
    (prose) => {
      const imported = importTexts({ page: modelPage(`|a|string|true|none||${prose}|`) });
      expect(property(imported, 'a')).not.toHaveProperty('x-expected');
    },
  );

  it('with a limit in it is expected to hold', () => {
    const imported = importTexts({ page: modelPage('|a|string|true|none||最长64个字符|') });
    expect(property(imported, 'a')).toMatchObject({ 'x-expected': { maxLength: 64 } });
  });

  it('with look-alike characters is kept and told', () => {
    const imported = importTexts({ page: modelPage('|a|string|true|none||格⼦|') });
    expect(property(imported, 'a')).toMatchObject({ description: '格⼦' });
    expect(told(imported, 'odd-character')).toMatchObject([{ line: 36 }]);
  });

  it('of an answer is expected of the request member of its name', () => {
    const rows =
      '|id|path|string| 是 ||none|\n|body|body|object| 是 | NewThing|none|\n|» level|body|integer| 否 ||none|';
    const text = modelPage('|level|string|true|none||0：低 1：高|').replace('|id|path|string| 是 ||none|', rows);
    const imported = importTexts({ page: text });
    expect(property(imported, 'level', 'NewThing')).toMatchObject({ type: 'integer', 'x-expected': { enum: [0, 1] } });
    expect(told(imported, 'expected-from-answer')).toHaveLength(1);
  });
});

it('a sample that is cut short shows a limit', () => {
  const imported = importTexts({ page: modelPage('|a|string|true|none||none|', '{ "a": "st" }') });
  expect(property(imported, 'a')).toMatchObject({ 'x-expected': { maxLength: 2 } });
  expect(told(imported, 'length-trace')).toMatchObject([{ read: 'a: "st"' }]);
});

describe('several pages', () => {
  it('with equal models of one name have one schema', () => {
    const rows = '|a|string|true|none||none|';
    const imported = importTexts({ one: modelPage(rows), two: modelPage(rows).replace('/things/', '/others/') });
    expect([...imported.contract.schemas.keys()]).toEqual(['Thing']);
  });

  it('with different models of one name have two, whatever the order of the pages', () => {
    const one = modelPage('|a|string|true|none||none|');
    const two = modelPage('|a|integer|true|none||none|').replace('/things/', '/others/');
    const imported = importTexts({ one, two });
    expect([...imported.contract.schemas.keys()]).toEqual(['Thing', 'Thing_two']);
    expect(told(imported, 'models-differ')).toHaveLength(1);
    expect(told(imported, 'types-differ')).toHaveLength(1);
    const turned = importTexts({ two, one });
    expect(property(turned, 'a', 'Thing_two')).toMatchObject({ type: 'integer' });
  });

  it('with one operation keep the first', () => {
    const imported = importTexts({ one: page(), two: page() });
    expect(imported.contract.operations).toHaveLength(1);
    expect(told(imported, 'operation-twice')).toHaveLength(1);
    expect(told(imported, 'title-twice')).toHaveLength(1);
  });

  it('of which one has no operation give the contract of the others', () => {
    const imported = importTexts({ one: page(), empty: '# nothing here\n' });
    expect(imported.contract.operations).toHaveLength(1);
    expect(told(imported, 'no-operation')).toHaveLength(1);
  });
});
