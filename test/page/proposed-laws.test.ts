/** What an import proposes beyond what a page says: laws and resources, written as inferred until a person takes them over. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/contract/json-pointer.ts';
import { listResources } from '../../src/contract/resource/list-resources.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { ImportedPages } from '../../src/page/import-pages.ts';
import { renderFiles } from '../../src/page/render-files.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeImported } from '../../src/commands/write-imported.ts';
import { makeFolder } from '../cli/write-contract.ts';
import { importTexts, told } from './odd-page.ts';

const rows = (...cells: string[]) => ['| Name | Type | Required |', '|---|---|---|', ...cells].join('\n');
const fence = (value: unknown) => ['```json', JSON.stringify(value, null, 2), '```'].join('\n');

interface Parts {
  request?: string[];
  answer?: string[];
  sent?: unknown;
  shown?: unknown;
  line?: string;
}

function pageOf({ request = [], answer = [], sent, shown, line = 'POST /ships' }: Parts): string {
  return [
    '# Ships',
    `## Add\n\n${line}`,
    `### Body\n\n${rows(...request)}`,
    ...(sent === undefined ? [] : [`### Request example\n\n${fence(sent)}`]),
    `### Response 201\n\n${rows(...answer)}`,
    ...(shown === undefined ? [] : [`### Response example\n\n${fence(shown)}`]),
  ].join('\n\n');
}

function lawsOf({ contract, document }: ImportedPages): unknown {
  const [{ path = '', method = '' } = {}] = contract.operations;
  return valueAt(document, ['paths', path, method, 'x-laws']);
}

const ship: Parts = {
  request: ['| hull | string | yes |', '| tons | integer | yes |', '| note | string | no |'],
  answer: ['| ship_id | string | yes |', '| hull | string | yes |', '| tons | string | yes |'],
};

describe('laws', () => {
  it('are what an answer repeats of its request, and the identifier that it gives', () => {
    const imported = importTexts({ page: pageOf(ship) });
    expect(lawsOf(imported)).toEqual({
      inferred: true,
      echo: { hull: '$request.body#/hull', tons: { from: '$request.body#/tons', as: 'string' } },
      fresh: ['$response.body#/ship_id'],
    });
    expect(told(imported, 'proposed-laws')).toHaveLength(1);
  });

  it('are none where the answer is about something else', () => {
    const answer = ['| token | string | yes |', '| hull | string | yes |'];
    const request = ['| hull | string | yes |', '| crew | string | yes |', '| word | string | yes |'];
    expect(lawsOf(importTexts({ page: pageOf({ request, answer }) }))).toBeUndefined();
  });

  it('are none for a member of which the page itself shows another value', () => {
    const sent = { hull: 'oak', tons: 3 };
    const shown = { ship_id: 's1', hull: 'OAK', tons: '3' };
    expect(lawsOf(importTexts({ page: pageOf({ ...ship, sent, shown }) }))).toMatchObject({
      echo: { tons: { from: '$request.body#/tons', as: 'string' } },
    });
    expect(lawsOf(importTexts({ page: pageOf({ ...ship, sent, shown }) }))).not.toHaveProperty('echo.hull');
  });

  it('name no identifier that the request chooses, or that the path has', () => {
    const request = [...(ship.request ?? []), '| ship_id | string | yes |'];
    expect(lawsOf(importTexts({ page: pageOf({ ...ship, request }) }))).not.toHaveProperty('fresh');
    expect(lawsOf(importTexts({ page: pageOf({ ...ship, line: 'PUT /ships/{ship_id}' }) }))).not.toHaveProperty(
      'fresh',
    );
  });

  it('break nobody until a strict run asks, or a person takes them over', async () => {
    const { contract } = importTexts({ page: pageOf(ship) });
    const target = async () =>
      Response.json({ ship_id: crypto.randomUUID(), hull: 'painted over', tons: '1' }, { status: 201 });
    const judge = async (strictLaws: boolean) => {
      const { conforms, problems } = await verify({ contract, target, depth: 'quick', strictLaws });
      return { conforms, told: problems.map(({ kind, severity }) => `${severity} ${kind}`) };
    };
    const loose = await judge(false);
    expect(loose.told).toContain('warning echo-broken');
    expect(loose.told).not.toContain('error echo-broken');
    expect((await judge(true)).told).toContain('error echo-broken');
  });
});

it('resources are written as they were inferred, and read back the same', () => {
  const text = [
    pageOf(ship),
    `## One\n\nGET /ships/{ship_id}\n\n### Response 200\n\n${rows('| ship_id | string | yes |', '| hull | string | yes |')}`,
    '## Gone\n\nDELETE /ships/{ship_id}\n\n### Response 204',
  ].join('\n\n');
  const imported = importTexts({ page: text });
  const folder = join(makeFolder(), 'contract');
  writeImported(folder, renderFiles(imported), { force: false });
  expect(readFileSync(join(folder, 'openapi.yaml'), 'utf8')).toContain('x-resource:\n      inferred: true');
  const facts = (each: ReturnType<typeof listResources>) =>
    each.map(({ name, declared, laws, uses, identity }) => ({
      name,
      declared,
      laws,
      identity,
      uses: uses.map(({ operation, role, evidence }) => `${operation.id} ${role} ${evidence}`).sort(),
    }));
  const read = facts(listResources(loadContract(folder)));
  expect(read).toEqual(facts(listResources(imported.contract)));
  expect(read[0]?.laws.every(({ declared }) => !declared)).toBe(true);
});
