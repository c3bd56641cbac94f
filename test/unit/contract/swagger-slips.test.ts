/** A slip in a document of Swagger 2.0 costs what it touches, and is told at its line. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { writeContract } from '../../write-contract.ts';
import { describeOperation } from './describe-operation.ts';
import { rooms } from './swagger-rooms.ts';
import { swaggerSlips } from './swagger-slips.ts';

const load = (text: string): Contract => loadContract(writeContract({ 'swagger.yaml': text }));

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
