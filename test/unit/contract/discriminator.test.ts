/** A discriminator tells branches apart by name: in what is judged, and in what is made up. */
import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import type { Contract } from '../../../src/contract/contract.ts';
import { lintContract } from '../../../src/contract/lint/lint-contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { SchemaNode } from '../../../src/contract/schema.ts';
import { compileGenerator } from '../../../src/fixture/compile-generator.ts';
import { en } from '../fixture/subjects.ts';
import { writeContract as writeFiles } from '../../write-contract.ts';
import { schemaOf, writeContract } from '../fixture/write-contract.ts';

const stations = fileURLToPath(new URL('../../contracts/stations', import.meta.url));

const text = { type: 'string' };
const pet = (member: object, kind: object = text) => ({
  type: 'object',
  required: ['kind'],
  properties: { kind, ...member },
});
const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function contractOf(discriminator: object, kind: object = text): Contract {
  return writeContract({
    Cat: { ...pet({ lives: { type: 'integer' } }, kind), required: ['kind', 'lives'] },
    Dog: { ...pet({ breed: text }, kind), required: ['kind', 'breed'] },
    Pet: { oneOf: [refer('Cat'), refer('Dog')], discriminator: { propertyName: 'kind', ...discriminator } },
  });
}

const response = { direction: 'response', demand: 'documented' } as const;
const accepts = (contract: Contract, value: unknown) =>
  contract.validators.accepts(schemaOf(contract, 'Pet'), value, response);

function kindsOf(contract: Contract): Set<unknown> {
  const generator = compileGenerator(contract, schemaOf(contract, 'Pet'), {
    faker: en,
    locale: 'en',
    direction: 'response',
  });
  const values = Array.from({ length: 40 }, (_, index) => generator.generate({ seed: 1, index }));
  for (const value of values) expect(accepts(contract, value)).toBe(true);
  return new Set(values.map((value) => (value as { kind: unknown }).kind));
}

describe('a branch', () => {
  it('has the name of its component', () => {
    const contract = contractOf({});
    expect(accepts(contract, { kind: 'Cat', lives: 9 })).toBe(true);
    expect(accepts(contract, { kind: 'Dog', lives: 9 })).toBe(false);
    expect(accepts(contract, { kind: 'Cat', lives: 9, breed: 'x' })).toBe(true);
    expect(kindsOf(contract)).toEqual(new Set(['Cat', 'Dog']));
  });

  it('has the names that are mapped to it', () => {
    const contract = contractOf({ mapping: { tom: '#/components/schemas/Cat', rex: 'Dog', lassie: 'Dog' } });
    expect(accepts(contract, { kind: 'tom', lives: 9 })).toBe(true);
    expect(accepts(contract, { kind: 'rex', lives: 9 })).toBe(false);
    expect(accepts(contract, { kind: 'lassie', breed: 'collie' })).toBe(true);
    // The names of components are right, too; many servers know those of the mapping alone.
    expect(accepts(contract, { kind: 'Cat', lives: 9 })).toBe(true);
    expect([...kindsOf(contract)].toSorted()).toEqual(['lassie', 'rex', 'tom']);
  });

  it('that is the default has any other name, or none that is known', () => {
    const contract = contractOf({ mapping: { tom: 'Cat' }, defaultMapping: 'Dog' });
    expect(accepts(contract, { kind: 'hamster', breed: 'gold' })).toBe(true);
    expect(accepts(contract, { kind: 'tom', breed: 'gold' })).toBe(false);
  });
});

it('names that the branches do not allow demand nothing', () => {
  const contract = contractOf({}, { enum: ['cat', 'dog'] });
  expect(accepts(contract, { kind: 'cat', lives: 9 })).toBe(true);
  expect(kindsOf(contract)).toEqual(new Set(['cat', 'dog']));
  const shown = contractOf({}, { ...text, example: 'cat' });
  expect(accepts(shown, { kind: 'cat', lives: 9 })).toBe(true);
});

/** A parent with the discriminator, and children that have it in their allOf. */
function family(discriminator: object, parent: object = {}, more: Record<string, object> = {}): Contract {
  const child = (member: object, base = 'Pet') => ({
    allOf: [refer(base), { type: 'object', required: Object.keys(member), properties: member }],
  });
  return writeContract({
    Pet: { ...pet({ name: text }), discriminator: { propertyName: 'kind', ...discriminator }, ...parent },
    Cat: child({ lives: { type: 'integer' } }),
    Dog: child({ breed: text }),
    Puppy: child({ weeks: { type: 'integer' } }, 'Dog'),
    ...more,
  });
}

function drawn(contract: Contract, name: string): Record<string, unknown>[] {
  const options = { faker: en, locale: 'en', direction: 'request' } as const;
  const generator = compileGenerator(contract, schemaOf(contract, name), options);
  return Array.from({ length: 24 }, (_, index) => generator.generate({ seed: 1, index }) as Record<string, unknown>);
}

describe('a parent with a discriminator', () => {
  const mapping = { tom: '#/components/schemas/Cat', rex: '#/components/schemas/Dog' };
  const expects = (contract: Contract, value: unknown, name = 'Pet') =>
    contract.validators.accepts(schemaOf(contract, name), value, { direction: 'request', demand: 'expected' });

  it('is judged by itself: the specification leads from no parent to its children', () => {
    const contract = family({ mapping });
    expect(accepts(contract, { kind: 'tom' })).toBe(true);
    expect(accepts(contract, { kind: 'anything' })).toBe(true);
    expect(accepts(contract, {})).toBe(false);
  });

  it('is drawn as one of its children, under its name', () => {
    for (const { kind, lives, breed } of drawn(family({ mapping }), 'Pet')) {
      expect(['tom', 'rex']).toContain(kind);
      expect([typeof lives, typeof breed]).toEqual(kind === 'tom' ? ['number', 'undefined'] : ['undefined', 'string']);
    }
  });

  it('expects the members of the child that is named: without them a request is open', () => {
    const contract = family({ mapping });
    expect(expects(contract, { kind: 'tom', lives: 9, name: 'x' })).toBe(true);
    expect(expects(contract, { kind: 'tom', name: 'x' })).toBe(false);
    expect(expects(contract, { kind: 'tom', lives: 9, stranger: 1 })).toBe(false);
    expect(expects(contract, { kind: 'anything' })).toBe(false);
    expect(expects(contract, { kind: 'rex', breed: 'x', name: 'x' }, 'Dog')).toBe(true);
    expect(expects(contract, { kind: 'tom', breed: 'x' }, 'Dog')).toBe(false);
  });

  it('gives its children their names, those of their components where none is mapped', () => {
    expect(new Set(drawn(family({ mapping }), 'Cat').map(({ kind }) => kind))).toEqual(new Set(['tom']));
    const kinds = (name: string) => new Set(drawn(family({}), name).map(({ kind }) => kind));
    expect(kinds('Puppy')).toEqual(new Set(['Puppy']));
    expect(kinds('Dog')).toEqual(new Set(['Dog']));
    expect(kinds('Pet')).toEqual(new Set(['Cat', 'Dog', 'Puppy']));
  });

  it('has nothing to say where the names are others', () => {
    const contract = family({}, { properties: { kind: { enum: ['c', 'd'] } } });
    expect(new Set(drawn(contract, 'Pet').map(({ kind }) => kind))).toEqual(new Set(['c', 'd']));
  });

  it('leaves what is made of it, and is none of its kinds, all its kinds', () => {
    const made = { allOf: [refer('Pet'), { type: 'object', required: ['key'], properties: { key: text } }] };
    for (const { kind, key, lives } of drawn(family({ mapping }, {}, { NewPet: made }), 'NewPet')) {
      expect(['tom', 'rex']).toContain(kind);
      expect([typeof key, typeof lives]).toEqual(['string', kind === 'tom' ? 'number' : 'undefined']);
    }
  });

  it('has children that are parents themselves', () => {
    const discriminator = { propertyName: 'size', mapping: { small: '#/components/schemas/Puppy' } };
    const contract = family({ mapping }, {}, { Dog: { allOf: [refer('Pet')], ...pet({ size: text }), discriminator } });
    const dogs = drawn(contract, 'Pet').filter(({ kind }) => kind === 'rex');
    expect(dogs.length).toBeGreaterThan(3);
    for (const { size, weeks } of dogs) expect([size, typeof weeks]).toEqual(['small', 'number']);
    for (const { size } of drawn(contract, 'Puppy')) expect(size).toBe('small');
  });

  it('is found below, in lists, and beside null', () => {
    const all = { type: 'array', minItems: 1, items: refer('Pet') };
    const best = { anyOf: [refer('Pet'), { type: 'null' }] };
    const contract = family(
      { mapping },
      {},
      {
        Home: { type: 'object', required: ['all', 'best'], properties: { all, best } },
      },
    );
    for (const home of drawn(contract, 'Home')) {
      const pets = [...(home['all'] as { kind: unknown }[]), home['best'] as { kind: unknown } | null];
      for (const each of pets) if (each !== null) expect(['tom', 'rex']).toContain(each.kind);
    }
  });

  it('may list its children, which have it in their allOf: no circle', () => {
    const properties = { kind: text, friends: { type: 'array', items: refer('Pet') } };
    const contract = family({ mapping }, { oneOf: [refer('Cat'), refer('Dog')], properties });
    expect(contract.diagnostics.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['parent-lists-child', 'note'],
      ['parent-lists-child', 'note'],
    ]);
    expect(accepts(contract, { kind: 'tom', lives: 9, friends: [{ kind: 'rex', breed: 'x' }] })).toBe(true);
    expect(accepts(contract, { kind: 'tom', lives: 9, friends: [{ kind: 'rex', lives: 9 }] })).toBe(false);
    expect(new Set(drawn(contract, 'Cat').map(({ kind }) => kind))).toEqual(new Set(['tom']));
    for (const { kind, lives } of drawn(contract, 'Pet'))
      expect(typeof lives).toBe(kind === 'tom' ? 'number' : 'undefined');
  });

  it('with a default takes what has no name for that child', () => {
    const contract = family({ mapping, defaultMapping: 'Dog' }, { required: [] });
    expect(expects(contract, { breed: 'x' })).toBe(true);
    expect(expects(contract, { kind: 'hamster', breed: 'x' })).toBe(true);
    expect(expects(contract, { kind: 'hamster', lives: 9 })).toBe(false);
  });
});

describe('a mapping that names files', () => {
  const files = {
    'openapi.json': {
      openapi: '3.0.3',
      info: { title: 'pets', version: '1' },
      paths: {
        '/pets': {
          get: {
            operationId: 'getPet',
            responses: {
              200: { description: '', content: { 'application/json': { schema: { $ref: 'models/pet.json' } } } },
            },
          },
        },
      },
    },
    'models/pet.json': {
      title: 'Pet',
      oneOf: [{ $ref: 'cat.schema.json' }, { $ref: './dog.json#/definitions/Hound' }],
      discriminator: {
        propertyName: 'kind',
        mapping: { tom: './cat.schema.json', rex: 'dog.json#/definitions/Hound' },
      },
    },
    'models/cat.schema.json': { ...pet({ lives: { type: 'integer' } }), required: ['kind', 'lives'], title: 'Feline' },
    'models/dog.json': { definitions: { Hound: { ...pet({ breed: text }), required: ['kind', 'breed'] } } },
  };
  const contract = loadContract(writeFiles(files));
  const node = contract.operations[0]?.responses[0]?.contents[0]?.node as SchemaNode;
  const takes = (value: unknown) => contract.validators.accepts(node, value, response);

  it('gives the branches their names', () => {
    expect([takes({ kind: 'tom', lives: 9 }), takes({ kind: 'rex', breed: 'x' })]).toEqual([true, true]);
    expect([takes({ kind: 'rex', lives: 9 }), takes({ kind: 'tom', breed: 'x' })]).toEqual([false, false]);
  });

  it('is nothing that lint finds wrong', () => {
    expect(lintContract(contract).filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(lintContract(loadContract(stations)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
