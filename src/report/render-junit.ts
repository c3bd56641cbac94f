/** The report as JUnit XML, as GitLab and Jenkins take it: a suite for each operation, a test case for each clause. */
import { writeElement, type XmlElement } from '../http/value/xml-text.ts';
import { shortenTelling } from '../http/display/shorten-text.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { listedOutcomes } from '../verdict/coverage.ts';
import { clausesOf, partProblems, type ClauseOutcome, type Problem, type Report } from '../verdict/report.ts';
import { type ClausePlace, describeClausePlace, problemPlace, sourcePlace } from './clause-place.ts';
import { describeAnswer, describeRequest } from './exchange-line.ts';
import type { RenderOptions } from './render-options.ts';
import { obeyNothing, visibleLine, visibleText } from '../http/display/visible-text.ts';

/** Problems are failures, clauses that were not reached are skipped. */
export function renderJunit(report: Report, { cwd = process.cwd() }: RenderOptions = {}): string {
  const cases = listTestCases(report, cwd);
  const name = { verify: 'docpact verify', traffic: 'docpact verify --har', pact: 'docpact pact verify' }[report.kind];
  const suites = [...Map.groupBy(cases, ({ classname }) => classname)].map(([operation, members]) =>
    suiteOf(operation, { report, cases: members }),
  );
  const root = element('testsuites', { name, ...counts(cases), time: report.summary.durationMs / 1000 }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, { indented: true })}\n`;
}

/** An element; attributes that are undefined are left out, and what XML or a reader's screen does not take is spelled out. */
function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: readonly (XmlElement | string)[] = [],
): XmlElement {
  const written = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return {
    name,
    attributes: Object.fromEntries(written.map(([key, value]) => [key, obeyNothing(visibleText(String(value)))])),
    children: children.map((child) => (typeof child === 'string' ? obeyNothing(visibleText(child)) : child)),
  };
}

function propertiesOf(report: Report): Record<string, string | number | undefined> {
  const { headline, tool, contract, startedAt, target, runId, repeat } = report;
  const own = extentOf(report);
  return {
    headline,
    tool: `${tool.name} ${tool.version}`,
    contract: [contract.title, contract.version].filter(Boolean).join(' '),
    startedAt,
    target,
    seed: report.kind === 'verify' ? report.seed : undefined,
    runId: runId === '' ? undefined : runId,
    ...own,
    repeat,
  };
}

function extentOf(report: Report): Record<string, string | number | undefined> {
  if (report.kind === 'verify') return { depth: report.depth, shard: report.shard };
  return report.kind === 'pact' ? { pacts: report.pacts } : { entries: report.entries };
}

function counts(cases: readonly TestCase[]): Record<string, number> {
  return {
    tests: cases.length,
    failures: cases.filter(({ failure }) => failure).length,
    errors: 0,
    skipped: cases.filter(({ skipped }) => skipped !== undefined).length,
  };
}

function suiteOf(name: string, { report, cases }: { report: Report; cases: readonly TestCase[] }): XmlElement {
  const properties = Object.entries(propertiesOf(report))
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => element('property', { name: key, value }));
  return element('testsuite', { name, ...counts(cases) }, [
    element('properties', {}, properties),
    ...cases.map(elementOf),
  ]);
}

function elementOf({ name, classname, file, line, failure, skipped }: TestCase): XmlElement {
  return element('testcase', { name, classname, file, line, time: 0 }, [
    ...(failure ? [element('failure', { type: failure.type, message: failure.message }, [failure.text])] : []),
    ...(skipped === undefined ? [] : [element('skipped', { message: skipped })]),
  ]);
}

/** A clause, or an interaction. */
interface TestCase {
  /** The clause's id. */
  name: string;
  /** The operation: the first part of the id. */
  classname: string;
  file: string;
  line?: number;
  failure?: { type: string; message: string; text: string };
  skipped?: string;
}

/** A test case for each clause, of which a warning fails none, then for each broken clause that coverage does not list. */
function listTestCases(report: Report, cwd: string): TestCase[] {
  const problems = Map.groupBy(partProblems(report).errors.flatMap(eachClause), ({ clause }) => clause);
  const outcomes = listedOutcomes(report.coverage);
  const describe = (problem: Problem): string =>
    failureText(problem, describeClausePlace(problemPlace(report, problem, cwd)));
  const listed = outcomes.map((outcome) => ({
    ...testCase(outcome.id, sourcePlace(outcome.source, cwd)),
    ...result(outcome, problems.get(outcome.id) ?? [], describe),
  }));
  const ids = new Set(outcomes.map(({ id }) => id));
  const others = [...problems].filter(([clause]) => !ids.has(clause));
  return [
    ...listed,
    ...unaskedCase(report),
    ...others.flatMap(([clause, [first, ...more]]) =>
      first ? [{ ...testCase(clause, problemPlace(report, first, cwd)), ...failed([first, ...more], describe) }] : [],
    ),
  ];
}

/** One for all clauses of operations that were asked nothing: hundreds of thousands say no more than their number. */
function unaskedCase({ coverage: { unasked }, contract }: Report): TestCase[] {
  if (!unasked) return [];
  const name = `${countNoun(unasked.clauses, 'clause')} of operations that were asked nothing`;
  return [{ name, classname: 'not reached', file: contract.files[0] ?? '', skipped: visibleLine(unasked.reason) }];
}

/** The problem under every id that it was found in. */
function eachClause(problem: Problem): Problem[] {
  return clausesOf(problem).map((clause) => ({ ...problem, clause }));
}

function testCase(id: string, { file, line }: ClausePlace): TestCase {
  const name = visibleLine(id);
  return { name, classname: name.split('.')[0] ?? name, file, ...(line === undefined ? {} : { line }) };
}

function result(
  { outcome }: ClauseOutcome,
  problems: readonly Problem[],
  describe: (problem: Problem) => string,
): Partial<TestCase> {
  if (problems.length > 0) return failed(problems, describe);
  if (outcome === 'not reached') return { skipped: 'not reached' };
  return outcome === 'broken' ? { skipped: 'broken, but not counted as a problem' } : {};
}

/** One failure, since GitLab reads only one; it holds every problem of the clause. */
function failed(problems: readonly Problem[], describe: (problem: Problem) => string): Partial<TestCase> {
  const [first] = problems;
  if (!first) return {};
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  const text = problems.map(describe).join('\n\n');
  return { failure: { type: first.kind, message: visibleLine(shortenTelling(first.message, 300)) + more, text } };
}

const longestBody = 2000;

/** Kind and sentence, expected and actual, the steps, the curl lines. */
function failureText(problem: Problem, written: string): string {
  const { kind, message, expected, actual, count, zone, exchanges, curl, again } = problem;
  const steps = exchanges.flatMap((exchange) => [
    `  ${shortenTelling(describeRequest(exchange), longestBody)}`,
    `    -> ${shortenTelling(describeAnswer(exchange), longestBody)}`,
  ]);
  return [
    `${kind}: ${visibleLine(message)}`,
    `expected: ${visibleLine(shortenTelling(expected, longestBody))}`,
    `actual:   ${visibleLine(shortenTelling(actual, longestBody))}`,
    `written:  ${visibleLine(written)}`,
    `case:     ${visibleLine(problem.case)} (${zone}), in ${countNoun(count, 'case')}`,
    ...(steps.length === 0 ? [] : ['exchanges:', ...steps.map(visibleLine)]),
    ...(curl === '' ? [] : ['repeat:', visibleText(curl)]),
    ...(again === undefined ? [] : ['again:', visibleText(again)]),
  ].join('\n');
}
