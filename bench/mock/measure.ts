/** One round of one contender: start, warm up, load, stop. */
import type { Contender } from './contender.ts';
import { driveLoad } from './drive-load.ts';
import type { GrownContract } from './grow-contract.ts';
import { readUsage } from './read-usage.ts';
import { startServer } from './start-server.ts';

/** What one round found; NaN where the system does not tell. */
export interface Measurement {
  startMs: number;
  startCpuMs: number;
  settledCpuMs: number;
  /** Resident memory after the first 201, at rest. */
  restMb: number;
  /** CPU time of the server process for the first request to an operation: a pass over all of them, one after the other. */
  cpuPerFirst: number;
  requestsPerSecond: number;
  /** CPU time of the server process per request, in milliseconds, once every operation has been asked. */
  cpuPerRequest: number;
  rssMb: number;
  peakMb: number;
  requests: number;
  refused: number;
}

export interface LoadOptions {
  connections: number;
  seconds: number;
  warmUpSeconds: number;
}

/** Puts `contender` through one round on `contract`. */
export async function measure(
  contender: Contender,
  { contract, load }: { contract: GrownContract; load: LoadOptions },
): Promise<Measurement> {
  const { paths, folder } = contract;
  const server = await startServer(await contender.launch(folder), paths.at(-1) ?? '/');
  try {
    const target = { origin: server.origin, paths, connections: load.connections };
    const pass = await driveLoad({ ...target, connections: 1, requests: paths.length });
    const passed = readUsage(server.pid).cpuMs;
    const warmUp = await driveLoad({ ...target, seconds: load.warmUpSeconds });
    const before = readUsage(server.pid).cpuMs;
    const { requests, refused, ms } = await driveLoad({ ...target, seconds: load.seconds });
    const { cpuMs, rssMb, peakMb } = readUsage(server.pid);
    return {
      startMs: server.startMs,
      startCpuMs: server.startCpuMs,
      settledCpuMs: server.settledCpuMs,
      restMb: server.restMb,
      cpuPerFirst: paths.length > 1 ? (passed - server.settledCpuMs) / pass.requests : NaN,
      requestsPerSecond: (requests * 1000) / ms,
      cpuPerRequest: (cpuMs - before) / requests,
      rssMb,
      peakMb,
      requests: requests + warmUp.requests + pass.requests,
      refused: refused + warmUp.refused + pass.refused,
    };
  } finally {
    await server.stop();
  }
}

/** Starts and stops it once, so that every measured start finds the same warm caches. */
export async function rehearse(contender: Contender, contract: GrownContract): Promise<void> {
  const launch = await contender.launch(contract.folder);
  const server = await startServer(launch, contract.paths.at(-1) ?? '/');
  await server.stop();
}
