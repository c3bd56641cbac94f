/** What proving found, as plain data: the kill table. */
import type { Depth } from '../verify/plan/case.ts';
import type { FaultFacts, FaultFamily } from './fault/fault.ts';
import type { Sight } from './judge/run-verify.ts';

/** `equivalent`: no request shows it, since the contract allows what the server does. */
export type FaultOutcome = 'found' | 'missed' | 'equivalent';

export interface FaultResult extends FaultFacts {
  outcome: FaultOutcome;
  /** How verify saw it. */
  sight?: Sight;
  durationMs: number;
}

/** A right server that differs, and what verify says of it. */
export interface RightResult {
  id: string;
  sentence: string;
  /** Whether the contract leaves it free, by the probes; else it was not tried. */
  free: boolean;
  /** The false alarm; absent where verify is content. */
  sight?: Sight;
  durationMs: number;
}

/** The contract with one keyword deleted or loosened. */
export interface MutantResult {
  id: string;
  /** `/components/schemas/Thing/properties/size/minimum`. */
  pointer: string;
  sentence: string;
  /** What differs from the contract as it is; empty where nothing depends on the keyword. */
  differs: readonly string[];
  /** Nothing differs, since another schema says the same and this one inherits it. */
  restored: boolean;
  durationMs: number;
}

export interface FamilyCount {
  family: FaultFamily;
  found: number;
  missed: number;
  equivalent: number;
  /** Requests until half of the found ones were seen. */
  medianRequests: number;
}

export interface ProveReport {
  /** No fault was missed and no right server flagged, of those that were tried. */
  proven: boolean;
  contract: string;
  seed: number;
  depth: Depth;
  only?: string;
  /** How many were chosen, where not all were tried. */
  sample?: number;
  durationMs: number;
  workers: number;
  families: readonly FamilyCount[];
  faults: readonly FaultResult[];
  rights: readonly RightResult[];
  mutants: readonly MutantResult[];
}
