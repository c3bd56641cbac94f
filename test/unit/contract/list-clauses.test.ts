/** Clauses: complete, named for good, each with a sentence and a place. */
import { describe, expect, it } from 'vitest';
import { countClauses, listClauses } from '../../../src/contract/clause/list-clauses.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { documentWith, ordersContract, ownContract, shapesContract, writeContract } from '../../write-contract.ts';

function idsOf(path: string): string[] {
  return listClauses(loadContract(path)).map(({ id }) => id);
}

describe('the clauses of a contract', () => {
  it('have one in place of those of a schema that could not be read', () => {
    const schema = { type: 'object', properties: { a: { $ref: '#/no' }, b: { type: 'string' } } };
    const ids = idsOf(writeContract({ 'openapi.json': documentWith(schema) })).filter((id) =>
      id.includes('.request.body.'),
    );
    expect(ids).toEqual([
      'addThing.request.body.type',
      'addThing.request.body.a.unread',
      'addThing.request.body.b.type',
    ]);
  });

  it('leave out what is never sent in the direction', () => {
    const text = { type: 'string' };
    const properties = { id: { ...text, readOnly: true }, name: text, secret: { ...text, writeOnly: true } };
    const ids = idsOf(
      writeContract({ 'openapi.json': documentWith({ type: 'object', required: ['id', 'name'], properties }) }),
    );
    expect(ids.filter((id) => id.includes('.request.body.'))).toEqual([
      'addThing.request.body.type',
      'addThing.request.body.name.required',
      'addThing.request.body.name.type',
      'addThing.request.body.secret.type',
    ]);
  });

  it('are bounded where schemas are a web', () => {
    const names = Array.from({ length: 30 }, (_, index) => `S${index}`);
    const web = names.map((name, index) => {
      const others = [1, 2, 3].map((step) => [`m${step}`, { $ref: `#/components/schemas/S${(index + step) % 30}` }]);
      return [name, { type: 'object', properties: Object.fromEntries(others) }];
    });
    const document = {
      ...documentWith({ $ref: '#/components/schemas/S0' }),
      components: { schemas: Object.fromEntries(web) },
    };
    const ids = idsOf(writeContract({ 'openapi.json': document }));
    expect(ids).toContain('addThing.request.body.m1.m1.m1.type');
    expect(ids.length).toBeLessThan(500);
  });

  it('have ids that are never given twice', () => {
    const ids = idsOf(ownContract);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('addRegion.request.body.status.type');
    expect(ids).toContain('addRegion.response.201.body.region_id.required');
    expect(ids).toContain('addRegion.response.400.body.msg.maxLength');
    expect(ids).toContain('addRegion.law.echo.status');
    expect(ids).toContain('addRegion.law.unique.region_name');
  });

  it('read as sentences', () => {
    const sentences = new Map(listClauses(loadContract(ownContract)).map(({ id, sentence }) => [id, sentence]));
    expect(sentences.get('addRegion.request.body.status.type')).toBe('status of the request is an integer');
    expect(sentences.get('addRegion.response.201.body.token.type')).toBe('token of the 201 answer is a string or null');
    expect(sentences.get('addRegion.response.400.body.msg.minLength')).toBe(
      'msg of the 400 answer has at least 1 character',
    );
  });

  it('keep their ids when members change places', () => {
    const properties = { a: { type: 'string', maxLength: 3 }, b: { type: 'integer', minimum: 0 } };
    const one = documentWith({ type: 'object', required: ['a', 'b'], properties });
    const other = documentWith({
      required: ['b', 'a'],
      properties: { b: properties.b, a: properties.a },
      type: 'object',
    });
    const ids = [one, other].map((document) => idsOf(writeContract({ 'openapi.json': document })).toSorted());
    expect(ids[0]).toEqual(ids[1]);
  });

  it('reach into lists, maps, references and allOf, and end in a schema that contains itself', () => {
    const node = {
      type: 'object',
      properties: {
        tags: { type: 'array', minItems: 1, items: { type: 'string' } },
        counts: { type: 'object', additionalProperties: { type: 'integer' } },
        next: { $ref: '#/components/schemas/Node' },
      },
    };
    const document = documentWith({ allOf: [{ $ref: '#/components/schemas/Node' }, { required: ['tags'] }] });
    const ids = idsOf(writeContract({ 'openapi.json': { ...document, components: { schemas: { Node: node } } } }));
    expect(ids).toContain('addThing.request.body.tags.required');
    expect(ids).toContain('addThing.request.body.tags.[].type');
    expect(ids).toContain('addThing.request.body.counts.{}.type');
    expect(ids.every((id) => !id.includes('next.next'))).toBe(true);
  });

  it('tell two demands of one kind on one member apart', () => {
    const document = documentWith({ allOf: [{ pattern: '^a' }, { pattern: 'b$' }] });
    const ids = idsOf(writeContract({ 'openapi.json': document }));
    expect(ids).toContain('addThing.request.body.pattern');
    expect(ids).toContain('addThing.request.body.pattern~2');
  });

  it.each([ownContract, ordersContract, shapesContract])('are as many as countClauses says: %s', (folder) => {
    const contract = loadContract(folder);
    expect(countClauses(contract)).toBe(listClauses(contract).length);
  });
});
