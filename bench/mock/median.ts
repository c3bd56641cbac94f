/** Medians: what is left of several rounds on a machine that is never quiet. */
import type { Measurement } from './measure.ts';

/** The middle one; of an even number, the mean of the middle two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** The median of each figure, but the sum of what must be zero in every round. */
export function summarise(rounds: readonly Measurement[]): Measurement {
  const of = (key: keyof Measurement): number => median(rounds.map((round) => round[key]));
  return {
    startMs: of('startMs'),
    startCpuMs: of('startCpuMs'),
    settledCpuMs: of('settledCpuMs'),
    cpuPerFirst: of('cpuPerFirst'),
    requestsPerSecond: of('requestsPerSecond'),
    cpuPerRequest: of('cpuPerRequest'),
    restMb: of('restMb'),
    rssMb: of('rssMb'),
    peakMb: of('peakMb'),
    requests: of('requests'),
    refused: rounds.reduce((sum, { refused }) => sum + refused, 0),
  };
}
