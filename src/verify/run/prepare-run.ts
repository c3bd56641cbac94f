/** Settles a run in every detail before anything is sent: what is verified, with which headers, by which cases. */
import { randomBytes } from 'node:crypto';
import { ClauseIndex } from '../../contract/clause/clause-index.ts';
import type { Clause } from '../../contract/clause/clause.ts';
import { operationClauses } from '../../contract/clause/list-clauses.ts';
import type { Contract } from '../../contract/contract.ts';
import type { EchoLaw, ValueLaw } from '../../contract/laws.ts';
import { listNearest } from '../../contract/nearest-name.ts';
import type { Operation } from '../../contract/operation.ts';
import { UsageError } from '../../errors.ts';
import { loadFaker } from '../../fixture/chance/load-faker.ts';
import { Credentials } from '../../http/client/credentials.ts';
import { functionTarget } from '../../http/client/function-target.ts';
import { httpTarget } from '../../http/client/http-target.ts';
import { selectOperations } from '../../contract/select-operations.ts';
import { proxySecrets } from '../../http/client/plain-url.ts';
import { isHeaderName } from '../../http/client/wire-values.ts';
import { Redactor } from '../../http/display/redactor.ts';
import { isSecretName } from '../../http/display/secret-name.ts';
import { DEFAULTS } from '../../verdict/repeat-line.ts';
import { budgets, type Depth } from '../plan/case.ts';
import { type Plan, planCases } from '../plan/plan-cases.ts';
import type { VerifyOptions } from '../verify-options.ts';
import { Budget } from './budget.ts';
import { Pace } from './pace.ts';
import { findRemovals } from './remove-created.ts';
import { CaseRunner } from './run-cases.ts';

/** A run, settled in every detail. */
export interface Run {
  options: VerifyOptions;
  contract: Contract;
  clauses: ClauseIndex;
  plan: Plan;
  runner: CaseRunner;
  redactor: Redactor;
  target: ReturnType<typeof httpTarget>;
  seed: number;
  runId: string;
  depth: Depth;
}

/** Throws a UsageError for names that the contract does not know and for headers that cannot be sent. */
export async function prepareRun(options: VerifyOptions): Promise<Run> {
  const { contract, seed = 1, depth = 'standard', maxTime, begun = performance.now() } = options;
  const { timeout = DEFAULTS.timeout, concurrency = DEFAULTS.concurrency } = options;
  const { runId = randomBytes(5).toString('hex'), locale = contract.locale } = options;
  checkNames(contract, options);
  if (options.cases && options.shard) throw new UsageError('chosen cases have no shards');
  const { operations: ids, tags, paths } = options;
  const selected = selectOperations(contract, { ids, tags, paths });
  const operations = operationsOfCases(selected, options.cases).map((operation) =>
    withLaws(contract, operation, options),
  );
  const headers = readHeaders(options.headers ?? {});
  const target =
    typeof options.target === 'string'
      ? httpTarget(options.target, { timeout, tls: options.tls })
      : functionTarget(options.target, { timeout });
  const auth = readAuth(contract, await resolveAuth(options.auth ?? {}));
  const credentials = new Credentials({ schemes: auth, headers });
  const faker = await loadFaker(locale);
  const plan = planCases(contract, {
    operations,
    depth,
    seed,
    runId,
    values: options.values ?? {},
    isLetIn: (operation) => credentials.met(operation).some(({ length }) => length > 0),
    lacksCredentials: (operation) => credentials.lacks(operation),
    fixture: { faker, locale },
    isOver: () => maxTime !== undefined && performance.now() - begun >= maxTime * 1_000,
  });
  const { maxRequests } = options;
  const removed = maxRequests === undefined ? undefined : findRemovals(contract);
  const runner = new CaseRunner({
    contract,
    target,
    headers,
    credentials,
    concurrency,
    budget: new Budget({
      limit: maxRequests ?? budgets[depth] * operations.length,
      isRemoved: removed && (({ id }) => removed.has(id)),
    }),
    pace: new Pace(options.rate),
    maxTime,
    begun,
    signal: options.signal,
  });
  return {
    options,
    contract,
    clauses: new ClauseIndex(contract, operations),
    plan,
    runner,
    redactor: new Redactor(headers, [...secretsOf(contract, auth), ...secretValues(options.values), ...proxySecrets()]),
    target,
    seed,
    runId,
    depth,
  };
}

/** The values of the schemes; those that have to be fetched are. */
async function resolveAuth(auth: NonNullable<VerifyOptions['auth']>): Promise<Record<string, string>> {
  const entries = Object.entries(auth).map(async ([scheme, value]) => [
    scheme,
    typeof value === 'function' ? await fetchCredentials(scheme, value) : value,
  ]);
  return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}

/** Throws a UsageError where the user's function does not give a text. */
async function fetchCredentials(scheme: string, fetch: () => unknown): Promise<string> {
  let value: unknown;
  try {
    value = await fetch();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`what fetches the credentials of "${scheme}" failed: ${reason}`, {
      hint: 'It stands in the config file, under auth.',
      cause,
    });
  }
  if (typeof value === 'string') return value;
  throw new UsageError(`what fetches the credentials of "${scheme}" gave no text`, {
    hint: 'It stands in the config file, under auth.',
  });
}

/** Throws a UsageError for a scheme that the document does not have. */
function readAuth({ operations }: Contract, auth: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const known = [...new Set(operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)))];
  const unknown = Object.keys(auth).find((scheme) => !known.includes(scheme));
  if (unknown === undefined) return auth;
  throw new UsageError(`the contract demands no credentials of a scheme "${unknown}"`, {
    hint: `It has ${listNearest(unknown, known) || 'none'}.`,
  });
}

/** What must be shown nowhere, by the name of the header that carries it, else by the scheme's. */
function secretsOf({ operations }: Contract, auth: Readonly<Record<string, string>>): [name: string, value: string][] {
  const demands = operations.flatMap(({ security }) => security.flat());
  return Object.entries(auth).map(([scheme, value]) => {
    const at = demands.find((demand) => demand.scheme === scheme)?.at;
    return [at?.in === 'header' ? at.name : scheme.toLowerCase(), value];
  });
}

/** Passwords and the like among the values that were given for members. */
function secretValues(values: VerifyOptions['values'] = {}): [name: string, value: string][] {
  return Object.values(values)
    .flatMap((members) => Object.entries(members))
    .flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && isSecretName(name.split('/').at(-1) ?? '') ? [[name, value]] : [],
    );
}

/** Names in lower case; throws a UsageError for what no header can hold. */
function readHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (!isHeaderName(name)) throw new UsageError(`"${name}" is not the name of a header`);
      if (/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) return [name.toLowerCase(), value];
      throw new UsageError(`the value given for the header ${name} holds a character that no header can hold`, {
        hint: 'Does it end in a line feed?',
      });
    }),
  );
}

/** Those that the cases are of; all where there is no telling, or nothing was chosen. */
function operationsOfCases(operations: readonly Operation[], cases: readonly string[] = []): readonly Operation[] {
  const own = operations.filter(({ id }) => cases.some((name) => name.startsWith(`${id}/`)));
  return own.length === 0 ? operations : own;
}

/** Throws a UsageError for settings that name an operation or a law that does not exist. */
function checkNames(contract: Contract, { values = {}, lawsOff = [] }: Omit<VerifyOptions, 'target'>): void {
  selectOperations(contract, { ids: Object.keys(values) });
  if (lawsOff.length === 0) return;
  const laws = contract.operations.flatMap((operation) => lawClauses(contract, operation)).map(({ id }) => id);
  const unknown = lawsOff.find((id) => !laws.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`there is no law "${unknown}"`, { hint: `There is ${listNearest(unknown, laws) || 'none'}.` });
}

function lawClauses(contract: Contract, operation: Operation): Clause[] {
  return operationClauses(contract, operation).filter(({ subject }) => subject === 'law');
}

/** The operation with the laws that hold in this run: none that is off, and a strict run takes what is inferred for declared. */
export function withLaws(
  contract: Contract,
  operation: Operation,
  { lawsOff = [], strictLaws = false }: { lawsOff?: readonly string[] | undefined; strictLaws?: boolean | undefined },
): Operation {
  if (lawsOff.length === 0 && !strictLaws) return operation;
  const off = lawClauses(contract, operation).filter(({ id }) => lawsOff.includes(id));
  const pointers = new Set(off.map(({ pointer }) => pointer));
  const hold = <T extends EchoLaw | ValueLaw>(all: readonly T[]): T[] =>
    all
      .filter(({ pointer }) => !pointers.has(pointer))
      .map((law) => (strictLaws ? { ...law, inferred: undefined } : law));
  const { echo, unique, fresh } = operation.laws;
  return { ...operation, laws: { echo: hold(echo), unique: hold(unique), fresh: hold(fresh) } };
}
