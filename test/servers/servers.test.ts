/** The set itself: faults are real, right servers are right, hostile ones are hostile. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { conformingServers, faultyServers, hostileServers, type Variant } from './index.ts';
import { judgeProbe } from './probe/judge-probe.ts';
import { created, duplicate, either, full, minimal, raw, refused, without, type Step } from './probe/step.ts';
import { startServer } from './right-server.ts';
import type { FaultyServer } from './variant.ts';
import { zoneOf } from './zone.ts';

const right = { start: () => startServer() };
const steps = faultyServers.flatMap(({ name, probe }) => probe.flat().map((step) => ({ name, step })));

/** Runs `judge` for all, some at a time, and names those that it says something of. */
async function collect<Item extends Variant>(
  items: readonly Item[],
  judge: (item: Item) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  const rest = [...items];
  const work = async (): Promise<void> => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) {
      const problems = await judge(item);
      if (problems.length > 0) found.push(`${item.name}: ${problems.join('; ')}`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return found;
}

/** What every server must get right. */
function plainProbe(): readonly (Step | readonly Step[])[] {
  const taken = minimal({ region_name: 'shanghai' });
  return [
    created(taken),
    created(full({ desc: '数据中心 🚀 <"R&D">\\\n' })),
    [created(), created(full())],
    duplicate(taken),
    refused(without(full(), 'tcpdomain')),
    refused(minimal({ status: '1' })),
    raw('{"region_name"'),
    either(minimal({ colour: 'blue', region_name: ' a ' })),
    created(),
  ];
}

test('names are kebab-case and no two alike', () => {
  const names = [...faultyServers, ...conformingServers, ...hostileServers].map(({ name }) => name);
  expect(
    names.filter((name, index) => names.indexOf(name) !== index || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)),
  ).toEqual([]);
});

test('every fault shows on a request of its own that the right server answers as documented', async () => {
  expect(await collect(faultyServers, ({ probe }) => judgeProbe(right, probe, 5000))).toEqual([]);
  const isShown = async (server: FaultyServer) => (await judgeProbe(server, server.probe, 700)).length > 0;
  const hidden: FaultyServer[] = [];
  await collect(faultyServers, async (server) => ((await isShown(server)) ? [] : (hidden.push(server), [])));
  // A fault that needs two requests to meet may need a machine that is not busy with other probes.
  const missed: string[] = [];
  for (const server of hidden) if (!(await isShown(server)) && !(await isShown(server))) missed.push(server.name);
  expect(missed).toEqual([]);
});

test('every conforming server creates, refuses and knows names that are taken', async () => {
  expect(await collect(conformingServers, (server) => judgeProbe(server, plainProbe(), 5000))).toEqual([]);
});

test('conforming servers answer the requests that show faults as documented', async () => {
  const probeOf = (index: number) => faultyServers[(index * 83) % faultyServers.length]?.probe ?? [];
  const some = conformingServers.flatMap((server, index) =>
    [0, 1].map((turn) => ({ ...server, probe: probeOf(index * 2 + turn) })),
  );
  expect(await collect(some, (server) => judgeProbe(server, server.probe, 5000))).toEqual([]);
});

test('what a request is expected to meet follows from the contract and its expected domain', () => {
  const zones = { created: 'valid', 'one-of-many': 'valid', refused: 'invalid', either: 'open' } as const;
  const usual = steps.filter(
    ({ step }) => step.body !== undefined && step.wire === undefined && step.also === undefined,
  );
  const wrong = usual.filter(
    ({ step }) => zoneOf(step.body ?? {}) !== (step.duplicate ? 'valid' : zones[step.expected]),
  );
  expect(wrong.map(({ name, step }) => `${name}: ${step.expected}, yet ${zoneOf(step.body ?? {})}`)).toEqual([]);
});

test('the request schema of the contract says the same', () => {
  const schema = JSON.parse(readFileSync('contracts/schemas/add-region-request.schema.json', 'utf8')) as object;
  const accepts = new Ajv2020({ strict: false }).compile(schema);
  const usual = steps.filter(({ step }) => step.body !== undefined && step.wire === undefined);
  const wrong = usual.filter(
    ({ step }) =>
      accepts(JSON.parse(JSON.stringify(step.body))) !== (step.expected !== 'refused' || step.duplicate === true),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('no hostile server passes for a right one', async () => {
  const suspicious = await collect(hostileServers, async (server) => {
    const problems = await judgeProbe(server, [created(), refused()], 300);
    return problems.length > 0 ? [] : ['nothing wrong'];
  });
  expect(suspicious).toEqual([]);
});
