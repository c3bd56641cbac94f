/** Verifies an implementation of a contract: plans, sends, judges, shrinks, reports. */
import { randomBytes } from 'node:crypto';
import type { Clause } from '../contract/clause.ts';
import type { Contract } from '../contract/contract.ts';
import { operationClauses } from '../contract/list-clauses.ts';
import type { Operation } from '../contract/operation.ts';
import type { Zone } from '../contract/zone-of.ts';
import { UsageError } from '../errors.ts';
import { loadFaker } from '../fixture/load-faker.ts';
import type { DocpactConfig } from './config.ts';
import { budgets, type Case, type Depth } from './case.ts';
import { countCoverage } from './count-coverage.ts';
import { createdIdentifiers } from './created-identifiers.ts';
import { findHeadline } from './find-headline.ts';
import { functionTarget, type FetchLike } from './function-target.ts';
import { caseFindings, groupFindings } from './group-findings.ts';
import { httpTarget } from './http-target.ts';
import { judgeRun } from './judge-run.ts';
import { planCases, type Plan } from './plan-cases.ts';
import type { ProblemKind } from './problem-kind.ts';
import { DEFAULTS, repeatLine } from './repeat-line.ts';
import { Redactor } from './redactor.ts';
import type { Report, ZoneCount } from './report.ts';
import { CaseRunner, type CaseOutcome } from './run-cases.ts';
import { writeProblems } from './write-problems.ts';

export interface VerifyOptions {
  contract: Contract;
  /** The base URL, or a function like fetch that answers in its place. */
  target: string | FetchLike;
  /** Ids of the operations to verify; all unless given. */
  operations?: readonly string[];
  /** Sent with every request; their values appear nowhere in the report. */
  headers?: Readonly<Record<string, string>>;
  seed?: number;
  depth?: Depth;
  /** Makes the values of a run different from those of others; random unless given. */
  runId?: string;
  /** Requests under way at once. */
  concurrency?: number;
  /** Milliseconds for one answer. */
  timeout?: number;
  maxRequests?: number;
  /** Kinds of problem that are left out of the report. */
  ignore?: readonly ProblemKind[];
  /** The I-th of N parts of the cases, from 1. */
  shard?: { index: number; count: number };
  /** By operationId, then by member of the body: values that the provider takes, in place of made-up ones. */
  values?: DocpactConfig['values'];
  /** Ids of laws that are not held against this provider. */
  lawsOff?: readonly string[];
  locale?: string;
  signal?: AbortSignal;
  /** Told after every case. */
  onProgress?: (progress: Progress) => void;
}

export interface Progress {
  done: number;
  total: number;
  findings: number;
}

/**
 * Holds the server at `target` against the contract. A server that does not conform is a report, not an error;
 * throws a TargetError where nothing can be reached.
 *
 * @example
 * const report = await verify({ contract: loadContract('contracts'), target: 'http://127.0.0.1:8080' });
 * console.log(report.conforms, report.problems.length);
 */
export async function verify(options: VerifyOptions): Promise<Report> {
  const run = await prepareRun(options);
  const { runner, plan } = run;
  const begun = performance.now();
  const cases = shardOf(plan.cases, options.shard);
  let done = 0;
  let findings = 0;
  const outcomes = await runner.run(cases, (outcome) => {
    done += 1;
    findings += outcome.findings.length;
    options.onProgress?.({ done, total: cases.length, findings });
  });
  return writeReport(run, outcomes, begun);
}

/** What `verify` would send, in order. */
export async function planRun(options: Omit<VerifyOptions, 'target'>): Promise<readonly Case[]> {
  const { plan } = await prepareRun({ ...options, target: 'http://127.0.0.1' });
  return shardOf(plan.cases, options.shard);
}

/** A run, settled in every detail. */
export interface Run {
  options: VerifyOptions;
  contract: Contract;
  clauses: readonly Clause[];
  plan: Plan;
  runner: CaseRunner;
  redactor: Redactor;
  target: ReturnType<typeof httpTarget>;
  seed: number;
  runId: string;
  depth: Depth;
}

async function prepareRun(options: VerifyOptions): Promise<Run> {
  const { contract, seed = 1, depth = 'standard' } = options;
  const { timeout = DEFAULTS.timeout, concurrency = DEFAULTS.concurrency } = options;
  const { runId = randomBytes(5).toString('hex'), locale = contract.locale } = options;
  checkNames(contract, options);
  const operations = chooseOperations(contract, options.operations).map((operation) =>
    withoutLaws(contract, operation, options.lawsOff ?? []),
  );
  const headers = readHeaders(options.headers ?? {});
  const target =
    typeof options.target === 'string'
      ? httpTarget(options.target, { timeout })
      : functionTarget(options.target, { timeout });
  const faker = await loadFaker(locale);
  const plan = planCases(contract, {
    operations,
    depth,
    seed,
    runId,
    values: options.values ?? {},
    fixture: { faker, locale },
  });
  const maxRequests = options.maxRequests ?? budgets[depth] * operations.length;
  const clauses = operations.flatMap((operation) => operationClauses(contract, operation));
  const runner = new CaseRunner({ contract, target, headers, concurrency, maxRequests, signal: options.signal });
  return { options, contract, clauses, plan, runner, redactor: new Redactor(headers), target, seed, runId, depth };
}

/** Names in lower case; throws a UsageError for what no header can hold. */
function readHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new UsageError(`"${name}" is not the name of a header`);
      if (/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) return [name.toLowerCase(), value];
      throw new UsageError(`the value given for the header ${name} holds a character that no header can hold`, {
        hint: 'Does it end in a line feed?',
      });
    }),
  );
}

function chooseOperations({ operations }: Contract, wanted: readonly string[] | undefined): readonly Operation[] {
  if (!wanted || wanted.length === 0) return operations;
  return wanted.map((id) => {
    const found = operations.find((operation) => operation.id === id);
    if (found) return found;
    throw new UsageError(`the contract has no operation "${id}"`, {
      hint: `It has ${operations.map((each) => each.id).join(', ')}.`,
    });
  });
}

/** Throws a UsageError for settings that name an operation or a law that does not exist. */
function checkNames(contract: Contract, { values = {}, lawsOff = [] }: Omit<VerifyOptions, 'target'>): void {
  chooseOperations(contract, Object.keys(values));
  const laws = contract.operations
    .flatMap((operation) => operationClauses(contract, operation))
    .filter(({ subject }) => subject === 'law')
    .map(({ id }) => id);
  const unknown = lawsOff.find((id) => !laws.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`there is no law "${unknown}"`, { hint: `There is ${laws.join(', ') || 'none'}.` });
}

/** The operation without the laws that are switched off. */
function withoutLaws(contract: Contract, operation: Operation, off: readonly string[]): Operation {
  const laws = operationClauses(contract, operation).filter(({ subject }) => subject === 'law');
  const pointers = new Set(laws.filter(({ id }) => off.includes(id)).map(({ pointer }) => pointer));
  const keep = <T extends { pointer: string }>(all: readonly T[]): T[] =>
    all.filter(({ pointer }) => !pointers.has(pointer));
  const { echo, unique, fresh } = operation.laws;
  return { ...operation, laws: { echo: keep(echo), unique: keep(unique), fresh: keep(fresh) } };
}

function shardOf(cases: readonly Case[], shard: VerifyOptions['shard']): readonly Case[] {
  return shard ? cases.filter((_, index) => index % shard.count === shard.index - 1) : cases;
}

async function writeReport(run: Run, outcomes: readonly CaseOutcome[], begun: number): Promise<Report> {
  const { options, clauses, runner, target, seed, runId, depth } = run;
  const headline = findHeadline(outcomes, { withHeaders: Object.keys(options.headers ?? {}).length > 0 });
  const all = [...caseFindings(outcomes), ...judgeRun(outcomes)].filter(
    ({ finding }) => !options.ignore?.includes(finding.kind),
  );
  const rest = all.filter(({ finding }) => !headline?.explains.has(finding.kind));
  const groups = groupFindings([...(headline?.findings ?? []), ...rest]);
  const problems = await writeProblems(run, groups);
  const broken = new Set(problems.map(({ clause }) => clause));
  const note = headline?.message ?? (runner.stopped && `stopped early: ${runner.stopped}`);
  return {
    conforms: problems.length === 0 && runner.stopped === undefined,
    ...(note === undefined ? {} : { headline: run.redactor.redact(note) }),
    seed,
    runId,
    target: target.name,
    depth,
    ...(options.shard ? { shard: `${options.shard.index}/${options.shard.count}` } : {}),
    repeat: repeatLine(target.name, { ...options, seed, depth, runId, headers: hidden(options.headers) }),
    summary: {
      cases: outcomes.length,
      requests: runner.requests,
      durationMs: Math.round(performance.now() - begun),
      byZone: countZones(outcomes),
    },
    coverage: countCoverage(clauses, outcomes, broken),
    problems,
    created: createdIdentifiers(outcomes).map((id) => run.redactor.redact(id)),
  };
}

/** The same headers with nothing of their values. */
function hidden(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, '…']));
}

function countZones(outcomes: readonly CaseOutcome[]): Record<Zone, ZoneCount> {
  const count = (zone: Zone): ZoneCount => {
    const own = outcomes.filter((outcome) => outcome.case.zone === zone);
    return { cases: own.length, failed: own.filter(({ findings }) => findings.length > 0).length };
  };
  return { valid: count('valid'), invalid: count('invalid'), open: count('open') };
}
