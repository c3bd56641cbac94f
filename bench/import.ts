/** How long an import takes and how much memory: 100 and 500 pages with process start, pages of 20 MB in one file and in many. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const page = readFileSync(new URL('../test/page/pages/several.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'docpact-bench-'));

/** The page with paths and names of its own. */
function numbered(index: number): string {
  return page
    .replaceAll('/clusters', `/clusters${index}`)
    .replaceAll('Cluster', `Cluster${index}x`)
    .replaceAll('#cluster', `#cluster${index}x`);
}

interface Cost {
  seconds: number;
  /** The most that was resident, in MB. */
  memory: number;
}

/** Prints the peak of its process when it ends. */
const peak = "process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}`))";

function measure(path: string): Cost {
  const start = performance.now();
  const importing = `data:text/javascript,${encodeURIComponent(peak)}`;
  const { stderr } = spawnSync(process.execPath, ['--import', importing, cli, 'import', path], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const [, kilobytes = '0'] = /peak (\d+)/.exec(stderr) ?? [];
  return { seconds: (performance.now() - start) / 1000, memory: Number(kilobytes) / 1024 };
}

function tell(what: string, { seconds, memory }: Cost): void {
  process.stdout.write(`${what}: ${seconds.toFixed(1)} s, ${memory.toFixed(0)} MB\n`);
}

for (const count of [100, 500]) {
  const pages = join(folder, `pages${count}`);
  mkdirSync(pages);
  for (let index = 0; index < count; index += 1) writeFileSync(join(pages, `p${index}.md`), numbered(index));
  tell(`${count} pages, ${count * 3} operations, with process start`, measure(pages));
}

const many = join(folder, 'many');
mkdirSync(many);
const large = page.split('---').slice(2).join('---');
for (let file = 0, index = 0; file < 500; file += 1) {
  const pieces: string[] = [];
  for (let size = 0; size < 40_000; index += 1) {
    const piece = large.replaceAll('/clusters', `/c${index}`);
    pieces.push(piece);
    size += Buffer.byteLength(piece);
  }
  writeFileSync(join(many, `p${file}.md`), pieces.join('\n'));
}
tell('20 MB in 500 pages', measure(many));

for (const megabytes of [5, 10, 20]) {
  const body = page.split('---').slice(2).join('---');
  const pieces: string[] = [];
  for (let size = 0, index = 0; size < megabytes * 1e6; index += 1) {
    const piece = body.replaceAll('/clusters', `/c${index}`);
    pieces.push(piece);
    size += Buffer.byteLength(piece);
  }
  const file = join(folder, `${megabytes}.md`);
  writeFileSync(file, pieces.join('\n'));
  tell(`one page of ${megabytes} MB, ${pieces.length * 3} operations`, measure(file));
}
rmSync(folder, { recursive: true, force: true });
