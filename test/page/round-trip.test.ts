/** OpenAPI -> page -> contract: nothing is lost on the way, in any dialect. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { diffContracts } from '../../src/diff/diff-contracts.ts';
import { importPages } from '../../src/page/import-pages.ts';
import { makeFolder } from '../cli/write-contract.ts';
import { someDocument } from './some-document.ts';
import { writePage, type Dialect } from './write-page.ts';

const dialects: readonly [string, Dialect][] = [
  ['a page an operation', { language: 'zh', layout: 'page', titles: true, required: 'word', padded: false }],
  ['a page after a formatter', { language: 'zh', layout: 'page', titles: true, required: 'word', padded: true }],
  ['a raw export', { language: 'zh', layout: 'raw', titles: true, required: 'word', padded: false }],
  ['a raw export in English', { language: 'en', layout: 'raw', titles: true, required: 'word', padded: false }],
  ['an older export', { language: 'zh', layout: 'raw', titles: false, required: 'boolean', padded: false }],
  [
    'an older export in English, padded',
    { language: 'en', layout: 'raw', titles: false, required: 'boolean', padded: true },
  ],
];

/** The names of members that only one side sends: a page does not say so, and demands them of both. */
function unsentNames(document: unknown): Set<string> {
  const names = new Set<string>();
  JSON.stringify(document, (name, value: { readOnly?: boolean; writeOnly?: boolean } | null) => {
    if (value?.readOnly === true || value?.writeOnly === true) names.add(name);
    return value;
  });
  return names;
}

describe.each(dialects)('%s', (_, dialect) => {
  it('gives back every clause of the document that it was written from', () => {
    const folder = makeFolder();
    fc.assert(
      fc.property(someDocument, (document) => {
        writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
        writeFileSync(join(folder, 'page.md'), writePage(document, dialect));
        const { contract } = importPages([join(folder, 'page.md')]);
        const { changes } = diffContracts(loadContract(join(folder, 'openapi.json')), contract);
        // What is expected of callers beyond what is demanded is no clause.
        const unsent = unsentNames(document);
        const isDemand = (id = '') => id.endsWith('.required') && unsent.has(id.split('.').at(-2) ?? '');
        const clauses = changes.filter(
          ({ rule, new: now }) => !rule.startsWith('request-expected') && !isDemand(now?.id),
        );
        expect(clauses.map(({ kind, old, new: now }) => `${kind} ${(old ?? now)?.id}`)).toEqual([]);
      }),
      { numRuns: 20, seed: 7 },
    );
  });
});
