/** `docpact import`: from pages to a contract's folder. */
import { existsSync } from 'node:fs';
import { countClauses } from '../contract/clause/list-clauses.ts';
import { parsePointer, valueAt } from '../contract/json-pointer.ts';
import { loadContract } from '../contract/load-contract.ts';
import { isSchemaObject } from '../contract/schema.ts';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { UsageError } from '../errors.ts';
import { loadFaker } from '../fixture/chance/load-faker.ts';
import { proposeFakes } from '../fixture/propose-fakes.ts';
import { type Coverage, isWhole } from '../page/diagnostic/page-account.ts';
import { explainLine } from '../page/explain-line.ts';
import { type ImportedPages, importPages, NoOperationError, scenariosOf } from '../page/import-pages.ts';
import { listPages } from '../page/list-pages.ts';
import { renderFiles } from '../page/render-files.ts';
import { type ImportFormat, renderImport } from '../report/render-import.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { visibleLine } from '../http/display/visible-text.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { writeImported, type Written } from './write-imported.ts';

export interface ImportOptions {
  out?: string;
  strict?: boolean;
  force?: boolean;
  /** Whether `x-faker` is proposed. */
  fakes?: boolean;
  format: ImportFormat;
  verbose?: boolean;
  /** `page.md:12` */
  explain?: string;
}

/** Reports what is odd, then writes; exit 1 for a page without an operation, and with `strict` for anything assumed or not read. */
export async function reportImport(paths: readonly string[], options: ImportOptions): Promise<ExitCode> {
  const { out, strict = false, force = false, format, verbose = false, explain } = options;
  const imported = read(paths.flatMap(pagesOf), format);
  if (!imported) return exitCodes.problems;
  if (explain !== undefined) return tellLine(imported, explain);
  const { diagnostics, coverage } = imported;
  const refused = strict && (isOdd(diagnostics) || !isWhole(coverage));
  const proposed = options.fakes === true && !refused ? await addFakes(imported) : undefined;
  const written = out === undefined || refused ? undefined : writeImported(out, renderFiles(imported), { force });
  if (written && out !== undefined) loadContract(out);
  const summary = summarize(imported, { written, out, refused, proposed });
  process.stdout.write(renderImport(diagnostics, { format, verbose, summary }));
  const failed = diagnostics.some(({ rule }) => rule === 'no-operation');
  return failed || refused ? exitCodes.problems : exitCodes.done;
}

/** Adds what is proposed to the document, and says to how many members. */
async function addFakes({ contract, document }: ImportedPages): Promise<number> {
  const proposals = proposeFakes(contract, await loadFaker('en'));
  for (const [pointer, keywords] of proposals) {
    const schema = valueAt(document, parsePointer(pointer));
    if (isSchemaObject(schema)) Object.assign(schema, keywords);
  }
  return proposals.size;
}

/** A note tells of nothing that had to be assumed. */
function isOdd(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity !== 'note');
}

function tellLine(imported: ImportedPages, explain: string): ExitCode {
  const [, file = '', line = ''] = /^(.+):(\d+)$/.exec(explain) ?? [];
  const sentences = file === '' ? undefined : explainLine(imported, { file, line: Number(line) });
  if (!sentences) {
    throw new UsageError(`${explain} is no line of the pages that are imported`, {
      hint: 'Write it as page.md:12, and name the page itself, too.',
    });
  }
  process.stdout.write(sentences.map((sentence) => `${visibleLine(`${explain}: ${sentence}`)}\n`).join(''));
  return exitCodes.done;
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
  /** Members that got an `x-faker`. */
  proposed: number | undefined;
}

/** `312 of 320 rows read, 14 of 15 code blocks`. */
function describeCoverage({ rows, examples, lists }: Coverage): string {
  const parts = [
    [rows, 'rows'],
    [examples, 'code blocks'],
    [lists, 'items of lists'],
  ] as const;
  const said = parts.filter(([{ all }]) => all > 0).map(([{ read: done, all }, name]) => `${done} of ${all} ${name}`);
  return said.length === 0 ? 'nothing to read' : `${said.join(', ')} read`;
}

function summarize(
  { contract, diagnostics, coverage }: ImportedPages,
  { written, out, refused, proposed }: Outcome,
): string {
  const parts = [
    countNoun(contract.operations.length, 'operation'),
    countNoun(contract.schemas.size, 'schema'),
    countNoun(countClauses(contract), 'clause'),
    countNoun(scenariosOf(contract).length, 'scenario'),
  ].join(', ');
  const notes = diagnostics.filter(({ severity }) => severity === 'note').length;
  const odd = diagnostics.length - notes;
  const noted = notes === 0 ? '' : `, ${countNoun(notes, 'note')}`;
  const assumed = odd === 0 ? `nothing had to be assumed${noted}` : `${countNoun(odd, 'assumption')}${noted}`;
  const pages = countNoun(contract.files.length, 'page');
  const fakes = proposed === undefined ? '' : `\n\`x-faker\` proposed for ${countNoun(proposed, 'member')}`;
  return `${pages}: ${parts}; ${assumed}\n${describeCoverage(coverage)}${fakes}\n${describeWritten(written, out, refused)}`;
}

function describeWritten(written: Written | undefined, out: string | undefined, refused: boolean): string {
  if (refused) return 'nothing is written: --strict allows no assumption, and nothing that is not read';
  if (!written) return 'nothing is written: --out DIR writes the contract';
  const { changed, removed, kept } = written;
  const hand = kept.length === 0 ? '' : `; edited by hand and left as they are: ${kept.join(', ')}`;
  const gone = removed === 0 ? '' : `, ${countNoun(removed, 'file')} removed`;
  return `${out}: ${changed === 0 ? 'nothing to change' : `${countNoun(changed, 'file')} written`}${gone}${hand}`;
}
