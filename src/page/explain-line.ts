/** Says what became of one line of a page: what it was read as, the clauses that it states, what was odd about it. */
import { resolve } from 'node:path';
import { listClauses } from '../contract/clause/list-clauses.ts';
import type { ImportedPages } from './import-pages.ts';

/** Sentences about the line `line` of the page `file`; undefined for a page that was not read. */
export function explainLine(
  { accounts, contract, diagnostics }: ImportedPages,
  { file, line }: { file: string; line: number },
): string[] | undefined {
  const [, account] = [...accounts].find(([name]) => resolve(name) === resolve(file)) ?? [];
  if (!account) return undefined;
  const part = account.partAt(line);
  const sentences: string[] = [];
  if (part?.became)
    sentences.push(`read as ${part.became.as}${part.became.of === undefined ? '' : ` of ${part.became.of}`}`);
  else if (part) sentences.push('not read');
  const clauses = listClauses(contract).filter(
    ({ source }) => source.line === line && resolve(source.file) === resolve(file),
  );
  for (const { id } of clauses) sentences.push(`states ${id}`);
  for (const { place, rule, found, taken } of diagnostics) {
    if (place.line === line && resolve(place.file) === resolve(file)) sentences.push(`${rule}: ${found} -> ${taken}`);
  }
  return sentences.length > 0 ? sentences : ['nothing that a contract could hold: text around it'];
}
