/** What a contract makes the kit do, put into few texts that can be compared. */
import { createHash } from 'node:crypto';
import type { Contract } from '../contract/contract.ts';
import { lintContract, usedSchemas, type UsedSchema } from '../contract/lint/lint-contract.ts';
import { brokenFixtures, openFixtures } from '../fixture/broken-fixtures.ts';
import { compileGenerator, type GeneratorOptions } from '../fixture/compile-generator.ts';
import { loadFaker } from '../fixture/load-faker.ts';
import { planCases } from '../verify/plan-cases.ts';
import type { Kit } from './kit.ts';

/** A digest for each aspect. */
export type Behaviour = Readonly<Record<string, string>>;

/** How many values of each schema are compared. */
const VALUES = 40;

export async function describeBehaviour({ faker, seed, depth }: Kit, contract: Contract): Promise<Behaviour> {
  const { operations, locale } = contract;
  const english = await loadFaker('en');
  const fixture = { faker, locale };
  const plan = planCases(contract, { operations, depth, seed, runId: 'prove', values: {}, fixture });
  const used = usedSchemas(operations);
  const each = <T>(make: (schema: (typeof used)[number]) => T): T[] => used.map(make);
  return {
    cases: digest(
      plan.cases.map(({ id, zone, steps }) => [id, zone, steps.map(({ values, expect }) => [values, expect])]),
    ),
    fixtures: digest(each((schema) => valuesOf(contract, schema, { ...fixture, seed }))),
    'fixtures in English': digest(each((schema) => valuesOf(contract, schema, { faker: english, locale: 'en', seed }))),
    'broken fixtures': digest(
      each(({ node, direction }) =>
        [
          ...brokenFixtures(contract, node, { ...fixture, direction, seed }),
          ...openFixtures(contract, node, { ...fixture, direction, seed }),
        ].map(({ id, value }) => [id, value]),
      ),
    ),
    scenarios: digest(lintContract(contract).map(({ message }) => message)),
  };
}

type Options = Pick<GeneratorOptions, 'faker' | 'locale'> & { seed: number };

function valuesOf(contract: Contract, { node, direction }: UsedSchema, { seed, ...fixture }: Options): unknown[] {
  const generator = compileGenerator(contract, node, { ...fixture, direction });
  return Array.from({ length: VALUES }, (_, index) => generator.generate({ seed, index, members: 'drawn' }));
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64');
}
