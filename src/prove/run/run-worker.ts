/** A worker thread of a proof: loads the contract itself and runs the jobs whose numbers it is given. */
import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { loadContract } from '../../contract/load-contract.ts';
import { importPages } from '../../page/import-pages.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import type { Depth } from '../../verify/plan/case.ts';
import type { FaultFamily } from '../fault/fault.ts';
import { listFaults } from '../fault/list-faults.ts';
import { tryFault } from '../fault/try-fault.ts';
import { listFreedoms } from '../freedom/list-freedoms.ts';
import { tryFreedom } from '../freedom/try-freedom.ts';
import { createKit, type Kit } from '../kit.ts';
import { listMutants } from '../mutant/list-mutants.ts';
import { tryMutant } from '../mutant/try-mutant.ts';
import { listLawFaults } from '../law/list-law-faults.ts';
import { listLawFreedoms, tryLawFault, tryLawFreedom } from '../law/try-law.ts';
import type { FaultResult, MutantResult, RightResult } from '../prove-report.ts';

/** Families of faults, and two words for the rest. */
export type Selection = FaultFamily | 'right' | 'schema';

export type JobResult =
  | ({ job: 'fault' } & FaultResult)
  | ({ job: 'right' } & RightResult)
  | ({ job: 'schema' } & MutantResult);

interface JobOptions {
  only?: Selection | undefined;
  ignore?: readonly ProblemKind[] | undefined;
}

/** What a worker is told at its start. */
export interface WorkerTask extends JobOptions {
  docpactProve: true;
  contract: string;
  /** Where the contract is made of pages: all of them. */
  pages?: readonly string[];
  seed: number;
  depth: Depth;
}

/** What it says: the ids of all jobs once, then each result. */
export type WorkerMessage = { jobs: readonly string[] } | { number: number; result: JobResult } | { failure: string };

/** Starts a worker: this very file, in a thread of its own. */
export function startWorker(task: WorkerTask): Worker {
  return new Worker(new URL(import.meta.url), { workerData: task, execArgv: [] });
}

async function serve(port: MessagePort, task: WorkerTask): Promise<void> {
  const { contract: path, pages, seed, depth, only, ignore } = task;
  const kit = await createKit({ contract: pages ? importPages(pages).contract : loadContract(path), seed, depth });
  const jobs = listJobs(kit, { only, ignore });
  const say = (message: WorkerMessage): void => port.postMessage(message);
  port.on('message', async (number: number) => {
    const job = jobs[number];
    if (!job) return;
    try {
      say({ number, result: await job.run() });
    } catch (error) {
      say({ failure: `${job.id}: ${(error as Error).stack}` });
    }
  });
  say({ jobs: jobs.map(({ id }) => id) });
}

/** By id: a worker makes the list itself and is told numbers only. */
interface Job {
  id: string;
  run: () => Promise<JobResult>;
}

function listJobs(kit: Kit, { only, ignore }: JobOptions): Job[] {
  const family = only === 'right' || only === 'schema' ? undefined : only;
  const faults = only === undefined || family !== undefined ? listFaults(kit, family) : [];
  const rights = only === undefined || only === 'right' ? listFreedoms(kit) : [];
  const mutants = only === undefined || only === 'schema' ? listMutants(kit.contract) : [];
  const laws = only === undefined || only === 'law' ? listLawFaults(kit.contract) : [];
  const resources = only === undefined || only === 'right' ? listLawFreedoms(kit.contract) : [];
  return [
    ...faults.map((fault): Job => ({
      id: fault.id,
      run: async () => ({ job: 'fault', ...(await tryFault(kit, fault, ignore)) }),
    })),
    ...laws.map((fault): Job => ({
      id: fault.id,
      run: async () => ({ job: 'fault', ...(await tryLawFault(kit, fault, ignore)) }),
    })),
    ...resources.map((freedom): Job => ({
      id: freedom.id,
      run: async () => ({ job: 'right', ...(await tryLawFreedom(kit, freedom)) }),
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

const task = workerData as Partial<WorkerTask> | null;
if (!isMainThread && parentPort && task?.docpactProve) await serve(parentPort, task as WorkerTask);
