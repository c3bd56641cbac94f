/** The many ways in which people write where an operation begins: each is read, or told, and ends the one before it. */
import { describe, expect, it } from 'vitest';
import type { ImportedPages } from '../../src/page/import-pages.ts';
import { importTexts, told } from './odd-page.ts';

const routes = ({ contract }: ImportedPages): string[] =>
  contract.operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted();

const table = `
| Field | Type | Required | Description |
|---|---|---|---|
| nickname | string | true | the new name |
`;

/** What the bodies and queries of operations hold, by operation. */
function fields({ contract }: ImportedPages): Record<string, string[]> {
  return Object.fromEntries(
    contract.operations.map(({ method, path, parameters, body }) => {
      const schema = body?.contents[0]?.node?.schema as { properties?: object; $ref?: string } | undefined;
      const named =
        schema?.$ref === undefined
          ? schema
          : (contract.schemas.get(schema.$ref.split('/').at(-1) as string)?.schema as { properties?: object });
      return [
        `${method.toUpperCase()} ${path}`,
        [...parameters.map(({ name }) => name), ...Object.keys(named?.properties ?? {})],
      ];
    }),
  );
}

describe('an operation begins', () => {
  it.each([
    ['a fence', '```\nPATCH /users/{id}\n```'],
    ['a fence with headers below', '```\nPATCH /users/{id}\nAuthorization: Bearer token\nAccept: */*\n```'],
    ['a fence with a scope behind', '```\nPATCH /users/{id} [write:me]\n```'],
    ['a fence with a comment behind', '```\nPATCH /users/{id}   # renames\n```'],
    [
      'a fence of a whole message',
      '```http\nPATCH /users/{id} HTTP/1.1\nHost: example.com\nContent-Type: application/json\n\n{"nickname": "Ann"}\n```',
    ],
    ['a fence with an address', '```\nPATCH https://example.com/users/{id}\n```'],
    ['a heading', '### PATCH /users/{id}'],
    ['a heading in code', '### `PATCH /users/{id}`'],
    ['a heading in which each part is code', '### `PATCH` `/users/{id}`'],
    ['a numbered heading', '### 2.1 PATCH /users/{id}'],
    ['a heading with words before it', '### 2.1 改名：PATCH /users/{id}'],
    ['a heading with words behind it', '### PATCH /users/{id} - rename'],
    ['a heading in brackets', '### Rename [PATCH /users/{id}]'],
    ['bold and path', '**PATCH** /users/{id}'],
    ['bold and code', '**PATCH** `/users/{id}`'],
    ['code', '`PATCH /users/:id`'],
    ['labels in text', '**请求URL：** `/users/{id}`\n\n**请求方式：** PATCH'],
    ['labels in a list', '- 请求方式：PATCH\n- 请求路径：/users/{id}'],
    ['labels in a quote', '> 接口地址: /users/{id}\n> 请求方式: `PATCH`'],
    ['English labels', '**Method:** `PATCH`  \n**URL:** `/users/{id}`'],
    ['labels with other labels between', 'URL: /users/{id}\n\n描述: 改名\n\nMethod: PATCH'],
    ['one label with both', 'Endpoint: `PATCH /users/{id}`'],
    ['labels as headings', '##### 请求URL\n\n- `http://example.com/users/{id}`\n\n##### 请求方式\n\n- PATCH'],
    ['labels with their values below', '* **URL**\n\n  /users/:id\n\n* **Method:**\n\n  `PATCH`'],
    ['a table of labels', '| 请求方式 | PATCH |\n|---|---|\n| 请求路径 | /users/{id} |'],
    ['a table of labels below a header', '| 项 | 值 |\n|---|---|\n| 接口地址 | `/users/{id}` |\n| 请求方式 | PATCH |'],
    ['a table with a row for it', '| Method | URL |\n|---|---|\n| PATCH | `/users/{id}` |'],
    ['a heading of the path, and one of the method', '### /users/{id}\n\n#### PATCH'],
    [
      'a curl command alone',
      '```bash\ncurl -X PATCH https://example.com/users/{id} -H \'Content-Type: application/json\' -d \'{"nickname": "Ann"}\'\n```',
    ],
    [
      'a curl command over lines',
      '```shell\n$ curl --request PATCH \\\n  --url \'https://example.com/users/{id}\' \\\n  --data \'{"nickname": "Ann"}\'\n```',
    ],
  ])('with %s', (_, text) => {
    const imported = importTexts({ page: `# Users\n\n## Login\n\nPOST /login\n\n## Rename\n\n${text}\n${table}` });
    expect(routes(imported)).toEqual(['PATCH /users/{id}', 'POST /login']);
    expect(fields(imported)).toEqual({
      'POST /login': [],
      'PATCH /users/{id}': expect.arrayContaining(['id', 'nickname']) as string[],
    });
  });

  it('once for each method below one path', () => {
    const text = `# API\n\n### /users\n\n#### GET\n\n##### Summary\n\nAll of them\n\n#### POST\n${table}\n### /users/{id}\n\n#### DELETE\n`;
    const imported = importTexts({ page: text });
    expect(routes(imported)).toEqual(['DELETE /users/{id}', 'GET /users', 'POST /users']);
    expect(fields(imported)['POST /users']).toEqual(['nickname']);
  });

  it('in each row of a table of contents, unless it is described below', () => {
    const text = `# API\n\n| Method | URL | Description |\n|---|---|---|\n| GET | /users | all |\n| POST | /users | add |\n\n## Add\n\n\`POST /users\`\n${table}`;
    const imported = importTexts({ page: text });
    expect(routes(imported)).toEqual(['GET /users', 'POST /users']);
    expect(fields(imported)['POST /users']).toEqual(['nickname']);
    expect(told(imported, 'operation-mentioned')).toHaveLength(1);
    expect(told(imported, 'operation-twice')).toEqual([]);
  });

  it('in a list of contents that is described below', () => {
    const imported = importTexts({
      page: `# API\n\n- [GET /me](#me)\n- [POST /me](#add)\n\n## Add\n\nPOST /me\n${table}`,
    });
    expect(routes(imported)).toEqual(['GET /me', 'POST /me']);
    expect(fields(imported)['POST /me']).toEqual(['nickname']);
  });
});

describe('what looks like an operation and is none', () => {
  it.each([
    ['a label without its other', '## Rename\n\n- 请求方式：PATCH\n'],
    ['a heading that promises one', '## PATCH Rename\n\nSee the source.\n'],
    ['a block that is called one', '## Rename\n\n```json title="请求路径"\nsee below\n```\n'],
  ])('%s is told, and its table goes nowhere else', (_, text) => {
    const imported = importTexts({ page: `# Users\n\n## Login\n\nPOST /login\n\n${text}${table}` });
    expect(routes(imported)).toEqual(['POST /login']);
    expect(fields(imported)).toEqual({ 'POST /login': [] });
    const rules = imported.diagnostics.map(({ rule }) => rule);
    expect(rules.some((rule) => rule === 'unread-operation' || rule === 'no-operation')).toBe(true);
    expect(told(imported, 'unread-table')).toHaveLength(1);
  });

  it('a sentence that mentions one begins none', () => {
    const text = '# Users\n\n## Login\n\nPOST /login\n\nCall `GET /me` first.\n\nGET /me tells who you are.\n';
    expect(routes(importTexts({ page: text }))).toEqual(['POST /login']);
  });

  it('a chapter of other things ends the operation', () => {
    const imported = importTexts({ page: `# Users\n\n## Login\n\nPOST /login\n\n## Changes\n${table}` });
    expect(fields(imported)).toEqual({ 'POST /login': [] });
    expect(told(imported, 'unread-table')).toMatchObject([{ taken: 'nothing: it belongs to no operation' }]);
  });
});

describe('the title of a contract', () => {
  const operation = '\n\n## List\n\nGET /ships\n';
  it.each([
    ['the front matter', `---\ntitle: Fleet\n---\n# Harbour${operation}`, 'Fleet'],
    ['the front matter that is nearly YAML', `---\ntitle: Fleet\n@: [\n---\n# Harbour${operation}`, 'Fleet'],
    [
      'the heading, where the front matter has a list for one',
      `---\ntitle: [a]\n---\n# Harbour${operation}`,
      'Harbour',
    ],
    ['the one heading of the first level', `# Harbour${operation}`, 'Harbour'],
    ['the file, where there are several', `# Harbour${operation}# Docks\n`, 'page'],
    ['the file, where it is an operation', '# GET /ships\n\nAll of them.\n', 'page'],
  ])('is that of %s', (_, text, title) => {
    expect(importTexts({ page: text }).document['info']).toMatchObject({ title });
  });

  it('is told twice by no heading that two pages share', () => {
    const imported = importTexts({ one: `# API${operation}`, two: '# API\n\n## Docks\n\nGET /docks\n' });
    expect(told(imported, 'title-twice')).toEqual([]);
  });
});

it('an operation below models, as in pages that were put one behind the other, takes nothing of them', () => {
  const piece = (name: string) => `## 基础信息

添加${name}

\`\`\`json title="请求路径"
POST /${name}
\`\`\`

## 返回结果

|状态码|状态码含义|说明|数据模型|
|---|---|---|---|
|201|Created|成功|[${name}](#${name})|

## 模型

### ${name}

\`\`\`json
{"id": "string"}
\`\`\`

### 属性

|名称|类型|必选|约束|中文名|说明|
|---|---|---|---|---|---|
|id|string|true|none||none|
`;
  const imported = importTexts({ page: [piece('ship'), piece('dock'), piece('crane')].join('\n') });
  expect(routes(imported)).toEqual(['POST /crane', 'POST /dock', 'POST /ship']);
  expect([...imported.contract.schemas.keys()]).toEqual(['ship', 'dock', 'crane']);
  expect(imported.diagnostics).toEqual([]);
  expect(imported.coverage.rows).toEqual({ read: 6, all: 6 });
});

it('an operation of an endless path has an id that a folder can be called', () => {
  const path = `/${'a'.repeat(300)}`;
  const imported = importTexts({ page: `# Long\n\n## One\n\nGET ${path}\n\n## Two\n\nGET ${path}b\n` });
  const ids = imported.contract.operations.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  expect(Math.max(...ids.map((id) => id.length))).toBeLessThan(100);
});
