/** Operations that let nobody in for want of credentials, which the document asks for and nobody gave: right as far as anybody knows. */
import type { Operation, SecurityDemand } from '../../contract/operation.ts';
import { type CaseOutcome, isLockedOut, isSuccess } from '../check/outcome.ts';

export interface LockedOut {
  operations: readonly Operation[];
  /** What would let a request in: the first way of each operation, each scheme once. */
  demands: readonly SecurityDemand[];
  /** What was answered, where no request of the run succeeded and no other answer came. */
  statuses?: readonly number[];
}

/** Undefined where nobody was turned away so. */
export function findLockedOut(outcomes: readonly CaseOutcome[]): LockedOut | undefined {
  const sent = outcomes.flatMap(({ steps }) => steps);
  const locked = sent.filter(isLockedOut);
  if (locked.length === 0) return undefined;
  const operations = [...new Set(locked.map(({ operation }) => operation))];
  const demands = new Map(operations.flatMap(firstWay).map((demand) => [demand.scheme, demand]));
  const statuses = new Set(locked.flatMap(({ exchange: { response } }) => response?.status ?? []));
  const isAll = locked.length === sent.length && !sent.some(isSuccess);
  return { operations, demands: [...demands.values()], ...(isAll ? { statuses: [...statuses].toSorted() } : {}) };
}

/** The first that a user can give. */
function firstWay({ security }: Operation): readonly SecurityDemand[] {
  return security.find((demands) => demands.every((demand) => flagFor(demand) !== undefined)) ?? [];
}

/** So many operations are named at most. */
const NAMED = 5;

/** One line that says what to give. */
export function tellLockedOut(found: LockedOut | undefined): string | undefined {
  if (!found) return undefined;
  const { operations, demands, statuses } = found;
  const flags = demands.flatMap((demand) => flagFor(demand) ?? []);
  const pass = flags.length > 0 ? `pass them with ${flags.join(' ')}` : undefined;
  if (statuses)
    return `every request is answered with ${statuses.join(' or ')}: the document asks for credentials, and none were given${pass === undefined ? '' : `; ${pass}`}`;
  const names = operations.map(({ id }) => id);
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), `${names.length - NAMED} more`] : names;
  return `${shown.join(', ')} ${names.length === 1 ? 'wants' : 'want'} credentials that were not given${pass === undefined ? '' : `: ${pass}`}`;
}

/** What gives the credential on the command line; undefined where nothing does. */
function flagFor({ scheme, kind, word, at }: SecurityDemand): string | undefined {
  if (kind === 'mutualTLS') return '--cert FILE --key FILE';
  if (!at) return undefined;
  return `--auth ${scheme}=${kind === 'apiKey' ? 'KEY' : word === 'basic' ? 'USER:PASSWORD' : 'TOKEN'}`;
}
