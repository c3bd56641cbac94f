/** Edits of single keywords, at every place where a value travels. */
import { expect, describe, it } from 'vitest';
import { bodyEdits, type EditRow, listEdits, scalarEdits } from './changes/edits.ts';
import { diffDocuments, verdict, wanted, flipped } from './diff-documents.ts';
import { answers, doc, json, ok } from './changes/small-documents.ts';

const member = (schema: unknown) => ({ type: 'object', required: ['v'], properties: { v: schema } });
const body = (schema: unknown) => doc({ requestBody: { required: true, content: json(schema) } });
const answer = (schema: unknown) => answers({ '200': { ...ok, content: json(schema) } });

const places = {
  'the body of a request': body,
  'a member of a request': (schema: unknown) => body(member(schema)),
  'a parameter': (schema: unknown) => doc({ parameters: [{ name: 'q', in: 'query', schema }] }),
  'the body of an answer': answer,
  'a member of an answer': (schema: unknown) => answer(member(schema)),
  'a header of an answer': (schema: unknown) => answers({ '200': { ...ok, headers: { 'X-A': { schema } } } }),
} as const;

describe.each(Object.entries(places))('%s', (place, documentOf) => {
  const isText = place.includes('parameter') || place.includes('header');
  const side = place.includes('answer') ? 'answer' : 'request';
  const rows: readonly EditRow[] = [...scalarEdits, ...listEdits, ...(isText ? [] : bodyEdits)];
  const both = rows.flatMap(([title, old, now, relation, aspect]) => [
    [title, old, now, relation, aspect] as const,
    [`${title}, backwards`, now, old, flipped[relation], aspect] as const,
  ]);
  it.each(both)('%s', (_, old, now, relation, aspect) => {
    const changes = diffDocuments(documentOf(old), documentOf(now));
    const told = JSON.stringify(changes.map(({ rule, message }) => [rule, message]));
    expect(verdict(changes), told).toBe(wanted[side][relation]);
    if (relation !== '=') expect(changes.map(({ rule }) => rule).join(' '), told).toContain(`-${aspect}-`);
  });
});
