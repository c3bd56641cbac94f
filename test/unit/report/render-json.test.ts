/** The JSON report: the report itself, the same for every run of it. */
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../../src/report/render-json.ts';
import { conforming, hostile, problemOf, reportOf, troubled, unreachable } from './sample-reports.ts';

describe('the JSON report', () => {
  it.each(Object.entries({ conforming, troubled, hostile, unreachable }))(
    'reads back as the %s report',
    (_, report) => {
      expect(JSON.parse(renderJson(report))).toEqual(report);
    },
  );

  it('has its keys in one order, whatever order the report was built in', () => {
    const report = reportOf([problemOf()]);
    const turned = Object.fromEntries(Object.entries(report).toReversed()) as unknown as typeof report;
    expect(renderJson(turned)).toBe(renderJson(report));
    expect(Object.keys(JSON.parse(renderJson(turned)) as object).slice(0, 3)).toEqual(['conforms', 'seed', 'runId']);
  });

  it('is indented by two, ends in a line feed, and has nothing that a terminal obeys', () => {
    const text = renderJson(hostile);
    expect(text).toMatch(/^\{\n {2}"conforms": false,\n[^]*\n\}\n$/);
    expect(text).not.toMatch(/[[\p{Cc}--[\n]]\p{Bidi_Control}\p{Cs}]/v);
  });
});
