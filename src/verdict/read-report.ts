/** Reads a report back that `--format json` wrote. */
import { readFileSync } from 'node:fs';
import { UsageError } from '../errors.ts';
import type { Report } from './report.ts';
import { findReportFault } from './report-shape.ts';

const hint = 'Write it with: docpact verify URL --format json --out FILE';

/** The report in a file; throws a UsageError that names the file when it cannot be read or is no report. */
export function readReport(file: string): Report {
  const value = parse(file, read(file));
  const fault = findReportFault(value);
  if (fault !== undefined) throw new UsageError(`${file}: not a report of docpact verify: ${fault}`, { hint });
  return value as Report;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: cannot be read: ${(error as Error).message}`, { hint, cause: error });
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${file}: not JSON: ${(error as Error).message}`, { hint, cause: error });
  }
}
