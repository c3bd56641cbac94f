/** How long an import takes: a hundred pages with process start, and one page of 20 MB. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './mock/median.ts';

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

function seconds(path: string): number {
  const start = performance.now();
  execFileSync(process.execPath, [cli, 'import', path], { stdio: 'ignore', maxBuffer: 2 ** 30 });
  return (performance.now() - start) / 1000;
}

mkdirSync(join(folder, 'pages'));
for (let index = 0; index < 100; index += 1) writeFileSync(join(folder, 'pages', `p${index}.md`), numbered(index));
const times = Array.from({ length: 5 }, () => seconds(join(folder, 'pages')));
process.stdout.write(`100 pages, 300 operations, with process start: ${median(times).toFixed(2)} s\n`);

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
  process.stdout.write(`one page of ${megabytes} MB, ${pieces.length * 3} operations: ${seconds(file).toFixed(1)} s\n`);
}
rmSync(folder, { recursive: true, force: true });
