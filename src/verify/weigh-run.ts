/** What a run may say as a whole: which operations never succeeded, and how much was not reached, and why. */
import type { Contract } from '../contract/contract.ts';
import { type Operation, successResponses } from '../contract/operation.ts';
import { outsidePlaces } from '../contract/resource/outside-places.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { groupUnreached } from '../verdict/coverage.ts';
import type { Incomplete, VerifyReport } from '../verdict/report.ts';
import type { VerifyOptions } from './verify-options.ts';
import type { Plan } from './plan/plan-cases.ts';
import { findLockedOut, tellLockedOut } from './problem/locked-out.ts';
import { type CaseOutcome, isSuccess, type StepOutcome } from './check/outcome.ts';

export interface Reach {
  coverage: VerifyReport['coverage'];
  /** Where cases were chosen: why some of them were not sent, by their ids. */
  left?: ReadonlyMap<string, string> | undefined;
}

/** Why a run without a problem is no verdict; undefined where it is one. */
export function findShortfall(outcomes: readonly CaseOutcome[], { coverage, left }: Reach): Incomplete | undefined {
  if (left) return findUnsent(outcomes, left);
  const { clauses, covered } = coverage;
  const nothing = clauses > 0 && covered === 0;
  return (
    findDead(outcomes) ??
    (nothing ? { because: `none of ${clauses} clauses could be tried`, operations: [] } : undefined)
  );
}

/** Whoever chose a case wants to know of it: where it shows no problem, and no success either, it is not done with. */
function findUnsent(outcomes: readonly CaseOutcome[], left: ReadonlyMap<string, string>): Incomplete | undefined {
  const unreached = outcomes.flatMap(({ case: { id }, unreached: reason }): [string, string][] =>
    reason === undefined ? [] : [[id, reason]],
  );
  const [first] = [...left, ...unreached];
  if (first) return { because: `${first[0]} could not be tried: ${first[1]}`, operations: [] };
  return findDead(outcomes.filter(({ problems }) => problems.length === 0));
}

function findDead(outcomes: readonly CaseOutcome[]): Incomplete | undefined {
  const dead = neverSucceeded(outcomes);
  if (dead.length === 0) return undefined;
  const operations = dead.map(({ operation }) => operation.id);
  const locked = findLockedOut(outcomes);
  const because = tellLockedOut(locked);
  if (locked && because !== undefined && dead.every(({ operation }) => locked.operations.includes(operation)))
    return { because, operations, credentials: locked.demands.map(({ scheme }) => scheme) };
  const told = dead.map(({ operation, answers }) => `${operation.id} (${answers.join(', ')})`);
  return { because: `never answered a success: ${listSome(told)}`, operations };
}

/** What a user can give so that operations succeed, where it is known only outside of the document. */
export function tellOutside(outcomes: readonly CaseOutcome[]): string[] {
  return neverSucceeded(outcomes).flatMap(({ operation, contract }) => {
    const names = outsidePlaces(contract, operation).map(({ at: [part, name] }) =>
      part === 'body' ? name : `${part}.${name}`,
    );
    const values = names.map((name) => `${/^\w+$/.test(name) ? name : `'${name}'`}: …`).join(', ');
    if (names.length === 0) return [];
    return [
      `${operation.id} takes what only its provider knows; docpact.config.ts: values: { ${operation.id}: { ${values} } }`,
    ];
  });
}

/** That the rest was not even asked. */
export function tellChosen({ cases = [] }: Pick<VerifyOptions, 'cases'>): string[] {
  return cases.length === 0 ? [] : [`only ${listSome(cases)}: nothing else was tried`];
}

/** Which operations were not tried, since no request to them can be made. */
export function tellUnmade({ operations, knownLack }: Pick<Plan, 'operations' | 'knownLack'>): string[] {
  const unmade = operations.filter((operation) => knownLack(operation) !== undefined);
  const [first] = unmade;
  if (!first) return [];
  const named = listSome(unmade.map(({ id }) => id));
  return [
    `${countNoun(unmade.length, 'operation')} could not be tried (docpact lint): ${named}; ${first.id}: ${knownLack(first)?.message}`,
  ];
}

/** From this share of clauses on it is said at once that they were not reached. */
const WORTH_TELLING = 1 / 3;

/** How much was not reached, by cause; undefined where it is little. */
export function tellUnreached(coverage: VerifyReport['coverage']): string | undefined {
  const { clauses, covered } = coverage;
  const uncovered = clauses - covered;
  if (uncovered === 0 || uncovered < clauses * WORTH_TELLING) return undefined;
  const told = groupUnreached(coverage).map(({ reason = 'no request showed it', count }) => `${count} since ${reason}`);
  return `${uncovered} of ${countNoun(clauses, 'clause')} were not reached: ${listSome(told)}`;
}

interface DeadOperation {
  operation: Operation;
  contract: Contract;
  /** Statuses, or why there was none; the first few. */
  answers: readonly string[];
}

/** Operations that were asked for a success and never gave one. */
function neverSucceeded(outcomes: readonly CaseOutcome[]): DeadOperation[] {
  const sent = outcomes.flatMap(({ steps }) => steps);
  return [...Map.groupBy(sent, ({ operation }) => operation)].flatMap(([operation, steps]) => {
    const asked = steps.filter(isAskedFor);
    const documented =
      successResponses(operation).length > 0 ||
      operation.responses.some(({ status }) => /^(?:3|default)/i.test(status));
    const [first] = asked;
    if (!documented || !first || steps.some(isSuccess)) return [];
    const answers = new Set(asked.map(({ exchange }) => String(exchange.response?.status ?? exchange.failure?.kind)));
    return [{ operation, contract: first.contract, answers: [...answers].slice(0, LISTED) }];
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
