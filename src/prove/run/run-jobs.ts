/** Runs jobs on worker threads: each worker gets its next job when it is through with one. */
import type { Worker } from 'node:worker_threads';
import { chooseSample } from './choose-sample.ts';
import { type JobResult, startWorker, type WorkerMessage, type WorkerTask } from './run-worker.ts';

export interface PoolOptions {
  workers: number;
  sample: number | undefined;
  onProgress: ((progress: PoolProgress) => void) | undefined;
}

export interface PoolProgress {
  done: number;
  total: number;
  /** Faults that were missed and right servers that were flagged. */
  failures: number;
}

/** The results in the order of the jobs. Rejects where a worker cannot do its job. */
export async function runJobs(task: WorkerTask, { workers, sample, onProgress }: PoolOptions): Promise<JobResult[]> {
  const pool = Array.from({ length: workers }, () => startWorker(task));
  const results: JobResult[] = [];
  let waiting: number[] | undefined;
  let total = 0;
  let done = 0;
  let failures = 0;
  const note = (number: number, result: JobResult): void => {
    results[number] = result;
    done += 1;
    failures += isFailure(result) ? 1 : 0;
    onProgress?.({ done, total, failures });
  };
  try {
    await Promise.all(
      pool.map((worker) =>
        workThrough(worker, {
          begin: (jobs) => {
            waiting ??= chooseSample(jobs, { size: sample, seed: task.seed }).toReversed();
            total ||= waiting.length;
          },
          next: () => waiting?.pop(),
          note,
        }),
      ),
    );
  } finally {
    await Promise.all(pool.map((worker) => worker.terminate()));
  }
  return results.filter((result) => result !== undefined);
}

interface Work {
  begin: (jobs: readonly string[]) => void;
  next: () => number | undefined;
  note: (number: number, result: JobResult) => void;
}

/** Milliseconds after which a job will never end: every answer has a time limit of its own, and the largest runs take seconds. */
const JOB_TIMEOUT = 300_000;

function workThrough(worker: Worker, { begin, next, note }: Work): Promise<void> {
  return new Promise((resolve, reject) => {
    let job = 'making the list of jobs';
    let ids: readonly string[] = [];
    let timer: NodeJS.Timeout | undefined;
    const give = (): void => {
      clearTimeout(timer);
      const number = next();
      if (number === undefined) return resolve();
      job = ids[number] ?? job;
      timer = setTimeout(
        () => reject(new Error(`${job}: not done after ${JOB_TIMEOUT / 1_000} s`)),
        JOB_TIMEOUT,
      ).unref();
      // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(number);
    };
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`${job}: its thread ended with ${code}`)));
    worker.on('message', (message: WorkerMessage) => {
      if ('failure' in message) return reject(new Error(message.failure));
      if ('jobs' in message) begin((ids = message.jobs));
      else note(message.number, message.result);
      give();
    });
  });
}

function isFailure(result: JobResult): boolean {
  if (result.job === 'fault') return result.outcome === 'missed';
  return result.job === 'right' && result.sight !== undefined;
}
