/** Pages of one operation, written for one oddity at a time. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueAt } from '../../src/contract/json-pointer.ts';
import type { PageRule } from '../../src/page/diagnostic/page-rule.ts';
import { importPages, type ImportedPages } from '../../src/page/import-pages.ts';
import { makeFolder } from '../cli/write-contract.ts';

/** Imports pages by their names. */
export function importTexts(texts: Readonly<Record<string, string>>): ImportedPages {
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
export function page({
  line = 'POST /things/{id}',
  parameters,
  example = '',
  answers,
  rest = '',
}: PageParts = {}): string {
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
export function modelPage(rows: string, example = '{}'): string {
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

interface Told {
  line: number | undefined;
  found: string | undefined;
  taken: string | undefined;
}

/** What the importer says of one rule. */
export function told({ diagnostics }: ImportedPages, rule: PageRule): Told[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.rule === rule)
    .map(({ place, found, taken }) => ({ line: place.line, found, taken }));
}

export function property(imported: ImportedPages, name: string, schema = 'Thing'): unknown {
  return valueAt(imported.document, ['components', 'schemas', schema, 'properties', name]);
}

export function placedNames({ contract }: ImportedPages): string[] {
  return contract.operations[0]?.parameters.map(({ name, in: place }) => `${place} ${name}`) ?? [];
}
