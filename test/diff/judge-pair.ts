/** Holds what diff says of two schemas against values that are drawn of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { SchemaNode } from '../../src/contract/schema.ts';
import type { Direction } from '../../src/contract/schema/view-schema.ts';
import type { Change } from '../../src/diff/change.ts';
import { diffContracts } from '../../src/diff/diff-contracts.ts';
import { requireFaker } from '../../src/fixture/chance/load-faker.ts';
import { compileGenerator } from '../../src/fixture/compile-generator.ts';
import type { SomeSchema } from './some-schema.ts';

function load(folder: string, schema: SomeSchema, direction: Direction): Contract {
  const file = join(folder, 'openapi.json');
  const content = { 'application/json': { schema } };
  const post = {
    operationId: 'addThing',
    ...(direction === 'request' ? { requestBody: { required: true, content } } : {}),
    responses: { '200': { description: '', ...(direction === 'response' ? { content } : {}) } },
  };
  writeFileSync(
    file,
    JSON.stringify({ openapi: '3.1.0', info: { title: '', version: '' }, paths: { '/things': { post } } }),
  );
  return loadContract(file);
}

function nodeOf({ operations: [operation] }: Contract, direction: Direction): SchemaNode | undefined {
  const contents = direction === 'request' ? operation?.body?.contents : operation?.responses[0]?.contents;
  return contents?.[0]?.node;
}

export interface PairOptions {
  folder: string;
  direction: Direction;
  draws: number;
}

/** What is wrong with the verdict; undefined where nothing was found. */
export function findWrongVerdict(
  [old, now]: readonly [SomeSchema, SomeSchema],
  { folder, direction, draws }: PairOptions,
): string | undefined {
  const [before, after] = [load(folder, old, direction), load(folder, now, direction)];
  const { changes } = diffContracts(before, after);
  const certain = changes.filter(({ severity }) => severity === 'error');
  const bare = certain.find(({ witness }) => witness === undefined);
  if (bare) return `${bare.rule} has no witness`;
  const isTold = (change: Change) => change.breaks.callers || change.mayBreak?.callers === true;
  if (changes.some(isTold)) return undefined;
  // A request that was right, or an answer that may come now.
  const [right, wrong] = direction === 'request' ? [before, after] : [after, before];
  const [own, other] = [nodeOf(right, direction), nodeOf(wrong, direction)];
  if (!own || !other) return undefined;
  for (const value of drawn(right, own, { direction, draws })) {
    const view = { direction, demand: 'documented' } as const;
    if (right.validators.accepts(own, value, view) && !wrong.validators.accepts(other, value, view))
      return `a witness: ${JSON.stringify(value)}`;
  }
  return undefined;
}

function* drawn(
  contract: Contract,
  node: SchemaNode,
  { direction, draws }: Omit<PairOptions, 'folder'>,
): Generator<unknown> {
  let generator: ReturnType<typeof compileGenerator>;
  try {
    generator = compileGenerator(contract, node, { faker: requireFaker('en'), locale: 'en', direction, trials: 0 });
  } catch {
    // A schema of which no value can be made.
    return;
  }
  for (let index = 0; index < draws; index += 1) {
    try {
      yield generator.generate({ seed: 7, index });
    } catch {
      // This value cannot be made; the next one may.
    }
  }
}
