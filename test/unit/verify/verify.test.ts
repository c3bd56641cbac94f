/** What a caller may ask of a run: parts of it, less of it, other headers, an end to it. */
import { afterAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { UsageError } from '../../../src/errors.ts';
import { mergeReports } from '../../../src/verdict/merge-reports.ts';
import type { VerifyReport } from '../../../src/verdict/report.ts';
import type { VerifyOptions } from '../../../src/verify/verify-options.ts';
import type { Plan } from '../../../src/verify/plan/plan-cases.ts';
import { prepareRun } from '../../../src/verify/run/prepare-run.ts';
import { runPlan } from '../../../src/verify/run/run-plan.ts';
import { planRun, verify } from '../../../src/verify/verify.ts';
import { changeMember } from '../../servers/change-stages.ts';
import { startServer, type Change } from '../../servers/right-server.ts';
import { ownContract, writeContract } from '../../write-contract.ts';

const contract = loadContract(ownContract);
const right = await startServer();
/** Three faults: one in an answer, one in an invalid request, one in a law. */
const wrong: Change = (stages) => ({
  ...changeMember('desc', (value) => `${String(value)}.`)(stages),
  claim: () => true,
});
const faulty = await startServer(wrong);
afterAll(() => Promise.all([right.close(), faulty.close()]));

const run = (options: Partial<VerifyOptions> = {}): Promise<VerifyReport> =>
  verify({ contract, target: right.url, runId: crypto.randomUUID(), ...options });
const found = ({ problems }: VerifyReport): string[] => problems.map(({ kind, clause }) => `${kind} ${clause}`).sort();

describe('shards', () => {
  it.each([2, 3, 7])('are %i parts that make the whole, none of them twice', async (count) => {
    const whole = (await planRun({ contract, runId: 'x' })).map(({ id }) => id);
    const parts = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        planRun({ contract, runId: 'x', shard: { index: index + 1, count } }),
      ),
    );
    expect(parts.flatMap((part) => part.map(({ id }) => id)).sort()).toEqual(whole.toSorted());
  });

  it('merge into the verdict, the coverage and the problems of the whole run', async () => {
    const whole = await run({ target: faulty.url, runId: 'shards' });
    const parts = [];
    for (const index of [1, 2, 3])
      parts.push(await run({ target: faulty.url, runId: 'shards', shard: { index, count: 3 } }));
    const merged = mergeReports(parts);
    expect(merged.conforms).toBe(whole.conforms);
    expect(merged.coverage.uncovered).toEqual([]);
    expect(found(merged)).toEqual(found(whole));
    expect(merged.summary.cases).toBe(whole.summary.cases);
    expect(merged.shard).toBeUndefined();
    expect(merged.repeat).not.toContain('--shard');
  });

  it('are named in the line that repeats one', async () => {
    const { repeat } = await run({ shard: { index: 2, count: 9 }, operations: ['addRegion'], runId: 'a b' });
    expect(repeat).toContain(" --run-id 'a b' --operation addRegion --shard 2/9");
  });
});

describe('a run that may take no more time', () => {
  it('begins nothing, and is no verdict', async () => {
    let asked = 0;
    const target = () => {
      asked += 1;
      return Promise.resolve(new Response());
    };
    const report = await run({ target, maxTime: 0 });
    expect(asked).toBe(0);
    expect(report).toMatchObject({ conforms: false, headline: 'stopped early: no more than 0 s may pass' });
    expect(report.repeat).toContain('--max-time 0');
  });
});

describe('a run that is stopped', () => {
  it('has planned no operation behind the one that it was at', async () => {
    const { runner, plan } = await prepareRun({ contract, target: right.url, runId: crypto.randomUUID() });
    const planned: string[] = [];
    const cases: Plan['cases'] = (operation, known) => {
      planned.push(operation.id);
      return plan.cases(operation, known);
    };
    const outcomes = await runPlan(
      { ...plan, cases },
      {
        runner,
        onOutcome: ({ case: each }) => {
          if (planned.includes(each.operation.id)) runner.stopped = 'enough';
        },
      },
    );
    expect(planned).toHaveLength(1);
    expect(outcomes.length).toBeGreaterThan(0);
  });
});

describe('an operation whose schema contradicts itself', () => {
  const item = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'string' }, name: { type: 'string' } },
  };
  const json = (schema: object) => ({ content: { 'application/json': { schema } } });
  const post = (name: object) => ({
    requestBody: { required: true, ...json({ ...item, required: ['name'], properties: { name } }) },
    responses: { 201: { description: 'made', ...json(item) }, 400: { description: 'refused' } },
  });
  const thingId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const broken = loadContract(
    writeContract({
      'openapi.json': {
        openapi: '3.1.0',
        info: { title: 'a', version: '1' },
        paths: {
          '/things': { post: { operationId: 'addThing', ...post({ type: 'string', minLength: 9, maxLength: 3 }) } },
          '/things/{id}': {
            get: {
              operationId: 'readThing',
              parameters: [thingId],
              responses: { 200: { description: 'it', ...json(item) }, 404: { description: 'none' } },
            },
          },
        },
      },
    }),
  );
  const answer = () => Promise.resolve(Response.json({ id: '1', name: 'a' }));

  it('costs what it touches: all others are tried, and the report says so', async () => {
    const report = await run({ contract: broken, target: answer, depth: 'quick' });
    expect(report).toMatchObject({ conforms: true, problems: [] });
    expect(report.notes?.[0]).toMatch(
      /^1 operation could not be tried \(docpact lint\): addThing; .*openapi\.json:\d+#.*name/,
    );
    const own = report.coverage.outcomes.filter(({ id }) => id.startsWith('addThing.'));
    expect(new Set(own.map(({ outcome }) => outcome))).toEqual(new Set(['not reached']));
  });

  it('is no verdict where nothing else is asked for', async () => {
    const report = await run({ contract: broken, target: answer, operations: ['addThing'] });
    expect(report).toMatchObject({ conforms: false, summary: { requests: 0 } });
    expect(report.headline).toMatch(/^none of \d+ clauses could be tried/);
  });
});

describe('one answer to everything', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'not-found'],
    [302, 'redirected'],
    [400, 'refuses-everything'],
    [500, 'server-error'],
    [503, 'server-error'],
  ])('that is %i is told once, as %s', async (status, kind) => {
    const target = () => Promise.resolve(Response.json({ msg: 'no' }, { status }));
    const { problems, conforms } = await run({ target, depth: 'quick' });
    expect({ kind: problems[0]?.kind, conforms }).toEqual({ kind, conforms: false });
  });
});

describe('what is left out', () => {
  it('is a kind that is ignored', async () => {
    const report = await run({ target: faulty.url, ignore: ['echo-broken'] });
    expect(new Set(report.problems.map(({ kind }) => kind))).toEqual(new Set(['duplicate-accepted']));
  });

  it('is a law that is switched off', async () => {
    const report = await run({ target: faulty.url, lawsOff: ['addRegion.law.unique.region_name'] });
    expect(new Set(report.problems.map(({ kind }) => kind))).toEqual(new Set(['echo-broken']));
  });

  it('is all, where nothing else is wrong: the server conforms', async () => {
    const report = await run({
      target: faulty.url,
      ignore: ['echo-broken'],
      lawsOff: ['addRegion.law.unique.region_name'],
    });
    expect(report.conforms).toBe(true);
  });

  it.each([
    ['law', { lawsOff: ['addRegion.law.unique.name'] }, /no law "addRegion.law.unique.name"/],
    ['law of no operation', { lawsOff: ['add.law.unique.name'] }, /no law "add.law.unique.name"/],
    ['operation', { operations: ['addRegions'] }, /no operation "addRegions"/],
  ])('is refused where there is no such %s', async (_, options, message) => {
    await expect(run(options)).rejects.toThrow(UsageError);
    await expect(run(options)).rejects.toThrow(message);
  });
});

describe('the end of a run', () => {
  it('comes after as many requests as are allowed', async () => {
    const report = await run({ maxRequests: 50, concurrency: 1 });
    expect(report.summary.requests).toBeGreaterThan(20);
    expect(report.summary.requests).toBeLessThanOrEqual(50);
    expect(report.headline).toMatch(/^stopped early: no more than 50 requests/);
    expect(report.conforms).toBe(false);
  });

  it.each(['quick', 'standard'] as const)('comes within the budget, shrinking included (%s)', async (depth) => {
    const report = await run({ target: faulty.url, depth });
    expect(report.summary.requests).toBeLessThanOrEqual(depth === 'quick' ? 80 : 600);
  });

  it('comes when it is called for, and what was created so far is known', async () => {
    const stop = new AbortController();
    const report = await run({
      signal: stop.signal,
      onProgress: ({ done }) => done === 20 && stop.abort(),
    });
    expect(report.headline).toBe('stopped early: the run was interrupted');
    expect(report.conforms).toBe(false);
    expect(report.summary.cases).toBeLessThan(60);
    expect(report.created.length).toBeGreaterThan(5);
  });
});

it('names as created what the clean-up leaves, and is repeated by the line that the caller writes', async () => {
  let given: readonly string[] = [];
  const report = await run({
    depth: 'quick',
    seed: 3,
    runId: 'own',
    cleanUp: async (created) => {
      given = created;
      return created.slice(0, 1);
    },
    writeRepeat: ({ seed, depth, runId }) => `again ${seed} ${depth} ${runId}`,
  });
  expect(given.length).toBeGreaterThan(5);
  expect(report.created).toEqual(given.slice(0, 1));
  expect(report.repeat).toBe('again 3 quick own');
});

it('counts every case as it is done', async () => {
  const steps: number[] = [];
  const totals = new Set<number>();
  const report = await run({ depth: 'quick', onProgress: ({ done, total }) => (steps.push(done), totals.add(total)) });
  expect(steps).toEqual(Array.from({ length: report.summary.cases }, (_, index) => index + 1));
  // How many there are is known once the probes are done.
  expect([...totals].at(-1)).toBe(report.summary.cases);
});

it('sends the headers that were given with every request', async () => {
  const seen = new Set<string | undefined>();
  const server = await startServer((stages) => ({
    admit: (call) => (seen.add(call.request.headers.authorization), stages.admit(call)),
  }));
  await run({ target: server.url, headers: { Authorization: 'raw-token' } });
  await server.close();
  expect([...seen]).toEqual(['raw-token']);
});

it('finds nothing on the same server twice, though it keeps what the first run created', async () => {
  expect((await run()).problems).toEqual([]);
  expect((await run()).problems).toEqual([]);
});

it('finds nothing below a base path, whether or not the URL ends with a slash', async () => {
  const server = await startServer((stages) => ({
    admit: (call) => {
      if (!call.request.url?.startsWith('/base/openapi')) return { ...stages.refuse('other', 'no'), status: 404 };
      call.request.url = call.request.url.slice('/base'.length);
      return stages.admit(call);
    },
  }));
  expect((await run({ target: `${server.url}/base/`, depth: 'quick' })).problems).toEqual([]);
  expect((await run({ target: `${server.url}/base`, depth: 'quick' })).problems).toEqual([]);
  await server.close();
});
