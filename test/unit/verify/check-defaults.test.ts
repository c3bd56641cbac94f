/** A default that follows what other requests had is none: it must do so every time, often, and with several values. */
import { expect, it } from 'vitest';
import { checkDefaults } from '../../../src/verify/check/check-defaults.ts';
import type { StepOutcome } from '../../../src/verify/check/outcome.ts';
import type { Case } from '../../../src/verify/plan/case.ts';
import { answered, region } from './answered.ts';

type Round = readonly [sent: string, came: string];

/** A request with the member, taken or refused, and one without it. */
function stepsOf(rounds: readonly Round[], status: number): StepOutcome[] {
  return rounds.flatMap(([sent, came]) => [
    answered({ status, sent: { region_alias: sent }, body: JSON.stringify({ ...region, region_alias: sent }) }),
    answered({ body: JSON.stringify({ ...region, region_alias: came }) }),
  ]);
}

function find(steps: readonly StepOutcome[], connection: Case['connection'] = 'one'): string[] {
  const [first] = steps;
  const found = checkDefaults({ connection, operation: first?.operation } as Case, steps);
  return found.map(({ problem, step }) => `${step} ${problem.kind} ${problem.clause}: ${problem.message}`);
}

const eight: readonly Round[] = Array.from({ length: 8 }, (_, index) => [`v${index}`, `v${index}`]);
const clause = '1 leak addRegion.law.echo.region_alias: region_alias comes back with what';

it('what the request before had sent comes back, whether that was taken or refused', () => {
  expect(find(stepsOf(eight, 201))).toEqual([`${clause} the request before had sent`]);
  expect(find(stepsOf(eight, 400))).toEqual([`${clause} a refused request before had sent`]);
});

it.each<[string, readonly Round[]]>([
  ['it comes once with another value', [...eight, ['v8', 'other']]],
  ['it came too few times', eight.slice(1)],
  ['it has but one value, which may be the default', eight.map(() => ['v', 'v'] as const)],
])('nothing is told where %s', (_, rounds) => {
  for (const status of [201, 400]) expect(find(stepsOf(rounds, status))).toEqual([]);
});

it('nothing is told where each request had it, or where others may have come between', () => {
  const [sent] = [stepsOf(eight, 201).filter((_, index) => index % 2 === 0)];
  expect(find(sent)).toEqual([]);
  expect(find(stepsOf(eight, 201), 'new')).toEqual([]);
});
