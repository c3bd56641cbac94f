/**
 * Measures our generator, json-schema-faker and hand-written faker calls side by side, in alternating rounds of one run.
 *
 *     node bench/fixtures.ts [--values 20000] [--rounds 5] [--memory 1000000] [--peer json-schema-faker]
 *
 * All three make the same value: the request of contracts/ with every member, in the contract's locale, with the same
 * templates. json-schema-faker gets the schema with the expected domain written into it, and `x-faker` under the name
 * that it reads. The hand-written calls check nothing, know no seed per value and no uniqueness.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadContract } from '../src/contract/load-contract.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../src/contract/schema.ts';
import { compileGenerator } from '../src/fixture/compile-generator.ts';
import { loadFaker } from '../src/fixture/chance/load-faker.ts';
import { proposeFakes } from '../src/fixture/propose-fakes.ts';
import { writeByHand } from './fixtures/write-by-hand.ts';

const { values: flags } = parseArgs({
  options: {
    values: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    memory: { type: 'string', default: '1000000' },
    peer: { type: 'string', default: 'json-schema-faker' },
  },
});

const contract = loadContract(fileURLToPath(new URL('../contracts', import.meta.url)));
const { locale } = contract;
const node = contract.schemas.get('AddRegionRequest') as SchemaNode;

const contenders = new Map<string, (index: number) => unknown>([
  ['docpact', await ours()],
  ['json-schema-faker', await peer()],
  ['by hand', writeByHand(await loadStockFaker())],
]);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
measureMemory();
for (const [name, make] of contenders) console.log(`${name}: ${JSON.stringify(make(0)).slice(0, 300)}…`);
const speeds = measureSpeeds();
for (const [name, speed] of speeds)
  console.log(`${name.padEnd(18)} ${Math.round(speed).toLocaleString('en')} values/s`);
const speedOf = (name: string) => speeds.get(name) ?? Number.NaN;
console.log(`docpact / json-schema-faker: ${(speedOf('docpact') / speedOf('json-schema-faker')).toFixed(1)} (aim: 5)`);
console.log(`docpact / by hand: ${(speedOf('docpact') / speedOf('by hand')).toFixed(2)} (aim: 0.8)`);

async function ours(): Promise<(index: number) => unknown> {
  const generator = compileGenerator(contract, node, { faker: await loadFaker(locale), locale, direction: 'request' });
  return (index) => generator.generate({ seed: 1, index, members: 'full' });
}

async function peer(): Promise<(index: number) => unknown> {
  const { generateSync } = (await import(flags.peer)) as { generateSync(schema: unknown, options: object): unknown };
  const schema = schemaForPeer(proposeFakes(contract, await loadFaker(locale)));
  const options = { alwaysFakeOptionals: true, extensions: { faker: await loadStockFaker() } };
  return (index) => generateSync(schema, { ...options, seed: index });
}

/** The faker that users import, with the randomizer that it comes with. */
async function loadStockFaker() {
  const { faker } = await import(`@faker-js/faker/locale/${locale}`);
  return faker;
}

/** The schema as json-schema-faker understands it, with what its names mean for us written into it. */
function schemaForPeer(proposed: ReadonlyMap<string, SchemaObject>): SchemaObject {
  const { properties, required } = node.schema as SchemaObject & { properties: Record<string, SchemaObject> };
  const members = Object.entries(properties).map(([name, schema]) => {
    const expected = isSchemaObject(schema['x-expected']) ? schema['x-expected'] : {};
    const told = { ...proposed.get(`${node.pointer}/properties/${name}`), ...schema };
    const faker = spreadable(told[`x-faker-${locale}`] ?? told['x-faker']);
    return [name, { type: schema['type'], ...expected, ...(faker === undefined ? {} : { faker }) }];
  });
  return { type: 'object', required, properties: Object.fromEntries(members) };
}

/** json-schema-faker spreads a lone text into its letters; in a list it is one argument. */
function spreadable(spec: unknown): unknown {
  if (!isSchemaObject(spec)) return spec;
  return Object.fromEntries(
    Object.entries(spec).map(([name, argument]) => [name, Array.isArray(argument) ? argument : [argument]]),
  );
}

/** Medians over the rounds, in values a second. */
function measureSpeeds(): Map<string, number> {
  const found = new Map([...contenders.keys()].map((name) => [name, [] as number[]]));
  const count = Number(flags.values);
  for (let round = 0; round <= Number(flags.rounds); round += 1) {
    for (const [name, make] of contenders) {
      const start = performance.now();
      for (let index = 0; index < count; index += 1) make(index);
      const isWarmUp = round === 0;
      if (!isWarmUp) found.get(name)?.push(count / ((performance.now() - start) / 1000));
    }
  }
  return new Map(
    [...found].map(([name, list]) => [name, list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0]),
  );
}

/** The heap is what is still held after a collection; the rest of RSS is what V8 keeps for the next values. */
function printMemory(count: number): void {
  const rss = process.memoryUsage.rss();
  collectGarbage();
  const megabytes = [rss, process.memoryUsage().heapUsed].map((bytes) => (bytes / 1e6).toFixed(1));
  console.log(`memory after ${count.toLocaleString('en')} values: RSS ${megabytes[0]} MB, heap ${megabytes[1]} MB`);
}

function measureMemory(): void {
  const make = contenders.get('docpact');
  const total = Number(flags.memory);
  for (let index = 0; index <= total; index += 1) {
    make?.(index);
    if (index >= 1000 && Number.isInteger(Math.log10(index))) printMemory(index);
  }
}
