/** Tries one mutant of the contract: whether anything in the kit sees the difference. */
import { findScenarioFolder } from '../../contract/operation/read-scenarios.ts';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../contract/contract.ts';
import { parsePointer, setAt, valueAt } from '../../contract/json-pointer.ts';
import { lintContract } from '../../contract/lint/lint-contract.ts';
import { type UsedSchema, usedSchemas } from '../../contract/used-schemas.ts';
import { loadContract } from '../../contract/load-contract.ts';
import { ContractError } from '../../errors.ts';
import { brokenFixtures, openFixtures } from '../../fixture/breakage/broken-fixtures.ts';
import { loadFaker } from '../../fixture/chance/load-faker.ts';
import { compileGenerator, type GeneratorOptions } from '../../fixture/compile-generator.ts';
import { planCases } from '../../verify/plan/plan-cases.ts';
import { listCases } from '../../verify/run/run-plan.ts';
import type { Kit } from '../kit.ts';
import type { MutantResult } from '../prove-report.ts';
import type { Mutant } from './list-mutants.ts';

/** How many values of each schema are compared. */
const VALUES = 40;

/** What a contract makes the kit do: a digest for each aspect. */
type Behaviour = Readonly<Record<string, string>>;

const originals = new WeakMap<Kit, Promise<Behaviour>>();

export async function tryMutant(kit: Kit, mutant: Mutant): Promise<MutantResult> {
  const begun = performance.now();
  const { id, pointer, sentence } = mutant;
  const original = originals.get(kit) ?? withCopy(kit.contract, undefined, (copy) => describeBehaviour(kit, copy));
  originals.set(kit, original);
  const differs = await compare(kit, mutant, await original);
  const restored = differs.length === 0 && (await isRestored(kit, mutant));
  return { id, pointer, sentence, differs, restored, durationMs: Math.round(performance.now() - begun) };
}

async function compare(kit: Kit, mutant: Mutant, original: Behaviour): Promise<string[]> {
  try {
    const changed = await withCopy(kit.contract, mutant, (copy) => describeBehaviour(kit, copy));
    return Object.keys(original).filter((aspect) => original[aspect] !== changed[aspect]);
  } catch (error) {
    if (error instanceof ContractError) return ['loading'];
    throw error;
  }
}

/** What a member inherits from another it has again once it is loaded. */
function isRestored({ contract }: Kit, mutant: Mutant): Promise<boolean> {
  const tokens = parsePointer(mutant.holder);
  const same = async (copy: Contract): Promise<boolean> =>
    isDeepStrictEqual(valueAt(copy.document, tokens), valueAt(contract.document, tokens));
  return withCopy(contract, mutant, same);
}

/** Loads the contract anew from a folder of its own, changed in one place. */
async function withCopy<T>(
  contract: Contract,
  mutant: Mutant | undefined,
  use: (copy: Contract) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'docpact-prove-'));
  try {
    const document = structuredClone(contract.document);
    if (mutant) setAt(document, parsePointer(mutant.holder), mutant.schema);
    const home = findScenarioFolder(contract.file, document['x-scenarios']);
    if (home !== undefined) {
      if (existsSync(home)) cpSync(home, join(folder, 'scenarios'), { recursive: true });
      document['x-scenarios'] = 'scenarios';
    }
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
    return await use(loadContract(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function describeBehaviour({ faker, seed, depth }: Kit, contract: Contract): Promise<Behaviour> {
  const { operations, locale } = contract;
  const english = await loadFaker('en');
  const fixture = { faker, locale };
  const plan = planCases(contract, { operations, depth, seed, runId: 'prove', values: {}, fixture });
  const cases = listCases(plan);
  const used = usedSchemas(operations);
  const each = <T>(make: (schema: (typeof used)[number]) => T): T[] => used.map(make);
  return {
    cases: digest(cases.map(({ id, zone, steps }) => [id, zone, steps.map(({ values, expect }) => [values, expect])])),
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
