/** What is made before a case has required members only; here it has all of them, and the answer shows them. */
import type { Case, Step } from '../case.ts';
import { makeCase, type PlanContext, stepOf } from '../plan-context.ts';

/** One request about a thing that has all its members; none where the path names nothing. */
export function filledThingCases(context: PlanContext): Case[] {
  const { operation, maker, base } = context;
  if (!operation.path.includes('{')) return [];
  const { values, token } = maker.make(base ?? 'minimal');
  const step: Step = { ...stepOf(context, values), before: 'full' };
  return [
    makeCase(context, { id: 'filled', sentence: 'about a thing with all its members', steps: [step], tokens: [token] }),
  ];
}
