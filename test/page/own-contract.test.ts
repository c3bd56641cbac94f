/** What the importer makes of the page, held against the contract that was made of it by hand. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { listClauses } from '../../src/contract/clause/list-clauses.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { SchemaObject } from '../../src/contract/schema.ts';
import { diffContracts } from '../../src/diff/diff-contracts.ts';
import { importPages } from '../../src/page/import-pages.ts';
import { makeFolder } from '../cli/write-contract.ts';
import { ownContract } from '../write-contract.ts';
import { writePage } from './write-page.ts';

/** The page itself is not part of the repository; it is read where it lies beside it, or where the variable says. */
const page = process.env['DOCPACT_PAGE'] ?? fileURLToPath(new URL('../../../shared/addRegionv2.md', import.meta.url));

/** What the contract says and the page does not, not even by its shape: the page defines no Fail, and names may come twice. */
const beyondThePage = [
  ...['required', 'type', 'minLength', 'maxLength'].map((kind) => `addRegion.response.400.body.msg.${kind}`),
  'addRegion.response.400.body.type',
  'addRegion.law.unique.region_name',
];

/** What is declared there and only suggested by the page: it breaks nobody until a person takes it over. */
const decidedByHand = [
  ...beyondThePage,
  ...['region_name', 'region_alias', 'url', 'wsurl', 'httpdomain', 'tcpdomain'].map(
    (name) => `addRegion.law.echo.${name}`,
  ),
  ...['scope', 'ssl_ca_cert', 'cert_file', 'key_file', 'status', 'desc'].map((name) => `addRegion.law.echo.${name}`),
  'addRegion.law.fresh.region_id',
];

/** What is expected, and demanded nowhere, is a matter of the annotations. */
function differences(one: Contract, other: Contract): string[] {
  const told = diffContracts(one, other).changes.map(({ kind, old, new: now }) => `${kind} ${(now ?? old)?.id}`);
  // What is expected beyond what a page demands is no clause.
  return told.filter((change) => !change.endsWith('.x-expected'));
}

/** A page of this contract in the page's own dialect, without a model for Fail. */
function writtenPage(): string {
  const { document } = loadContract(ownContract);
  const { Fail: _, ...schemas } = (document['components'] as { schemas: Record<string, SchemaObject> }).schemas;
  const told = { ...document, components: { schemas } };
  const dialect = { language: 'zh', layout: 'page', titles: true, required: 'word', padded: false } as const;
  const file = join(makeFolder(), 'page.md');
  writeFileSync(file, writePage(told, dialect));
  return file;
}

it('a page written from the contract gives back all of it but what was decided by hand', () => {
  const { contract } = importPages([writtenPage()]);
  const expected = decidedByHand.map((id) => `new ${id}`).sort();
  expect(differences(contract, loadContract(ownContract)).sort()).toEqual(expected);
});

it('what a page leaves open is no drift', () => {
  const { contract } = importPages([writtenPage()]);
  expect(diffContracts(contract, loadContract(ownContract), { pages: ['old'] }).changes).toEqual([]);
});

describe.skipIf(!existsSync(page))('the page', () => {
  it('says the same as the contract, but for what was decided by hand', () => {
    const { contract } = importPages([page]);
    expect(differences(contract, loadContract(ownContract)).sort()).toEqual(
      decidedByHand.map((id) => `new ${id}`).sort(),
    );
  });

  it('suggests the laws that were decided by hand', () => {
    const suggested = new Set(
      listClauses(importPages([page]).contract).map(({ id }) => id.replace('addRegionv2', 'addRegion')),
    );
    const own = listClauses(loadContract(ownContract)).map(({ id }) => id);
    expect(own.filter((id) => !suggested.has(id)).sort()).toEqual(beyondThePage.toSorted());
  });

  it('has its clauses on the lines that the contract names', () => {
    const own = new Map(listClauses(loadContract(ownContract)).map(({ id, source }) => [id, source.page]));
    const clauses = listClauses(importPages([page]).contract);
    const members = clauses.filter(({ at }) => at.length > 1);
    expect(members.length).toBeGreaterThanOrEqual(40);
    for (const { id, source } of members)
      expect([id, source.page]).toEqual([id, own.get(id.replace('addRegionv2', 'addRegion'))]);
  });

  it('keeps both values of the cell with the unescaped pipe, and names all that was assumed', () => {
    const { contract, diagnostics } = importPages([page]);
    const answer = contract.schemas.get('v2_RegionInfoSerializer')?.schema as {
      properties: Record<string, SchemaObject>;
    };
    expect(answer.properties['scope']).toMatchObject({
      description: '数据中心范围 private|public',
      'x-expected': { enum: ['private', 'public'] },
    });
    expect(diagnostics.map(({ place, rule }) => `${place.line} ${rule}`)).toEqual([
      '11 proposed-laws',
      '35 optional-body',
      '42 expected-from-answer',
      '44 expected-from-answer',
      '56 undefined-reference',
      '76 length-trace',
      '94 unescaped-pipe',
      '94 prose-enumeration',
      '98 prose-enumeration',
    ]);
  });
});
