/**
 * Holds every server here against `bookings.yaml`: the right ones conform, and what is wrong with the others is told.
 * `node examples/providers/run.ts [NAME…]`; ends with 1 where anything is otherwise. A language that is not there is told, and is wrong only
 * where it was named.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findFreePort } from '../find-free-port.ts';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const cli = join(here, '../../src/cli.ts');
const scratch = mkdtempSync(join(tmpdir(), 'docpact-providers-'));

interface Provider {
  name: string;
  /** Makes the servers ready in a folder of their own; gives the commands that start them. */
  prepare: (folder: string) => Promise<{ right: string[]; wrong: string[] }>;
  /** What has to be told of the wrong one, among other things. */
  wrongs: readonly RegExp[];
}

const providers: readonly Provider[] = [
  {
    name: 'flask',
    async prepare(folder) {
      const python = await findFlask(folder);
      return { right: [python, 'right.py'], wrong: [python, 'wrong.py'] };
    },
    wrongs: [
      /^id must be string, not \d/,
      /^200 is not documented/,
      /^refusals are text\/html and not JSON/,
      /^the server failed with 500: even the plainest request/,
      /^texts that are too short are accepted: room and guest/,
      /^an invalid request is accepted \(with "15" as nights\)/,
    ],
  },
  {
    name: 'go',
    async prepare(folder) {
      for (const name of ['right', 'wrong']) await run('go', ['build', '-o', name, `${name}.go`], { cwd: folder });
      return { right: ['./right'], wrong: ['./wrong'] };
    },
    wrongs: [
      /^answers are text\/plain/,
      /^note is required/,
      /^items must be array, not null/,
      /^requests without required members are accepted: room, guest and nights/,
      /^the connection was closed before an answer/,
    ],
  },
  {
    name: 'express',
    async prepare(folder) {
      await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
      return { right: [process.execPath, 'right.mjs'], wrong: [process.execPath, 'wrong.mjs'] };
    },
    wrongs: [
      /^200 is not documented/,
      /^total must be integer, not "/,
      /^422 is not documented/,
      /^numbers are taken for texts: room, guest and note/,
      /^getBooking still finds what cancelBooking has removed/,
    ],
  },
  {
    name: 'spring',
    async prepare(folder) {
      const classpath = 'dependency:build-classpath';
      await run('mvn', ['-q', '-B', 'compile', classpath, '-Dmdep.outputFile=classpath'], { cwd: folder });
      const java = ['java', '-cp', `target/classes:${readFileSync(join(folder, 'classpath'), 'utf8')}`];
      return { right: [...java, 'right.Bookings'], wrong: [...java, 'wrong.Bookings'] };
    },
    wrongs: [
      /^200 is not documented: addBooking and cancelBooking/,
      /^message is required/,
      /^requests without required members are accepted: room, guest and nights/,
      /^numbers are taken for texts: room, guest and note/,
      /^the answer must be object, not null: a request for something that does not exist/,
    ],
  },
];

/** A Python that has Flask: the machine's own, or one that is given it. */
async function findFlask(folder: string): Promise<string> {
  if (await run('python3', ['-c', 'import flask']).catch(() => undefined)) return 'python3';
  await run('python3', ['-m', 'venv', 'venv'], { cwd: folder });
  const python = join(folder, 'venv/bin/python');
  await run(python, ['-m', 'pip', 'install', '--quiet', 'flask'], { cwd: folder });
  return python;
}

interface Judged {
  code: number | null;
  /** What each problem says. */
  messages: string[];
}

/** Starts a server, runs `docpact verify` against it, and stops it. */
async function judge([program = '', ...words]: readonly string[], folder: string, depth: string): Promise<Judged> {
  const port = await findFreePort();
  const env = { ...process.env, PORT: port, SERVER_PORT: port };
  const server = spawn(program, words, { cwd: folder, env, stdio: 'ignore' });
  try {
    const contract = join(here, '../bookings.yaml');
    const flags = ['--contract', contract, '--wait', '60', '--depth', depth, '--format', 'json', '--quiet'];
    const verify = spawn(process.execPath, [cli, 'verify', `http://127.0.0.1:${port}`, ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let report = '';
    verify.stdout.setEncoding('utf8').on('data', (text: string) => (report += text));
    const [code] = (await once(verify, 'close')) as [number | null];
    const { problems } = JSON.parse(report || '{"problems":[]}') as { problems: { message: string }[] };
    return { code, messages: problems.map(({ message }) => message) };
  } finally {
    await stop(server);
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return;
  const closed = once(server, 'close');
  server.kill('SIGKILL');
  await closed;
}

/** What is not as it should be with the two servers of a provider; nothing where all is well. */
async function tryProvider({ name, wrongs }: Provider): Promise<string[]> {
  const folder = join(scratch, name);
  const servers = await prepared.get(name);
  if (servers instanceof Error || !servers) {
    const reason = `${name} could not be made ready: ${servers?.message.split('\n', 1)[0]}`;
    if (named.length > 0) return [reason];
    console.log(`${reason}; it is not run here`);
    return [];
  }
  ran += 1;
  const right = await judge(servers.right, folder, 'standard');
  const wrong = await judge(servers.wrong, folder, 'quick');
  const untold = wrongs.filter((expression) => !wrong.messages.some((message) => expression.test(message)));
  console.log(
    `${name}: right ${right.code}, ${right.messages.length} problems; wrong ${wrong.code}, ${wrong.messages.length} problems`,
  );
  return [
    ...(right.code === 0 ? [] : right.messages.map((message) => `${name}, right: ${message}`)),
    ...(right.code === 0 ? [] : [`${name}, right: exit code ${right.code}`]),
    ...(wrong.code === 1 ? [] : [`${name}, wrong: exit code ${wrong.code}`]),
    ...untold.map((expression) => `${name}, wrong: nothing says ${String(expression)}`),
  ];
}

const named = process.argv.slice(2);
const chosen = providers.filter(({ name }) => named.length === 0 || named.includes(name));
for (const { name } of chosen) cpSync(join(here, name), join(scratch, name), { recursive: true });
// Compilers and installers work while the first servers are judged.
const prepared = new Map(
  chosen.map(({ name, prepare }) => [name, prepare(join(scratch, name)).catch((error: Error) => error)]),
);
let ran = 0;
const odd: string[] = [];
for (const provider of chosen) odd.push(...(await tryProvider(provider)));
rmSync(scratch, { recursive: true });
for (const line of odd) console.error(line);
process.exitCode = odd.length === 0 && ran > 0 ? 0 : 1;
