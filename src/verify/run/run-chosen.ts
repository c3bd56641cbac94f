/** Carries out chosen cases of a plan: each behind nothing but what it needs, and what shows how it has to be asked. */
import type { Contract } from '../../contract/contract.ts';
import { listNearest, rankNames } from '../../contract/nearest-name.ts';
import type { Operation } from '../../contract/operation.ts';
import { listLaws } from '../../contract/resource/list-laws.ts';
import { UsageError } from '../../errors.ts';
import type { CaseOutcome } from '../check/outcome.ts';
import { lawCaseId } from '../law/session.ts';
import type { Case } from '../plan/case.ts';
import type { Knowledge, Plan, Probed } from '../plan/plan-cases.ts';
import type { CaseRunner, OnOutcome } from './run-cases.ts';
import { readProbes } from './run-plan.ts';

/** A case that somebody asked for by its id. */
export interface ChosenCase {
  id: string;
  operation: Operation;
  isLaw: boolean;
}

/** Throws a UsageError for an id that no case of the plan has. */
export function chooseCases(plan: Plan, contract: Contract, ids: readonly string[]): ChosenCase[] {
  return [...new Set(ids)].map((id) => {
    const operation = operationNamed(plan, id);
    const laws = operation ? lawCasesOf(contract, operation) : [];
    const known = operation ? [...listPossible(plan, operation).map((each) => each.id), ...laws] : [];
    if (operation && known.includes(id)) return { id, operation, isLaw: laws.includes(id) };
    throw new UsageError(`there is no case "${id}"`, { hint: `${tellNearest(plan, id, known)}; --dry-run lists all.` });
  });
}

function operationNamed({ operations }: Plan, id: string): Operation | undefined {
  const named = operations.filter((operation) => id.startsWith(`${operation.id}/`));
  return named.toSorted((a, b) => b.id.length - a.id.length)[0];
}

/** Ids of cases that a message names: a line or two. */
const NEAR = 3;

function tellNearest({ operations }: Plan, id: string, known: readonly string[]): string {
  if (known.length > 0) return `Near it: ${rankNames(id, known).slice(0, NEAR).join(', ')}`;
  const names = operations.map((operation) => operation.id);
  return `An id begins with that of an operation: ${listNearest(id.split('/')[0] ?? id, names)}`;
}

function lawCasesOf(contract: Contract, operation: Operation): string[] {
  return listLaws(contract)
    .filter(({ use }) => use.operation.id === operation.id)
    .map(lawCaseId);
}

/** Whatever the operation takes: with required members only, and with all. */
function listPossible(plan: Plan, operation: Operation): Case[] {
  const full: Knowledge = new Map([[operation.id, { base: 'full', conflicts: false }]]);
  const none: Knowledge = new Map();
  return [...plan.probes(operation, none), ...plan.cases(operation, none), ...plan.cases(operation, full)];
}

export interface RunChosenOptions {
  runner: CaseRunner;
  onOutcome?: (outcome: CaseOutcome, total: number) => void;
  /** Tries laws, by the ids of their cases. */
  laws: (ids: ReadonlySet<string>, known: Knowledge, onOutcome: OnOutcome) => Promise<CaseOutcome[]>;
}

export interface ChosenOutcomes {
  outcomes: CaseOutcome[];
  /** What was sent to learn how the cases have to be asked: none of what it shows was asked for. */
  probed: CaseOutcome[];
  /** Why a case was not sent at all, by its id. */
  left: ReadonlyMap<string, string>;
}

export async function runChosen(
  plan: Plan,
  chosen: readonly ChosenCase[],
  { runner, laws, onOutcome }: RunChosenOptions,
): Promise<ChosenOutcomes> {
  const scout = new Scout(plan, runner);
  const outcomes: CaseOutcome[] = [];
  const left = new Map<string, string>();
  const tell: OnOutcome = (outcome) => onOutcome?.(outcome, chosen.length);
  for (const { id, operation } of chosen.filter(({ isLaw }) => !isLaw)) {
    const each = await scout.find(operation, id);
    if (each) outcomes.push(...(await runner.run([each], tell)));
    else left.set(id, `${operation.id} takes no request in which it could be tried`);
  }
  const ids = new Set(chosen.filter(({ isLaw }) => isLaw).map(({ id }) => id));
  if (ids.size > 0) outcomes.push(...(await laws(ids, scout.known, tell)));
  return { outcomes, probed: scout.probed, left };
}

/** Learns of operations what the plan of a case depends on, as a whole run would, and no more. */
class Scout {
  readonly known = new Map<string, Probed>();
  readonly probed: CaseOutcome[] = [];
  readonly #plan: Plan;
  readonly #runner: CaseRunner;

  constructor(plan: Plan, runner: CaseRunner) {
    this.#plan = plan;
    this.#runner = runner;
  }

  /** The case, behind sources that give what it needs. */
  async find(operation: Operation, id: string): Promise<Case | undefined> {
    const probe = await this.#settle(operation, () => this.#plan.probes(operation, this.known).filter(isAsked));
    if (probe.length > 0) return probe[0];
    await this.#learn(operation, []);
    return (await this.#settle(operation, () => this.#plan.cases(operation, this.known).filter(isAsked)))[0];

    function isAsked(each: Case): boolean {
      return each.id === id;
    }
  }

  async #learn(operation: Operation, trail: readonly string[]): Promise<void> {
    if (this.known.has(operation.id) || trail.includes(operation.id)) return;
    const probes = await this.#settle(operation, () => this.#plan.probes(operation, this.known), trail);
    const outcomes = await this.#runner.run(probes);
    this.known.set(operation.id, readProbes(outcomes));
    this.probed.push(...outcomes);
  }

  /** Plans again for as long as there are operations before a case of which nothing is known. */
  async #settle(operation: Operation, plan: () => Case[], trail: readonly string[] = []): Promise<Case[]> {
    const path = [...trail, operation.id];
    for (;;) {
      const cases = plan();
      const before = cases.flatMap(({ steps }) => steps.flatMap(({ setup }) => setup ?? []));
      const next = before.find((setup) => !this.known.has(setup.id) && !path.includes(setup.id));
      if (!next) return cases;
      await this.#learn(next, path);
    }
  }
}
