/** Copies a contract and multiplies its one operation, to see what a longer contract costs. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { loadContract } from '../../src/contract/load-contract.ts';

interface Document {
  paths: Record<string, { post: { operationId: string } }>;
  'x-scenarios'?: string;
}

export interface GrownContract {
  folder: string;
  /** One a copy, in the order of the file. */
  paths: readonly string[];
}

/** The same as one JSON file, for servers that follow no reference into another. */
export function bundledFile(folder: string): string {
  return join(folder, 'bundled.json');
}

/** Writes the contract in `from` to `to` with its path `count` times: `/p`, `/p-2`, `/p-3` and so on. */
export async function growContract(from: string, { to, count }: { to: string; count: number }): Promise<GrownContract> {
  await cp(from, to, { recursive: true });
  const file = join(to, 'openapi.yaml');
  const document = load(await readFile(file, 'utf8')) as Document;
  document.paths = multiply(document.paths, count);
  delete document['x-scenarios'];
  await writeFile(file, dump(document, { noRefs: true }));
  await writeFile(bundledFile(to), JSON.stringify(loadContract(to).document));
  return { folder: to, paths: Object.keys(document.paths) };
}

function multiply(paths: Document['paths'], count: number): Document['paths'] {
  const [entry] = Object.entries(paths);
  if (entry === undefined) throw new Error('the contract has no path to multiply');
  const [path, { post }] = entry;
  const suffixes = Array.from({ length: count }, (_, index) => (index === 0 ? '' : index + 1));
  return Object.fromEntries(
    suffixes.map((suffix) => [
      suffix === '' ? path : `${path}-${suffix}`,
      { post: { ...post, operationId: `${post.operationId}${suffix}` } },
    ]),
  );
}
