/** The script that a CI runs, and the files by which GitHub and GitLab run it. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { faulty, serve } from './serve-regions.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = join(root, 'ci/verify.sh');

interface ScriptRun {
  code: number;
  stdout: string;
  reports: string[];
}

function runScript(env: Readonly<Record<string, string>>): Promise<ScriptRun> {
  const reports = mkdtempSync(join(tmpdir(), 'docpact-ci-'));
  const own = {
    DOCPACT_COMMAND: `${process.execPath} ${join(root, 'src/cli.ts')}`,
    DOCPACT_CONTRACT: join(root, 'contracts'),
    DOCPACT_REPORTS: reports,
    DOCPACT_ARGS: "--depth quick --run-id 'a run'",
  };
  const { GITHUB_ACTIONS: _, GITHUB_STEP_SUMMARY: __, ...inherited } = process.env;
  return new Promise((resolve) => {
    const child = execFile('bash', [script], { env: { ...inherited, ...own, ...env } }, (_error, stdout) =>
      resolve({ code: child.exitCode ?? -1, stdout, reports: readdirSync(reports).toSorted() }),
    );
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const written = ['codequality.json', 'junit.xml', 'report.html', 'report.json', 'report.md', 'report.sarif'];

it('writes every report, and ends as docpact does', async () => {
  const { url } = await serve(faulty);
  const { code, stdout, reports } = await runScript({ DOCPACT_URL: url });
  expect([code, reports]).toEqual([1, written]);
  expect(stdout).toMatch(/^DOES NOT CONFORM/);
  const annotated = await runScript({ DOCPACT_URL: url, GITHUB_ACTIONS: 'true' });
  expect(annotated.stdout).toMatch(/^::error /);
});

it('starts the server, waits for it, and ends it', async () => {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const start = `${process.execPath} ${join(root, 'src/cli.ts')} mock --contract ${join(root, 'contracts')} --quiet --port ${port}`;
  const { code, stdout } = await runScript({ DOCPACT_URL: url, DOCPACT_START: `sleep 0.2; ${start}` });
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^CONFORMS/)]);
  await expect(fetch(url)).rejects.toThrow();
});

it('gets every input of the action', () => {
  const text = readFileSync(script, 'utf8');
  const action = load(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    inputs: Record<string, unknown>;
    runs: { steps: { env?: Record<string, string>; run?: string }[] };
  };
  const step = action.runs.steps.find(({ run }) => run !== undefined);
  for (const name of Object.keys(step?.env ?? {})) expect(text).toContain(name);
  const used = JSON.stringify(action.runs);
  for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name}`);
});

it('is what GitLab runs, and its reports are where it looks for them', () => {
  const { docpact } = load(readFileSync(join(root, 'ci/gitlab.yml'), 'utf8')) as {
    docpact: { script: string[]; artifacts: { reports: Record<string, string> } };
  };
  expect(docpact.script.at(-1)).toContain('ci/verify.sh');
  for (const file of Object.values(docpact.artifacts.reports))
    expect(written).toContain(file.replace('docpact-reports/', ''));
});

/** The Dockerfile's instructions, without comments. */
function readDockerfile(): { word: string; rest: string }[] {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ');
  return text.split('\n').flatMap((line) => {
    const [, word, rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return word === undefined ? [] : [{ word, rest }];
  });
}

it('makes an image by the usual rules: a pinned base, no root, no scripts of packages, one command', () => {
  const instructions = readDockerfile();
  const bases = instructions.filter(({ word }) => word === 'FROM').map(({ rest }) => rest);
  for (const base of bases) expect(base).toMatch(/^[\w./-]+:\d[\w.-]*-slim(?: AS \w+)?$/);
  const stage = instructions.slice(instructions.findLastIndex(({ word }) => word === 'FROM'));
  const find = (wanted: string): string[] => stage.filter(({ word }) => word === wanted).map(({ rest }) => rest);
  expect(find('USER')).toEqual(['node']);
  expect(JSON.parse(find('ENTRYPOINT')[0] ?? '')).toEqual(['docpact']);
  expect(JSON.parse(find('CMD')[0] ?? '')).toEqual(['--help']);
  expect(find('WORKDIR').every((folder) => folder.startsWith('/'))).toBe(true);
  // Nothing is changed once it is not root any more.
  expect(stage.findLastIndex(({ word }) => word === 'RUN')).toBeLessThan(
    stage.findIndex(({ word }) => word === 'USER'),
  );
  for (const line of find('RUN')) {
    expect(line).toContain('--ignore-scripts');
    expect(line).not.toMatch(/\bsudo\b|\bcd\b|curl .*\| *(?:ba)?sh/);
  }
  expect(instructions.some(({ word }) => word === 'ADD' || word === 'MAINTAINER')).toBe(false);
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['node_modules', '.git']));
});

it('has a mock beside a frontend, on loopback only', () => {
  const { services } = load(readFileSync(join(root, 'compose.yaml'), 'utf8')) as {
    services: Record<string, { command: string[]; volumes: string[]; ports: string[] }>;
  };
  const [{ command, volumes, ports } = { command: [], volumes: [], ports: [] }] = Object.values(services);
  expect(command[0]).toBe('mock');
  expect(volumes.every((volume) => volume.endsWith(':ro'))).toBe(true);
  expect(ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
});
