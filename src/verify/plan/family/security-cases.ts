/** Requests that are right but for their credentials: without them, with empty, malformed and wrong ones, they are refused and do nothing. */
import type { CredentialState } from '../../../http/client/credentials.ts';
import type { Case, Step } from '../case.ts';
import { clauseAbout, makeCase, stepOf, type PlanContext } from '../plan-context.ts';

const states: readonly { state: CredentialState; sentence: string }[] = [
  { state: 'none', sentence: 'without credentials' },
  { state: 'wrong', sentence: 'with a wrong credential' },
  { state: 'empty', sentence: 'with an empty credential' },
  { state: 'malformed', sentence: 'with a malformed credential' },
];

/** RFC 9110, 15.5.2 to 15.5.5: who is not let in may also be told that there is nothing; RFC 6750, 3.1: a malformed one is a bad request. */
const refusals = [400, 401, 403, 404];

/** None where nothing is demanded, or no credential was given that could be left out: then nothing tells a refusal from any other. */
export function securityCases(context: PlanContext): Case[] {
  const { operation, isLetIn, depth, base } = context;
  const isOptional = operation.security.some((demands) => demands.length === 0);
  if (operation.security.length === 0 || isOptional || !isLetIn || base === undefined) return [];
  const tried = depth === 'quick' ? states.slice(0, 1) : states;
  return tried.map(({ state, sentence }) => {
    const { values, token } = context.maker.make(base);
    const right = stepOf(context, values);
    const refused: Step = { ...right, expect: 'refusal', allow: refusals, credentials: state };
    return makeCase(context, {
      id: `security/${state}`,
      sentence,
      aims: [clauseAbout(context, ['security'], 'security')],
      steps: [refused],
      tokens: [token],
    });
  });
}
