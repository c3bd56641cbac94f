/** Members whose names hold a dot: a problem names the very clause that the contract lists. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { listClauses } from '../../src/contract/clause/list-clauses.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { documentWith, writeContract } from '../write-contract.ts';

it('a problem with such a member is named by its own clause, and the clause counts as broken', async () => {
  const thing = {
    type: 'object',
    required: ['a.b'],
    properties: { 'a.b': { type: 'string' }, id: { type: 'integer' } },
  };
  const laws = { echo: { 'a.b': '$request.body#/a.b' }, fresh: ['$response.body#/id'] };
  const document = documentWith(thing, { ...thing, required: ['a.b', 'id'] }, { 'x-laws': laws });
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const valid = new Ajv2020().compile(thing);
  let made = 0;
  const target = async (request: Request) => {
    const sent: unknown = await request.json().catch(() => undefined);
    if (!valid(sent)) return new Response(null, { status: 400 });
    return Response.json({ 'a.b': 1, id: (made += 1) }, { status: 201 });
  };
  const { problems, coverage } = await verify({ contract, target, depth: 'quick' });
  const known = listClauses(contract).map(({ id }) => id);
  const named = problems.map(({ clause }) => clause);
  expect(known).toEqual(expect.arrayContaining(named));
  expect(named).toContain('addThing.law.echo."a.b"');
  const broken = coverage.outcomes.filter(({ outcome }) => outcome === 'broken').map(({ id }) => id);
  expect(broken).toContain('addThing.response.201.body."a.b".type');
});

it('a member of a map has no name that could be spelt otherwise', async () => {
  const map = {
    type: 'object',
    minProperties: 1,
    patternProperties: { '^x-': { type: 'integer' } },
    additionalProperties: false,
  };
  const contract = loadContract(writeContract({ 'openapi.json': documentWith(map, true) }));
  const valid = new Ajv2020({ strict: false }).compile(map);
  const target = async (request: Request) => {
    const sent: unknown = await request.json().catch(() => undefined);
    return valid(sent) ? Response.json({}, { status: 201 }) : new Response(null, { status: 400 });
  };
  expect((await verify({ contract, target })).problems).toEqual([]);
});
