/** What is found in several interactions is one problem, shown by the one of them that sends least. */
import type { Contract } from '../contract/contract.ts';
import { operationClauses } from '../contract/clause/list-clauses.ts';
import type { Operation } from '../contract/operation.ts';
import { describePlace } from '../errors.ts';
import type { VerifiedInteraction } from './verify-pacts.ts';
import { describeExchange } from '../http/display/describe-exchange.ts';
import type { Exchange } from '../http/client/exchange.ts';
import { severityOrder, type ProblemKind } from '../verdict/problem-kind.ts';
import type { Redactor } from '../http/display/redactor.ts';
import type { Problem } from '../verdict/report.ts';
import type { Said } from './difference-problem.ts';

/** An interaction with all that is wrong with it. */
export interface JudgedInteraction {
  verified: VerifiedInteraction;
  id: string;
  operation: Operation | undefined;
  said: readonly Said[];
}

export interface GroupOptions {
  contract: Contract;
  redactor: Redactor;
  writeLines: (verified: VerifiedInteraction) => readonly string[];
}

/** A request that must be refused counts as invalid, whatever it is for itself. */
export function zoneOf({ verified }: JudgedInteraction): 'valid' | 'invalid' {
  return verified.interaction.status < 400 ? 'valid' : 'invalid';
}

/** Most severe first. */
export function groupProblems(judged: readonly JudgedInteraction[], options: GroupOptions): Problem[] {
  const found = judged.flatMap((each) => each.said.map((said) => ({ each, said })));
  const groups = Map.groupBy(found, ({ each, said }) => keyOf(each, said));
  const problems = [...groups.values()].flatMap((group) => {
    const [first, ...rest] = group.toSorted((a, b) => sizeOf(a.each) - sizeOf(b.each));
    if (!first) return [];
    const also = [...new Set(rest.map(({ each }) => each.id))].filter((id) => id !== first.each.id);
    return [writeProblem(first, also, options)];
  });
  return problems.sort((a, b) => severityOrder.indexOf(a.kind) - severityOrder.indexOf(b.kind));
}

/** Bytes that were sent for it, states included. */
function sizeOf({ verified: { setUp, exchange } }: JudgedInteraction): number {
  const sent = [...setUp, ...(exchange ? [exchange] : [])];
  return sent.reduce((size, { request }) => size + request.url.length + (request.body?.length ?? 0), 0);
}

/** Kinds that are of all interactions at once. */
const general: ReadonlySet<ProblemKind> = new Set(['unauthorized', 'not-found']);

/** The same kind about the same member of the same answer, as one consumer sees it; the items of a list are alike. */
function keyOf({ verified, operation }: JudgedInteraction, { kind, at, message }: Said): string {
  if (general.has(kind)) return kind;
  const { pact, interaction } = verified;
  const { method, path, status } = interaction;
  const about =
    at?.map((token) => (/^\d+$/.test(token) ? '*' : token)).join('/') ?? (kind === 'refused-valid' ? message : '');
  return JSON.stringify([kind, pact.file, method, operation?.path ?? path, status, about]);
}

function writeProblem(
  { each, said }: { each: JudgedInteraction; said: Said },
  also: readonly string[],
  { contract, redactor, writeLines }: GroupOptions,
): Problem {
  const { verified, id } = each;
  const { interaction, setUp, exchange } = verified;
  const page = pageOf(contract, each, said);
  return {
    kind: said.kind,
    clause: id,
    zone: zoneOf(each),
    message: redactor.redact(said.message),
    expected: redactor.redact(said.expected),
    actual: redactor.redact(said.actual),
    curl: redactor.redact(writeLines(verified).join('\n')),
    source: { place: describePlace(interaction.place), ...(page === undefined ? {} : { page }) },
    case: interaction.description,
    count: also.length + 1,
    ...(also.length === 0 ? {} : { also }),
    exchanges: [...setUp, ...(exchange ? [exchange] : [])].map((sent) => describeExchange(sent as Exchange, redactor)),
  };
}

/** Where the contract's page says what the member must be. */
function pageOf(contract: Contract, { operation, verified }: JudgedInteraction, { at }: Said): string | undefined {
  if (!operation || !at) return undefined;
  const wanted = ['body', ...at].join('/');
  const status = String(verified.interaction.status);
  const clauses = operationClauses(contract, operation);
  return clauses.find((clause) => clause.status === status && clause.at.join('/') === wanted)?.source.page;
}
