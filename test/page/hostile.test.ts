/** Pages that mean harm: time and memory grow with the size of the page, and no faster. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importPages } from '../../src/page/import-pages.ts';
import { makeFolder } from '../cli/write-contract.ts';

const head = '## GET a\n\nGET /a\n\n### 请求参数\n\n|名称|位置|类型|必选|中文名|说明|\n|---|---|---|---|---|---|\n';

/** Anything that grows with the square of such a page would not end within a test's time. */
function read(text: string): void {
  const file = join(makeFolder(), 'page.md');
  writeFileSync(file, text);
  expect(importPages([file]).contract.operations.length).toBeGreaterThan(0);
}

/** What patterns stumble over: openings without an end, and alternations of them. */
const seeds = [
  '(',
  '[',
  '[](',
  '<a id="',
  '<h2 ',
  '`',
  '*',
  '**a',
  '»',
  '&',
  '\\',
  '0：',
  'a|b',
  'a-',
  '1=',
  '可选值:',
  'a：',
  '{',
  '{#',
  ' ',
  '\u00a6',
  'array[',
  'List<',
  '状态码 ',
];

describe('a large page', () => {
  it.each(seeds)('is read where its cells are full of %j', (seed) => {
    const cell = seed.repeat(Math.ceil(100_000 / seed.length));
    const row = `|${cell}|query|${cell}|${cell}||${cell}|\n`;
    const lines = [`# ${cell}`, `> ${cell}`, `${cell}`, `\`\`\`json title="${cell}`, '```'].join('\n\n');
    read(`${head}|b|query|string|否||none|\n${row}\n${lines}\n`);
  });

  it.each([
    ['fences that nothing closes', '```json\n{\n'],
    ['headings', '# a\n'],
    ['tables', '|名称|类型|\n|---|---|\n|a|string|\n\n'],
    ['rows that never end', '|a\n'],
    ['rows that are cut off', '|a|query|string|否||none|\n\n'],
    ['lines below a header that is not there', '\n|---|---|\n|---|---|\n'],
    ['depth', `|${'»'.repeat(500)} a|query|string|否||none|\n`],
    ['labels', '> 200 Response\n\noneOf\n\n'],
  ])('is read where it consists of %s', (_, piece) => {
    read(head + piece.repeat(Math.ceil(500_000 / piece.length)));
  });

  it('is read where its rows go down step by step, and its examples too', () => {
    const rows = Array.from({ length: 50 }, (_, depth) => `|${'»'.repeat(depth + 1)} a|body|object|否||none|\n`).join(
      '',
    );
    const deep = 20_000;
    const example = `${'```'}json title="Body请求参数"\n${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}\n${'```'}\n\n`;
    read(head.replace('GET /a\n\n', `POST /a\n\n${example}`) + `|body|body|object|否||none|\n${rows}`);
  });

  it('may hold members that are called as the prototype is', () => {
    const file = join(makeFolder(), 'page.md');
    const rows =
      '|body|body|object| 是 | New|none|\n|» __proto__|body|string| 是 ||none|\n|» constructor|body|integer| 否 ||none|\n';
    writeFileSync(file, (head + rows).replaceAll('GET', 'POST'));
    const { contract } = importPages([file]);
    const schema = contract.schemas.get('New')?.schema as { properties: object; required: string[] };
    expect(Object.keys(schema.properties)).toEqual(['__proto__', 'constructor']);
    expect(schema.required).toEqual(['__proto__']);
  });
});
