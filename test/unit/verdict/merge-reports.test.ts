/** Reports of shards as one verdict: the laws that make the order of the files irrelevant. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { mergeReports } from '../../../src/verdict/merge-reports.ts';
import { severityOrder } from '../../../src/verdict/problem-kind.ts';
import type { Outcome, PactReport, Problem, Report, VerifyReport } from '../../../src/verdict/report.ts';
import { conforming, ofPacts, problemOf, reportOf, withMissed } from '../report/sample-reports.ts';

const ids = conforming.coverage.outcomes.map(({ id }) => id);

const someProblems = fc.array(
  fc.record({
    kind: fc.constantFrom(...severityOrder),
    clause: fc.constantFrom(...ids.slice(0, 4), 'dropThing.response.204.status'),
    curl: fc.constantFrom('curl a', 'curl b', 'curl long'),
    message: fc.constantFrom('one', 'two'),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 6 },
);

/** Shards of one run, all different. */
const shards = fc
  .array(fc.record({ problems: someProblems, missed: fc.subarray(ids.slice(4)) }), { minLength: 3, maxLength: 3 })
  .map((parts) =>
    parts.map(({ problems, missed }, index): VerifyReport => {
      const distinct = [
        ...new Map(problems.map((problem) => [problem.kind + problem.clause, problemOf(problem)])).values(),
      ];
      return { ...withMissed(reportOf(distinct), missed), shard: `${index + 1}/4`, created: [`id-${index}`, 'shared'] };
    }),
  );

/** Without the order of the identifiers, which has no meaning. */
function settled(report: Report): Report {
  return { ...report, created: [...report.created].sort() };
}

describe('merged reports', () => {
  it('are the same in whatever order they come', () => {
    fc.assert(
      fc.property(shards, (parts) => {
        expect(settled(mergeReports(parts.toReversed()))).toEqual(settled(mergeReports(parts)));
      }),
    );
  });

  it('are the same however they are grouped', () => {
    fc.assert(
      fc.property(shards, ([a, b, c]) => {
        if (!a || !b || !c) return;
        const whole = mergeReports([a, b, c]);
        expect(settled(mergeReports([mergeReports([a, b]), c]))).toEqual(settled(whole));
        expect(settled(mergeReports([a, mergeReports([b, c])]))).toEqual(settled(whole));
      }),
    );
  });

  it('count a report that is given twice once', () => {
    fc.assert(
      fc.property(shards, (parts) => {
        expect(mergeReports([...parts, ...parts])).toEqual(mergeReports(parts));
      }),
    );
  });

  it('conform where all of them do', () => {
    const broken = reportOf([problemOf()]);
    expect(mergeReports([conforming, conforming]).conforms).toBe(true);
    expect(mergeReports([conforming, broken]).conforms).toBe(false);
    expect(mergeReports([broken, broken]).conforms).toBe(false);
  });

  it('have one problem per kind and clause, with counts added and the shorter request, most severe first', () => {
    const one = problemOf({ kind: 'body-schema', count: 2, curl: 'curl long' });
    const two = problemOf({ kind: 'body-schema', count: 3, curl: 'curl' });
    const worse = problemOf({ kind: 'server-error', count: 1 });
    const { problems } = mergeReports([reportOf([one]), reportOf([worse, two])]);
    expect(problems.map(({ kind, count }) => [kind, count])).toEqual([
      ['server-error', 1],
      ['body-schema', 5],
    ]);
    expect(problems[1]?.curl).toBe('curl');
  });

  it.each<[Outcome, Outcome, Outcome]>([
    ['held', 'broken', 'broken'],
    ['not reached', 'held', 'held'],
    ['not reached', 'broken', 'broken'],
    ['not reached', 'not reached', 'not reached'],
  ])('say of a clause that is %s here and %s there: %s', (here, there, both) => {
    const withFirst = (outcome: Outcome): Report => ({
      ...conforming,
      coverage: {
        ...conforming.coverage,
        outcomes: conforming.coverage.outcomes.map((clause, index) => (index === 0 ? { ...clause, outcome } : clause)),
      },
    });
    const { coverage } = mergeReports([withFirst(here), withFirst(there)]);
    expect(coverage.outcomes[0]?.outcome).toBe(both);
    expect(coverage.uncovered).toEqual(both === 'not reached' ? [ids[0]] : []);
    expect(coverage.covered).toBe(both === 'not reached' ? 31 : 32);
  });

  it('add cases, requests and time', () => {
    const { summary } = mergeReports([conforming, { ...conforming, shard: '2/2' }]);
    expect(summary).toMatchObject({ cases: 824, requests: 1060, byZone: { open: { cases: 124, failed: 0 } } });
  });

  it('say which shards they are until all of them are there, and how to repeat the whole', () => {
    const part = (shard: string): VerifyReport => ({
      ...conforming,
      shard,
      repeat: `${conforming.repeat} --shard ${shard}`,
    });
    expect(mergeReports([part('3/3'), part('1/3')])).toMatchObject({
      shard: '1/3, 3/3',
      conforms: false,
      incomplete: { because: 'only shard 1/3, 3/3' },
    });
    const whole = mergeReports([part('3/3'), part('1/3'), part('2/3')]);
    expect(whole.shard).toBeUndefined();
    expect(whole.incomplete).toBeUndefined();
    expect(whole.conforms).toBe(true);
    expect(whole.repeat).toBe(conforming.repeat);
  });

  it('keep a headline that all of them have', () => {
    const failing: Report = { ...reportOf([problemOf()]), headline: 'every answer is 401' };
    expect(mergeReports([failing, { ...failing, shard: '2/2' }]).headline).toBe('every answer is 401');
    expect(mergeReports([failing, conforming]).headline).toBeUndefined();
  });

  it.each<[string, Partial<VerifyReport>]>([
    ['seed', { seed: 43 }],
    ['runId', { runId: 'other' }],
    ['target', { target: 'http://127.0.0.1:9999' }],
    ['depth', { depth: 'deep' }],
    ['contract', { coverage: { ...conforming.coverage, outcomes: conforming.coverage.outcomes.slice(1) } }],
  ])('are refused where the %s differs', (field, changes) => {
    const merge = (): Report => mergeReports([conforming, { ...conforming, ...changes }]);
    expect(merge).toThrow(UsageError);
    expect(merge).toThrow(`different ${field}`);
  });

  it.each<[string, Report, Partial<PactReport>]>([
    ['pacts', ofPacts, { pacts: 7 }],
    ['runId', ofPacts, { runId: 'other' }],
    ['target', ofPacts, { target: 'http://127.0.0.1:9999' }],
    ['target', { ...conforming, kind: 'traffic', entries: 3 }, { target: 'http://127.0.0.1:9999' }],
  ])('of pacts, or of traffic, are refused where they differ in %s', (field, report, other) => {
    expect(() => mergeReports([report, { ...report, ...other } as Report])).toThrow(`different ${field} (`);
  });

  it('are no verdict where one of them is none, though all are there', () => {
    const incomplete = { because: 'no more than 9 requests may be sent', operations: [] };
    const part = { ...conforming, shard: '1/2', conforms: false, incomplete };
    const merged = mergeReports([part, { ...conforming, shard: '2/2' }]);
    expect([merged.conforms, merged.incomplete, merged.shard]).toEqual([false, incomplete, undefined]);
  });

  it('are refused where one is of pacts and the other is not', () => {
    const merge = (): Report => mergeReports<Report>([conforming, ofPacts]);
    expect(merge).toThrow(UsageError);
    expect(merge).toThrow('different kind (verify and pact)');
    expect(() => mergeReports<Report>([ofPacts, conforming])).toThrow('different kind (pact and verify)');
  });

  it('of pacts keep two problems of one interaction apart', () => {
    const { problems, kind, pacts } = mergeReports([ofPacts, { ...ofPacts, created: ['8'] }]);
    expect(problems.map(({ id, count }) => [id, count])).toEqual(
      ofPacts.problems.map(({ id }) => [id, 2]).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    );
    expect({ kind, pacts }).toEqual({ kind: 'pact', pacts: 2 });
  });

  it('began when the first of them did, and know of tool and contract what one of them knows', () => {
    const old: VerifyReport = {
      ...conforming,
      shard: '2/2',
      tool: { name: 'docpact', version: '0.1.0' },
      contract: { title: '', version: '', files: [] },
      startedAt: '2026-11-19T10:11:11.999Z',
    };
    const recent: VerifyReport = { ...conforming, shard: '1/2', tool: { name: 'docpact', version: '0.2.0' } };
    for (const parts of [
      [old, recent],
      [recent, old],
    ]) {
      expect(mergeReports(parts)).toMatchObject({
        version: 1,
        tool: recent.tool,
        contract: conforming.contract,
        startedAt: old.startedAt,
      });
    }
  });

  it('need at least one report', () => {
    expect(() => mergeReports([])).toThrow(UsageError);
  });

  it('change none of the reports they are made of', () => {
    const problem: Problem = Object.freeze(problemOf());
    const report = Object.freeze(reportOf(Object.freeze([problem])));
    mergeReports([report, Object.freeze({ ...report, shard: '2/2' })]);
    expect(report.problems).toEqual([problem]);
  });
});
