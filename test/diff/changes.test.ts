/** The table of changes: what each means, by the specifications, for callers and for providers. */
import { afterAll, describe, expect, it } from 'vitest';
import { answerRows } from './changes/answers.ts';
import { announcedRows } from './changes/announced.ts';
import { dialectRows } from './changes/dialects.ts';
import { edgeRows } from './changes/edges.ts';
import { reshapeRows } from './changes/reshapes.ts';
import { requestRows } from './changes/requests.ts';
import { schemaRows } from './changes/schemas.ts';
import { surroundingRows } from './changes/surroundings.ts';
import { diffDocuments as diff, flipped, verdict, wanted } from './diff-documents.ts';

const allRows = [...schemaRows, ...edgeRows, ...reshapeRows];
const documentRows = [...announcedRows, ...dialectRows, ...requestRows, ...answerRows, ...surroundingRows];

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
  const both = allRows.flatMap(([title, old, now, relation]) => [
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
    const changes = diff(documentOf(text('^(?=[a-f])[a-f]+$'), 'request'), documentOf(text('^[a-z]+$'), 'request'));
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
  expect(allRows.length * 4 + documentRows.length).toBeGreaterThan(600);
});
