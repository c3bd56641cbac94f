/**
 * `npm run bench:hostile [-- --only TEXT]`: verify against servers that are meant to stop or to fill it, and the mock of a thousand
 * operations against such clients (`--only clients`): the time and the memory of each run. Ends with 1 where a run does not end, where
 * verify takes more than 300 MB, or the mock more than 250.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { pressMock } from './hostile/clients.ts';
import { writeHostileDocument } from './hostile/document.ts';
import { harms, startHarm } from './hostile/servers.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const MOST_MB = 300;
const MOST_MB_OF_MOCK = 250;
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'docpact-hostile-'));
const document = join(folder, 'openapi.json');
writeFileSync(document, writeHostileDocument());

/** What a child says of itself when it ends: `maxRSS` would count what the bench had when it was forked. */
const tellPeak = `import { readFileSync } from 'node:fs';
process.on('exit', () => {
  const [, peak] = /^VmHWM:\\s+(\\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  process.stderr.write('peak ' + JSON.stringify({ peakKb: Number(peak), user: process.resourceUsage().userCPUTime }));
});`;

interface Ran {
  code: number | null;
  seconds: number;
  userSeconds: number;
  peakMb: number;
  first: string;
}

function runVerify(url: string): Promise<Ran> {
  const begun = performance.now();
  const args = [
    cli,
    'verify',
    url,
    '--contract',
    document,
    '--timeout',
    '2000',
    '--max-time',
    '15',
    '--depth',
    'quick',
  ];
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(tellPeak)}`, ...args]);
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const patience = setTimeout(() => child.kill('SIGKILL'), 90_000);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearTimeout(patience);
      const usage = JSON.parse(/peak (\{.*\})/.exec(errors)?.[1] ?? '{}') as { peakKb?: number; user?: number };
      resolve({
        code,
        seconds: (performance.now() - begun) / 1_000,
        userSeconds: (usage.user ?? 0) / 1e6,
        peakMb: (usage.peakKb ?? Infinity) / 1_024,
        first:
          /^✗.*|^.*error.*/m.exec(output + errors)?.[0] ?? output.split('\n').find((line) => line !== '') ?? errors,
      });
    });
  });
}

let isWrong = false;
for (const name of Object.keys(harms).filter((each) => each.includes(values.only))) {
  const server = await startHarm(name);
  const { code, seconds, userSeconds, peakMb, first } = await runVerify(server.url);
  server.close();
  const isOver = peakMb > MOST_MB || code === null || code > 1;
  isWrong ||= isOver;
  console.log(
    `${isOver ? '!' : ' '} ${name.padEnd(44)} ${seconds.toFixed(1).padStart(5)} s  ${userSeconds.toFixed(1).padStart(5)} s user  ${peakMb.toFixed(0).padStart(5)} MB  ${code}  ${first.slice(0, 70)}`,
  );
}
if ('clients'.includes(values.only)) {
  const { sent, unanswered, peakMb, seconds } = await pressMock();
  const isOver = peakMb > MOST_MB_OF_MOCK || unanswered > 0;
  isWrong ||= isOver;
  console.log(
    `${isOver ? '!' : ' '} clients of a mock of a thousand operations: ${sent} requests, ${unanswered} unanswered  ${seconds.toFixed(1)} s  ${peakMb.toFixed(0)} MB`,
  );
}
rmSync(folder, { recursive: true });
process.exitCode = isWrong ? 1 : 0;
