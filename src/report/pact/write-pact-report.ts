/** The report of a pact verification: every interaction counts as one case, what is found in several is one problem. */
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { operationClauses } from '../../contract/list-clauses.ts';
import type { Operation } from '../../contract/operation.ts';
import { describePlace } from '../../errors.ts';
import type { Exchanged } from '../../pact/exchanged.ts';
import { jsonOf } from '../../pact/exchanged.ts';
import { interactionId } from '../../pact/pact-file.ts';
import { findOperation } from '../../pact/find-operation.ts';
import type { VerifiedInteraction } from '../../pact/verify-pacts.ts';
import { describeExchange } from '../../verify/describe-exchange.ts';
import type { Exchange } from '../../verify/exchange.ts';
import { severityOrder } from '../../verify/problem-kind.ts';
import type { Redactor } from '../../verify/redactor.ts';
import type { ClauseOutcome, Problem, Report, ZoneCount } from '../../verify/report.ts';
import { countNoun } from '../count-noun.ts';
import { problemsOf, type Said } from './difference-problem.ts';
import { findHeadline } from './find-headline.ts';

export interface PactReportOptions {
  contract: Contract;
  verified: readonly VerifiedInteraction[];
  /** Everything that was sent, the setting up of states included. */
  sent: readonly Exchanged[];
  target: string;
  runId: string;
  /** The command that repeats the run. */
  repeat: string;
  durationMs: number;
  redactor: Redactor;
  /** Whether the user gave headers, such as credentials. */
  withHeaders: boolean;
  /** The lines that send the requests of an interaction again. */
  writeLines: (verified: VerifiedInteraction) => readonly string[];
}

/** An interaction with all that is wrong with it. */
interface Judged {
  verified: VerifiedInteraction;
  id: string;
  operation: Operation | undefined;
  said: readonly Said[];
}

export function writePactReport(options: PactReportOptions): Report {
  const { contract, verified, target, runId, repeat, durationMs, sent, redactor } = options;
  const judged = verified.map((each): Judged => {
    const operation = findOperation(contract, each.interaction);
    return {
      verified: each,
      id: interactionId(each.pact, each.interaction),
      operation,
      said: problemsOf(each, operation),
    };
  });
  const headline = findHeadline(verified, options);
  const problems = groupProblems(judged, options);
  const outcomes = judged.map(describeOutcome);
  const uncovered = outcomes.filter(({ outcome }) => outcome === 'not reached').map(({ id }) => id);
  return {
    conforms: problems.length === 0,
    unit: 'interaction',
    ...(headline === undefined ? {} : { headline: redactor.redact(headline) }),
    seed: 0,
    runId,
    target,
    depth: countNoun(new Set(verified.map(({ pact }) => pact.file)).size, 'pact'),
    repeat,
    summary: { cases: verified.length, requests: sent.length, durationMs, byZone: countZones(judged) },
    coverage: { clauses: outcomes.length, covered: outcomes.length - uncovered.length, uncovered, outcomes },
    problems,
    created: createdBy(options).map((id) => redactor.redact(id)),
  };
}

function describeOutcome({ verified, id, said }: Judged): ClauseOutcome {
  const { interaction, unreached } = verified;
  const { method, path, status, states, place } = interaction;
  const given = states.length === 0 ? '' : `given ${states.map(({ name }) => name).join(', ')}: `;
  return {
    id,
    sentence: `${given}${method} ${path} is answered ${status}`,
    outcome: said.length > 0 ? 'broken' : unreached ? 'not reached' : 'held',
    source: place,
  };
}

/** The same kind about the same member of the same operation is one problem, shown by the first interaction that has it. */
function groupProblems(judged: readonly Judged[], options: PactReportOptions): Problem[] {
  const found = judged.flatMap((each) => each.said.map((said) => ({ each, said })));
  const groups = Map.groupBy(found, ({ each, said }) => {
    const { method, path, status } = each.verified.interaction;
    const about = said.at?.join('/') ?? (said.kind === 'refused-valid' ? said.message : '');
    return JSON.stringify([said.kind, each.verified.pact.file, method, each.operation?.path ?? path, status, about]);
  });
  const problems = [...groups.values()].map(([first, ...rest]) => {
    const ids = [...new Set(rest.map(({ each }) => each.id))].filter((id) => id !== first?.each.id);
    return first && writeProblem(first, { ...options, also: ids });
  });
  return problems
    .filter((problem) => problem !== undefined)
    .sort((a, b) => severityOrder.indexOf(a.kind) - severityOrder.indexOf(b.kind));
}

function writeProblem(
  { each, said }: { each: Judged; said: Said },
  { contract, redactor, also, writeLines }: PactReportOptions & { also: readonly string[] },
): Problem {
  const { verified, id } = each;
  const page = pageOf(contract, each, said);
  return {
    kind: said.kind,
    clause: id,
    zone: zoneOf(each),
    message: redactor.redact(said.message),
    expected: redactor.redact(said.expected),
    actual: redactor.redact(said.actual),
    curl: redactor.redact(writeLines(verified).join('\n')),
    source: { place: describePlace(verified.interaction.place), ...(page === undefined ? {} : { page }) },
    case: verified.interaction.description,
    count: also.length + 1,
    ...(also.length === 0 ? {} : { also }),
    exchanges: [...verified.setUp, ...(verified.exchange ? [verified.exchange] : [])].map((exchange) =>
      describeExchange(exchange as Exchange, redactor),
    ),
  };
}

/** Where the contract says what the member must be. */
function pageOf(contract: Contract, { operation, verified }: Judged, { at }: Said): string | undefined {
  if (!operation || !at) return undefined;
  const wanted = ['body', ...at].join('/');
  return operationClauses(contract, operation).find(
    (clause) => clause.status === String(verified.interaction.status) && clause.at.join('/') === wanted,
  )?.source.page;
}

function zoneOf({ verified }: Judged): 'valid' | 'invalid' {
  return verified.interaction.status < 400 ? 'valid' : 'invalid';
}

function countZones(judged: readonly Judged[]): Record<'valid' | 'invalid' | 'open', ZoneCount> {
  const count = (zone: string): ZoneCount => {
    const own = judged.filter((each) => zoneOf(each) === zone);
    return { cases: own.length, failed: own.filter(({ said }) => said.length > 0).length };
  };
  return { valid: count('valid'), invalid: count('invalid'), open: { cases: 0, failed: 0 } };
}

/** Identifiers that the run brought into the world, by the contract's laws. */
function createdBy({ contract, sent, target }: PactReportOptions): string[] {
  const created = sent.flatMap((exchange) => {
    const { method, url } = exchange.request;
    const { status = 0 } = exchange.response ?? {};
    if (status < 200 || status >= 300 || !url.startsWith(target)) return [];
    const operation = findOperation(contract, { method, path: url.slice(target.length) });
    return (operation?.laws.fresh ?? []).map(({ of }) => valueAt(jsonOf(exchange), of.tokens));
  });
  return [...new Set(created.filter((id) => typeof id === 'string' || typeof id === 'number').map(String))];
}
