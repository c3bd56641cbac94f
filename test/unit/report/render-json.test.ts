/** The JSON report: the report itself, the same for every run of it. */
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../../src/report/render-json.ts';
import { conforming, hostile, ofPacts, problemOf, reportOf, troubled, unreachable } from './sample-reports.ts';

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

  it('says in which form it is, which tool held which contract, and when', () => {
    expect(JSON.parse(renderJson(conforming))).toMatchObject({
      version: 1,
      kind: 'verify',
      tool: { name: 'docpact', version: '0.1.0' },
      contract: { title: 'Shop', version: '3', files: ['contracts/openapi.yaml'] },
      startedAt: '2026-11-19T10:11:12.000Z',
    });
  });

  it('of pacts is the report and the unit, by which scripts know it, and has nothing that chance draws', () => {
    const shown = JSON.parse(renderJson(ofPacts)) as object;
    expect(shown).toEqual({ ...ofPacts, unit: 'interaction' });
    expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['seed']));
    expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['depth']));
  });

  it('is indented by two, ends in a line feed, and has nothing that a terminal obeys', () => {
    const text = renderJson(hostile);
    expect(text).toMatch(/^\{\n {2}"conforms": false,\n[^]*\n\}\n$/);
    expect(text).not.toMatch(/[[\p{Cc}--[\n]]\p{Bidi_Control}\p{Cs}]/v);
  });
});
