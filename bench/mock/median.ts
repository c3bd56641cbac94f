/** Medians: what is left of several rounds on a machine that is never quiet. */
import type { Measurement } from './measure.ts';

/** The middle one; of an even number, the upper middle. NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
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
    rssMb: of('rssMb'),
    peakMb: of('peakMb'),
    requests: of('requests'),
    refused: rounds.reduce((sum, { refused }) => sum + refused, 0),
  };
}
