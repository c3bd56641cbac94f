/** What a run may say as a whole: which operations never succeeded, and how much was not reached, and why. */
import { successResponses } from '../contract/operation.ts';
import type { ContractError } from '../errors.ts';
import { countNoun } from '../verdict/count-noun.ts';
import type { VerifyReport } from '../verdict/report.ts';
import { type CaseOutcome, isSuccess, type StepOutcome } from './check/outcome.ts';

/** Why a run without a problem is no verdict; undefined where it is one. */
export function findShortfall(
  outcomes: readonly CaseOutcome[],
  { clauses, covered }: VerifyReport['coverage'],
): string | undefined {
  const dead = neverSucceeded(outcomes);
  if (dead.length > 0) return `never answered a success: ${listSome(dead)}`;
  return clauses > 0 && covered === 0 ? `none of ${clauses} clauses could be tried` : undefined;
}

/** Which operations were not tried, or not wholly, since no request to them can be made. */
export function tellUnmade(unmade: ReadonlyMap<string, ContractError>): string[] {
  if (unmade.size === 0) return [];
  const [[id, { message }] = ['', { message: '' }]] = unmade;
  return [
    `${countNoun(unmade.size, 'operation')} could not be tried (docpact lint): ${listSome([...unmade.keys()])}; ${id}: ${message}`,
  ];
}

/** From this share of clauses on it is said at once that they were not reached. */
const WORTH_TELLING = 1 / 3;

/** How much was not reached, by cause; empty where it is little. */
export function tellUnreached({ clauses, uncovered, outcomes }: VerifyReport['coverage']): string[] {
  if (uncovered.length === 0 || uncovered.length < clauses * WORTH_TELLING) return [];
  const reasons = Map.groupBy(
    outcomes.filter(({ outcome }) => outcome === 'not reached'),
    ({ reason }) => reason ?? 'no request showed it',
  );
  const told = [...reasons]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([reason, all]) => `${all.length} since ${reason}`);
  return [`${uncovered.length} of ${countNoun(clauses, 'clause')} were not reached: ${listSome(told)}`];
}

/** Operations that were asked for a success and never gave one, each with what it answered; `getThing (404)`. */
function neverSucceeded(outcomes: readonly CaseOutcome[]): string[] {
  const sent = outcomes.flatMap(({ steps }) => steps);
  return [...Map.groupBy(sent, ({ operation }) => operation)].flatMap(([operation, steps]) => {
    const asked = steps.filter(isAskedFor);
    const documented =
      successResponses(operation).length > 0 ||
      operation.responses.some(({ status }) => /^(?:3|default)/i.test(status));
    if (!documented || asked.length === 0 || steps.some(isSuccess)) return [];
    const answers = new Set(asked.map(({ exchange }) => String(exchange.response?.status ?? exchange.failure?.kind)));
    return [`${operation.id} (${[...answers].slice(0, LISTED).join(', ')})`];
  });
}

function isAskedFor({ step: { expect } }: StepOutcome): boolean {
  return expect === 'success' || expect === 'if-found';
}

const LISTED = 5;

function listSome(all: readonly string[]): string {
  const more = all.length - LISTED;
  return [...all.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
