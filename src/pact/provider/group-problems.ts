/** What is found in several interactions is one problem, shown by the one of them that sends least. */
import { operationClauses } from '../../contract/clause/list-clauses.ts';
import type { Contract } from '../../contract/contract.ts';
import { formatPointer } from '../../contract/json-pointer.ts';
import type { Operation } from '../../contract/operation.ts';
import { describePlace } from '../../errors.ts';
import type { Exchange } from '../../http/client/exchange.ts';
import { describeExchange } from '../../http/display/describe-exchange.ts';
import type { Redactor } from '../../http/display/redactor.ts';
import { problemId } from '../../verdict/problem-id.ts';
import { type ProblemKind, severityOrder } from '../../verdict/problem-kind.ts';
import type { Problem } from '../../verdict/report.ts';
import type { InteractionProblem } from './judge-interaction.ts';
import type { VerifiedInteraction } from './verify-pacts.ts';

/** An interaction with all that is wrong with it. */
export interface JudgedInteraction {
  verified: VerifiedInteraction;
  id: string;
  operation: Operation | undefined;
  found: readonly InteractionProblem[];
}

export interface GroupOptions {
  contract: Contract;
  redactor: Redactor;
  /** The lines that send the requests of an interaction again. */
  writeLines: (verified: VerifiedInteraction) => readonly string[];
}

/** Most severe first. */
export function groupProblems(judged: readonly JudgedInteraction[], options: GroupOptions): Problem[] {
  const versions = numberVersions(judged);
  const shown = judged.flatMap((each) => each.found.map((found): Shown => ({ each, found })));
  const groups = Map.groupBy(shown, ({ each, found }) => idOf(each, found, versions));
  const problems = [...groups].flatMap(([id, group]) => {
    const [first, ...rest] = group.toSorted((a, b) => sizeOf(a.each) - sizeOf(b.each));
    if (!first) return [];
    const also = [...new Set(rest.map(({ each }) => each.id))].filter((other) => other !== first.each.id);
    return [writeProblem({ id, ...first, also }, options)];
  });
  return problems.sort((a, b) => severityOrder.indexOf(a.kind) - severityOrder.indexOf(b.kind));
}

interface Shown {
  each: JudgedInteraction;
  found: InteractionProblem;
}

/** By file: which one it is of the pacts of its consumer, of which a broker may have several versions. */
function numberVersions(judged: readonly JudgedInteraction[]): ReadonlyMap<string, number> {
  const consumers = new Map(judged.map(({ verified: { pact } }) => [pact.file, pact.consumer]));
  const met = new Map<string, number>();
  return new Map(
    [...consumers].map(([file, consumer]) => {
      const number = met.get(consumer) ?? 0;
      met.set(consumer, number + 1);
      return [file, number];
    }),
  );
}

/** Kinds that are of all interactions at once. */
const general: ReadonlySet<ProblemKind> = new Set(['unauthorized', 'not-found']);

/**
 * One for the same kind about the same member of the same answer, as one consumer sees it; the items of a list are alike.
 * Which interaction shows it does not enter into it: which of them sends least may change from run to run.
 */
function idOf(
  { verified: { pact, interaction }, operation }: JudgedInteraction,
  { kind, at, refusal }: InteractionProblem,
  versions: ReadonlyMap<string, number>,
): string {
  if (general.has(kind)) return problemId({ kind, clause: pact.provider });
  const { method, path, status } = interaction;
  const member = at?.map((token) => (/^\d+$/.test(token) ? '*' : token)) ?? (refusal === undefined ? [] : [refusal]);
  const place = [String(versions.get(pact.file)), method, operation?.path ?? path, String(status), ...member];
  return problemId({ kind, clause: pact.consumer, at: place });
}

/** Bytes that were sent for it, states included. */
function sizeOf({ verified }: JudgedInteraction): number {
  return exchangesOf(verified).reduce(
    (size, { request }) => size + request.url.length + (request.body?.length ?? 0),
    0,
  );
}

/** What was sent for an interaction, and what came, the states before it included. */
export function exchangesOf({ setUp, exchange }: VerifiedInteraction): Exchange[] {
  return [...setUp, ...(exchange ? [exchange] : [])];
}

function writeProblem(
  { id, each, found, also }: Shown & { id: string; also: readonly string[] },
  { contract, redactor, writeLines }: GroupOptions,
): Problem {
  const { verified } = each;
  const { interaction } = verified;
  const page = pageOf(contract, each, found);
  return {
    id,
    kind: found.kind,
    severity: 'error',
    clause: each.id,
    zone: zoneOf(each),
    message: found.message,
    expected: found.expected,
    actual: found.actual,
    curl: writeLines(verified).join('\n'),
    source: { place: describePlace(interaction.place), ...(page === undefined ? {} : { page }) },
    case: interaction.description,
    ...(found.at && found.at.length > 0 ? { at: { in: 'answer', pointer: formatPointer(found.at) } } : {}),
    count: also.length + 1,
    ...(also.length === 0 ? {} : { also }),
    exchanges: exchangesOf(verified).map((exchange) => describeExchange(exchange, redactor.names)),
  };
}

/** A request that must be refused counts as invalid, whatever it is for itself. */
export function zoneOf({ verified }: JudgedInteraction): 'valid' | 'invalid' {
  return verified.interaction.status < 400 ? 'valid' : 'invalid';
}

/** Where the contract's page says what the member must be. */
function pageOf(
  contract: Contract,
  { operation, verified }: JudgedInteraction,
  { at }: InteractionProblem,
): string | undefined {
  if (!operation || !at) return undefined;
  const wanted = ['body', ...at].join('/');
  const status = String(verified.interaction.status);
  const clauses = operationClauses(contract, operation);
  return clauses.find((clause) => clause.status === status && clause.at.join('/') === wanted)?.source.page;
}
