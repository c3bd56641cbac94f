/** The JUnit report, as GitLab and Jenkins parse it. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../src/report/render-junit.ts';
import {
  conforming,
  cwd,
  hostile,
  hostileTexts,
  problemOf,
  reportOf,
  troubled,
  unreachable,
} from './sample-reports.ts';

interface Suite {
  name: string;
  tests: string;
  failures: string;
  skipped: string;
  testcase: TestCase[];
}

interface TestCase {
  name: string;
  classname: string;
  file: string;
  line: string;
  failure?: { type: string; message: string; '#text': string };
  skipped?: { message: string };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  isArray: (name) => name === 'testsuite' || name === 'testcase',
});

function suitesOf(xml: string): Suite[] {
  return (parser.parse(xml) as { testsuites: { testsuite: Suite[] } }).testsuites.testsuite;
}

describe('the JUnit report', () => {
  it.each(Object.entries({ conforming, troubled, hostile, unreachable }))('of the %s report is XML', (_, report) => {
    const xml = renderJunit(report, { cwd });
    expect(XMLValidator.validate(xml)).toBe(true);
    // Char of XML 1.0, section 2.2
    expect(xml).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
  });

  it('has a suite for each operation and a case for each clause', () => {
    const suites = suitesOf(renderJunit(troubled, { cwd }));
    expect(suites.map(({ name, tests, failures, skipped }) => [name, tests, failures, skipped])).toEqual([
      ['addThing', '30', String(troubled.problems.length), '0'],
      ['readThing', '2', '0', '2'],
    ]);
    expect(suites.flatMap(({ testcase }) => testcase.map(({ name }) => name))).toEqual(
      troubled.coverage.outcomes.map(({ id }) => id),
    );
  });

  it('says where each clause is written', () => {
    const [first] = suitesOf(renderJunit(conforming, { cwd }))[0]?.testcase ?? [];
    expect(first).toMatchObject({ classname: 'addThing', file: 'contracts/openapi.yaml', line: '20' });
  });

  it('fails a clause once, with all of its problems in the text', () => {
    const clause = 'addThing.response.201.status';
    const report = reportOf([problemOf({ kind: 'server-error', clause }), problemOf({ kind: 'unstable', clause })]);
    const failure = suitesOf(renderJunit(report, { cwd }))[0]?.testcase.find(({ name }) => name === clause)?.failure;
    expect(failure?.type).toBe('server-error');
    expect(failure?.message).toMatch(/ \(and 1 more\)$/);
    expect(failure?.['#text']).toMatch(/^written: {2}contracts\/openapi\.yaml:\d+/m);
    expect(failure?.['#text']).toMatch(/^server-error: [^]*expected: [^]*actual: [^]*curl -i [^]*unstable: /);
  });

  it('skips what was not reached', () => {
    expect(suitesOf(renderJunit(troubled, { cwd }))[1]?.testcase.map(({ skipped }) => skipped?.message)).toEqual([
      'not reached',
      'not reached',
    ]);
  });

  it('shows a problem whose clause coverage does not list', () => {
    const report = reportOf([problemOf({ clause: 'dropThing.response.204.status' })]);
    expect(suitesOf(renderJunit(report, { cwd })).at(-1)).toMatchObject({
      name: 'dropThing',
      failures: '1',
      testcase: [{ name: 'dropThing.response.204.status', file: 'contracts/openapi.yaml', line: '31' }],
    });
  });

  it('quotes what a server sent as it came', () => {
    const [markup = ''] = hostileTexts;
    const failures = suitesOf(renderJunit(hostile, { cwd })).flatMap(({ testcase }) =>
      testcase.flatMap(({ failure }) => failure ?? []),
    );
    expect(failures.map(({ message }) => message)).toContain(markup);
  });
});
