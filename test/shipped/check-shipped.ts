/**
 * `npm run shipped [-- --bill FILE]`: what users get. Two clean clones of what is committed pack to the same bytes, and the package has what
 * it should and nothing else; the bill of materials names every package of the lock that a user gets, each with its hash and a licence
 * that is known here, and says which of them run a script when they are installed. Ends with 1 and a line for whatever is not so.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { bill: { type: 'string' } } });
const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'docpact-shipped-'));
const problems: string[] = [];

/** Licences under which a package may be passed on with ours. */
const licences = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'PSF-2.0']);

/** They say MIT in a field of old, which neither the lock nor the bill takes over. */
const saidElsewhere = /^(?:compute-gcd|compute-lcm|validate\.io-(?:function|integer|integer-array|number))$/;

/** Comes with Prism, and tells its makers of each installation; docpact needs no script of anybody (README, SECURITY.md). */
const knownScripts = ['node_modules/@scarf/scarf'];

interface Packed {
  hash: string;
  files: readonly string[];
  manifest: { scripts?: Readonly<Record<string, string>>; bundleDependencies?: unknown };
}

/** What is committed; where this is no clone itself, what is here but for what is made or installed. */
function cloneTo(clone: string): void {
  if (existsSync(join(root, '.git'))) {
    const safe = ['-c', `safe.directory=${root}`, '-c', `safe.directory=${join(root, '.git')}`];
    execFileSync('git', [...safe, 'clone', '--quiet', '--no-hardlinks', root, clone]);
    return;
  }
  const isOurs = (path: string) => !/^(?:node_modules|dist|coverage|\.cache)$|\.tgz$/.test(relative(root, path));
  cpSync(root, clone, { recursive: true, filter: isOurs });
}

/** The package out of a clone that has nothing but what is committed; its tools are those that are installed here. */
function packClone(name: string): Packed {
  const clone = join(folder, name);
  cloneTo(clone);
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  const told = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: clone,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // What the build prints comes first.
  const [packed] = JSON.parse(told.slice(told.search(/^\[/m))) as [{ filename: string; files: { path: string }[] }];
  const bytes = readFileSync(join(folder, packed.filename));
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    files: packed.files.map(({ path }) => path),
    manifest: JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')) as Packed['manifest'],
  };
}

function checkPackage(): void {
  const [one, two] = [packClone('one'), packClone('two')];
  if (one.hash !== two.hash) problems.push(`two clones pack to different bytes: ${one.hash} and ${two.hash}`);
  const odd = one.files.filter((path) =>
    /^(?:test|bench|node_modules|src)\/|(?:^|\/)\.|\.(?:tgz|pem|key|env)$/.test(path),
  );
  if (odd.length > 0) problems.push(`the package has what users do not need: ${odd.join(', ')}`);
  for (const needed of [
    'dist/cli.js',
    'dist/index.d.ts',
    'README.md',
    'LICENSE',
    'SECURITY.md',
    'contracts/openapi.yaml',
  ])
    if (!one.files.includes(needed)) problems.push(`the package lacks ${needed}`);
  for (const script of ['preinstall', 'install', 'postinstall'])
    if (one.manifest.scripts?.[script] !== undefined)
      problems.push(`the package runs a script when it is installed: ${script}`);
  process.stdout.write(`package: ${one.files.length} files, sha256 ${one.hash}\n`);
}

interface Locked {
  version: string;
  dev?: boolean;
  license?: string;
  integrity?: string;
  hasInstallScript?: boolean;
}

interface Bill {
  components: readonly {
    name: string;
    version: string;
    hashes?: readonly unknown[];
    licenses?: readonly { license?: { id?: string }; expression?: string }[];
  }[];
}

/** Of the lock's part that users get: npm leaves most of it out where it is told to omit what is for development. */
function writeBill(): { bill: Bill; shipped: readonly (readonly [place: string, locked: Locked])[] } {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const { name, version, license, dependencies } = manifest;
  const own = { name, version, license, dependencies };
  const shipped = Object.entries(lock.packages).filter(([place, { dev }]) => place !== '' && dev !== true);
  const place = mkdtempSync(join(folder, 'bill-'));
  writeFileSync(join(place, 'package.json'), JSON.stringify(own));
  writeFileSync(
    join(place, 'package-lock.json'),
    JSON.stringify({ ...lock, packages: { '': own, ...Object.fromEntries(shipped) } }),
  );
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: place,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (values.bill !== undefined) writeFileSync(values.bill, text);
  return { bill: JSON.parse(text) as Bill, shipped };
}

function checkBill(): void {
  const { bill, shipped } = writeBill();
  const billed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
  const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const wanted = new Set(shipped.map(([place, { version }]) => `${nameOf(place)}@${version}`));
  for (const each of wanted.difference(billed)) problems.push(`the bill lacks ${each}`);
  for (const each of billed.difference(wanted)) problems.push(`the bill has ${each}, which the lock does not`);
  for (const { name, version, hashes = [], licenses = [] } of bill.components) {
    if (hashes.length === 0) problems.push(`${name}@${version} has no hash`);
    const said = licenses.map(({ license, expression }) => license?.id ?? expression ?? '');
    if (!said.some((id) => licences.has(id)) && !saidElsewhere.test(name))
      problems.push(`${name}@${version} is under a licence that is not known here: ${said.join() || 'none'}`);
  }
  const scripts = shipped.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([place]) => place);
  if (scripts.join() !== knownScripts.join())
    problems.push(`other scripts run when docpact is installed: ${scripts.join()}`);
  process.stdout.write(`bill: ${bill.components.length} packages; scripts of ${scripts.length}\n`);
}

try {
  checkBill();
  checkPackage();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
