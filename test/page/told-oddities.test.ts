/** What is odd about a page and told, each on a page of its own: what stands there, and what was made of it. */
import { describe, expect, it } from 'vitest';
import { importTexts, modelPage, page, told } from './odd-page.ts';
import type { PageRule } from '../../src/page/diagnostic/page-rule.ts';

const fence = (info: string, text: string): string => `\n${'```'}${info}\n${text}\n${'```'}\n`;
const fields = (name: string, ...rows: readonly string[]): string =>
  `\n**${name}**\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n${rows.join('\n')}\n`;
const things = (line: string, rest: string): string => `# Things\n\n## One\n\n${line}\n${rest}`;

/** Of `rows`, and a second model of the same name that differs. */
const twice = modelPage('|a|string|true|none||none|').replace(
  /\n### Thing[^]*/,
  (model) => model + model.replace('|a|string|', '|b|integer|'),
);

const oddities: readonly [rule: PageRule, sentence: string, text: string, found: string, taken: string][] = [
  ['ambiguous-reference', 'two models of one name', twice, 'Thing, which 2 models are called', 'the one in line'],
  [
    'body-row',
    'one row of a model',
    page({ parameters: '|id|path|string|是||none|\n|thing|body|[Thing](#schemathing)|是||none|' }) +
      modelPage('|a|string|true|none||none|').replace(/[^]*\n## 模型/, '\n## 模型'),
    'thing, the only row of a body',
    'the body itself',
  ],
  [
    'code-sample',
    'JSON among what is said of credentials',
    page({ rest: `\n## 认证\n${fence('json', '{"token": "abc"}')}` }),
    '{"token": "abc"}',
    'nothing: a sample of code',
  ],
  [
    'curl-only',
    'a command and no request line',
    `# Things\n\n## Add\n${fence('bash', 'curl -X POST https://api.example.com/things -d \'{"a": 1}\'')}`,
    'POST https://api.example.com/things',
    'an operation, as this command calls it',
  ],
  [
    'dotted-name',
    'dots in a name',
    things('POST /things', fields('Body', '| size.width | integer | yes | n |')),
    'size.width',
    'width, below what stands before it',
  ],
  [
    'dotted-name',
    'brackets in a name',
    things('POST /things', fields('Body', '| tags[] | string | yes | n |')),
    'tags[]',
    'tags, below what stands before it',
  ],
  [
    'enum-without-field',
    'values of a field that is not there',
    modelPage('|a|string|true|none||none|\n\n#### 枚举值\n\n|属性|值|\n|---|---|\n|mode|public|'),
    'mode',
    'nothing: no field has this name',
  ],
  [
    'missing-place',
    'a table without places',
    things('POST /things', '\n| Name | Type | Required | Description |\n|---|---|---|---|\n| a | string | yes | n |\n'),
    'Name|Type|Required|Description',
    'each place by path and method',
  ],
  [
    'missing-status',
    'an answer without a status',
    things('GET /things', fields('Response', '| a | string | yes | n |')),
    'an answer without a status',
    'the answer 200',
  ],
  [
    'odd-default',
    'a default of another type',
    things(
      'GET /things',
      '\n**Query**\n\n| Name | Type | Required | Default | Description |\n|---|---|---|---|---|\n| size | integer | no | many | n |\n',
    ),
    'size: many',
    'nothing: its type has no such value',
  ],
  [
    'prose-limit',
    'a longest text in a description',
    modelPage('|a|string|true|none||最多 20 个字符|'),
    '最多 20 个字符',
    '',
  ],
  [
    'rows-contradict-model',
    'rows that say other than their model',
    page({
      parameters: '|body|body|[Thing](#schemathing)|是||none|\n|» a|body|integer|是||none|\n|id|path|string|是||none|',
    }) + modelPage('|a|string|true|none||none|').replace(/[^]*\n## 模型/, '\n## 模型'),
    'rows below Thing: a is integer, in the model string',
    'the rows',
  ],
  [
    'shown-header',
    'a header of a request that is shown',
    `# Things\n\n## Add\n${fence('http', 'POST /things HTTP/1.1\nX-Trace: 17\n\n{"a": 1}')}`,
    'X-Trace: 17',
    'a header that may be sent',
  ],
  [
    'swapped-parts',
    'an example where the parameters stand',
    page({ parameters: '' }).replace(
      /## 请求参数\n[^]*?(?=\n## 返回结果)/,
      `## 请求参数\n${fence('json', '{"a": 1}')}`,
    ),
    'an example where the parameters stand',
    'an example of the body',
  ],
  [
    'unclosed-fence',
    'a code block that does not end',
    things('POST /things', `\n${'```'}json\n{"a": 1}\n\n## Two\n\nGET /other\n`),
    'json',
    'the code ends before the next heading',
  ],
  [
    'unplaced-example',
    'an example below a GET',
    things('GET /things', fence('json', '{"a": 1}')),
    'an example of which nothing says what it is of',
    'an example of an answer',
  ],
  [
    'prose-list',
    'a list that describes no field',
    things('GET /things', '\n## Remarks\n\n- be quick\n- be kind\n'),
    'be quick',
    'nothing: a list that describes no field',
  ],
  [
    'unread-code',
    'a line beside a request',
    `# Things\n\n## One\n${fence('http', 'GET /things\nand so on')}`,
    'and so on',
    'nothing',
  ],
  [
    'unread-column',
    'a column that nobody knows',
    things(
      'GET /things',
      '\n**Query**\n\n| Name | Type | Required | Colour | Description |\n|---|---|---|---|---|\n| size | integer | no | green | n |\n',
    ),
    'Colour',
    'nothing: its cells are left out',
  ],
];

describe('what is odd about a page is told', () => {
  it.each(oddities)('%s: %s', (rule, _sentence, text, found, taken) => {
    const [first, ...others] = told(importTexts({ page: text }), rule);
    expect(others).toEqual([]);
    expect(first?.found).toContain(found);
    expect(first?.taken).toContain(taken);
  });

  it('models-only: a page of models beside one of operations', () => {
    const models = modelPage('|a|string|true|none||none|').replace(/[^]*\n## 模型/, '# 模型\n\n## 模型');
    expect(told(importTexts({ page: page(), models }), 'models-only')).toHaveLength(1);
  });
});
