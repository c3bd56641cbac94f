/** A slip in a document of Swagger 2.0 costs what it touches, and is told at its line. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { Content, Operation } from '../../../src/contract/operation.ts';
import { writeContract } from '../../write-contract.ts';
import { rooms } from './swagger-rooms.ts';
import { swaggerSlips } from './swagger-slips.ts';

const load = (text: string): Contract => loadContract(writeContract({ 'swagger.yaml': text }));

const contentsOf = (contents: readonly Content[]): string =>
  contents
    .map(({ mediaType, node, examples }) =>
      [mediaType, JSON.stringify(node?.schema), ...[...examples.values()].map((each) => JSON.stringify(each))].join(
        ' ',
      ),
    )
    .join(' ');

/** What matters of an operation, as one text. */
function describeOperation({ id, parameters, body, responses, security }: Operation): string {
  return [
    id,
    ...security.flat().map(({ kind, at }) => `${id} ${kind} ${at?.name ?? ''}`),
    ...parameters.map(
      ({ in: place, name, required, style, explode, node, example }) =>
        `${place} ${name}${required ? '!' : ''} ${style}${explode ? '*' : ''} ${JSON.stringify(node.schema)} ${JSON.stringify(example)}`,
    ),
    body ? `body${body.required ? '!' : '?'} ${contentsOf(body.contents)}` : 'no body',
    ...responses.map(
      ({ status, contents, headers }) =>
        `${status} ${contentsOf(contents)} ${headers.map(({ name, node }) => `${name} ${JSON.stringify(node?.schema)}`).join()}`,
    ),
  ].join('\n');
}

describe('a slip in Swagger 2.0', () => {
  const right = new Map(load(rooms).operations.map((operation) => [operation.id, describeOperation(operation)]));

  it.each(swaggerSlips)('%s', (_sentence, from, to, told, read) => {
    const text = rooms.replace(from, to);
    expect(text).not.toBe(rooms);
    const { operations, diagnostics, document } = load(text);
    const described = new Map(operations.map((operation) => [operation.id, describeOperation(operation)]));
    const tells = diagnostics.map(({ rule, taken = '' }) => `${rule}: ${taken}`).sort();
    expect(tells).toEqual(told.toSorted());
    const touched = new Set(['odd', 'listRooms']);
    for (const [id, was] of right) if (!touched.has(id)) expect(described.get(id)).toBe(was);
    expect([...described.values(), JSON.stringify(document['servers'])].join('\n')).toContain(read);
    const changed = text.split('\n').flatMap((line, index) => (rooms.split('\n').includes(line) ? [] : [index + 1]));
    const [first] = diagnostics;
    if (first && changed.length === 1) expect(changed).toContain(first.place.line);
  });
});
