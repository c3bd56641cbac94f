/** Where a clause is written, as a reader or a CI server wants it. */
import { relative } from 'node:path';
import type { ClauseSource } from '../contract/clause/clause.ts';
import { findOutcome } from '../verdict/coverage.ts';
import type { Problem, Report } from '../verdict/report.ts';

/** A file as seen from `cwd`, the line in it, and `page.md:line` where the clause came from a page. */
export interface ClausePlace {
  file: string;
  line?: number;
  page?: string;
}

/** The place of the clause that a problem breaks, also of one that coverage does not list. */
export function problemPlace(report: Report, problem: Problem, cwd: string): ClausePlace {
  const outcome = findOutcome(report.coverage, problem.clause);
  return outcome && report.kind !== 'pact'
    ? sourcePlace(outcome.source, cwd)
    : sourcePlace(parsePlace(problem.source), cwd);
}

/** The place of a clause's source. */
export function sourcePlace({ file, line, page }: Omit<ClauseSource, 'pointer'>, cwd: string): ClausePlace {
  const path = relative(cwd, file);
  const shown = file.startsWith('/') && !path.startsWith('..') ? path : file;
  // What was read from the page itself is written there and nowhere else.
  const elsewhere = page !== undefined && !`/${shown}:${line}`.endsWith(`/${page}`);
  return { file: shown, ...(line === undefined ? {} : { line }), ...(elsewhere ? { page } : {}) };
}

/** `openapi.yaml:27`, and after it `page.md:98` where the clause came from a page. */
export function describeClausePlace({ file, line, page }: ClausePlace): string {
  return (line === undefined ? file : `${file}:${line}`) + (page === undefined ? '' : `, ${page}`);
}

function parsePlace({ place, page }: Problem['source']): Omit<ClauseSource, 'pointer'> {
  const [, file = place, line] = /^(.*?)(?::(\d+))?(?:#.*)?$/s.exec(place) ?? [];
  return { file, ...(line === undefined ? {} : { line: Number(line) }), ...(page === undefined ? {} : { page }) };
}
