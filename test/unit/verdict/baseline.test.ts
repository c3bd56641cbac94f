/** What is known does not fail, what is new does, and the file tells what has gone. */
import { describe, expect, it } from 'vitest';
import {
  applyBaseline,
  type Baseline,
  findBaselineFault,
  updateBaseline,
  writeBaseline,
} from '../../../src/verdict/baseline.ts';
import type { VerifyReport } from '../../../src/verdict/report.ts';
import { problemOf, reportOf, withMissed } from '../report/sample-reports.ts';

const size = problemOf();
const name = problemOf({ id: 'abc', clause: 'addThing.response.201.body.name.type', message: 'name is a number' });
const use = { file: 'known.json', today: '2026-11-26' };
const empty: Baseline = { version: 1, known: [] };

/** The baseline of a report, with this changed in each entry. */
function baselineOf(report: VerifyReport, changes: { reason?: string; until?: string } = {}): Baseline {
  const { version, known } = updateBaseline(empty, report);
  return { version, known: known.map((entry) => ({ ...entry, ...changes })) };
}

describe('a report held against a baseline', () => {
  it('conforms where every problem is known, and shows them with the reason', () => {
    const judged = applyBaseline(reportOf([size]), baselineOf(reportOf([size]), { reason: 'until v3' }), use);
    expect(judged).toMatchObject({ conforms: true, problems: [{ id: size.id, known: 'until v3' }] });
  });

  it('does not conform where one is new', () => {
    const judged = applyBaseline(reportOf([size, name]), baselineOf(reportOf([size])), use);
    expect(judged.conforms).toBe(false);
    expect(judged.problems.map(({ known }) => known)).toEqual(['', undefined]);
  });

  it('knows a problem until its day is over, and no longer', () => {
    const held = (until: string): VerifyReport =>
      applyBaseline(reportOf([size]), baselineOf(reportOf([size]), { until }), use);
    expect(held('2026-11-26').conforms).toBe(true);
    expect(held('2026-11-25')).toMatchObject({
      conforms: false,
      baseline: { notes: [expect.stringContaining('was put up with until 2026-11-25')] },
    });
  });

  it('tells what shows no more, but nothing of what was not tried', () => {
    const known = baselineOf(reportOf([size, name]));
    const gone = applyBaseline(reportOf([size]), known, use);
    expect(gone.baseline?.notes).toEqual(['shows no more, and can leave the baseline: name is a number (abc)']);
    const missed = applyBaseline(withMissed(reportOf([size]), [name.clause]), known, use);
    expect(missed.baseline?.notes).toEqual([]);
    const shard = applyBaseline({ ...reportOf([size]), shard: '1/2' }, known, use);
    expect(shard.baseline?.notes).toEqual([]);
  });

  it('is not incomplete for an operation that is known never to succeed, and is for another', () => {
    const because = 'never answered a success: readThing (404)';
    const report = reportOf([], {
      conforms: false,
      headline: because,
      incomplete: { because, operations: ['readThing'] },
    });
    const known = baselineOf(report);
    expect(known.known).toMatchObject([{ id: 'operation:readThing' }]);
    const judged = applyBaseline(report, known, use);
    expect(judged.conforms).toBe(true);
    expect(judged.headline).toBeUndefined();
    const two = { ...report, incomplete: { because, operations: ['readThing', 'addThing'] } };
    expect(applyBaseline(two, known, use)).toMatchObject({ conforms: false, headline: because });
  });

  it('stays incomplete where the run ended early, whatever is known', () => {
    const report = reportOf([], { conforms: false, incomplete: { because: 'stopped early', operations: [] } });
    expect(applyBaseline(report, baselineOf(reportOf([size])), use).conforms).toBe(false);
  });

  it('fails on new warnings where that is asked for', () => {
    const report = reportOf([problemOf({ severity: 'warning' })]);
    expect(applyBaseline(report, empty, use).conforms).toBe(true);
    expect(applyBaseline(report, empty, { ...use, failOn: 'warning' }).conforms).toBe(false);
    expect(applyBaseline(report, baselineOf(report), { ...use, failOn: 'warning' }).conforms).toBe(true);
  });
});

describe('an updated baseline', () => {
  it('keeps reasons and dates, takes up what is new, and drops what is gone', () => {
    const before = baselineOf(reportOf([size, problemOf({ id: 'old', clause: 'addThing.law.echo.name' })]), {
      reason: 'known to us',
      until: '2027-01-31',
    });
    const after = updateBaseline(before, reportOf([size, name]));
    expect(after.known).toMatchObject([
      { id: 'abc', reason: '' },
      { id: size.id, reason: 'known to us', until: '2027-01-31' },
    ]);
  });

  it('keeps what a shard, a part of the operations or a missed clause could not show', () => {
    const before = baselineOf(reportOf([size, problemOf({ id: 'other', clause: 'removeThing.response.204.status' })]));
    expect(updateBaseline(before, reportOf([size])).known.map(({ id }) => id)).toEqual([size.id, 'other']);
    expect(updateBaseline(before, { ...reportOf([]), shard: '1/2' }).known).toEqual(before.known);
    expect(updateBaseline(before, withMissed(reportOf([]), [size.clause])).known).toEqual(before.known);
  });

  it('is the same text for the same problems, in whatever order they were found', () => {
    const [one, other] = [
      [size, name],
      [name, size],
    ].map((problems) => writeBaseline(updateBaseline(empty, reportOf(problems))));
    expect(one).toBe(other);
    expect(findBaselineFault(JSON.parse(one ?? ''))).toBeUndefined();
  });
});

it.each([
  [[], 'it is not an object'],
  [{}, 'version is undefined, this docpact reads 1'],
  [{ version: 2 }, 'version is 2, this docpact reads 1'],
  [{ version: 1, known: {} }, 'known is not a list'],
  [{ version: 1, known: [{ id: 'a' }] }, 'known[0].message is not a string'],
  [
    { version: 1, known: [{ id: 'a', message: '', reason: '', until: '31.1.2027' }] },
    'known[0].until is no date, such as 2027-01-31',
  ],
  [
    { version: 1, known: [{ id: 'a', message: '', reason: '', until: 2027 }] },
    'known[0].until is no date, such as 2027-01-31',
  ],
  [
    { version: 1, known: [{ id: 'a', message: '', reason: '', until: '' }] },
    'known[0].until is no date, such as 2027-01-31',
  ],
  [{ version: 1, known: [{ id: 'a', message: '', reason: '', kind: 'oops' }] }, 'known[0].kind is no kind of problem'],
])('%j is no baseline', (value, fault) => {
  expect(findBaselineFault(value)).toBe(fault);
});
