/** Prints how many times better our mock is than a peer, against the aims of the project. */
import type { Measurement } from './measure.ts';
import { median } from './median.ts';
import { alignColumns, renderNumber, type Results } from './render-table.ts';

interface Comparison {
  title: string;
  /** How many times better ours was in one round. */
  ratio: (ours: Measurement, peer: Measurement) => number;
  /** The least that is aimed at beside Prism, with so many operations; undefined where nothing was said. */
  aim: (operations: number) => number | undefined;
}

const comparisons: readonly Comparison[] = [
  {
    title: 'CPU per request',
    ratio: (ours, peer) => peer.cpuPerRequest / ours.cpuPerRequest,
    aim: (operations) => (operations >= 1000 ? 30 : operations === 1 ? 5 : undefined),
  },
  { title: 'first 201', ratio: (ours, peer) => peer.startMs / ours.startMs, aim: () => 2 },
  { title: 'CPU to it', ratio: (ours, peer) => peer.startCpuMs / ours.startCpuMs, aim: () => undefined },
  { title: 'memory at rest', ratio: (ours, peer) => peer.restMb / ours.restMb, aim: () => 1 },
  { title: 'memory after load', ratio: (ours, peer) => peer.rssMb / ours.rssMb, aim: () => 2 },
  { title: 'peak memory', ratio: (ours, peer) => peer.peakMb / ours.peakMb, aim: () => undefined },
  {
    title: 'requests/s',
    ratio: (ours, peer) => ours.requestsPerSecond / peer.requestsPerSecond,
    aim: () => undefined,
  },
];

export interface Pairing {
  ours: string;
  peer: string;
  operations: number;
}

/** Each ratio: its median over the rounds, lowest and highest, and whether the aim is met; empty without either server. */
export function renderRatios(results: Results, { ours, peer, operations }: Pairing): string {
  const [mine, theirs] = [results.get(ours), results.get(peer)];
  if (mine === undefined || theirs === undefined) return '';
  const aimed = peer.startsWith('prism');
  const rows = comparisons.map(({ title, ratio, aim }) => {
    const ratios = mine.map((round, index) => ratio(round, theirs[index] ?? round));
    return [title, ...renderRatio(ratios, aimed ? aim(operations) : undefined)];
  });
  return alignColumns([[`${ours} against ${peer}`, 'times better', 'rounds', 'aim', ''], ...rows]);
}

function renderRatio(ratios: readonly number[], aim: number | undefined): string[] {
  const middle = median(ratios);
  const range = [Math.min(...ratios), Math.max(...ratios)].map((value) => renderNumber(value, 1));
  const verdict = aim === undefined || Number.isNaN(middle) ? '' : middle >= aim ? 'met' : 'missed';
  return [renderNumber(middle, 1), range.join('-'), aim === undefined ? '' : `>= ${aim}`, verdict];
}
