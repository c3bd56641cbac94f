/** The jobs of a proof, by id: a worker makes the list itself and is told numbers only. */
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import type { FaultFamily } from '../fault/fault.ts';
import type { Kit } from '../kit.ts';
import { listFaults } from '../fault/list-faults.ts';
import { listFreedoms } from '../freedom/list-freedoms.ts';
import { listMutants } from '../mutant/list-mutants.ts';
import type { FaultResult, MutantResult, RightResult } from '../prove-report.ts';
import { tryFault } from '../fault/try-fault.ts';
import { tryFreedom } from '../freedom/try-freedom.ts';
import { tryMutant } from '../mutant/try-mutant.ts';

/** Families of faults, and two words for the rest. */
export type Selection = FaultFamily | 'right' | 'schema';

export type JobResult =
  | ({ job: 'fault' } & FaultResult)
  | ({ job: 'right' } & RightResult)
  | ({ job: 'schema' } & MutantResult);

export interface Job {
  id: string;
  run: () => Promise<JobResult>;
}

export interface JobOptions {
  only?: Selection | undefined;
  ignore?: readonly ProblemKind[] | undefined;
}

export function listJobs(kit: Kit, { only, ignore }: JobOptions): Job[] {
  const family = only === 'right' || only === 'schema' ? undefined : only;
  const faults = only === undefined || family !== undefined ? listFaults(kit, family) : [];
  const rights = only === undefined || only === 'right' ? listFreedoms(kit) : [];
  const mutants = only === undefined || only === 'schema' ? listMutants(kit.contract) : [];
  return [
    ...faults.map((fault): Job => ({
      id: fault.id,
      run: async () => ({ job: 'fault', ...(await tryFault(kit, fault, ignore)) }),
    })),
    ...rights.map((freedom): Job => ({
      id: freedom.id,
      run: async () => ({ job: 'right', ...(await tryFreedom(kit, freedom)) }),
    })),
    ...mutants.map((mutant): Job => ({
      id: mutant.id,
      run: async () => ({ job: 'schema', ...(await tryMutant(kit, mutant)) }),
    })),
  ];
}
