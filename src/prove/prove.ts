/** Proves that verify bites: every fault of a contract tried, every freedom, on all cores. */
import { availableParallelism } from 'node:os';
import type { Contract } from '../contract/contract.ts';
import { listPages } from '../page/list-pages.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';
import type { Depth } from '../verify/plan/case.ts';
import { faultFamilies } from './fault/fault.ts';
import type { FamilyCount, FaultResult, ProveReport } from './prove-report.ts';
import { type PoolProgress, runJobs } from './run/run-jobs.ts';
import type { JobResult, Selection } from './run/run-worker.ts';

export interface ProveOptions {
  contract: Contract;
  seed?: number;
  depth?: Depth;
  /** One family of faults, `right` or `schema`; all unless given. */
  only?: Selection;
  /** So many jobs, chosen by the seed; all unless given. */
  sample?: number;
  /** Kinds of problem that do not count: what verify would be without the judges that find them. */
  ignore?: readonly ProblemKind[];
  /** Threads; one a core unless given. */
  workers?: number;
  onProgress?: (progress: PoolProgress) => void;
}

/**
 * Breaks a server of the kit's own in every way that the contract makes possible, and tells which of them verify sees.
 *
 * @example
 * const report = await prove({ contract: loadContract(), sample: 50 });
 * console.log(report.proven, report.families);
 */
export async function prove(options: ProveOptions): Promise<ProveReport> {
  const { contract, seed = 1, depth = 'standard', only, sample, ignore, onProgress } = options;
  const { workers = availableParallelism() } = options;
  const begun = performance.now();
  const pages = listPages(contract.file) ? { pages: contract.files } : {};
  const task = { docpactProve: true, contract: contract.file, ...pages, seed, depth, only, ignore } as const;
  const results = await runJobs(task, { workers, sample, onProgress });
  const faults = kindOf(results, 'fault');
  const rights = kindOf(results, 'right');
  return {
    proven: faults.every(({ outcome }) => outcome !== 'missed') && rights.every(({ sight }) => sight === undefined),
    contract: contract.file,
    seed,
    depth,
    ...(only === undefined ? {} : { only }),
    ...(sample === undefined ? {} : { sample }),
    durationMs: Math.round(performance.now() - begun),
    workers,
    families: countFamilies(faults),
    faults,
    rights,
    mutants: kindOf(results, 'schema'),
  };
}

type Of<K> = Omit<Extract<JobResult, { job: K }>, 'job'>;

function kindOf<K extends JobResult['job']>(results: readonly JobResult[], kind: K): Of<K>[] {
  return results.flatMap(({ job, ...rest }) => (job === kind ? [rest as unknown as Of<K>] : []));
}

/** One row a family that has faults. */
function countFamilies(faults: readonly FaultResult[]): FamilyCount[] {
  return faultFamilies.flatMap((family) => {
    const own = faults.filter((fault) => fault.family === family);
    if (own.length === 0) return [];
    const count = (outcome: FaultResult['outcome']): number => own.filter((fault) => fault.outcome === outcome).length;
    const requests = own.flatMap(({ sight }) => (sight ? [sight.requests] : [])).sort((a, b) => a - b);
    return {
      family,
      found: count('found'),
      missed: count('missed'),
      equivalent: count('equivalent'),
      medianRequests: requests[Math.floor(requests.length / 2)] ?? 0,
    };
  });
}
