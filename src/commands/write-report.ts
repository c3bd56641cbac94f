/** Writes a report where the user wants it. */
import { appendFileSync } from 'node:fs';
import type { Format } from '../report/render-report.ts';
import { wantsColour } from '../report/text/paint.ts';
import type { Report } from '../verdict/report.ts';
import { writeAtomically } from './write-atomically.ts';

export interface WriteReportOptions {
  format: Format;
  out?: string;
}

/** To the file, whole or not at all; else to stdout. */
export async function writeReport(report: Report, { format, out }: WriteReportOptions): Promise<void> {
  const { renderReport } = await import('../report/render-report.ts');
  const colour = out === undefined && wantsColour(process.stdout);
  const text = renderReport(report, { format, colour });
  if (out === undefined) process.stdout.write(text);
  else writeAtomically(out, text);
}

/** Appends the summary that GitHub shows on the page of a job to the file that it names, where the report is for GitHub. */
export async function summarizeForGithub(report: Report, { format }: { format: Format }): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (format !== 'github' || !file) return;
  const { renderJobSummary } = await import('../report/render-job-summary.ts');
  appendFileSync(file, `${renderJobSummary(report)}\n`);
}
