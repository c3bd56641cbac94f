/** Integers beyond 2^53 on a page keep their digits in what is written of it; a name of digits is a text. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { integerOf } from '../../src/contract/wide-integer.ts';
import type { ImportedPages } from '../../src/page/import-pages.ts';
import { renderFiles } from '../../src/page/render-files.ts';
import { makeFolder } from '../cli/write-contract.ts';
import { importTexts, modelPage, page, placedNames, property } from './odd-page.ts';

const digits = '12345678901234567890';
const wide = integerOf(digits);

function write(imported: ImportedPages) {
  const folder = makeFolder();
  const files = renderFiles(imported);
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { text: [...files.values()].join('\n'), contract: loadContract(folder) };
}

/** A page whose answer is described by an example alone. */
function shown(example: string): string {
  return `# Get a thing\n\nGET /things\n\n## Response 200\n\n\`\`\`json\n${example}\n\`\`\`\n`;
}

describe('an integer beyond 2^53', () => {
  it('of an example is written with its digits', () => {
    const { text, contract } = write(importTexts({ page: shown(`{ "id": ${digits}, "open": [${digits}] }`) }));
    expect(text).toContain(`id: ${digits}`);
    expect(text).not.toContain('rawJSON');
    const [scenario] = [...contract.scenarios.values()].flat();
    expect(scenario?.response?.body).toEqual({ id: wide, open: [wide] });
  });

  it('of an example that is no JSON, too', () => {
    expect(write(importTexts({ page: shown(`{ "id": ${digits}, }`) })).text).toContain(`id: ${digits}`);
  });

  it('is an integer where a type is inferred of it', () => {
    const imported = importTexts({ page: shown(`{ "id": ${digits} }`) });
    expect(JSON.stringify(imported.document)).toContain('"properties":{"id":{"type":"integer"}}');
  });

  it('is a default, and a listed value, as it stands', () => {
    const rows = '|n|integer|false||none|';
    const values = `\n#### 枚举值\n\n|属性|值|\n|---|---|\n|n|${digits}|\n|n|${digits.replace(/0$/, '2')}|\n|n|${digits}|\n`;
    const imported = importTexts({ page: modelPage(rows + values) });
    expect(property(imported, 'n')).toMatchObject({ enum: [wide, integerOf(digits.replace(/0$/, '2'))] });
  });
});

it.each([digits, '9'.repeat(400), '0x10', '1e3', 'null', 'yes', '2026-01-01', '<<'])(
  'a parameter that is called %s is one of that name',
  (name) => {
    const imported = importTexts({
      page: page({ parameters: `|id|path|string| 是 ||none|\n|${name}|query|string| 否 ||none|` }),
    });
    expect(placedNames(imported)).toContain(`query ${name}`);
    const { contract } = write(imported);
    expect(contract.operations[0]?.parameters.map((each) => each.name)).toContain(name);
    expect(contract.diagnostics).toEqual([]);
  },
);
