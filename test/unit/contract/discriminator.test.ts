/** A discriminator tells branches apart by name: in what is judged, and in what is made up. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { compileGenerator } from '../../../src/fixture/compile-generator.ts';
import { en } from '../fixture/subjects.ts';
import { schemaOf, writeContract } from '../fixture/write-contract.ts';

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
    expect([...kindsOf(contract)].toSorted()).toEqual(['Cat', 'Dog', 'lassie', 'rex', 'tom']);
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
