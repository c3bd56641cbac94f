/** Plans the cases of a run from the contract alone: the same for the same seed, cheapest and most telling first. */
import { operationClauses } from '../../contract/clause/list-clauses.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import type { GeneratorOptions } from '../../fixture/compile-generator.ts';
import { isCarried } from '../../http/client/wire-values.ts';
import type { DocpactConfig } from '../config.ts';
import { budgets, type Case, type Depth } from './case.ts';
import { bodyCases } from './family/body-cases.ts';
import { combinationCases } from './family/combination-cases.ts';
import { formCases } from './family/form-cases.ts';
import { invalidCases } from './family/invalid-cases.ts';
import { lawCases } from './family/law-cases.ts';
import { openCases } from './family/open-cases.ts';
import { presenceCases } from './family/presence-cases.ts';
import { randomCases } from './family/random-cases.ts';
import { scenarioCases } from './family/scenario-cases.ts';
import { stabilityCases } from './family/stability-cases.ts';
import { equalCases, valueCases } from './family/value-cases.ts';
import { readGivenValues } from './given-values.ts';
import { listMembers, type Member } from './list-members.ts';
import type { Family, PlanContext } from './plan-context.ts';
import { namesNothing, nothingCase, precedeCases } from './precede-case.ts';
import { createRequestMaker, firstSerialOf, SERIALS_PER_OPERATION } from './request-maker.ts';
import { requestsIn, shareBudget, withinBudget } from './share-budget.ts';
import { validValues } from './valid-values.ts';

export interface PlanOptions {
  operations: readonly Operation[];
  depth: Depth;
  seed: number;
  runId: string;
  /** By operationId, then by member of the body. */
  values: NonNullable<DocpactConfig['values']>;
  fixture: Omit<GeneratorOptions, 'direction'>;
}

export interface Plan {
  cases: readonly Case[];
  /** By operation: a request with required members only and nothing odd about it. */
  plain: ReadonlyMap<string, RequestValues>;
  /** Nine digits that no request of the run has had. */
  next: () => string;
}

/** The cases for each operation, within the depth's budget. */
export function planCases(contract: Contract, options: PlanOptions): Plan {
  const plain = new Map<string, RequestValues>();
  const start = firstSerialOf(options.runId);
  const cases = options.operations.flatMap((operation, index) => {
    const firstSerial = start + index * SERIALS_PER_OPERATION;
    const context = createContext(contract, operation, { ...options, firstSerial });
    plain.set(operation.id, context.maker.make('minimal').values);
    const precede = precedeCases(contract, operation, {
      ...options.fixture,
      seed: options.seed,
      firstSerial: firstSerial + SERIALS_PER_OPERATION / 2,
    });
    return planOperation(context, precede);
  });
  let last = start + options.operations.length * SERIALS_PER_OPERATION;
  return { cases, plain, next: () => String((last += 1)) };
}

function createContext(
  contract: Contract,
  operation: Operation,
  { fixture, seed, depth, values, firstSerial }: PlanOptions & { firstSerial: number },
): PlanContext {
  const given = readGivenValues(contract, operation, values[operation.id] ?? {});
  const fixed = new Set(given.map(({ at }) => at.join('/')));
  const maker = createRequestMaker(contract, operation, { ...fixture, seed, firstSerial, given });
  const sample = maker.make('full');
  const members = listMembers(contract, operation, sample.values);
  const valuesFor = (member: Member) =>
    fixed.has(member.at.join('/')) ? [] : validValues(member, { contract, operation, members, sample });
  return {
    contract,
    operation,
    maker,
    members,
    valuesOf: new Map(members.map((member) => [member.at.join('/'), valuesFor(member)])),
    clauses: operationClauses(contract, operation),
    fixture,
    seed,
    depth,
  };
}

/** In the order of sending, each with its most telling cases first. */
const families: readonly Family[] = [
  presenceCases,
  scenarioCases,
  lawCases,
  stabilityCases,
  bodyCases,
  valueCases,
  equalCases,
  invalidCases,
  formCases,
  openCases,
  combinationCases,
];

/** As many cases as may start at the same moment; one that expects nothing must not come before those that do. */
const AT_FIRST = 12;

/** Share of the budget that is kept for finding the smallest request of a problem. */
const SHRINKING = 0.1;

/** `precede` puts before each case what it needs. */
function planOperation(context: PlanContext, precede: (each: Case) => Case): Case[] {
  const casesOf = (family: Family): Case[] => family(context).filter(isSendable).map(precede);
  const budget = budgets[context.depth] * (1 - SHRINKING);
  const withNothing = namesNothing(context.operation);
  const own = shareBudget(families.map(casesOf), budget - (withNothing ? 1 : 0));
  const nothing = withNothing ? [nothingCase(context)] : [];
  const planned = [...own.slice(0, AT_FIRST), ...nothing, ...own.slice(AT_FIRST)];
  return [...planned, ...withinBudget(casesOf(randomCases), budget - requestsIn(planned))];
}

/** What HTTP cannot carry is not sent; raw bytes are what they are. */
function isSendable({ operation, steps }: Case): boolean {
  return steps.every(({ values, form }) => isCarried(operation, form.raw ? { ...values, body: undefined } : values));
}
