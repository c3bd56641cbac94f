/**
 * `npm run mutants -- --room ROOM [--sample N] [--seed S] [--tests FOLDER]`: changes the kit's own source, one place at a time (a condition, a
 * comparison, a bound, what is returned), and runs the tests that depend on the file. A change that no test notices survives, and is
 * printed; the score is the share of those that were noticed. It works on a copy, so nothing is left behind.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findMutants, type Mutant } from './mutants/find-mutants.ts';
import { createDice } from './fuzz/dice.ts';

const { values } = parseArgs({
  options: {
    room: { type: 'string' },
    sample: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', default: 'test/unit' },
  },
});
if (values.room === undefined) throw new Error('name a room: --room verdict');

/** Milliseconds after which a change counts as noticed: it made something endless. */
const PATIENCE = 120_000;

const root = resolve(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'docpact-mutants-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

copyTree();
const files = globSync([`src/${values.room}/**/*.ts`, `src/${values.room}.ts`], { cwd: copy }).toSorted();
const all = files.flatMap((file) =>
  findMutants(file, readFileSync(join(copy, file), 'utf8')).map((mutant) => ({ file, mutant })),
);
const dice = createDice(Number(values.seed), 0);
const sample = new Set<(typeof all)[number]>();
while (sample.size < Math.min(all.length, Number(values.sample))) sample.add(dice.pick(all));

let noticed = 0;
for (const { file, mutant } of sample) {
  if (isNoticed(file, mutant)) noticed += 1;
  else process.stdout.write(`survives: ${file}:${mutant.line}: ${mutant.before}  ->  ${mutant.after}\n`);
}
const share = sample.size === 0 ? 0 : Math.round((noticed / sample.size) * 100);
process.stdout.write(`${values.room}: ${noticed} of ${sample.size} noticed (${share} %), of ${all.length} possible\n`);

/** What is committed or about to be, with the packages that are installed here. */
function copyTree(): void {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of listed.split('\n').filter((name) => name !== '' && name !== 'node_modules')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const include = JSON.stringify([`${values.tests}/**/*.test.ts`]);
  writeFileSync(
    join(copy, 'vitest.mutants.config.ts'),
    `import config from './vitest.config.ts';\nexport default { ...config, test: { ...config.test, include: ${include} } };\n`,
  );
}

function isNoticed(file: string, { from, to, after }: Mutant): boolean {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, source.slice(0, from) + after + source.slice(to));
  const vitest = join(root, 'node_modules/.bin/vitest');
  const { status } = spawnSync(
    vitest,
    [
      'related',
      '--run',
      '--bail',
      '1',
      '--maxWorkers',
      '1',
      '--reporter',
      'dot',
      '--passWithNoTests',
      '--config',
      'vitest.mutants.config.ts',
      relative(copy, path),
    ],
    { cwd: copy, stdio: 'ignore', timeout: PATIENCE },
  );
  writeFileSync(path, source);
  return status !== 0;
}
