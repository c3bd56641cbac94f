/** One case again: what a problem prints runs its case, behind what it needs and with fresh names, on a server that remembers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { renderReport } from '../../src/report/render-report.ts';
import type { Problem } from '../../src/verdict/report.ts';
import { planRun, verify } from '../../src/verify/verify.ts';
import { runDocpact } from '../cli/run-docpact.ts';
import { writeContract } from '../write-contract.ts';
import { type Call, type Shelves, shelvesDocument, startShelves } from './shelves.ts';

const folder = writeContract({ 'openapi.yaml': shelvesDocument });
const contract = loadContract(folder);

/** A server that can be repaired: while `isBroken` says so, what it names fails. */
async function startBroken(isBroken: (call: Call) => boolean): Promise<Shelves & { repair: () => void }> {
  let repaired = false;
  const server = await startShelves({
    fault: (call, right) => (!repaired && isBroken(call) ? { status: 500, json: { error: 'oh' } } : right()),
  });
  onTestFinished(server.close);
  return { ...server, repair: () => (repaired = true) };
}

const changesNote = ({ operation, body }: Call): boolean =>
  operation === 'changeBook' && typeof body === 'object' && body !== null && 'note' in body;

/** What a shell makes of a line of ours. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word).slice(1);
}

it('finds the same problem again, sending little else, and nothing of it once the server is repaired', async () => {
  const server = await startBroken(changesNote);
  const config = join(folder, 'docpact.config.ts');
  writeFileSync(config, `export default { values: { addShelf: { room: 'east' } } };\n`);
  const args = ['verify', server.url, '--contract', folder, '--config', config, '--depth', 'quick'];
  const whole = await runDocpact([...args, '--format', 'json']);
  const [problem, ...others] = (JSON.parse(whole.stdout) as { problems: Problem[] }).problems;
  expect(others).toEqual([]);
  expect(problem?.again).toMatch(
    /^docpact verify http\S+ --contract \S+ --seed 1 --depth quick --case changeBook\/\S+ --config \S+$/,
  );
  const line = wordsOf(problem?.again ?? '');

  const before = server.requests.length;
  const again = await runDocpact([...line, '--format', 'json']);
  expect(again.code).toBe(1);
  const report = JSON.parse(again.stdout) as { problems: Problem[]; summary: { cases: number }; repeat: string };
  expect(report.problems.map(({ id }) => id)).toEqual([problem?.id]);
  expect(report.summary.cases).toBe(1);
  expect(report.repeat).toBe(problem?.again);
  expect(server.requests.length - before).toBeLessThan(40);
  expect(new Set(server.requests.slice(before).map(({ path }) => path.split('/').length))).toEqual(new Set([2, 4, 5]));

  server.repair();
  const repaired = await runDocpact(line);
  expect([repaired.code, repaired.stdout.split('  ')[0]]).toEqual([0, expect.stringMatching(/CONFORMS$/)]);
  expect(repaired.stdout).toContain(`only ${problem?.case}`);
  expect((await runDocpact(line)).code).toBe(0);
});

it('is printed by every report that a person reads', async () => {
  const server = await startBroken(changesNote);
  const report = await verify({ contract, target: server.url, depth: 'quick' });
  for (const format of ['text', 'html', 'junit', 'github'] as const)
    expect(renderReport(report, { format }), format).toMatch(/--case changeBook\//);
});

it('is known by an id of its own, whatever the run is called', async () => {
  const idsOf = async (other: typeof contract, runId: string): Promise<string[]> =>
    (await planRun({ contract: other, runId })).map(({ id }) => id);
  for (const other of [contract, loadContract('test/contracts/stations'), loadContract('contracts')]) {
    const ids = await idsOf(other, 'a');
    expect(new Set(ids).size).toBe(ids.length);
  }
  expect(await idsOf(contract, 'b')).toEqual(await idsOf(contract, 'a'));
});

it.each([
  ['changeBook/presense/none', 'changeBook/presence/none'],
  ['changBook/presence/none', 'changeBook'],
  ['none', 'getBook'],
])('that nobody knows is refused, with those near it: %s', async (id, near) => {
  const { code, stdout, stderr } = await runDocpact([
    'verify',
    'http://127.0.0.1:1',
    '--contract',
    folder,
    '--case',
    id,
  ]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`there is no case "${id}"`);
  expect(stderr).toContain(near);
  expect(stderr.length).toBeLessThan(400);
});

it('may be one of several, or a law', async () => {
  const server = await startBroken(() => false);
  const cases = ['getBook/presence/none', 'addBook/presence/all', 'getBook/law/below'];
  const report = await verify({ contract, target: server.url, cases });
  expect(report.conforms).toBe(true);
  expect(report.summary.cases).toBe(3);
  expect(report.coverage.outcomes.find(({ id }) => id === 'getBook.law.below')?.outcome).toBe('held');
  expect(report.coverage.uncovered).toEqual([]);
});

it('is not done with where what it needs cannot be had', async () => {
  const server = await startBroken(({ operation }) => operation === 'addShelf');
  const report = await verify({ contract, target: server.url, cases: ['addBook/presence/all'] });
  expect(report.conforms).toBe(false);
  expect(report.headline).toContain('addBook');
  const other = await startBroken(({ operation }) => operation === 'addBook');
  const invalid = (await planRun({ contract })).find(({ id }) => id.startsWith('addBook/invalid/'));
  const invalidly = await verify({ contract, target: other.url, cases: [invalid?.id ?? ''] });
  expect(invalidly.conforms).toBe(false);
  expect(invalidly.headline).toContain('addBook');
  expect(invalidly.problems).toEqual([]);
});

it('is listed by --dry-run alone', async () => {
  const args = ['verify', 'http://127.0.0.1:1', '--contract', folder, '--dry-run', '--case', 'getBook/presence/none'];
  const { code, stdout } = await runDocpact(args);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^valid {2}getBook\/presence\/none .*\n1 cases, \d requests; nothing was sent\n$/);
});
