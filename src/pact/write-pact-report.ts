/** The report of a pact verification: every interaction counts as one case. */
import type { Contract } from '../contract/contract.ts';
import type { Exchanged } from './exchanged.ts';
import { findOperation } from './find-operation.ts';
import { interactionId } from './pact-file.ts';
import type { VerifiedInteraction } from './verify-pacts.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';
import type { Redactor } from '../http/display/redactor.ts';
import type { ClauseOutcome, Report, ZoneCount } from '../verdict/report.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { problemsOf } from './difference-problem.ts';
import { findHeadline, type Headline } from './find-headline.ts';
import { groupProblems, zoneOf, type JudgedInteraction } from './group-problems.ts';

export interface PactReportOptions {
  contract: Contract;
  verified: readonly VerifiedInteraction[];
  /** Everything that was sent, the setting up of states included. */
  sent: readonly Exchanged[];
  /** Base URL of the provider. */
  target: string;
  runId: string;
  /** The command that repeats the run. */
  repeat: string;
  durationMs: number;
  redactor: Redactor;
  /** Kinds of problem that are left out. */
  ignore: readonly ProblemKind[];
  /** Whether the user gave headers, such as credentials. */
  withHeaders: boolean;
  /** The lines that send the requests of an interaction again. */
  writeLines: (verified: VerifiedInteraction) => readonly string[];
}

/** Nothing counts as created yet: what is left of it is known after the cleanup. */
export function writePactReport(options: PactReportOptions): Report {
  const { verified, target, runId, repeat, durationMs, sent, redactor } = options;
  const headline = findHeadline(verified, options);
  const judged = verified.map((each) => judge(options, each, headline));
  const problems = groupProblems(judged, options);
  const outcomes = judged.map(describeOutcome);
  const uncovered = outcomes.filter(({ outcome }) => outcome === 'not reached').map(({ id }) => id);
  return {
    conforms: problems.length === 0,
    unit: 'interaction',
    ...(headline === undefined ? {} : { headline: redactor.redact(headline.message) }),
    seed: 0,
    runId,
    target,
    depth: countNoun(new Set(verified.map(({ pact }) => pact.file)).size, 'pact'),
    repeat,
    summary: { cases: verified.length, requests: sent.length, durationMs, byZone: countZones(judged) },
    coverage: { clauses: outcomes.length, covered: outcomes.length - uncovered.length, uncovered, outcomes },
    problems,
    created: [],
  };
}

function judge(
  { contract, ignore }: PactReportOptions,
  verified: VerifiedInteraction,
  headline: Headline | undefined,
): JudgedInteraction {
  const { pact, interaction, exchange } = verified;
  const operation = findOperation(contract, interaction);
  const statuses = { expected: String(interaction.status), actual: String(exchange?.response?.status) };
  const said = headline ? [{ ...headline, ...statuses }] : problemsOf(verified, operation);
  const id = interactionId(pact, interaction);
  if (interaction.pending && said.length > 0)
    return { verified: { ...verified, unreached: true }, id, operation, said: [] };
  return { verified, id, operation, said: said.filter(({ kind }) => !ignore.includes(kind)) };
}

function describeOutcome({ verified, id, said }: JudgedInteraction): ClauseOutcome {
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

function countZones(judged: readonly JudgedInteraction[]): Record<'valid' | 'invalid' | 'open', ZoneCount> {
  const count = (zone: string): ZoneCount => {
    const own = judged.filter((each) => zoneOf(each) === zone);
    return { cases: own.length, failed: own.filter(({ said }) => said.length > 0).length };
  };
  return { valid: count('valid'), invalid: count('invalid'), open: { cases: 0, failed: 0 } };
}
