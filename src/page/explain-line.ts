/** Says what became of one line of a page: what it was read as, the clauses that it states, what was odd about it. */
import { normalize, resolve, sep } from 'node:path';
import { listClauses } from '../contract/clause/list-clauses.ts';
import type { ImportedPages } from './import-pages.ts';

/** Sentences about the line `line` of the page `file`; undefined for a page that was not read. */
export function explainLine(
  { accounts, contract, diagnostics }: ImportedPages,
  { file, line }: { file: string; line: number },
): string[] | undefined {
  const page = pageOf([...accounts.keys()], file);
  const account = page === undefined ? undefined : accounts.get(page);
  if (page === undefined || !account) return undefined;
  const isPage = (other: string): boolean => resolve(other) === resolve(page);
  const part = account.partAt(line);
  const sentences: string[] = [];
  if (part?.became)
    sentences.push(`read as ${part.became.as}${part.became.of === undefined ? '' : ` of ${part.became.of}`}`);
  else if (part) sentences.push('not read');
  const clauses = listClauses(contract).filter(({ source }) => source.line === line && isPage(source.file));
  for (const { id } of clauses) sentences.push(`states ${id}`);
  for (const { place, rule, found, taken } of diagnostics) {
    if (place.line === line && isPage(place.file)) sentences.push(`${rule}: ${found} -> ${taken}`);
  }
  return sentences.length > 0 ? sentences : ['nothing that a contract could hold: text around it'];
}

/** The page that a file is, or the only one that ends so, as `x-source` has it. */
function pageOf(pages: readonly string[], file: string): string | undefined {
  const same = pages.find((page) => resolve(page) === resolve(file));
  const [only, ...others] = pages.filter((page) => resolve(page).endsWith(`${sep}${normalize(file)}`));
  return same ?? (others.length === 0 ? only : undefined);
}
