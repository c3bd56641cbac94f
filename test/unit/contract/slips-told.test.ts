/** A slip in one operation costs what it touches, and is told at its line with what it was read as. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { writeContract } from '../../write-contract.ts';
import { describeOperation } from './describe-operation.ts';
import { hallSlips } from './hall-slips.ts';
import { rooms } from './swagger-rooms.ts';
import { halls } from './syntax-slips.ts';
import { swaggerSlips } from './swagger-slips.ts';

const load = (text: string): Contract => loadContract(writeContract({ 'openapi.yaml': text }));

describe.each([
  ['Swagger 2.0', rooms, swaggerSlips],
  ['OpenAPI 3.1', halls, hallSlips],
] as const)('a slip in %s', (_version, document, slips) => {
  const right = new Map(load(document).operations.map((operation) => [operation.id, describeOperation(operation)]));
  const written = new Set(document.split('\n'));

  it.each(slips)('%s', (_sentence, from, to, told, read) => {
    const text = document.replace(from, () => to);
    expect(text).not.toBe(document);
    const contract = load(text);
    const described = new Map(contract.operations.map((operation) => [operation.id, describeOperation(operation)]));
    const tells = contract.diagnostics.map(({ rule, taken = '' }) => `${rule}: ${taken}`).sort();
    expect(tells).toEqual(told.toSorted());
    expect([...described.values(), JSON.stringify(contract.document['servers'])].join('\n')).toContain(read);
    const touched = new Set(['odd', ...(read.includes('listRooms') ? ['listRooms'] : [])]);
    for (const [id, was] of right)
      if (!touched.has(id) && !told.join().includes('unread-security')) expect(described.get(id)).toBe(was);
    const changed = text.split('\n').flatMap((line, index) => (written.has(line) ? [] : [index + 1]));
    const [line = 0, ...others] = changed;
    const [first] = contract.diagnostics;
    // A template and its parameter, a key and its value, stand some lines apart.
    if (first && others.length === 0) expect(Math.abs(line - (first.place.line ?? 0))).toBeLessThan(5);
  });
});
