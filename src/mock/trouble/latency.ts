/** How long answers wait, in milliseconds: always the same, or between two bounds. */
export interface Latency {
  from: number;
  to: number;
}

/** Longest wait. */
const LONGEST = 600_000;

/** Reads `800` or `200-800`; undefined for what is neither. */
export function parseLatency(text: string): Latency | undefined {
  const [, from, to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  const latency = { from: Number(from), to: Number(to) };
  return latency.from <= latency.to && latency.to <= LONGEST ? latency : undefined;
}

export function formatLatency({ from, to }: Latency): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** The wait that belongs to `chance`, from 0 to below 1. */
export function drawLatency({ from, to }: Latency, chance: () => number): number {
  return from === to ? from : from + Math.floor(chance() * (to - from + 1));
}
