/** The report as JSON: for programs, for `docpact report merge`, for keeping. */
import type { ReportedExchange } from '../http/display/describe-exchange.ts';
import type { Problem, Report, ZoneCount } from '../verdict/report.ts';
import { visibleText } from './visible-text.ts';

/** Two-space JSON with a fixed order of keys; what a terminal could obey is escaped, so it reads back the same. */
export function renderJson(report: Report): string {
  return `${visibleText(JSON.stringify(orderReport(report), null, 2))}\n`;
}

function orderReport({ summary, coverage, ...report }: Report): object {
  const { valid, invalid, open } = summary.byZone;
  return {
    conforms: report.conforms,
    unit: report.unit,
    headline: report.headline,
    seed: report.seed,
    runId: report.runId,
    target: report.target,
    depth: report.depth,
    shard: report.shard,
    repeat: report.repeat,
    summary: {
      cases: summary.cases,
      requests: summary.requests,
      durationMs: summary.durationMs,
      byZone: { valid: orderCount(valid), invalid: orderCount(invalid), open: orderCount(open) },
    },
    coverage: {
      clauses: coverage.clauses,
      covered: coverage.covered,
      uncovered: coverage.uncovered,
      outcomes: coverage.outcomes.map(({ id, sentence, outcome, source: { file, pointer, line, page } }) => ({
        id,
        sentence,
        outcome,
        source: { file, pointer, line, page },
      })),
    },
    problems: report.problems.map(orderProblem),
    created: report.created,
  };
}

function orderCount({ cases, failed }: ZoneCount): ZoneCount {
  return { cases, failed };
}

function orderProblem(problem: Problem): object {
  const { kind, clause, zone, message, expected, actual, curl, source, count, also, exchanges } = problem;
  const { place, page } = source;
  return {
    kind,
    clause,
    zone,
    message,
    expected,
    actual,
    curl,
    source: { place, page },
    case: problem.case,
    count,
    also,
    exchanges: exchanges.map(orderExchange),
  };
}

function orderExchange({ request, response, failure }: ReportedExchange): object {
  const { method, url, headers, body } = request;
  return {
    request: { method, url, headers, body },
    response: response && { status: response.status, headers: response.headers, body: response.body },
    failure,
  };
}
