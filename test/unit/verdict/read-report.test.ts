/** Reading a JSON report back, and refusing what is none. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import type { PactReport, Report } from '../../../src/verdict/report.ts';
import { readReport } from '../../../src/verdict/read-report.ts';
import { renderJson } from '../../../src/report/render-json.ts';
import { conforming, hostile, ofPacts, problemOf, reportOf, troubled } from '../report/sample-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpact-report-'));
const file = join(folder, 'report.json');

afterAll(() => rmSync(folder, { recursive: true }));

function fault(text: string): string {
  writeFileSync(file, text);
  try {
    readReport(file);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error('It was read.');
}

describe('reading a report', () => {
  it.each(Object.entries({ conforming, troubled, hostile, ofPacts }))('gives back the %s report', (_, report) => {
    writeFileSync(file, renderJson(report));
    expect(readReport(file)).toEqual(report);
  });

  it('refuses a version that it does not know', () => {
    const text = JSON.stringify({ ...conforming, version: 2 });
    expect(fault(text)).toContain(`${file}: a report of version 2; this docpact reads 1 and older`);
  });

  it('names the file that is not there', () => {
    expect(() => readReport(join(folder, 'none.json'))).toThrow(/none\.json: cannot be read/);
  });

  it('names the file that is no JSON, cut off half way for example', () => {
    expect(fault(renderJson(troubled).slice(0, 5000))).toContain(`${file}: not JSON`);
  });

  it.each([
    ['another JSON document', [], 'the report is not an object'],
    ['a kind that does not exist', reportOf([problemOf({ kind: 'made-up' as 'leak' })]), 'problems[0].kind is none of'],
    ['a kind of report that does not exist', { ...conforming, kind: 'load' }, 'kind is none of verify, traffic, pact'],
    [
      'a problem without its id',
      { ...troubled, problems: [{ ...problemOf(), id: undefined }] },
      'problems[0].id is not',
    ],
    ['a made-up severity', reportOf([problemOf({ severity: 'fatal' as 'error' })]), 'problems[0].severity is none of'],
    [
      'a contract without files',
      { ...conforming, contract: { title: '', version: '' } },
      'contract.files is not a list',
    ],
    ['pacts that are not counted', { ...ofPacts, pacts: 'two' }, 'pacts is not a number'],
    ['a missing part', { ...troubled, summary: {} }, 'summary.cases is not a number'],
    ['a wrong type', { ...troubled, runId: 7 }, 'runId is not a string'],
    [
      'a header that is no text',
      reportOf([
        problemOf({ exchanges: [{ request: { method: 'GET', url: '/', headers: { a: 1 as unknown as string } } }] }),
      ]),
      'problems[0].exchanges[0].request.headers.a is not a string',
    ],
  ])('says what is wrong with %s', (_, value, message) => {
    expect(fault(JSON.stringify(value))).toContain(`${file}: not a report of docpact verify: ${message}`);
  });
});

/** What docpact 0.1 wrote of the same run. */
function asOfOld(report: Report): object {
  const added = new Set(['version', 'kind', 'tool', 'contract', 'startedAt']);
  const problems = report.problems.map(({ id: _id, severity: _severity, ...problem }) => problem);
  return { ...Object.fromEntries(Object.entries(report).filter(([name]) => !added.has(name))), problems };
}

function readBack(value: object): Report {
  writeFileSync(file, JSON.stringify(value));
  return readReport(file);
}

describe('reading what docpact 0.1 wrote', () => {
  it('gives a report of verify, with what it could not say left blank', () => {
    const read = readBack(asOfOld(troubled));
    expect(read).toEqual({
      ...troubled,
      tool: { name: 'docpact', version: '0.1.0' },
      contract: { title: '', version: '', files: ['/srv/shop/contracts/openapi.yaml'] },
      startedAt: '1970-01-01T00:00:00.000Z',
    });
    expect(readBack(read)).toEqual(read);
  });

  it('gives a report of pacts for one whose unit is the interaction, each problem with an id of its own', () => {
    const { pacts: _, ...old } = asOfOld(ofPacts) as PactReport;
    const read = readBack({ ...old, unit: 'interaction', seed: 0, depth: '2 pacts' });
    const ids = read.problems.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(read).toEqual({
      ...ofPacts,
      contract: { title: '', version: '', files: [] },
      startedAt: '1970-01-01T00:00:00.000Z',
      problems: ofPacts.problems.map((problem, index) => ({ ...problem, id: ids[index] })),
    });
  });

  it('says what is wrong with it', () => {
    expect(fault(JSON.stringify({ ...asOfOld(troubled), depth: 1 }))).toContain('depth is not a string');
  });
});
