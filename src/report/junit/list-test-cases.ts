/** Clauses and problems as the test cases of JUnit. */
import type { ClauseOutcome, Problem, Report } from '../../verdict/report.ts';
import { problemPlace, sourcePlace, type ClausePlace } from '../clause-place.ts';
import { visibleLine } from '../visible-text.ts';
import { shortenText } from '../shorten-text.ts';
import { failureText } from './failure-text.ts';

export interface TestCase {
  /** The clause's id. */
  name: string;
  /** The operation: the first part of the id. */
  classname: string;
  file: string;
  line?: number;
  failure?: { type: string; message: string; text: string };
  skipped?: string;
}

/** A test case for each clause, then for each broken clause that coverage does not list. */
export function listTestCases(report: Report, cwd: string): TestCase[] {
  const problems = Map.groupBy(report.problems.flatMap(eachClause), ({ clause }) => clause);
  const { outcomes } = report.coverage;
  const listed = outcomes.map((outcome) => ({
    ...testCase(outcome.id, sourcePlace(outcome.source, cwd)),
    ...result(outcome, problems.get(outcome.id) ?? []),
  }));
  const ids = new Set(outcomes.map(({ id }) => id));
  const others = [...problems].filter(([clause]) => !ids.has(clause));
  return [
    ...listed,
    ...others.flatMap(([clause, [first, ...more]]) =>
      first ? [{ ...testCase(clause, problemPlace(report, first, cwd)), ...failed([first, ...more]) }] : [],
    ),
  ];
}

/** The problem under every id that it was found in. */
function eachClause(problem: Problem): Problem[] {
  return [problem, ...(problem.also ?? []).map((clause) => ({ ...problem, clause }))];
}

function testCase(id: string, { file, line }: ClausePlace): TestCase {
  const name = visibleLine(id);
  return { name, classname: name.split('.')[0] ?? name, file, ...(line === undefined ? {} : { line }) };
}

function result({ outcome }: ClauseOutcome, problems: readonly Problem[]): Partial<TestCase> {
  if (problems.length > 0) return failed(problems);
  if (outcome === 'not reached') return { skipped: 'not reached' };
  return outcome === 'broken' ? { skipped: 'broken, but not counted as a problem' } : {};
}

/** One failure, since GitLab reads only one; it holds every problem of the clause. */
function failed(problems: readonly Problem[]): Partial<TestCase> {
  const [first] = problems;
  if (!first) return {};
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  const text = problems.map(failureText).join('\n\n');
  return { failure: { type: first.kind, message: visibleLine(shortenText(first.message, 300)) + more, text } };
}
