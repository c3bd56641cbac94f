/** Writes a report where the user wants it. */
import type { Format } from '../report/render-report.ts';
import type { Report } from '../verdict/report.ts';
import { writeAtomically } from './write-atomically.ts';

export interface WriteReportOptions {
  format: Format;
  out?: string;
}

/** To the file, whole or not at all; else to stdout. */
export async function writeReport(report: Report, { format, out }: WriteReportOptions): Promise<void> {
  const { renderReport } = await import('../report/render-report.ts');
  const { wantsColour } = await import('../report/text/paint.ts');
  const colour = out === undefined && wantsColour(process.stdout);
  const text = renderReport(report, { format, colour });
  if (out === undefined) process.stdout.write(text);
  else writeAtomically(out, text);
}
