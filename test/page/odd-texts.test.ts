/** What people do to references, answers, prose and sets of pages: recovered where that is certain, reported always. */
import { describe, expect, it } from 'vitest';
import { importTexts, modelPage, page, property, told } from './odd-page.ts';

describe('a reference', () => {
  const to = (reference: string) => page({ answers: `|200|OK|成功|${reference}|`, rest: '' });
  const thing =
    '\n### Thing\n\n### 属性\n\n|名称|类型|必选|约束|中文名|说明|\n|---|---|---|---|---|---|\n|a|string|true|none||none|\n';

  it('to nothing leaves the value open, and keeps its name', () => {
    const imported = importTexts({ page: to('[Fail](#schemafail)') });
    expect(imported.contract.schemas.get('Fail')?.schema).toMatchObject({ 'x-undefined': true });
    expect(told(imported, 'undefined-reference')).toMatchObject([{ line: 22, taken: 'any value' }]);
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

describe('a model', () => {
  const table =
    '\n\n### 属性\n\n|名称|类型|必选|约束|中文名|说明|\n|---|---|---|---|---|---|\n|a|string|true|none||none|\n';

  it('may be called as a section is', () => {
    const text = `${page({ answers: '|200|OK|成功|[Response](#response)|' })}\n## 模型\n\n### Response${table}`;
    const imported = importTexts({ page: text });
    expect(property(imported, 'a', 'Response')).toMatchObject({ type: 'string' });
    expect(imported.diagnostics).toEqual([]);
  });

  it('stands below its operation, on a page of several', () => {
    const first = page({ answers: '|200|OK|成功|[Kept](#kept)|' }).replace('## 基本信息', '## 保留');
    const second = page({ line: 'GET /things/{id}', answers: '|200|OK|成功||' }).replace('## 基本信息', '## 查询');
    const text = `${first}\n## 模型\n\n### Kept${table}\n${second}\n### Found${table.replace('|a|', '|b|')}`;
    const imported = importTexts({ page: text });
    expect(imported.contract.operations.map(({ summary }) => summary)).toEqual(['查询', '保留']);
    expect(told(imported, 'unused-model')).toMatchObject([{ taken: expect.stringContaining('Found') as string }]);
  });
});

describe('an answer', () => {
  it('whose status and meaning differ keeps its status', () => {
    const imported = importTexts({ page: page({ answers: '|204|OK|成功|None|' }) });
    expect(told(imported, 'status-meaning')).toMatchObject([{ found: '204 OK' }]);
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

it('the name of a type in place of a value contradicts nothing', () => {
  const rows = '|a|integer|true|none||none|\n|b|boolean|true|none||none|\n|c|integer|true|none||none|';
  const imported = importTexts({ page: modelPage(rows, '{ "a": "int", "b": "bool", "c": "seven" }') });
  expect(told(imported, 'placeholder-type').map(({ found }) => found)).toEqual(['a: "int"', 'b: "bool"']);
  expect(told(imported, 'example-contradicts')).toHaveLength(1);
});

it('a model that is called as its section, and referred to by its anchor, is what the table below says', () => {
  const parameters = '|id|path|string| 是 ||none|\n|body|body|[请求模型](#req_post_port)| 是 ||none|';
  const rest =
    '\n#### 模型<a id="req_post_port"></a>\n\n```json\n{ "port": 1 }\n```\n\n#### 属性\n\n|名称|类型|必选|约束|中文名|说明|\n|---|---|---|---|---|---|\n|port|integer|true|none||none|\n';
  const imported = importTexts({ page: page({ parameters, rest }) });
  expect(told(imported, 'undefined-reference')).toEqual([]);
  const node = imported.contract.operations[0]?.body?.contents[0]?.node;
  expect(node?.schema).toMatchObject({ required: ['port'] });
});

it('a sample that is cut short shows a limit', () => {
  const imported = importTexts({ page: modelPage('|a|string|true|none||none|', '{ "a": "st" }') });
  expect(property(imported, 'a')).toMatchObject({ 'x-expected': { maxLength: 2 } });
  expect(told(imported, 'length-trace')).toMatchObject([{ found: 'a: "st"' }]);
});

describe('several pages', () => {
  it('with equal models of one name have one schema', () => {
    const rows = '|a|string|true|none||none|';
    const imported = importTexts({ one: modelPage(rows), two: modelPage(rows).replace('/things/', '/others/') });
    expect([...imported.contract.schemas.keys()]).toEqual(['Thing']);
  });

  it('with equal rows that refer to different models have two schemas', () => {
    const pageOf = (type: string) => {
      const item = modelPage(`|a|${type}|true|none||none|`).split('### Thing')[1]?.replaceAll('thing', 'item');
      return `${modelPage('|items|[[Item](#schemaitem)]|true|none||none|')}\n### Item${item}`;
    };
    const imported = importTexts({ one: pageOf('string'), two: pageOf('integer').replace('/things/', '/others/') });
    expect(property(imported, 'items', 'Thing')).toMatchObject({ items: { $ref: '#/components/schemas/Item' } });
    expect(property(imported, 'items', 'Thing_two')).toMatchObject({
      items: { $ref: '#/components/schemas/Item_two' },
    });
    expect(told(imported, 'models-differ')).toHaveLength(2);
  });

  it('with equal models are written alike, whatever the order of the pages', () => {
    const one = modelPage('|a|string|true|none||none|');
    const two = `${'\n'.repeat(3)}${one.replace('/things/', '/others/')}`;
    const sourceOf = (imported: ReturnType<typeof importTexts>) => property(imported, 'a');
    expect(sourceOf(importTexts({ two, one }))).toEqual(sourceOf(importTexts({ one, two })));
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
