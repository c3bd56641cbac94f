/** A problem is told with the smallest request that shows it, and with the member that is to blame, if one is. */
import { expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { zoneOf } from '../../../src/contract/zone-of.ts';
import type { Problem } from '../../../src/verdict/report.ts';
import { verify } from '../../../src/verify/verify.ts';
import { refuseWhen } from '../../servers/change-stages.ts';
import { isObject } from '../../servers/region-members.ts';
import { startServer, type Change } from '../../servers/right-server.ts';
import { ownContract } from '../../write-contract.ts';

const contract = loadContract(ownContract);
const required = ['httpdomain', 'region_alias', 'region_name', 'tcpdomain', 'url', 'wsurl'];

async function problemsOf(change: Change): Promise<readonly Problem[]> {
  const server = await startServer(change);
  const { problems } = await verify({ contract, target: server.url });
  await server.close();
  return problems;
}

/** The members of the only request of a problem. */
function membersOf({ exchanges }: Problem): string[] {
  expect(exchanges).toHaveLength(1);
  return Object.keys(JSON.parse(exchanges[0]?.request.body ?? '{}') as object).sort();
}

it('has nothing but the required members and the culprit', async () => {
  const [problem, ...others] = await problemsOf(refuseWhen(({ status }) => status === 3));
  if (!problem) throw new Error('nothing was found');
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ kind: 'refused-valid', clause: 'addRegion.request.body.status.type' });
  expect(problem.message).toBe('a valid request is refused because of status: 3');
  expect(membersOf(problem)).toEqual([...required, 'status'].sort());
});

it('has two members more where it takes two', async () => {
  const [problem] = await problemsOf(refuseWhen(({ status, scope }) => status === 3 && scope === 'public'));
  if (!problem) throw new Error('nothing was found');
  expect(membersOf(problem)).toEqual([...required, 'scope', 'status'].sort());
});

it('does not take for the fault of a law what is refused anyway', async () => {
  const problems = await problemsOf(refuseWhen(({ desc }) => desc !== undefined));
  expect(problems.map(({ kind, clause }) => [kind, clause])).toEqual([
    ['refused-valid', 'addRegion.request.body.desc.type'],
  ]);
});

it('blames no member where the way of writing is to blame', async () => {
  const [problem] = await problemsOf((right) => ({
    admit: (call) =>
      call.request.headers['transfer-encoding'] === 'chunked' ? right.refuse('other', 'no length') : right.admit(call),
  }));
  if (!problem) throw new Error('nothing was found');
  expect(problem.message).toBe('a valid request is refused (with its body in chunks)');
  expect(problem.clause).toBe('addRegion.response.201.status');
  expect(membersOf(problem)).toEqual(required);
});

it('names the member whose echo is broken, alone beside the required ones', async () => {
  const [problem] = await problemsOf((right) => ({
    build: async (body, call) => ({ ...(await right.build(body, call)), ...('desc' in body ? { desc: 'other' } : {}) }),
  }));
  if (!problem) throw new Error('nothing was found');
  expect(problem).toMatchObject({ kind: 'echo-broken', clause: 'addRegion.law.echo.desc' });
  expect(membersOf(problem)).toEqual(['desc', ...required].sort());
});

it('stays in its zone', async () => {
  const problems = await problemsOf(() => ({ validate: () => undefined }));
  const [operation] = contract.operations;
  const wrong = problems.filter(({ zone, exchanges, kind, case: id }) => {
    if (kind !== 'accepted-invalid' || !operation || id.includes('/body/')) return false;
    const body = JSON.parse(exchanges[0]?.request.body ?? '') as unknown;
    return zone !== zoneOf(contract, operation, { body });
  });
  expect(problems.flatMap(({ cases }) => cases).length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

it('has a curl line whose name nobody has taken yet, and whose request is otherwise the one that was sent', async () => {
  const [problem] = await problemsOf((right) => ({
    validate: (value, call) => {
      const isNumber = isObject(value) && typeof value['url'] === 'number';
      return right.validate(isNumber ? { ...value, url: String(value['url']) } : value, call);
    },
  }));
  if (!problem) throw new Error('nothing was found');
  expect(problem.kind).toBe('accepted-invalid');
  const nameIn = (text: string | undefined) => /"region_name":"([^"]*)"/.exec(text ?? '')?.[1] ?? 'none';
  const sent = problem.exchanges[0]?.request.body;
  expect(nameIn(problem.curl)).not.toBe(nameIn(sent));
  expect(problem.curl).toContain(sent?.replace(nameIn(sent), nameIn(problem.curl)));
});
