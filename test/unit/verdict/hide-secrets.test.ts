/** The gate of every report: what came from outside passes it without secrets, what the contract says as it is. */
import { expect, it } from 'vitest';
import { Redactor } from '../../../src/http/display/redactor.ts';
import { hideSecrets } from '../../../src/verdict/hide-secrets.ts';
import type { Problem, Report } from '../../../src/verdict/report.ts';
import { conforming, ofPacts, problemOf, reportOf } from '../report/sample-reports.ts';

const secret = 'tok3n-of-the-run';
const said = `it said ${secret}.`;

/** Every text that is no part of the contract, and not made by the kit, says the secret. */
const leaking = (problem: Problem): Problem => ({
  ...problem,
  message: said,
  expected: said,
  actual: said,
  curl: said,
  again: said,
  exchanges: [
    {
      request: { method: 'GET', url: `http://h/${secret}`, headers: { [secret]: secret }, body: said },
      response: { status: 200, headers: { 'x-a': said }, body: JSON.stringify({ [secret]: said }) },
      failure: said,
    },
  ],
});

it.each<[string, Report]>([
  ['verify', reportOf([problemOf()], { notes: [said] })],
  ['pacts', ofPacts],
])('no text of a report of %s passes with a secret in it', (_, report) => {
  const outcomes = report.coverage.outcomes.map((outcome) => ({ ...outcome, reason: said }));
  const full = {
    ...report,
    headline: said,
    incomplete: { because: said, operations: [] },
    created: [secret],
    coverage: { ...report.coverage, outcomes },
    problems: report.problems.map(leaking),
  } as Report;
  expect(JSON.stringify(full)).toContain(secret);
  const shown = hideSecrets(full, new Redactor({ 'x-token': secret }));
  expect(JSON.stringify(shown)).not.toContain(secret);
  expect(shown.headline).toBe('it said $X_TOKEN.');
  expect(shown.problems.map(({ id, clause }) => [id, clause])).toEqual(
    full.problems.map(({ id, clause }) => [id, clause]),
  );
});

it('names of an answer in the ids and places of a problem pass without a secret, ids of the contract as they are', () => {
  const clause = `getThing.response.200.body.${secret}.additionalProperties`;
  const problem = problemOf({
    clause,
    clauses: [clause, 'a'],
    also: [clause],
    at: { in: 'answer', pointer: `/${secret}/a` },
  });
  const hidden = 'getThing.response.200.body.$X_TOKEN.additionalProperties';
  const redactor = new Redactor({ 'x-token': secret });
  expect(hideSecrets(reportOf([problem]), redactor).problems).toEqual([
    {
      ...problem,
      clause: hidden,
      clauses: [hidden, 'a'],
      also: [hidden],
      at: { in: 'answer', pointer: '/$X_TOKEN/a' },
    },
  ]);
  const report = reportOf([problem]);
  const [first] = report.coverage.outcomes;
  const outcomes = first === undefined ? [] : [{ ...first, id: clause }];
  const known = hideSecrets({ ...report, coverage: { ...report.coverage, outcomes } }, redactor);
  expect(known.problems[0]?.clauses).toEqual(problem.clauses);
});

it('a report without a secret in it stays as it is', () => {
  expect(hideSecrets(conforming, new Redactor({ 'x-token': secret, 'x-version': '1' }))).toEqual(conforming);
});
