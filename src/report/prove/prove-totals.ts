/** The sums of a kill table, and what went wrong in it. */
import type { FaultResult, MutantResult, ProveReport, RightResult } from '../../prove/prove-report.ts';

export interface ProveTotals {
  faults: number;
  found: number;
  survivors: readonly FaultResult[];
  equivalent: number;
  rights: number;
  alarms: readonly RightResult[];
  mutants: number;
  /** Keywords that nothing depends on. */
  idle: readonly MutantResult[];
}

/** The verdict in words: what was tried in part only proves nothing. */
export function describeProof({ proven, only, sample }: ProveReport): string {
  if (!proven) return 'Not proven';
  if (sample !== undefined) return `Nothing missed in a sample of ${sample}`;
  return only === undefined ? 'Proven' : `Nothing missed in ${only}`;
}

export function proveTotals({ faults, rights, mutants }: ProveReport): ProveTotals {
  const count = (outcome: FaultResult['outcome']): number => faults.filter((fault) => fault.outcome === outcome).length;
  return {
    faults: faults.length - count('equivalent'),
    found: count('found'),
    survivors: faults.filter(({ outcome }) => outcome === 'missed'),
    equivalent: count('equivalent'),
    rights: rights.filter(({ free }) => free).length,
    alarms: rights.filter(({ sight }) => sight !== undefined),
    mutants: mutants.filter(({ restored }) => !restored).length,
    idle: mutants.filter(({ differs, restored }) => differs.length === 0 && !restored),
  };
}
