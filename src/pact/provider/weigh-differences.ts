/** Which of Pact's differences count, and what Pact leaves unsaid. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { writeText } from '../../http/value/text.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { responseFor } from '../../contract/operation.ts';
import { findOperation } from '../../http/value/path-template.ts';
import { placeOfSubject, readStateName } from '../consumer/state-name.ts';
import {
  generalPath,
  missingMembers,
  type PactDifference,
  parseBodyPath,
  placeIn,
  withoutMembers,
} from './difference.ts';
import { anything, type PactInteraction } from './pact-file.ts';
import { jsonOf } from './provider-access.ts';
import type { Recorded } from './verification-server.ts';

/** An interaction, and what happened for it. */
interface Answered {
  contract: Contract;
  interaction: PactInteraction;
  record: Recorded;
}

export interface Weighed {
  /** What is not as the consumer relies on. */
  differences: readonly PactDifference[];
  /** A state was left to the provider, which did not bring it about. */
  unreached: boolean;
}

/** Of what Pact told, what counts; and the values of states that did not come back. */
export function weighDifferences(told: readonly PactDifference[], answered: Answered): Weighed {
  const counting = withoutMisplaced(withoutAnyPlaces(told, answered.interaction), answered);
  const all = [...counting, ...unkeptExpressions(answered)];
  const differences = withoutLeftStates(all, answered);
  return { differences, unreached: differences.length < all.length };
}

/** Without those at or below a place of which a pact asks that there is a value, and nothing else: Pact looks into objects and lists all the same. */
function withoutAnyPlaces(
  differences: readonly PactDifference[],
  { rules }: Pick<PactInteraction, 'rules'>,
): readonly PactDifference[] {
  const places = Object.keys(rules).filter((path) => rules[path]?.split('; ').includes(anything));
  return differences.filter(({ type, path }) => {
    if (type !== 'BodyMismatch' || path === undefined) return true;
    const general = generalPath(path);
    return !places.some((place) => general === place || /^[.[]/.test(restOf(general, place)));
  });
}

/**
 * Some libraries write the place of a generator as if every value were a list: `$.id[0]`. Pact does not find it, and compares the
 * answer with the example: what the state gave is compared below.
 */
function withoutMisplaced(
  differences: readonly PactDifference[],
  { interaction: { expressions, body }, record: { values, exchange } }: Answered,
): readonly PactDifference[] {
  const answer = exchange && jsonOf(exchange);
  const misplaced = Object.entries(expressions)
    .map(([path, expression]) => ({ expression, written: parseBodyPath(path), meant: placeIn(body, path) }))
    .filter(({ written, meant }) => !isSame(written, meant))
    // Where no state gave a value, any of the example's type will do.
    .filter(({ expression, meant }) => {
      return (
        evaluate(expression, values) !== undefined || typeof valueAt(answer, meant) === typeof valueAt(body, meant)
      );
    });
  return differences.filter(({ type, path }) => {
    if (type !== 'BodyMismatch' || path === undefined) return true;
    return !misplaced.some(({ meant }) => isSame(meant, parseBodyPath(path)));
  });
}

/** What follows `place` in `path`; empty where it does not begin with it. */
function restOf(path: string, place: string): string {
  return path.startsWith(place) ? path.slice(place.length) : '';
}

/** What a state gave has to come back where the pact says so: Pact sends such values, and compares no answer with them. One that did not come is Pact's to tell. */
function unkeptExpressions({ interaction, record }: Answered): PactDifference[] {
  const { expressions, body, status } = interaction;
  const { values, exchange } = record;
  if (exchange?.response?.status !== status) return [];
  const answer = jsonOf(exchange);
  return Object.entries(expressions).flatMap(([path, expression]) => {
    const tokens = placeIn(body, path);
    const given = evaluate(expression, values);
    // Where a place was only guessed, the example is nobody's demand.
    if (given === undefined && !isSame(tokens, parseBodyPath(path))) return [];
    const wanted = given ?? valueAt(body, tokens);
    const actual = valueAt(answer, tokens);
    if (actual === undefined || isDeepStrictEqual(actual, wanted)) return [];
    const shown = JSON.stringify(wanted);
    return [
      {
        type: 'BodyMismatch',
        path,
        expected: shown,
        actual: JSON.stringify(actual),
        mismatch: `Expected ${JSON.stringify(actual)} to be ${shown}, as it was sent`,
      },
    ];
  });
}

/** A lone name gives the value itself; undefined where a name has none. */
function evaluate(expression: string, values: Readonly<Record<string, unknown>>): unknown {
  const [, only] = /^\$\{([^}]*)\}$/.exec(expression) ?? [];
  if (only !== undefined) return Object.hasOwn(values, only) ? values[only] : undefined;
  let complete = true;
  const text = expression.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    complete &&= Object.hasOwn(values, name);
    return writeText(values[name]);
  });
  return complete ? text : undefined;
}

/** Without those that only tell that a state which was left to the provider does not hold: another value that the document allows, or none. */
function withoutLeftStates(differences: readonly PactDifference[], answered: Answered): readonly PactDifference[] {
  const places = answered.record.left
    .flatMap((name) => readStateName(name) ?? [])
    .map(({ subject }) => placeOfSubject(subject))
    .filter((tokens) => !isForbidden(tokens, answered));
  return differences.flatMap((difference) => withoutPlaces(difference, places) ?? []);
}

function withoutPlaces(difference: PactDifference, places: readonly (readonly string[])[]): PactDifference | undefined {
  const { type, path } = difference;
  if (type !== 'BodyMismatch' || path === undefined) return difference;
  const at = parseBodyPath(path);
  const isLeft = (tokens: readonly string[]): boolean => places.some((place) => isSame(place, tokens));
  const missing = missingMembers(difference);
  if (missing.length === 0) return isLeft(at) ? undefined : difference;
  return withoutMembers(difference, new Set(missing.filter((name) => isLeft([...at, name]))));
}

/** Whether the document forbids what came there. */
function isForbidden(tokens: readonly string[], { contract, interaction, record }: Answered): boolean {
  const operation = findOperation(contract.operations, interaction);
  const node = operation && responseFor(operation, interaction.status)?.contents[0]?.node;
  if (!node || !record.exchange) return false;
  return contract.validators
    .violations(node, jsonOf(record.exchange), documentedAnswer)
    .some(({ at }) => isSame(at, tokens));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((token, index) => token === b[index]);
}
