/** Done a second time, where the document has a 409: only the server knows what conflicts, and how it says so is to be seen. */
import type { Case, Step } from '../case.ts';
import { makeCase, type PlanContext, stepOf } from '../plan-context.ts';

/** The same request once more: on what the first one worked on, or on another thing where it changes one. */
export function againCases(context: PlanContext): Case[] {
  const { operation, maker, base, depth } = context;
  const mayConflict = operation.responses.some(({ status }) => status === '409');
  // What may be taken once has cases of its own.
  if (!mayConflict || operation.laws.unique.length > 0 || base === undefined || depth === 'quick') return [];
  const { values, token } = maker.make(base);
  const first = stepOf(context, values);
  const isChange = operation.method === 'put' || operation.method === 'patch';
  const second: Step = { ...first, expect: 'either', thing: isChange ? 'other' : 'same' };
  return [
    makeCase(context, { id: 'again', sentence: 'that was sent before', steps: [first, second], tokens: [token] }),
  ];
}
