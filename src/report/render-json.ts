/** The report as JSON: for programs, for `docpact report merge`, for keeping. */
import type { ReportedExchange } from '../http/display/describe-exchange.ts';
import { type Problem, type Report, unitOf, type ZoneCount } from '../verdict/report.ts';
import { visibleJson } from '../http/display/visible-text.ts';

/** Two-space JSON with a fixed order of keys; what a terminal could obey is escaped, so it reads back the same. */
export function renderJson(report: Report): string {
  return `${visibleJson(JSON.stringify(orderReport(report), null, 2))}\n`;
}

function orderReport(report: Report): object {
  const { version, tool, contract, startedAt, kind, conforms, headline, runId, target, repeat } = report;
  const { incomplete, baseline, summary, coverage, problems, created } = report;
  const { valid, invalid, open } = summary.byZone;
  return {
    conforms,
    incomplete: incomplete && {
      because: incomplete.because,
      operations: incomplete.operations,
      ...(incomplete.credentials ? { credentials: incomplete.credentials } : {}),
    },
    baseline: baseline && { file: baseline.file, notes: baseline.notes },
    // By it, scripts knew a report of pacts before there was a kind.
    unit: report.kind === 'pact' ? unitOf(report) : undefined,
    headline,
    seed: report.kind === 'verify' ? report.seed : undefined,
    runId,
    target,
    ...orderExtent(report),
    repeat,
    version,
    kind,
    tool: { name: tool.name, version: tool.version },
    contract: { title: contract.title, version: contract.version, files: contract.files },
    startedAt,
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
      outcomes: coverage.outcomes.map(({ id, sentence, outcome, reason, source: { file, pointer, line, page } }) => ({
        id,
        sentence,
        outcome,
        reason,
        source: { file, pointer, line, page },
      })),
    },
    problems: problems.map(orderProblem),
    created,
  };
}

function orderExtent(report: Report): object {
  if (report.kind === 'pact') return { pacts: report.pacts };
  return report.kind === 'traffic'
    ? { entries: report.entries, notes: report.notes }
    : { depth: report.depth, shard: report.shard, notes: report.notes };
}

function orderCount({ cases, failed }: ZoneCount): ZoneCount {
  return { cases, failed };
}

function orderProblem(problem: Problem): object {
  const { id, kind, severity, clause, clauses, operations, zone, message, expected, actual, curl } = problem;
  const { again, count, cases, also, known, at, exchanges } = problem;
  const { place, page } = problem.source;
  return {
    id,
    kind,
    severity,
    clause,
    clauses,
    operations,
    zone,
    message,
    expected,
    actual,
    curl,
    again,
    source: { place, page },
    case: problem.case,
    count,
    cases,
    also,
    known,
    at: at && { in: at.in, pointer: at.pointer },
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
