/** The summary that GitHub shows on the page of a job. */
import { appendFileSync } from 'node:fs';
import type { Format } from '../report/render-report.ts';
import type { Report } from '../verdict/report.ts';

/** Appends to the file that GitHub names, where the report is for GitHub. */
export function summarizeForGithub(
  report: Report,
  { format }: { format: Format },
  render: (report: Report) => string,
): void {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (format === 'github' && file) appendFileSync(file, `${render(report)}\n`);
}
