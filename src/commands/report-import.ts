/** `docpact import`: from pages to a contract's folder. */
import { existsSync } from 'node:fs';
import { countClauses } from '../contract/clause/list-clauses.ts';
import { loadContract } from '../contract/load-contract.ts';
import { UsageError } from '../errors.ts';
import { type ImportedPages, importPages, NoOperationError, scenariosOf } from '../page/import-pages.ts';
import { listPages } from '../page/list-pages.ts';
import { renderFiles } from '../page/render-files.ts';
import { type ImportFormat, renderImport } from '../report/render-import.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { writeImported, type Written } from './write-imported.ts';

export interface ImportOptions {
  out?: string;
  strict?: boolean;
  force?: boolean;
  format: ImportFormat;
}

/** Reports what is odd, then writes; exit 1 for a page without an operation, and with `strict` for anything assumed. */
export async function reportImport(paths: readonly string[], options: ImportOptions): Promise<ExitCode> {
  const { out, strict = false, force = false, format } = options;
  const imported = read(paths.flatMap(pagesOf), format);
  if (!imported) return exitCodes.problems;
  const { diagnostics } = imported;
  const refused = strict && diagnostics.length > 0;
  const written = out === undefined || refused ? undefined : writeImported(out, renderFiles(imported), { force });
  if (written && out !== undefined) loadContract(out);
  process.stdout.write(renderImport(diagnostics, { format, summary: summarize(imported, { written, out, refused }) }));
  const failed = diagnostics.some(({ rule }) => rule === 'no-operation');
  return failed || refused ? exitCodes.problems : exitCodes.done;
}

/** Undefined where no page has an operation, which is told as all that is odd is. */
function read(pages: readonly string[], format: ImportFormat): ImportedPages | undefined {
  try {
    return importPages(pages);
  } catch (error) {
    if (!(error instanceof NoOperationError)) throw error;
    const { diagnostics, message, hint = '' } = error;
    process.stdout.write(renderImport(diagnostics, { format, summary: `${message}; nothing is written\n${hint}` }));
    return undefined;
  }
}

function pagesOf(path: string): string[] {
  const pages = listPages(path);
  if (pages) return pages;
  throw new UsageError(existsSync(path) ? `${path} is no page` : `there is no page at ${path}`, {
    hint: 'Name Markdown files (.md), folders of them, or patterns.',
  });
}

interface Outcome {
  written: Written | undefined;
  out: string | undefined;
  refused: boolean;
}

function summarize({ contract, diagnostics }: ImportedPages, { written, out, refused }: Outcome): string {
  const parts = [
    countNoun(contract.operations.length, 'operation'),
    countNoun(contract.schemas.size, 'schema'),
    countNoun(countClauses(contract), 'clause'),
    countNoun(scenariosOf(contract).length, 'scenario'),
  ].join(', ');
  const assumed =
    diagnostics.length === 0 ? 'nothing had to be assumed' : `${countNoun(diagnostics.length, 'assumption')}`;
  const pages = countNoun(contract.files.length, 'page');
  return `${pages}: ${parts}; ${assumed}\n${describeWritten(written, out, refused)}`;
}

function describeWritten(written: Written | undefined, out: string | undefined, refused: boolean): string {
  if (refused) return 'nothing is written: --strict allows no assumption';
  if (!written) return 'nothing is written: --out DIR writes the contract';
  const { changed, removed, kept } = written;
  const hand = kept.length === 0 ? '' : `; edited by hand and left as they are: ${kept.join(', ')}`;
  const gone = removed === 0 ? '' : `, ${countNoun(removed, 'file')} removed`;
  return `${out}: ${changed === 0 ? 'nothing to change' : `${countNoun(changed, 'file')} written`}${gone}${hand}`;
}
