/**
 * `npm run mutants -- --room ROOM… [--sample N] [--seed S] [--at FILE:LINE]… [--tests FOLDER]… [--seconds N]`: changes the kit's own
 * source, one place at a time (a condition, a comparison, a bound, what is returned, what is called), and runs the tests that reach the place,
 * the nearest first. A change that no test notices survives, and is printed; the score is the share of those that were noticed.
 * All changes are planted into one copy, each behind a switch: it is transformed once, a first run of all tests finds which of them reach
 * what, the command line in processes of its own included. Nothing is left behind, also when it is interrupted.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDice } from './fuzz/dice.ts';
import { findMutants } from './mutants/find-mutants.ts';
import { plantMutants, type Planted } from './mutants/plant-mutants.ts';
import { reachedIn, runTests, type TestFile } from './mutants/run-tests.ts';

type Placed = Planted & { file: string; room: string };

const { values } = parseArgs({
  options: {
    room: { type: 'string', multiple: true, default: [] },
    sample: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    at: { type: 'string', multiple: true, default: [] },
    tests: { type: 'string', multiple: true, default: ['test'] },
    seconds: { type: 'string', default: '120' },
  },
});
if (values.room.length + values.at.length === 0) throw new Error('name a room: --room verdict');

/** How much longer than before tests may take with a change in them: beyond it, it made something endless. */
const PATIENCE = { factor: 3, ms: 30_000 };

const root = resolve(import.meta.dirname, '..');
// Vite names files by what they are behind links.
const copy = mkdtempSync(join(realpathSync(tmpdir()), 'docpact-mutants-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true, maxRetries: 3 }));
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    process.exitCode = 130;
    interrupted.abort();
  });

copyTree();
const mutants = [...values.room.flatMap(sampleRoom), ...values.at.flatMap(findAt)].map((each, id) => ({ ...each, id }));
for (const [file, planted] of Map.groupBy(mutants, (each) => each.file))
  writeFileSync(join(copy, file), plantMutants(readFileSync(join(copy, file), 'utf8'), planted));

try {
  const tests = await watchTests();
  const noticed = new Set<Placed>();
  for (const mutant of mutants) {
    // oxlint-disable-next-line no-await-in-loop -- one at a time is in the copy
    const by = await findNotice(mutant, tests);
    if (by !== undefined) noticed.add(mutant);
    const fate = by ?? (tests.reached.has(mutant.id) ? 'survives' : 'survives, unreached');
    process.stdout.write(
      `${fate}: ${mutant.file}:${mutant.line}: ${oneLine(mutant.before)}  ->  ${oneLine(mutant.after)}\n`,
    );
  }
  for (const [room, all] of Map.groupBy(mutants, (each) => each.room)) {
    const count = all.filter((mutant) => noticed.has(mutant)).length;
    process.stdout.write(`${room}: ${count} of ${all.length} noticed, seed ${values.seed}\n`);
  }
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
}

/** What is committed or about to be, with the packages that are installed here. */
function copyTree(): void {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of listed.split('\n')) {
    if (file === '' || file === 'node_modules' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}

function sampleRoom(room: string): Omit<Placed, 'id'>[] {
  const all = globSync([`src/${room}/**/*.ts`, `src/${room}.ts`], { cwd: copy })
    .toSorted()
    .flatMap(mutantsOf);
  const dice = createDice(Number(values.seed), 0);
  const sample = new Set<(typeof all)[number]>();
  while (sample.size < Math.min(all.length, Number(values.sample))) sample.add(dice.pick(all));
  return [...sample].map((mutant) => ({ ...mutant, room }));
}

/** Those of one line. */
function findAt(place: string): Omit<Placed, 'id'>[] {
  const [file = '', line] = place.split(':');
  return mutantsOf(file).filter((mutant) => line === undefined || mutant.line === Number(line));
}

function mutantsOf(file: string): Omit<Placed, 'id'>[] {
  const room = file.split('/')[1] ?? '';
  return findMutants(file, readFileSync(join(copy, file), 'utf8')).map((mutant) => ({ ...mutant, file, room }));
}

/** Which test files there are, how long each takes, and by which each mutant is reached; what fails without a mutant can notice none. */
async function watchTests(): Promise<{ files: TestFile[]; reached: Map<number, Set<string>> }> {
  const tests = globSync(
    values.tests.flatMap((each) => [`${each}/**/*.test.ts`, each]),
    { cwd: copy },
  ).filter((file) => file.endsWith('.test.ts') && !/^test\/(browser|stations)\//.test(file));
  writeFileSync(reachedIn(copy), '');
  const { files } = await runTests({ root: copy, tests, ms: 3_600_000, signal: interrupted.signal });
  for (const { file } of files.filter(({ ok }) => !ok)) process.stdout.write(`fails without a mutant: ${file}\n`);
  const reached = new Map<number, Set<string>>();
  for (const line of readFileSync(reachedIn(copy), 'utf8').split('\n').slice(0, -1)) {
    const id = Number(line.slice(0, line.indexOf(' ')));
    const file = relative(copy, line.slice(line.indexOf(' ') + 1));
    reached.set(id, (reached.get(id) ?? new Set()).add(file));
  }
  return { files: files.filter(({ ok }) => ok), reached };
}

/** The test file that fails with this mutant, or what else became of it. */
async function findNotice(
  { id, room }: Placed,
  { files, reached }: Awaited<ReturnType<typeof watchTests>>,
): Promise<string | undefined> {
  const [whole] = room.split('/');
  const near = (file: string): number =>
    [`test/unit/${whole}/`, `test/${whole}/`, ''].findIndex((start) => file.startsWith(start));
  const ordered = files
    .filter(({ file }) => reached.get(id)?.has(file))
    .toSorted((a, b) => near(a.file) - near(b.file) || a.ms - b.ms);
  let sum = 0;
  const chosen = ordered.filter(({ ms }, place) => (sum += ms) <= Number(values.seconds) * 1000 || place === 0);
  if (chosen.length === 0) return undefined;
  const before = chosen.reduce((total, { ms }) => total + ms, 0);
  const run = await runTests({
    root: copy,
    tests: chosen.map(({ file }) => file),
    ms: before * PATIENCE.factor + PATIENCE.ms,
    mutant: id,
    signal: interrupted.signal,
  });
  if (run.late) return `endless (${chosen[run.files.length]?.file ?? 'at the end'})`;
  return run.files.find(({ ok }) => !ok)?.file ?? (run.ok ? undefined : 'fails outside of tests');
}

/** A piece of code as one line that fits. */
function oneLine(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 120)} …` : line;
}
