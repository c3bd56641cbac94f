/** Reading a JSON report back, and refusing what is none. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { readReport } from '../../../src/verdict/read-report.ts';
import { renderJson } from '../../../src/report/render-json.ts';
import { hostile, problemOf, reportOf, troubled } from '../report/sample-reports.ts';

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
  it.each(Object.entries({ troubled, hostile }))('gives back the %s report', (_, report) => {
    writeFileSync(file, renderJson(report));
    expect(readReport(file)).toEqual(report);
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
