/** The plan: repeatable, within its budget, and right about the zone of every request in it. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { valueAt } from '../../../src/contract/json-pointer.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { zoneOf } from '../../../src/contract/zone-of.ts';
import { UsageError } from '../../../src/errors.ts';
import { buildRequest } from '../../../src/http/client/build-request.ts';
import { budgets, type Case, type Depth } from '../../../src/verify/plan/case.ts';
import { planRun } from '../../../src/verify/verify.ts';
import { ordersContract, ownContract, shapesContract, writeContract } from '../../write-contract.ts';

const contract = loadContract(ownContract);
const plan = (options: Partial<Parameters<typeof planRun>[0]> = {}) => planRun({ contract, runId: 'a', ...options });
const depths: readonly Depth[] = ['quick', 'standard', 'deep'];

/** Every request of the cases, byte for byte as it is sent. */
function requestsOf(cases: readonly Case[]): unknown[] {
  return cases.flatMap(({ operation, steps }) =>
    steps.map((step) => {
      const { url, headers, body } = buildRequest(operation, step, { contract, base: 'http://h', headers: {} });
      return [url, headers, body?.toString('latin1')];
    }),
  );
}

/** What of a value is the same in every run: all but its texts and the numbers that a law wants fresh. */
function outlineOf(value: unknown, listed: ReadonlySet<unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => outlineOf(item, listed));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, outlineOf(member, listed)]));
  const isFresh = typeof value === 'string' || (typeof value === 'number' && value >= 100_000_000);
  return isFresh && !listed.has(value) ? typeof value : value;
}

/** Every value that a contract lists. */
function listedIn({ document }: Contract): Set<unknown> {
  const lists = JSON.stringify(document).match(/(?<="(?:enum|x-expected)":)\[[^\]]*\]/g) ?? [];
  return new Set(lists.flatMap((list) => JSON.parse(list) as unknown[]));
}

describe('a plan', () => {
  it('is the same, byte for byte, for the same seed and run id', async () => {
    expect(requestsOf(await plan({ seed: 7 }))).toEqual(requestsOf(await plan({ seed: 7 })));
  });

  it('is another one for another seed', async () => {
    expect(requestsOf(await plan({ seed: 7 }))).not.toEqual(requestsOf(await plan({ seed: 8 })));
  });

  it.each([ownContract, ordersContract, shapesContract])(
    'tries the same under every run id, fresh texts aside: %s',
    async (folder) => {
      const other = loadContract(folder);
      const outline = async (runId: string) =>
        (await planRun({ contract: other, runId })).map(({ id, steps }) => [
          id,
          steps.map(({ values, expect: wanted }) => [outlineOf(values, listedIn(other)), wanted]),
        ]);
      expect(await outline('a')).toEqual(await outline('b'));
    },
  );

  it('shares no fresh value with the plan of another run id', async () => {
    const tokensOf = (cases: readonly Case[]) => new Set(cases.flatMap(({ tokens }) => tokens));
    const [one, other] = await Promise.all([plan({ runId: 'a' }), plan({ runId: 'b' })]);
    expect([...tokensOf(one)].filter((token) => tokensOf(other).has(token))).toEqual([]);
  });

  it('tries the same things whatever the run id', async () => {
    const [one, other] = await Promise.all([plan({ runId: 'a' }), plan({ runId: 'b' })]);
    expect(other.map(({ id, zone }) => [id, zone])).toEqual(one.map(({ id, zone }) => [id, zone]));
  });

  it('gives every request a value of its own where a value may be taken once', async () => {
    const cases = await plan();
    const names = cases.flatMap(({ steps, id }) =>
      /unique|scenario|stale|random|unexpected|open|carry-over/.test(id)
        ? []
        : steps.flatMap(({ values }) => [(values.body as Record<string, unknown> | undefined)?.['region_name'] ?? []]),
    );
    const texts = names.filter((name) => typeof name === 'string' && name.length > 1);
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((name, index) => texts.indexOf(name) !== index)).toEqual([]);
  });

  it.each(depths)('has each id once (%s)', async (depth) => {
    const ids = (await plan({ depth })).map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(depths)('expects of every request what its zone says (%s)', async (depth) => {
    const right = { valid: 'success', invalid: 'refusal', open: 'either' } as const;
    const wrong = (await plan({ depth })).flatMap(({ id, operation, steps }) =>
      steps
        .filter(({ expect: wanted, law, form }) => wanted !== 'either' && law === undefined && form.raw === undefined)
        .filter((step) => right[zoneOf(contract, operation, step.values)] !== step.expect)
        .map((step) => `${id}: ${step.expect} ${JSON.stringify(step.values)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('demands success of no request that is not valid, and refusal of none that is, laws aside', async () => {
    const zones = (await plan({ depth: 'deep' })).flatMap(({ operation, steps }) =>
      steps.map((step) => ({ step, zone: zoneOf(contract, operation, step.values) })),
    );
    expect(zones.filter(({ step, zone }) => step.expect === 'success' && zone !== 'valid')).toEqual([]);
    expect(
      zones.filter(({ step, zone }) => step.expect === 'refusal' && zone === 'valid' && !step.law && !step.form.raw),
    ).toEqual([]);
  });

  it.each(['quick', 'standard'] as const)('leaves a twentieth of the budget to shrinking (%s)', async (depth) => {
    const requests = (await plan({ depth })).flatMap(({ steps }) => steps).length;
    expect(requests).toBeLessThanOrEqual(budgets[depth] * 0.95);
  });

  it('is deeper at every depth', async () => {
    const [quick = 0, standard = 0, deep = 0] = await Promise.all(
      depths.map(async (depth) => (await plan({ depth })).length),
    );
    expect(quick).toBeLessThan(standard);
    expect(standard).toBeLessThan(deep);
  });

  it('begins with the most telling requests', async () => {
    const ids = (await plan()).map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(['addRegion/presence/none', 'addRegion/presence/all']);
    expect(ids.findIndex((id) => id.includes('/random/'))).toBeGreaterThan(
      ids.findIndex((id) => id.includes('/invalid/')),
    );
  });

  it('aims at every clause of the request at standard depth', async () => {
    const aimed = new Set((await plan()).flatMap(({ aims }) => aims));
    const { operations } = contract;
    const { operationClauses } = await import('../../../src/contract/clause/list-clauses.ts');
    const clauses = operations.flatMap((operation) => operationClauses(contract, operation));
    expect(clauses.filter(({ subject, id }) => subject === 'request' && !aimed.has(id)).map(({ id }) => id)).toEqual(
      [],
    );
  });
});

describe('given values', () => {
  const valuesAt = (cases: readonly Case[], name: string): unknown[] =>
    cases
      .filter(({ zone, id }) => zone === 'valid' && !id.includes('/scenario/'))
      .flatMap(({ steps }) => steps.map(({ values }) => (values.body as Record<string, unknown>)[name]))
      .filter((value) => value !== undefined);

  it('stand in every valid request, and are never varied', async () => {
    const cases = await plan({ values: { addRegion: { url: 'https://only.example.com' } } });
    expect(new Set(valuesAt(cases, 'url'))).toEqual(new Set(['https://only.example.com']));
    expect(new Set(valuesAt(cases, 'wsurl')).size).toBeGreaterThan(5);
  });

  it('may be made from digits that no other request has', async () => {
    const cases = await plan({
      values: { addRegion: { tcpdomain: (digits: string) => `10.0.0.${Number(digits) % 200}` } },
    });
    expect(valuesAt(cases, 'tcpdomain').every((value) => /^10\.0\.0\.\d+$/.test(String(value)))).toBe(true);
  });

  it.each([
    ['a member that does not exist', { addRegion: { urll: 'x' } }, /addRegion has no member "urll"/],
    ['a value that the document forbids', { addRegion: { status: 'on' } }, /status of addRegion: .*integer/],
  ])('are refused where they name %s', async (_, values, message) => {
    await expect(plan({ values })).rejects.toThrow(UsageError);
    await expect(plan({ values })).rejects.toThrow(message);
  });

  it('are refused for an operation that does not exist', async () => {
    await expect(plan({ values: { addRegoin: { url: 'x' } } })).rejects.toThrow(/addRegoin/);
  });
});

it('a wrong type of what may be taken once is fresh in every run', async () => {
  const wrongTypes = (cases: readonly Case[]): Map<string, string> =>
    new Map(
      cases
        .filter(({ id }) => /invalid\/region_name\/type:(integer|number|array)$/.test(id))
        .map(({ id, steps }) => [id, JSON.stringify(valueAt(steps[0]?.values, ['body', 'region_name']))]),
    );
  const [one, other] = await Promise.all([plan({ runId: 'a' }), plan({ runId: 'b' })]);
  expect(wrongTypes(one).size).toBeGreaterThan(1);
  for (const [id, value] of wrongTypes(one)) expect(wrongTypes(other).get(id)).not.toBe(value);
});

it('a text with little room has the same oddities as one with much', async () => {
  const label = { type: 'string', maxLength: 10 };
  const schema = { type: 'object', required: ['label'], properties: { label } };
  const operation = {
    operationId: 'put',
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { 200: { description: 'done' }, 400: { description: 'refused' } },
  };
  const document = {
    openapi: '3.1.0',
    info: { title: 'short', version: '1' },
    paths: { '/label': { put: operation } },
  };
  const cases = await planRun({ contract: loadContract(writeContract({ 'openapi.json': document })) });
  const texts = cases
    .filter(({ zone }) => zone === 'valid')
    .map(({ steps }) => (steps[0]?.values.body as { label?: string } | undefined)?.label ?? '');
  for (const mark of ['"', "'", '\\', '&', '<', '%20', '+', '\n', '\t', '/', '?', '数']) {
    expect(texts.filter((text) => text.includes(mark))).not.toEqual([]);
  }
});
