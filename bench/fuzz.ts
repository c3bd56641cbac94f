/**
 * `npm run fuzz -- --minutes N [--only ROOM] [--seed S] [--case I]`: feeds every room what no tool writes, and what hostile ones do.
 * Each room runs in a process of its own, which tells before each case what it begins: one that hangs, crashes, rejects unheard, throws
 * what is no error of the kit, or keeps memory fails, with the command that does that case again. Ends with 1 where something failed.
 */
import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { rooms, runRoom, type Told } from './fuzz/room.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    only: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    case: { type: 'string' },
  },
});

/** Milliseconds that one case may take before it counts as hanging; a kill waits for two starts. */
const HANGS = 30_000;

/** Of a room's time, what a process may use to start and to end. */
const GRACE = 60_000;

const seed = Number(values.seed);
const names = values.only === undefined ? Object.keys(rooms) : [values.only];
const share = (Number(values.minutes) * 60_000) / names.length;

if (process.send) {
  const told = process.send.bind(process);
  await runRoom(values.only ?? '', {
    seed,
    ms: share,
    only: values.case === undefined ? undefined : Number(values.case),
    tell: (message) => void told(message),
  });
  process.disconnect();
} else {
  if (values.only !== undefined && !Object.hasOwn(rooms, values.only))
    throw new Error(`there is no room ${values.only}: ${Object.keys(rooms).join(', ')}`);
  process.stdout.write(`seed ${seed}\n`);
  for (const name of names) await watchRoom(name);
}

/** Runs a room in its process, starts it again behind a case that failed, and says what came of it. */
async function watchRoom(name: string): Promise<void> {
  const deadline = performance.now() + share;
  let next = Number(values.case ?? 0);
  let failures = 0;
  do {
    const { reached, failed } = await runProcess(name, next, deadline);
    next = reached + 1;
    if (failed === undefined) break;
    failures += 1;
    process.exitCode = 1;
    process.stdout.write(
      `${name}: case ${reached}: ${failed}\n  npm run fuzz -- --only ${name} --seed ${seed} --case ${reached}\n`,
    );
  } while (values.case === undefined && failures < 5 && performance.now() < deadline);
  process.stdout.write(`${name}: ${next} cases, ${failures} failures\n`);
}

interface Ended {
  /** The case that was begun last. */
  reached: number;
  failed: string | undefined;
}

function runProcess(name: string, from: number, deadline: number): Promise<Ended> {
  const left = Math.max(1_000, deadline - performance.now());
  const single = values.case === undefined ? [] : ['--case', values.case];
  const child = fork(
    fileURLToPath(import.meta.url),
    ['--only', name, '--seed', String(seed), '--minutes', String(left / 60_000), ...single],
    {
      execArgv: ['--expose-gc'],
      env: { ...process.env, FUZZ_FROM: String(from) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  return new Promise((resolve) => {
    let reached = from;
    let failed: string | undefined;
    let errors = '';
    let timer = setTimeout(() => undefined, 0);
    const watch = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        failed ??= `hangs: nothing came for ${ms / 1000} s`;
        child.kill('SIGKILL');
      }, ms);
    };
    watch(GRACE);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4_000)));
    child.on('message', (message: Told) => {
      if (message.begins !== undefined) reached = message.begins;
      failed ??= message.failed;
      watch(HANGS);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0) failed ??= `ends with ${code ?? signal}: ${errors}`;
      resolve({ reached, failed });
    });
  });
}
