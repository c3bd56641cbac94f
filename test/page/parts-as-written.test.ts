/** The many ways in which people write parameters, types, nesting, answers, codes and credentials. */
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/contract/json-pointer.ts';
import type { ImportedPages } from '../../src/page/import-pages.ts';
import { importTexts, modelPage, page, property, told } from './odd-page.ts';

function operationOf({ document, contract }: ImportedPages): Record<string, unknown> {
  const [{ path = '', method = '' } = {}] = contract.operations;
  return valueAt(document, ['paths', path, method]) as Record<string, unknown>;
}

/** The schema of the only body, or of the answer of a status, with its reference followed. */
function schemaOf(imported: ImportedPages, part: string[]): Record<string, unknown> {
  const operation = operationOf(imported);
  const schema = valueAt(operation, [...part, 'content', 'application/json', 'schema']) as Record<string, unknown>;
  const name = (schema['$ref'] as string | undefined)?.split('/').at(-1);
  return name === undefined
    ? schema
    : (valueAt(imported.document, ['components', 'schemas', name]) as Record<string, unknown>);
}

const bodyOf = (imported: ImportedPages) => schemaOf(imported, ['requestBody']);
const answerOf = (imported: ImportedPages, status = '200') => schemaOf(imported, ['responses', status]);
const placesOf = ({ contract }: ImportedPages) =>
  contract.operations[0]?.parameters.map(({ name, in: place }) => `${place} ${name}`);

describe('the place of a parameter', () => {
  it.each([
    ['Located in', 'query'],
    ['In', 'query'],
    ['参数位置', 'query'],
    ['传参方式', 'Query'],
    ['请求类型', 'query'],
    ['Param Type', '`query`'],
  ])('stands in the column %s', (column, cell) => {
    const text = `# Things\n\n## List\n\nGET /things\n\n| Name | ${column} | Type | Description |\n|---|---|---|---|\n| size | ${cell} | integer | n |\n`;
    expect(placesOf(importTexts({ page: text }))).toEqual(['query size']);
  });

  it.each([
    ['Query Parameters', 'query'],
    ['URL 参数', 'path'],
    ['Path Variables', 'path'],
    ['请求头', 'header'],
    ['Headers', 'header'],
    ['Query String', 'query'],
  ])('is that of the line %s', (line, place) => {
    const text = `# Things\n\n## One\n\nGET /things/{id}\n\n**${line}**\n\n| Name | Type | Description |\n|---|---|---|\n| id | string | n |\n`;
    expect(placesOf(importTexts({ page: text }))?.[0]).toBe(`${place} id`);
  });

  it('is that of the path, of the method and of its name where nothing says it', () => {
    const rows = '| id | string | n |\n| Authorization | string | token |\n| name | string | n |\n';
    const text = (method: string) =>
      `# Things\n\n## One\n\n${method} /things/{id}\n\n| Name | Type | Description |\n|---|---|---|\n${rows}`;
    expect(placesOf(importTexts({ page: text('GET') }))).toEqual(['path id', 'query name']);
    expect(operationOf(importTexts({ page: text('GET') }))['security']).toEqual([{ Authorization: [] }, {}]);
    const sent = importTexts({ page: text('PUT') });
    expect(placesOf(sent)).toEqual(['path id']);
    expect(bodyOf(sent)).toMatchObject({ properties: { name: { type: 'string' } } });
  });

  it('is none for a row that names the media type', () => {
    const parameters =
      '|id|path|string| 是 ||none|\n|Content-Type|header|string| 是 ||application/x-www-form-urlencoded|\n|a|body|string| 是 ||none|';
    const imported = importTexts({ page: page({ parameters }) });
    expect(placesOf(imported)).toEqual(['path id']);
    expect(Object.keys(imported.contract.operations[0]?.body?.contents[0] ?? {})).not.toEqual([]);
    expect(imported.contract.operations[0]?.body?.contents[0]?.mediaType).toBe('application/x-www-form-urlencoded');
    expect(told(imported, 'media-row')).toHaveLength(1);
  });
});

describe('whether a field is required', () => {
  it.each([
    ...[
      '是',
      'Y',
      'yes',
      'true',
      'True',
      '必填',
      '必选',
      '必须',
      '必传',
      'required',
      'Required',
      'M',
      '✔',
      '√',
      '✅',
      '`true`',
      '**是**',
    ].map((word) => [word, true] as const),
    ...['否', 'N', 'no', 'false', '可选', '选填', '非必填', '非必须', 'optional', 'O', '✗', '×', '❌', '-', ''].map(
      (word) => [word, false] as const,
    ),
    ['required if the other is absent', false] as const,
  ])('%s', (word, required) => {
    const imported = importTexts({ page: modelPage(`|a|string|${word}|none||none|\n|b|string|true|none||none|`) });
    const schema = imported.contract.schemas.get('Thing')?.schema as { required: string[] };
    expect(schema.required.includes('a')).toBe(required);
  });

  it.each(['*a', 'a*', '**a***', 'a (required)'])('%s in the column of names', (name) => {
    const text = `# Things\n\n## Add\n\nPOST /things\n\n| Name | Type | Description |\n|---|---|---|\n| ${name} | string | n |\n| b | string | n |\n`;
    expect(bodyOf(importTexts({ page: text }))).toMatchObject({
      required: ['a'],
      properties: { a: { type: 'string' }, b: {} },
    });
  });

  it('in a column that says whether it may be left out', () => {
    const text = `# Things\n\n## Add\n\nPOST /things\n\n| 字段 | 类型 | 是否可选 |\n|---|---|---|\n| a | string | 否 |\n| b | string | 是 |\n`;
    expect(bodyOf(importTexts({ page: text }))).toMatchObject({ required: ['a'] });
  });
});

describe('a type', () => {
  it.each<[string, object]>([
    ['Integer(11)', { type: 'integer' }],
    ['int(11)', { type: 'integer' }],
    ['varchar(255)', { type: 'string', 'x-expected': { maxLength: 255 } }],
    ['decimal(10,2)', { type: 'number' }],
    ['List<String>', { type: 'array', items: { type: 'string' } }],
    ['Set<Long>', { type: 'array', items: { type: 'integer' } }],
    ['array[object]', { type: 'array', items: { type: 'object' } }],
    ['array of strings', { type: 'array', items: { type: 'string' } }],
    ['[]string', { type: 'array', items: { type: 'string' } }],
    ['string[]', { type: 'array', items: { type: 'string' } }],
    ['map', { type: 'object' }],
    ['Map<String, Integer>', { type: 'object', additionalProperties: { type: 'integer' } }],
    ['long', { type: 'integer' }],
    ['BigDecimal', { type: 'number' }],
    ['LocalDateTime', { type: 'string', format: 'date-time' }],
    ['enum: a,b', { type: 'string', enum: ['a', 'b'] }],
    ['string,null', { type: ['string', 'null'] }],
    ['integer,string', { anyOf: [{ type: 'integer' }, { type: 'string' }] }],
    ['string or null', { type: ['string', 'null'] }],
    ['字符串', { type: 'string' }],
    ['整型', { type: 'integer' }],
    ['数组', { type: 'array' }],
    ['timestamp', { anyOf: [{ type: 'integer' }, { type: 'string' }] }],
  ])('%s', (type, schema) => {
    const imported = importTexts({ page: modelPage(`|a|${type}|true|none||none|`) });
    expect(property(imported, 'a')).toMatchObject(schema);
    expect(told(imported, 'undefined-reference')).toEqual([]);
  });

  it('may say whether the field is required', () => {
    const text = `# Things\n\n## Add\n\nPOST /things\n\n| Name | Type |\n|---|---|\n| a | string, required |\n| b | integer (optional) |\n`;
    expect(bodyOf(importTexts({ page: text }))).toMatchObject({
      required: ['a'],
      properties: { a: { type: 'string' }, b: { type: 'integer' } },
    });
  });
});

describe('what is inside of what', () => {
  it.each([
    ['»', ['user', '» id', '» roles', '»» code']],
    ['└', ['user', '└ id', '└ roles', '└└ code']],
    ['├─', ['user', '├─ id', '├─ roles', '│  ├─ code']],
    ['+', ['user', '+id', '+roles', '++code']],
    ['-', ['user', '- id', '- roles', '-- code']],
    ['>', ['user', '&gt; id', '&gt; roles', '&gt;&gt; code']],
    ['&emsp;', ['user', '&emsp;&emsp;id', '&emsp;&emsp;roles', '&emsp;&emsp;&emsp;&emsp;code']],
    ['&nbsp;', ['user', '&nbsp;&nbsp;id', '&nbsp;&nbsp;roles', '&nbsp;&nbsp;&nbsp;&nbsp;code']],
    ['dots', ['user', 'user.id', 'user.roles', 'user.roles[].code']],
    ['dots alone', ['user.id', 'user.roles[].code']],
  ])('is told by %s', (_, names) => {
    const types = ['object', 'integer', 'array', 'string'];
    const rows = names
      .map(
        (name, index) =>
          `| ${name} | ${names.length < 4 ? (index === 0 ? 'integer' : 'string') : types[index]} | true |`,
      )
      .join('\n');
    const text = `# Things\n\n## Add\n\nPOST /things\n\n| Name | Type | Required |\n|---|---|---|\n${rows}\n`;
    const roles = { type: 'array', items: { type: 'object', properties: { code: { type: 'string' } } } };
    expect(bodyOf(importTexts({ page: text }))).toMatchObject({
      properties: { user: { type: 'object', properties: { id: { type: 'integer' }, roles } } },
    });
  });

  it('is none of it for names of a query', () => {
    const text = `# Things\n\n## List\n\nGET /things\n\n| Name | In | Type |\n|---|---|---|\n| filter.name | query | string |\n| tags[] | query | array[string] |\n`;
    expect(placesOf(importTexts({ page: text }))).toEqual(['query filter.name', 'query tags[]']);
  });
});

describe('an answer', () => {
  const head = '# Things\n\n## One\n\nGET /things\n';

  it.each([
    ['返回示例', '```json\n{ "id": 7 }\n```'],
    ['**Response**', '```javascript\n{ "id": 7 }\n```'],
    ['**Success (200, JSON)**:', '```json\n{ "id": 7 }\n```'],
    ['Response `200 OK`', '```\n{ "id": 7 }\n```'],
    ['> The above command returns JSON structured like this:', '```json\n{ "id": 7 }\n```'],
    ['成功返回', '```\n{ "id": 7 }\n```'],
    ['Returns:', '```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "id": 7 }\n```'],
  ])('that is only shown, below %s, is the example of the mock and demands nothing', (line, fence) => {
    const imported = importTexts({ page: `${head}\n${line}\n\n${fence}\n` });
    expect(answerOf(imported)).toEqual({
      'x-expected': { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
    });
    expect([...imported.contract.scenarios.values()][0]?.[0]?.response).toMatchObject({ status: 200, body: { id: 7 } });
    expect(told(imported, 'example-only')).toHaveLength(1);
    expect(told(imported, 'body-on-get')).toEqual([]);
  });

  it.each(['返回参数说明', '响应参数', '出参', 'Response fields', 'Returns', 'Response Body', '返回字段说明'])(
    'has the members of the table below %s',
    (line) => {
      const imported = importTexts({
        page: `${head}\n**${line}**\n\n| 参数名 | 类型 | 说明 |\n|---|---|---|\n| code | int | 状态 |\n`,
      });
      expect(answerOf(imported)).toMatchObject({ properties: { code: { type: 'integer', description: '状态' } } });
    },
  );

  it('that a table describes and an example shows has both', () => {
    const text = `${head}\n**返回示例**\n\n\`\`\`\n{\n  "code": 0, // 状态\n  "data": { "token": "x" }\n}\n\`\`\`\n\n**返回参数说明**\n\n| 参数名 | 类型 | 说明 |\n|---|---|---|\n| code | int | 状态 |\n`;
    const imported = importTexts({ page: text });
    expect(answerOf(imported)).toMatchObject({ properties: { code: { type: 'integer' } } });
    expect([...imported.contract.scenarios.values()][0]?.[0]?.response.body).toEqual({ code: 0, data: { token: 'x' } });
  });

  it('that is missing altogether may be any, and the operation is told of', () => {
    const imported = importTexts({ page: head });
    expect(imported.contract.operations[0]?.responses).toMatchObject([{ status: 'default' }]);
    expect(told(imported, 'no-answer')).toHaveLength(1);
  });

  it('has codes, which are expected with their meanings', () => {
    const answers = '\n### 返回参数\n\n| 参数名 | 类型 |\n|---|---|\n| code | int |\n| msg | string |\n';
    for (const codes of [
      '\n### 错误码\n\n| 错误码 | 说明 |\n|---|---|\n| 0 | 成功 |\n| 10001 | 用户不存在 |\n',
      '\n## Error codes\n\n| Code | Message |\n|---|---|\n| 0 | 成功 |\n| 10001 | 用户不存在 |\n',
    ]) {
      const imported = importTexts({ page: head + answers + codes });
      expect(answerOf(imported)).toMatchObject({
        properties: {
          code: {
            type: 'integer',
            'x-expected': { enum: [0, 10_001] },
            'x-enum-descriptions': { 10_001: '用户不存在' },
          },
        },
      });
      expect(imported.contract.operations[0]?.responses.map(({ status }) => status)).toEqual(['200']);
    }
    const idle = importTexts({ page: `${head}\n### 错误码\n\n| 错误码 | 说明 |\n|---|---|\n| 0 | 成功 |\n` });
    expect(told(idle, 'code-without-member')).toHaveLength(1);
  });

  it('is what every answer is, where the page says so once', () => {
    const common =
      '# API\n\n## 统一返回格式\n\n| 字段 | 类型 | 必填 | 说明 |\n|---|---|---|---|\n| code | int | 是 | 状态 |\n| data | any | 否 | 数据 |\n';
    const imported = importTexts({ page: `${common}\n## One\n\nGET /things\n` });
    expect(answerOf(imported, 'default')).toMatchObject({ required: ['code'] });
    expect(told(imported, 'envelope')).toHaveLength(1);
  });
});

describe('an access', () => {
  it('has base addresses', () => {
    for (const line of [
      'Base URL: https://api.example.com/v1',
      '**接口域名**：`https://api.example.com/v1/`',
      'All URIs are relative to *https://api.example.com/v1*',
      '## Base URL\n\n`https://api.example.com/v1`',
    ]) {
      const { document } = importTexts({ page: `# API\n\n${line}\n\n## One\n\nGET /things\n` });
      expect(document['servers']).toEqual([{ url: 'https://api.example.com/v1' }]);
    }
  });

  it.each([
    ['Authorization: Bearer TOKEN', { bearer: { type: 'http', scheme: 'bearer' } }],
    ['Authorization: Basic abc', { basic: { type: 'http', scheme: 'basic' } }],
    ['X-API-Key: abc', { 'X-API-Key': { type: 'apiKey', in: 'header', name: 'X-API-Key' } }],
  ])('needs what a chapter says, or its own request shows: %s', (header, schemes) => {
    const [key = ''] = Object.keys(schemes);
    for (const text of [
      `# API\n\n## 认证\n\n请求头带上 \`${header}\`\n\n## One\n\nGET /things\n`,
      `# API\n\n## Authentication\n\n${header}\n\n## One\n\nGET /things\n`,
      `# API\n\n## One\n\n\`\`\`\nGET /things\n${header}\n\`\`\`\n`,
    ]) {
      const { document, contract } = importTexts({ page: text });
      expect(valueAt(document, ['components', 'securitySchemes'])).toEqual(schemes);
      expect(operationOf({ document, contract } as ImportedPages)['security']).toEqual([{ [key]: [] }]);
    }
  });
});

describe('a list', () => {
  it.each([
    ['- `a` (string, required): the name\n- `b` (integer): how many'],
    ['- `a` - string, required - the name\n- `b` - integer'],
    ['* **a** (string, 必填) the name\n* **b** (integer)'],
    ['- a (string, required): the name\n- b (integer, optional)'],
  ])('describes fields: %j', (list) => {
    const imported = importTexts({ page: `# Things\n\n## Add\n\nPOST /things\n\n**Parameters**\n\n${list}\n` });
    expect(bodyOf(imported)).toMatchObject({
      required: ['a'],
      properties: { a: { type: 'string' }, b: { type: 'integer' } },
    });
  });

  it('that describes something else where fields are expected is told', () => {
    const imported = importTexts({
      page: '# Things\n\n## Add\n\nPOST /things\n\n**Parameters**\n\n- see the source\n- or ask\n',
    });
    expect(told(imported, 'unread-list')).toMatchObject([{ line: 9 }]);
  });
});
