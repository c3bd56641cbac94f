/** Writes the reports of a run where the user wants them: `--report KIND[=FILE]`, and `--format` and `--out` as the short form of one. */
import { appendFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { type Language, languages } from '../language/languages.ts';
import { type Format, formats } from '../report/render-options.ts';
import { wantsColour } from '../report/text/paint.ts';
import type { Report } from '../verdict/report.ts';
import { checkWritable, writeAtomically } from './write-atomically.ts';

export interface ReportOptions {
  report?: readonly RequestedReport[];
  format?: Format;
  out?: string;
  quiet?: boolean;
  lang?: Language;
}

interface RequestedReport {
  kind: Format;
  /** Stdout where absent. */
  file?: string;
}

/** Adds what says which reports are written, and where. */
export function addReportOptions(command: Command): void {
  command
    .option(
      '--report <kind=file>',
      `write this report, too: ${formats.join(', ')}; to stdout without a file (may be repeated)`,
      readReport,
    )
    .addOption(new Option('--format <kind>', 'the same without a file; text unless given').choices(formats))
    .option('--out <file>', 'where --format goes: whole or not at all')
    .addOption(new Option('--lang <language>', 'what HTML and Markdown reports are written in').choices(languages))
    .option('--quiet', 'no text on the terminal');
}

function readReport(text: string, known: readonly RequestedReport[] = []): RequestedReport[] {
  const [, kind, file] = /^([^=]*)(?:=(.+))?$/s.exec(text) ?? [];
  const found = formats.find((each) => each === kind);
  if (found === undefined)
    throw new InvalidArgumentError(`It must be KIND or KIND=FILE. The kinds are ${formats.join(', ')}.`);
  return [...known, { kind: found, ...(file === undefined ? {} : { file }) }];
}

/** Throws a UsageError before any work is done where the reports could not all be written. */
export function checkReports(options: ReportOptions): void {
  const requested = listRequested(options);
  const files = requested.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined)
    throw new UsageError(`two reports cannot both be written to ${twice}`, { hint: 'Give each a file of its own.' });
  if (requested.length - files.length > 1) {
    const [first, second] = requested.filter(({ file }) => file === undefined);
    throw new UsageError(`only one report can go to stdout: ${first?.kind} or ${second?.kind}`, {
      hint: `Give one of them a file: --report ${second?.kind}=FILE`,
    });
  }
  files.forEach(checkWritable);
}

function listRequested({ report = [], format, out }: ReportOptions): RequestedReport[] {
  if (format === undefined && out === undefined) return [...report];
  return [...report, { kind: format ?? 'text', ...(out === undefined ? {} : { file: out }) }];
}

/** Every report that was asked for, and the text for whoever looks on. */
export async function writeReports(report: Report, options: ReportOptions): Promise<void> {
  const { renderReport } = await import('../report/render-report.ts');
  const requested = listRequested(options);
  const language = options.lang === undefined ? {} : { lang: options.lang };
  const print = (stream: NodeJS.WriteStream, format: Format): void =>
    void stream.write(renderReport(report, { format, colour: wantsColour(stream), ...language }));
  // The terminal comes first: what was found is not lost where a disk is full.
  const shown = requested.find(({ file }) => file === undefined);
  if (shown !== undefined) print(process.stdout, shown.kind);
  if (!options.quiet && shown === undefined) print(process.stdout, 'text');
  if (!options.quiet && leavesTerminalEmpty(shown)) print(process.stderr, 'text');
  for (const { kind, file } of requested)
    if (file !== undefined) writeAtomically(file, renderReport(report, { format: kind, ...language }));
  if (requested.some(({ kind }) => kind === 'github')) await summarizeForGithub(report, language);
}

/** Whether somebody looks on while the report goes into a pipe. */
function leavesTerminalEmpty(shown: RequestedReport | undefined): boolean {
  return shown !== undefined && process.stderr.isTTY && !process.stdout.isTTY;
}

/** Appends the summary that GitHub shows on the page of a job to the file that it names. */
async function summarizeForGithub(report: Report, language: Pick<ReportOptions, 'lang'>): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  const { renderMarkdown, summaryBytes } = await import('../report/render-markdown.ts');
  appendFileSync(file, `${renderMarkdown(report, { bytes: summaryBytes, ...language })}\n`);
}
