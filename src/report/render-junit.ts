/** The report as JUnit XML, as GitLab and Jenkins take it: a suite for each operation, a test case for each clause. */
import { create, type XMLElement } from 'xmlbuilder';
import type { Report } from '../verdict/report.ts';
import type { RenderOptions } from './render-options.ts';
import { listTestCases, type TestCase } from './junit/list-test-cases.ts';

/** Problems are failures, clauses that were not reached are skipped. */
export function renderJunit(report: Report, { cwd = process.cwd() }: RenderOptions = {}): string {
  const cases = listTestCases(report, cwd);
  const root = create('testsuites', { encoding: 'UTF-8', invalidCharReplacement: '' });
  root.att({
    name: report.unit === 'interaction' ? 'docpact pact verify' : 'docpact verify',
    ...counts(cases),
    time: report.summary.durationMs / 1000,
  });
  for (const [operation, members] of Map.groupBy(cases, ({ classname }) => classname)) {
    addSuite(root.ele('testsuite', { name: operation, ...counts(members) }), { report, cases: members });
  }
  return `${root.end({ pretty: true })}\n`;
}

function counts(cases: readonly TestCase[]): Record<string, number> {
  return {
    tests: cases.length,
    failures: cases.filter(({ failure }) => failure).length,
    errors: 0,
    skipped: cases.filter(({ skipped }) => skipped !== undefined).length,
  };
}

function addSuite(suite: XMLElement, { report, cases }: { report: Report; cases: readonly TestCase[] }): void {
  const { headline, target, seed, runId, depth, shard, repeat } = report;
  const properties = suite.ele('properties');
  for (const [name, value] of Object.entries({ headline, target, seed, runId, depth, shard, repeat })) {
    if (value !== undefined) properties.ele('property', { name, value });
  }
  for (const { name, classname, file, line, failure, skipped } of cases) {
    const element = suite.ele('testcase', { name, classname, file, ...(line === undefined ? {} : { line }), time: 0 });
    if (failure) element.ele('failure', { type: failure.type, message: failure.message }).txt(failure.text);
    if (skipped !== undefined) element.ele('skipped', { message: skipped });
  }
}
