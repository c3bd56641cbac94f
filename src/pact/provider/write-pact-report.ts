/** The report of a pact verification: every interaction counts as one case. */
import { sumUpOutcomes } from '../../verdict/coverage.ts';
import { findOperation } from '../../http/value/path-template.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { writeReportHead } from '../../verdict/report-head.ts';
import { type ClauseOutcome, decides, type PactReport, type ZoneCount } from '../../verdict/report.ts';
import { type GroupOptions, groupProblems, type JudgedInteraction, zoneOf } from './group-problems.ts';
import { judgeInteraction } from './judge-interaction.ts';
import { interactionId } from './pact-file.ts';
import type { VerifiedInteraction } from './verify-pacts.ts';

export interface PactReportOptions extends GroupOptions {
  verified: readonly VerifiedInteraction[];
  /** How many requests were sent, for the states too. */
  requests: number;
  /** Base URL of the provider. */
  target: string;
  runId: string;
  /** The command that repeats the run. */
  repeat: string;
  /** When the run began, by `performance.now()`. */
  begun: number;
  /** Kinds of problem that are left out. */
  ignore: readonly ProblemKind[];
  /** Whether the user gave headers, such as credentials. */
  withHeaders: boolean;
}

/** Nothing counts as created yet: what is left of it is known after the cleanup. */
export function writePactReport(options: PactReportOptions): PactReport {
  const { contract, verified, requests, target, runId, repeat, begun } = options;
  const headline = findSharedRefusal(verified, options);
  const judged = verified.map((each) => judge(options, each, headline));
  const problems = groupProblems(judged, options);
  const outcomes = judged.map(describeOutcome);
  return {
    ...writeReportHead(contract, begun),
    kind: 'pact',
    conforms: decides({ problems }),
    ...(headline === undefined ? {} : { headline: headline.message }),
    pacts: new Set(verified.map(({ pact }) => pact.file)).size,
    runId,
    target,
    repeat,
    summary: {
      cases: verified.length,
      requests,
      durationMs: Math.round(performance.now() - begun),
      byZone: countZones(judged),
    },
    coverage: sumUpOutcomes(outcomes),
    problems,
    created: [],
  };
}

interface SharedRefusal {
  kind: ProblemKind;
  message: string;
}

/** One cause that explains why all interactions failed: every answer has the same status, and it tells of the door rather than of the room. */
function findSharedRefusal(
  verified: readonly VerifiedInteraction[],
  { withHeaders }: { withHeaders: boolean },
): SharedRefusal | undefined {
  const statuses = new Set(verified.map(({ exchange }) => exchange?.response?.status));
  const [only] = statuses;
  if (verified.length < 2 || statuses.size !== 1 || only === undefined) return undefined;
  if (verified.some(({ interaction }) => interaction.status === only)) return undefined;
  if (only === 401 || only === 403) {
    const advice = withHeaders ? 'the credentials are not taken' : "pass credentials with --header 'Authorization: …'";
    return { kind: 'unauthorized', message: `Every answer is ${only}: ${advice}.` };
  }
  if (only !== 404) return undefined;
  return { kind: 'not-found', message: 'Every answer is 404: the path, or the base URL, is wrong.' };
}

function judge(
  { contract, ignore }: PactReportOptions,
  verified: VerifiedInteraction,
  headline: SharedRefusal | undefined,
): JudgedInteraction {
  const { pact, interaction, exchange } = verified;
  const operation = findOperation(contract.operations, interaction);
  const statuses = { expected: String(interaction.status), actual: String(exchange?.response?.status) };
  const found = headline ? [{ ...headline, ...statuses }] : judgeInteraction(verified, operation);
  const id = interactionId(pact, interaction);
  if (interaction.pending && found.length > 0)
    return { verified: { ...verified, unreached: true }, id, operation, found: [] };
  return { verified, id, operation, found: found.filter(({ kind }) => !ignore.includes(kind)) };
}

function describeOutcome({ verified, id, found }: JudgedInteraction): ClauseOutcome {
  const { interaction, unreached } = verified;
  const { method, path, status, states, place } = interaction;
  const given = states.length === 0 ? '' : `given ${states.map(({ name }) => name).join(', ')}: `;
  return {
    id,
    sentence: `${given}${method} ${path} is answered ${status}`,
    outcome: found.length > 0 ? 'broken' : unreached ? 'not reached' : 'held',
    source: place,
  };
}

function countZones(judged: readonly JudgedInteraction[]): Record<'valid' | 'invalid' | 'open', ZoneCount> {
  const count = (zone: string): ZoneCount => {
    const own = judged.filter((each) => zoneOf(each) === zone);
    return { cases: own.length, failed: own.filter(({ found }) => found.length > 0).length };
  };
  return { valid: count('valid'), invalid: count('invalid'), open: { cases: 0, failed: 0 } };
}
