/** Tries the laws of a contract's resources, when everything else is done and the server is at rest. */
import type { Operation } from '../../contract/operation.ts';
import { ContractError } from '../../errors.ts';
import { type LawKind, listLaws } from '../../contract/resource/list-laws.ts';
import type { CaseOutcome } from '../check/outcome.ts';
import type { Knowledge } from '../plan/plan-cases.ts';
import type { Run } from '../run/prepare-run.ts';
import { tryChanged, tryUntouched } from './changed-laws.ts';
import { tryGone } from './gone-law.ts';
import { tryReplaced } from './replaced-law.ts';
import { tryConditional } from './condition-law.ts';
import { tryFiltered, tryListed, trySorted } from './listed-laws.ts';
import { tryBelow, tryDistinct, tryHeaded, tryRead, tryTaken } from './made-laws.ts';
import { tryCounted, tryPaged } from './paged-laws.ts';
import { clauseOf, lawCaseId, Session, Unreached } from './session.ts';

/** How each law is tried. A law that does not hold says so to the session; one that cannot be tried throws Unreached. */
const trials: Readonly<Record<LawKind, (session: Session) => Promise<void>>> = {
  read: tryRead,
  distinct: tryDistinct,
  taken: tryTaken,
  headed: tryHeaded,
  below: tryBelow,
  listed: tryListed,
  filtered: tryFiltered,
  sorted: trySorted,
  paged: tryPaged,
  counted: tryCounted,
  replaced: tryReplaced,
  changed: tryChanged,
  untouched: tryUntouched,
  gone: tryGone,
  conditional: tryConditional,
};

export interface LawOptions {
  operations: readonly Operation[];
  /** What the first requests to the operations have shown. */
  known: Knowledge;
  onOutcome?: (outcome: CaseOutcome) => void;
  /** Only these, by the ids of their cases. */
  only?: ReadonlySet<string>;
}

/** One outcome a law, in the order of the contract's resources. */
export async function runLaws(run: Run, { operations, known, onOutcome, only }: LawOptions): Promise<CaseOutcome[]> {
  const { contract, options, runner } = run;
  const ids = new Set(operations.map(({ id }) => id));
  const outcomes: CaseOutcome[] = [];
  for (const law of listLaws(contract)) {
    if (runner.stopped !== undefined) break;
    if (only && !only.has(lawCaseId(law))) continue;
    if (!ids.has(law.use.operation.id) || options.lawsOff?.includes(clauseOf(law))) continue;
    const session = new Session(run, law, { known, strict: options.strictLaws ?? false });
    const outcome = await tryLaw(session);
    outcomes.push(outcome);
    onOutcome?.(outcome);
  }
  return outcomes;
}

async function tryLaw(session: Session): Promise<CaseOutcome> {
  try {
    await trials[session.law.kind](session);
    return session.outcome();
  } catch (error) {
    if (error instanceof Unreached) return session.outcome(error.message);
    if (error instanceof ContractError) return session.outcome(error.reason);
    throw error;
  }
}
