/** States of an answer that were left to the provider: it may bring them about or not. */
import type { Contract } from '../contract/contract.ts';
import { responseFor } from '../contract/operation.ts';
import { parseBodyPath } from './body-path.ts';
import { jsonOf, type Exchanged } from './exchanged.ts';
import { findOperation } from './find-operation.ts';
import { missingMembers, withoutMembers } from './missing-members.ts';
import type { PactInteraction } from './pact-file.ts';
import type { PactDifference } from './run-verifier.ts';
import { placeOfSubject, readStateName } from './state-name.ts';

interface Answered {
  contract: Contract;
  interaction: PactInteraction;
  /** The states that were left to the provider. */
  left: readonly string[];
  exchange: Exchanged | undefined;
}

/** The differences without those that only tell that such a state does not hold: another value that the document allows, or none. */
export function withoutLeftStates(
  differences: readonly PactDifference[],
  { left, ...answered }: Answered,
): readonly PactDifference[] {
  const places = left
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
function isForbidden(tokens: readonly string[], { contract, interaction, exchange }: Omit<Answered, 'left'>): boolean {
  const operation = findOperation(contract, interaction);
  const node = operation && responseFor(operation, interaction.status)?.contents[0]?.node;
  if (!node || !exchange) return false;
  const view = { direction: 'response', demand: 'documented' } as const;
  return contract.validators.violations(node, jsonOf(exchange), view).some(({ at }) => isSame(at, tokens));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((token, index) => token === b[index]);
}
