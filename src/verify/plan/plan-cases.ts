/** Plans the cases of a run from the contract: the same for the same seed, cheapest and most telling first. */
import type { Clause } from '../../contract/clause/clause.ts';
import { operationClauses } from '../../contract/clause/list-clauses.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import { ContractError } from '../../errors.ts';
import type { Fullness, GeneratorOptions } from '../../fixture/compile-generator.ts';
import { isCarried } from '../../http/client/wire-values.ts';
import type { DocpactConfig } from '../config.ts';
import { budgets, type Case, type Depth, lockedStatuses, type Step } from './case.ts';
import { againCases } from './family/again-cases.ts';
import { bodyCases } from './family/body-cases.ts';
import { branchCases } from './family/branch-cases.ts';
import { combinationCases } from './family/combination-cases.ts';
import { filledThingCases } from './family/filled-thing-cases.ts';
import { formCases } from './family/form-cases.ts';
import { identifierCases } from './family/identifier-cases.ts';
import { invalidCases } from './family/invalid-cases.ts';
import { lawCases } from './family/law-cases.ts';
import { openCases } from './family/open-cases.ts';
import { presenceCases, PROBES } from './family/presence-cases.ts';
import { randomCases } from './family/random-cases.ts';
import { scenarioCases } from './family/scenario-cases.ts';
import { securityCases } from './family/security-cases.ts';
import { stabilityCases } from './family/stability-cases.ts';
import { equalCases, nullCases, valueCases } from './family/value-cases.ts';
import { readGivenValues } from './given-values.ts';
import { listMembers, type Member } from './list-members.ts';
import { type Family, type PlanContext, singleCase } from './plan-context.ts';
import { firstSerialOf, type MadeRequest, type RequestMaker, SERIALS_PER_OPERATION } from './request-maker.ts';
import { createMakers } from './request-makers.ts';
import { createSequencer, identifiersOf, inOrderOfNeed } from './sequence.ts';
import { requestsIn, shareBudget, withinBudget } from './share-budget.ts';
import { BEYOND_ASCII, tellingRequest } from './telling-values.ts';
import { validValues } from './valid-values.ts';

export interface PlanOptions {
  operations: readonly Operation[];
  depth: Depth;
  seed: number;
  runId: string;
  /** By operationId, then by place in the request. */
  values: NonNullable<DocpactConfig['values']>;
  /** Whether the credentials that were given let a request to the operation in. */
  isLetIn?: (operation: Operation) => boolean;
  /** Whether there is no time left to plan more. */
  isOver?: (() => boolean) | undefined;
  /** Whether the operation demands credentials, and none of its alternatives was given. */
  lacksCredentials?: (operation: Operation) => boolean;
  fixture: Omit<GeneratorOptions, 'direction'>;
}

/** What the first requests to an operation showed. */
export interface Probed {
  /** The request that was accepted: what is broken is broken in such a one. Undefined where none was. */
  base: Exclude<Fullness, 'drawn'> | undefined;
  /** The second request was refused with 409 where the first was accepted: what they work on is used up. */
  conflicts: boolean;
  /** It was refused for want of credentials, which nobody gave: nothing else can be tried of it. */
  lockedOut?: boolean;
}

/** What is known of the operations so far, by id; nothing of those that were not probed. */
export type Knowledge = ReadonlyMap<string, Probed>;

export interface Plan {
  /** In the order in which each finds what others have made. */
  operations: readonly Operation[];
  /** Why no request to an operation can be made; undefined where one can. */
  lackOf: (operation: Operation) => ContractError | undefined;
  /** The same, as far as it was looked for. */
  knownLack: (operation: Operation) => ContractError | undefined;
  /** The first requests to an operation: whether it succeeds with required members only, and with all. */
  probes: (operation: Operation, known: Knowledge) => Case[];
  /** Everything else that is tried of it. */
  cases: (operation: Operation, known: Knowledge) => Case[];
  /** A request with required members only and nothing odd about it, by operationId. */
  plain: (id: string) => RequestValues | undefined;
  /** A request with all members, by operationId. */
  full: (id: string) => RequestValues | undefined;
  /** A valid request behind what it needs, all of it made for it alone. */
  prepare: (operation: Operation, known: Knowledge, request: Fullness | MadeRequest) => Case;
  /** A valid request whose values show what becomes of them, others each round. */
  telling: (operation: Operation, round: number) => MadeRequest;
  /** The values of a valid request, whose identifiers are made up. */
  request: (operation: Operation, members: Fullness) => MadeRequest;
  /** A request to what comes before the cases of another operation, with required members only. */
  setUp: (operation: Operation) => MadeRequest;
  /** Nine digits that no request of the run has had. */
  next: () => string;
  /** Why a part of a request is never sent, or the whole of it: no value was found for it. */
  lackFor: (clause: Clause) => string | undefined;
}

/** Plans operation by operation, within the depth's budget: what comes later heeds what the probes have shown. */
export function planCases(contract: Contract, options: PlanOptions): Plan {
  const start = firstSerialOf(options.runId);
  const places = new Map(contract.operations.map(({ id }, index) => [id, index]));
  const serialOf = ({ id }: Operation): number => start + (places.get(id) ?? -1) * SERIALS_PER_OPERATION;
  const contexts = new Map<string, OperationPlan>();
  const makers = createMakers(contract, options, serialOf);
  const contextOf = (operation: Operation): OperationPlan => {
    const found = contexts.get(operation.id);
    if (found) return found;
    const context = createContext(contract, operation, { ...options, maker: makers.maker(operation) });
    const own: OperationPlan = {
      context,
      plain: context.maker.make('minimal').values,
      presence: presenceCases(context),
    };
    contexts.set(operation.id, own);
    return own;
  };
  const setUp = (operation: Operation, members: 'minimal' | 'full'): MadeRequest =>
    members === 'minimal' ? makers.setUp(operation) : tellingRequest(contextOf(operation).context, BEYOND_ASCII);
  const shared = new Map<string, MadeRequest>();
  const precede = (operation: Operation, known: Knowledge, own = shared): ((each: Case) => Case) =>
    createSequencer(operation, {
      contract,
      make: setUp,
      shared: own,
      conflicts: ({ id }) => known.get(id)?.conflicts ?? false,
      isBarren: (source) =>
        (known.has(source.id) && known.get(source.id)?.base === undefined) || makers.lackOf(source) !== undefined,
      given: new Set(
        readGivenValues(contract, operation, options.values[operation.id] ?? {}).map(({ at }) => at.join('/')),
      ),
    });
  let last = start + contract.operations.length * SERIALS_PER_OPERATION;
  return {
    operations: inOrderOfNeed(contract, options.operations),
    lackOf: makers.lackOf,
    knownLack: makers.knownLack,
    probes: (operation, known) =>
      makers.lackOf(operation)
        ? []
        : contextOf(operation)
            .presence.slice(0, PROBES)
            .filter(isSendable)
            .map((each) => (options.lacksCredentials?.(operation) ? withoutCredentials(each) : each))
            .map(precede(operation, known)),
    cases: (operation, known) =>
      options.isOver?.() || makers.lackOf(operation) || known.get(operation.id)?.lockedOut
        ? []
        : planOperation(contextOf(operation), { known, precede: precede(operation, known), isOver: options.isOver }),
    plain: (id) => contexts.get(id)?.plain,
    full: (id) => contexts.get(id)?.context.maker.make('full').values,
    telling: (operation, round) => tellingRequest(contextOf(operation).context, round),
    prepare: (operation, known, request) => {
      const { context } = contextOf(operation);
      const own = typeof request === 'string' ? context.maker.make(request) : request;
      const made = singleCase(context, { id: 'prepared', sentence: 'that is valid' }, own);
      return precede(operation, known, new Map())(made);
    },
    request: (operation, members) => contextOf(operation).context.maker.make(members),
    setUp: makers.setUp,
    next: () => String((last += 1)),
    lackFor: makers.lackFor,
  };
}

/** Who asks for credentials is right, and so is, as far as anybody knows here, who does not. */
function withoutCredentials(each: Case): Case {
  const steps = each.steps.map((step): Step => ({
    ...step,
    expect: step.expect === 'success' ? 'if-found' : 'either',
    credentials: 'none',
    allow: [...(step.allow ?? []), ...lockedStatuses],
  }));
  return { ...each, steps, aims: [], zone: 'open' };
}

interface OperationPlan {
  context: PlanContext;
  plain: RequestValues;
  presence: readonly Case[];
}

function createContext(
  contract: Contract,
  operation: Operation,
  { fixture, seed, depth, values, isLetIn, isOver, maker }: PlanOptions & { maker: RequestMaker },
): PlanContext {
  const given = readGivenValues(contract, operation, values[operation.id] ?? {});
  const fixed = new Set([...given.map(({ at }) => at.join('/')), ...identifiersOf(contract, operation)]);
  const sample = maker.make('full');
  const members = listMembers(contract, operation, sample.values);
  const valuesFor = (member: Member) =>
    isOver?.() || member.isFile || fixed.has(member.at.join('/'))
      ? []
      : validValues(member, { contract, operation, members, sample });
  return {
    contract,
    operation,
    maker,
    base: 'minimal',
    isLetIn: isLetIn?.(operation) ?? false,
    members,
    fixed,
    valuesOf: new Map(members.map((member) => [member.at.join('/'), valuesFor(member)])),
    clauses: operationClauses(contract, operation),
    fixture: maker.known ? { ...fixture, known: maker.known } : fixture,
    seed,
    depth,
  };
}

/** In the order of sending, each with its most telling cases first; behind those of presence. */
const families: readonly Family[] = [
  securityCases,
  filledThingCases,
  scenarioCases,
  lawCases,
  againCases,
  stabilityCases,
  bodyCases,
  nullCases,
  valueCases,
  equalCases,
  invalidCases,
  branchCases,
  formCases,
  openCases,
  combinationCases,
];

/** As many cases as may start at the same moment; one that expects nothing must not come before those that do. */
const AT_FIRST = 12;

/** Share of the budget that is kept for finding the smallest request of a problem. */
const SHRINKING = 0.05;

interface Planning extends Pick<PlanOptions, 'isOver'> {
  known: Knowledge;
  precede: (each: Case) => Case;
}

/** Everything but the probes, as far as there is time; `precede` puts before each case what it needs. */
function planOperation({ context: unprobed, presence }: OperationPlan, { known, precede, isOver }: Planning): Case[] {
  const probed = known.get(unprobed.operation.id);
  const context: PlanContext = probed ? { ...unprobed, base: probed.base } : unprobed;
  const ready = (cases: readonly Case[]): Case[] => cases.filter(isSendable).map(precede);
  const identifiers = ready(identifierCases(context));
  const budget = budgets[context.depth] * (1 - SHRINKING) - PROBES - requestsIn(identifiers);
  const own = shareBudget(
    [ready(presence.slice(PROBES)), ...families.map((family) => (isOver?.() ? [] : ready(family(context))))],
    budget,
  );
  const planned = [...own.slice(0, AT_FIRST), ...identifiers, ...own.slice(AT_FIRST)];
  return [...planned, ...(isOver?.() ? [] : withinBudget(ready(randomCases(context)), budget - requestsIn(own)))];
}

/** What HTTP cannot carry is not sent; raw bytes are what they are. */
function isSendable({ operation, steps }: Case): boolean {
  return steps.every(({ values, form }) => isCarried(operation, form.raw ? { ...values, body: undefined } : values));
}
