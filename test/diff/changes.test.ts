/** The table of changes: what each means, by the specifications, for callers and for providers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Change } from '../../src/diff/change.ts';
import { diffContracts } from '../../src/diff/diff-contracts.ts';
import { makeFolder } from '../cli/write-contract.ts';
import { answerRows } from './changes/answers.ts';
import { requestRows } from './changes/requests.ts';
import { type Relation, schemaRows } from './changes/schemas.ts';
import { surroundingRows } from './changes/surroundings.ts';

const documentRows = [...requestRows, ...answerRows, ...surroundingRows];

const folder = makeFolder();
let count = 0;

function load(document: object): ReturnType<typeof loadContract> {
  count += 1;
  const file = join(folder, `${count}.json`);
  writeFileSync(file, JSON.stringify(document));
  return loadContract(file);
}

function diff(old: object, now: object): readonly Change[] {
  return diffContracts(load(old), load(now)).changes;
}

/** `callers`, `providers`, `both`, `nobody`; in brackets whom it may break only. */
function verdict(changes: readonly Change[]): string {
  const name = (has: (whom: 'callers' | 'providers') => boolean) =>
    has('callers') ? (has('providers') ? 'both' : 'callers') : has('providers') ? 'providers' : 'nobody';
  const certain = name((whom) => changes.some(({ breaks }) => breaks[whom]));
  const doubtful = name((whom) => changes.some(({ breaks, mayBreak }) => mayBreak?.[whom] === true && !breaks[whom]));
  return doubtful === 'nobody' ? certain : `${certain} (${doubtful})`;
}

const flipped: Readonly<Record<Relation, Relation>> = { '<': '>', '>': '<', '<>': '<>', '=': '=' };

const wanted: Readonly<Record<'request' | 'answer', Readonly<Record<Relation, string>>>> = {
  request: { '<': 'both', '>': 'providers', '<>': 'both', '=': 'nobody' },
  answer: { '<': 'providers', '>': 'callers', '<>': 'both', '=': 'nobody' },
};

/** One operation whose request, or answer, has the schema as the member `v`; behind a reference, as schemas mostly are. */
function documentOf(schema: unknown, side: 'request' | 'answer'): object {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': {
        post: {
          operationId: 'addThing',
          ...(side === 'request' ? { requestBody: { required: true, content } } : {}),
          responses: { '200': { description: '', ...(side === 'answer' ? { content } : {}) } },
        },
      },
    },
    components: { schemas: { Thing: { type: 'object', required: ['v'], properties: { v: schema } } } },
  };
}

describe.each(['request', 'answer'] as const)('of a schema in a %s', (side) => {
  const both = schemaRows.flatMap(([title, old, now, relation]) => [
    [title, old, now, relation] as const,
    [`${title}, backwards`, now, old, flipped[relation]] as const,
  ]);
  it.each(both)('%s', (_, old, now, relation) => {
    const changes = diff(documentOf(old, side), documentOf(now, side));
    expect(verdict(changes), JSON.stringify(changes.map(({ rule, message }) => [rule, message]))).toBe(
      wanted[side][relation],
    );
    for (const { rule, severity, witness } of changes)
      if (severity === 'error' && !rule.includes('encoding')) expect(witness, rule).toBeDefined();
  });
});

describe('of a document', () => {
  it('says that it may break someone where neither a proof nor an example is found', () => {
    const text = (pattern: string) => ({ type: 'string', pattern });
    const changes = diff(documentOf(text('^[a-f]+$'), 'request'), documentOf(text('^[a-z]+$'), 'request'));
    expect(verdict(changes)).toBe('providers (callers)');
  });

  for (const [title, old, now, wantedVerdict, rule] of documentRows) {
    it(title, () => {
      const changes = diff(old, now);
      expect(verdict(changes), JSON.stringify(changes.map((change) => [change.rule, change.message]))).toBe(
        wantedVerdict,
      );
      if (rule !== undefined) expect(changes.map((change) => change.rule)).toContain(rule);
    });
  }
});

afterAll(() => {
  expect(schemaRows.length * 4 + documentRows.length).toBeGreaterThan(300);
});
