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
