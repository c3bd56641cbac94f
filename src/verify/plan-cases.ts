/** Plans the cases of a run from the contract alone: the same for the same seed, cheapest and most telling first. */
import { operationClauses } from '../contract/clause/list-clauses.ts';
import type { Contract } from '../contract/contract.ts';
import type { Operation, RequestValues } from '../contract/operation.ts';
import type { GeneratorOptions } from '../fixture/compile-generator.ts';
import { isCarried } from '../http/client/wire-values.ts';
import { budgets, type Case, type Depth } from './case.ts';
import type { DocpactConfig } from './config.ts';
import { readGivenValues } from './given-values.ts';
import { listMembers, type Member } from './list-members.ts';
import { bodyCases } from './plan/body-cases.ts';
import { combinationCases } from './plan/combination-cases.ts';
import { formCases } from './plan/form-cases.ts';
import { invalidCases } from './plan/invalid-cases.ts';
import { lawCases } from './plan/law-cases.ts';
import { findLink, linkCase, loosenCase, namesNothing, nothingCase } from './plan/link-cases.ts';
import { openCases } from './plan/open-cases.ts';
import type { Family, PlanContext } from './plan/plan-context.ts';
import { presenceCases } from './plan/presence-cases.ts';
import { randomCases } from './plan/random-cases.ts';
import { scenarioCases } from './plan/scenario-cases.ts';
import { stabilityCases } from './plan/stability-cases.ts';
import { equalCases, valueCases } from './plan/value-cases.ts';
import { createRequestMaker, type MakerOptions } from './request-maker.ts';
import { firstSerialOf, SERIALS_PER_OPERATION } from './run-serials.ts';
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
  const cases = options.operations.flatMap((operation, index) => {
    const firstSerial = firstSerialOf(options.runId) + index * SERIALS_PER_OPERATION;
    const given = readGivenValues(contract, operation, options.values[operation.id] ?? {});
    const maker = createRequestMaker(contract, operation, {
      ...options.fixture,
      seed: options.seed,
      firstSerial,
      given,
    });
    const sample = maker.make('full');
    const fixed = new Set(given.map(({ at }) => at.join('/')));
    const members = listMembers(contract, operation, sample.values);
    const valuesFor = (member: Member) =>
      fixed.has(member.at.join('/')) ? [] : validValues(member, { contract, operation, members, sample });
    const context: PlanContext = {
      contract,
      operation,
      maker,
      members,
      valuesOf: new Map(members.map((member) => [member.at.join('/'), valuesFor(member)])),
      clauses: operationClauses(contract, operation),
      fixture: options.fixture,
      seed: options.seed,
      depth: options.depth,
    };
    const connect = connector(contract, operation, {
      ...options.fixture,
      seed: options.seed,
      firstSerial: firstSerial + SERIALS_PER_OPERATION / 2,
    });
    plain.set(operation.id, maker.make('minimal').values);
    const casesOf = (family: Family): Case[] => family(context).filter(isSendable).map(connect);
    const budget = budgets[options.depth] * (1 - SHRINKING);
    const own = shareBudget(families.map(casesOf), budget - (namesNothing(operation) ? 1 : 0));
    const nothing = namesNothing(operation) ? [nothingCase(operation, maker.make('full'))] : [];
    const planned = [...own.slice(0, AT_FIRST), ...nothing, ...own.slice(AT_FIRST)];
    return [...planned, ...withinBudget(casesOf(randomCases), budget - requestsIn(planned))];
  });
  let last = firstSerialOf(options.runId) + options.operations.length * SERIALS_PER_OPERATION;
  return { cases, plain, next: () => String((last += 1)) };
}

/** What HTTP cannot carry is not sent; raw bytes are what they are. */
function isSendable({ operation, steps }: Case): boolean {
  return steps.every(({ values, form }) => isCarried(operation, form.raw ? { ...values, body: undefined } : values));
}

/** Puts before a case what has to exist, where a link says how to make it. */
function connector(
  contract: Contract,
  operation: Operation,
  options: Omit<MakerOptions, 'given'>,
): (each: Case) => Case {
  const found = findLink(contract, operation);
  if (found) {
    const maker = createRequestMaker(contract, found.operation, { ...options, given: [] });
    return (each) => linkCase(each, { ...found, maker, contract });
  }
  return namesNothing(operation) ? loosenCase : (each) => each;
}
