/** The two sides of a diff: contracts, pages, URLs, what a revision had, or folders of many documents, matched by their paths. */
import { readWhole } from '../contract/read-whole.ts';
import { existsSync, globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { pathInside } from '../contract/inside-folder.ts';
import { parseDocument } from '../contract/document/read-document.ts';
import { loadSource } from '../contract/load-contract.ts';
import { listPages } from '../page/list-pages.ts';
import { checkOut, readRevision } from './git-revision.ts';
import { openContract, type OpenOptions } from './open-contract.ts';

/** Two contracts that are compared. */
export interface ComparedSides {
  /** Of two folders, the path of the document in them. */
  name?: string;
  old: Contract;
  now: Contract;
  /** Which of them were read from pages. */
  pages: ('old' | 'new')[];
}

/** What is compared: one pair, or one for each document of two folders. Throws a ContractError, or a UsageError, for what cannot be read. */
export async function openSides(old: string, now: string, options: OpenOptions): Promise<ComparedSides[]> {
  const [before, after] = [open(old, options), open(now, options)];
  try {
    const documents = { old: listDocuments(before.path), now: listDocuments(after.path) };
    if (!documents.old && !documents.now) {
      const pages = [
        ...(listPages(before.path) ? ['old' as const] : []),
        ...(listPages(after.path) ? ['new' as const] : []),
      ];
      return [{ old: await before.load(before.path), now: await after.load(after.path), pages }];
    }
    const names = new Set([...(documents.old ?? []), ...(documents.now ?? [])]);
    return await Promise.all(
      [...names].toSorted().map(async (name) => ({
        name,
        old: documents.old?.includes(name)
          ? await before.load(join(before.path, name))
          : nothing(join(before.path, name)),
        now: documents.now?.includes(name) ? await after.load(join(after.path, name)) : nothing(join(after.path, name)),
        pages: [],
      })),
    );
  } finally {
    before.remove();
    after.remove();
  }
}

interface Side {
  path: string;
  load: (path: string) => Promise<Contract>;
  remove: () => void;
}

function open(text: string, options: OpenOptions): Side {
  const revision = readRevision(text);
  if (!revision) return { path: text, load: (path) => openContract(path, options), remove: () => {} };
  const { path, root, nameOf, remove } = checkOut(revision, options.root);
  const load = async (file: string): Promise<Contract> => {
    const { root: _, ...others } = options;
    const contract = await openContract(file, { ...others, ...(root === undefined ? {} : { root }) });
    const placeOf: Contract['placeOf'] = (pointer) => {
      const place = contract.placeOf(pointer);
      return { ...place, file: nameOf(place.file) };
    };
    return { ...contract, diagnostics: contract.diagnostics, placeOf };
  };
  return { path, load, remove };
}

/** The OpenAPI documents in a folder that is no contract itself; undefined for what is one, or pages. */
function listDocuments(path: string): string[] | undefined {
  if (!existsSync(path) || !statSync(path).isDirectory() || listPages(path)) return undefined;
  if (globSync('{openapi,swagger}.{yaml,yml,json}', { cwd: path }).length > 0) return undefined;
  const files = globSync('**/*.{yaml,yml,json}', { cwd: path, exclude: ['**/node_modules/**'] });
  const documents = files.filter((file) => isDocument(pathInside(path, file)));
  return documents.length > 0 ? documents : undefined;
}

/** Largest document that is looked at, in bytes. */
const LONGEST = 64 * 1024 * 1024;

function isDocument(file: string): boolean {
  return (
    statSync(file).isFile() &&
    /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m.test(
      readWhole(file, { longest: LONGEST }).toString('utf8', 0, 10_000),
    )
  );
}

/** In place of a document that one side does not have. */
function nothing(file: string): Contract {
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: '', version: '' }, paths: {} });
  return loadSource(parseDocument(resolve(file), text));
}
