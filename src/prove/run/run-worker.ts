/** A worker thread of a proof: loads the contract itself and runs the jobs whose numbers it is given. */
import { isMainThread, parentPort, Worker, workerData, type MessagePort } from 'node:worker_threads';
import { loadContract } from '../../contract/load-contract.ts';
import { importPages } from '../../page/import-pages.ts';
import type { Depth } from '../../verify/case.ts';
import { listJobs, type JobOptions, type JobResult } from './job.ts';
import { createKit } from '../kit.ts';

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

const task = workerData as Partial<WorkerTask> | null;
if (!isMainThread && parentPort && task?.docpactProve) await serve(parentPort, task as WorkerTask);
