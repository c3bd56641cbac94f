/** A contract as a revision of a git repository has it: `HEAD~1:contracts`, `origin/main:api.yaml`. */
import { isInside } from '../contract/inside-folder.ts';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../errors.ts';

/** A revision and a path in it, from the working folder. */
interface Revision {
  revision: string;
  path: string;
}

/** Where the files of a revision lie while they are read. */
export interface Checkout {
  /** Of what was named. */
  path: string;
  /** How far `$ref` may reach, where that was said. */
  root?: string;
  /** The name of a file as people know it: `HEAD~1:contracts/openapi.yaml`. */
  nameOf: (file: string) => string;
  remove: () => void;
}

/** Largest file, and most bytes in all, that are taken out of a revision. */
const LARGEST_OUTPUT = 256 * 1024 * 1024;

/** What a text names in a repository; undefined for a file, a folder, a URL or a pattern. */
export function readRevision(text: string): Revision | undefined {
  if (existsSync(text) || /^https?:/i.test(text)) return undefined;
  const [, revision, path] = /^([^:]{2,}):(.+)$/s.exec(text) ?? [];
  return revision === undefined || path === undefined || revision.startsWith('-') ? undefined : { revision, path };
}

/**
 * Takes a file with its folder, or a folder, out of a revision. Throws a UsageError outside a repository, and for what the
 * revision does not have.
 */
export function checkOut({ revision, path }: Revision, root?: string): Checkout {
  const top = git(['rev-parse', '--show-toplevel'], 'this folder is in no git repository').trim();
  git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], `git knows no revision "${revision}"`);
  const inside = relative(top, resolve(path)).replaceAll('\\', '/');
  if (inside === '..' || inside.startsWith('../')) throw new UsageError(`${path} is not in the repository ${top}`);
  const kind = git(['cat-file', '-t', `${revision}:${inside}`], `${revision} has no ${path}`).trim();
  const own = kind === 'tree' ? inside : dirname(inside) === '.' ? '' : dirname(inside);
  const reach = root === undefined ? own : relative(top, resolve(root)).replaceAll('\\', '/');
  const folder = mkdtempSync(join(tmpdir(), 'docpact-'));
  try {
    writeTree(folder, { revision, top, prefix: reach });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    path: join(folder, inside),
    ...(root === undefined ? {} : { root: join(folder, reach) }),
    nameOf: (file) => {
      const from = relative(folder, file);
      return !isInside(folder, file)
        ? file
        : `${revision}:${relative(process.cwd(), join(top, from)) || basename(file)}`;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Every file of a tree, read by one process. Links are left out: what they name may be anything. */
function writeTree(folder: string, { revision, top, prefix }: { revision: string; top: string; prefix: string }): void {
  const listed = git(
    ['ls-tree', '-r', '-z', '--full-tree', revision, ...(prefix === '' ? [] : ['--', `${prefix}/`])],
    `${revision} cannot be listed`,
  );
  const files = listed.split('\0').flatMap((line) => {
    const [, mode, sha, path] = /^(\d+) blob ([\da-f]+)\t(.*)$/s.exec(line) ?? [];
    return mode === undefined ||
      mode === '120000' ||
      sha === undefined ||
      path === undefined ||
      !isInside(folder, path) ||
      !/\.(?:ya?ml|json|md|mdx|markdown)$/i.test(path)
      ? []
      : [{ sha, path }];
  });
  const blobs = execFileSync('git', ['-C', top, 'cat-file', '--batch'], {
    input: files.map(({ sha }) => `${sha}\n`).join(''),
    maxBuffer: LARGEST_OUTPUT,
  });
  let at = 0;
  for (const { path } of files) {
    const end = blobs.indexOf(10, at);
    const size = Number(blobs.toString('utf8', at, end).split(' ').at(-1));
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, blobs.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
}

function git(args: readonly string[], complaint: string): string {
  try {
    return execFileSync('git', args, {
      encoding: 'utf8',
      maxBuffer: LARGEST_OUTPUT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (cause) {
    const { code, stderr } = cause as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT')
      throw new UsageError('git is not installed', { cause, hint: 'REV:PATH is read through git.' });
    const [said] = String(stderr ?? '')
      .trim()
      .split('\n');
    throw new UsageError(said ? `${complaint}: ${said}` : complaint, {
      cause,
      hint: 'Write REV:PATH as git has it: HEAD~1:contracts, origin/main:api.yaml.',
    });
  }
}
