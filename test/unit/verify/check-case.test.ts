/** What a case shows is what its exchanges show, each named by the clause that it is about. */
import { describe, expect, it } from 'vitest';
import { leak } from '../../../src/verify/check/conduct.ts';
import { checkCase, checkStep } from '../../../src/verify/check/check-case.ts';
import type { Case } from '../../../src/verify/plan/case.ts';
import { type Answer, answered, region } from './answered.ts';

const trace = 'Traceback (most recent call last):\n  File "/a.py", line 1, in f';

function show(zone: Case['zone'], ...answers: readonly Answer[]): string[] {
  const steps = answers.map((answer) => checkStep(answered(answer)));
  const [first] = steps;
  if (!first) throw new Error('a case has a step');
  const each = { id: 'a', sentence: '', operation: first.operation, aims: ['the.aim'], zone, steps: [], tokens: [] };
  const found = checkCase(each as unknown as Case, steps);
  return found.map(({ problem, step }) => `${step} ${problem.kind} ${problem.clause}`);
}

describe('a case', () => {
  it('that is accepted although a clause forbids it names that clause, and nothing else does', () => {
    const accepted = { expect: 'refusal', body: JSON.stringify(region) } as const;
    expect(show('invalid', accepted)).toEqual(['0 accepted-invalid the.aim']);
    expect(show('open', accepted)).toEqual(['0 accepted-invalid addRegion.response.400.status']);
    expect(show('invalid', { expect: 'refusal', status: 400, body: `{"msg":${JSON.stringify(trace)}}` })).toEqual([
      '0 stack-trace addRegion.response.400.status',
    ]);
  });

  it('shows nothing of what was only sent before it', () => {
    const [operation] = [answered({}).operation];
    const failed = { status: 500, body: '{}' };
    expect(show('valid', { ...failed, step: { setup: operation } })).toEqual([]);
    expect(show('valid', failed)).toEqual(['0 server-error addRegion.response.201.status']);
  });

  it('tells of a value that is taken, or free, only where all before it went as planned', () => {
    const law = { law: 'addRegion.law.unique.region_name' };
    const body = JSON.stringify(region);
    const twice = { expect: 'refusal', step: law, body } as const;
    expect(show('valid', { body }, twice)).toEqual(['1 duplicate-accepted addRegion.law.unique.region_name']);
    expect(show('valid', { status: 400, body: '{"msg":"no"}' }, twice)).toEqual([
      '0 refused-valid addRegion.response.201.status',
    ]);
  });
});

it('of requests at the same moment that take one value, exactly one succeeds', () => {
  const law = 'addRegion.law.unique.region_name';
  const race = (...statuses: readonly (201 | 400 | 0)[]): string[] => {
    const steps = statuses.map((status) => {
      const outcome = answered({ status, expect: 'either', step: { law }, body: '{"msg":"no"}' });
      const { response: _, ...lost } = outcome.exchange;
      return { ...outcome, exchange: status === 0 ? lost : outcome.exchange, shown: [] };
    });
    const planned = steps.map(({ step }) => step);
    const each = { operation: steps[0]?.operation, aims: [], zone: 'open', connection: 'together', steps: planned };
    return checkCase(each as unknown as Case, steps).map(({ problem }) => problem.kind);
  };
  expect(race(201, 400, 400)).toEqual([]);
  expect(race(201, 201, 400)).toEqual(['duplicate-accepted']);
  expect(race(400, 400, 400)).toEqual(['distinct-refused']);
  expect(race(201, 201, 0)).toEqual([]);
});

describe('a leak', () => {
  const finds = (answer: Answer) => leak(answered({ step: { foreign: ['t0ken'] }, ...answer })).length;
  it('is what an unknown member brought and comes back where the document knows nothing', () => {
    expect(finds({ body: JSON.stringify({ ...region, more: { deep: ['a t0ken'] } }) })).toBe(1);
    expect(finds({ body: '<p>t0ken</p>' })).toBe(1);
  });

  it('is none where it does not come back, where the document has a place for it, or where it was refused', () => {
    expect(finds({ body: JSON.stringify(region) })).toBe(0);
    expect(finds({ body: '<p></p>' })).toBe(0);
    expect(finds({ body: JSON.stringify({ ...region, region_alias: 't0ken' }) })).toBe(0);
    expect(finds({ status: 400, body: '{"more":"t0ken"}' })).toBe(0);
  });
});
