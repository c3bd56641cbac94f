/** `docpact fixtures`: values of a schema, as many as are wanted, in constant memory. */
import type { Contract } from '../contract/contract.ts';
import type { Zone } from '../contract/zone-of.ts';
import { compileCases } from '../fixture/factory/compile-cases.ts';
import { compileGenerator } from '../fixture/compile-generator.ts';
import { findNamedSchema, type NamedSchema } from '../fixture/factory/find-named-schema.ts';
import { loadFaker } from '../fixture/chance/load-faker.ts';
import { countProgress } from './count-progress.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { openContract } from './open-contract.ts';
import { layOut } from './value-layout.ts';
import { writeChunks } from './write-chunks.ts';

export interface FixturesOptions {
  contract?: string;
  count?: number;
  seed: number;
  zone: Zone;
  locale?: string;
  format: 'json' | 'ndjson';
}

/** Writes the values to stdout, as fast as they are read; ends quietly when nobody reads on. */
export async function runFixtures(name: string, options: FixturesOptions): Promise<ExitCode> {
  const contract = openContract(options.contract);
  const values = await compileValues(contract, findNamedSchema(contract, name), options);
  const { count, zone, format } = options;
  const progress = countProgress(process.stderr, { total: count, shown: process.stdout.isTTY !== true });
  const single = count === undefined && zone === 'valid';
  const texts = layOut(values, { format, single, onValue: progress.step });
  try {
    await writeChunks(texts, process.stdout);
  } finally {
    progress.clear();
  }
  return exitCodes.done;
}

/** The values one after the other. Broken ones come in rounds: every way to break one valid value, then the next. */
async function compileValues(
  contract: Contract,
  named: NamedSchema,
  { locale = contract.locale, zone, seed, count }: FixturesOptions,
): Promise<Iterable<unknown>> {
  const faker = await loadFaker(locale);
  if (zone === 'valid') {
    const { node, direction } = named;
    const generator = compileGenerator(contract, node, { faker, locale, direction });
    return numbered(count ?? 1, (index) => generator.generate({ seed, index }));
  }
  const cases = compileCases(contract, named, { faker, locale });
  const round = (index: number) => cases(zone, { seed, index }).map(({ id, clause, value }) => ({ id, clause, value }));
  return count === undefined ? round(0) : takeRounds(count, round);
}

function* numbered<T>(count: number, make: (index: number) => T): Generator<T> {
  for (let index = 0; index < count; index += 1) yield make(index);
}

function* takeRounds<T>(count: number, round: (index: number) => readonly T[]): Generator<T> {
  let left = count;
  for (let index = 0; left > 0; index += 1) {
    const some = round(index).slice(0, left);
    if (some.length === 0) return;
    left -= some.length;
    yield* some;
  }
}
