/** Compares what patterns match: whether every text of some is one of another, or the shortest that is not. */
import { type Characters, type Pattern, readPattern } from './read-pattern.ts';

/** Steps of both machines together that are taken at most. */
const MOST_STEPS = 10_000;

/** States of the machine of one pattern. */
const MOST_STATES = 3000;

export interface PatternComparison {
  /** The shortest text that all of the first match and the other does not; undefined where there is none. */
  without?: string;
}

const known = new Map<string, PatternComparison | undefined>();

/** Compares the texts that all of `patterns` match with those of `other`; without `other`, with none. Undefined where that cannot be told. */
export function comparePatterns(patterns: readonly string[], other?: string): PatternComparison | undefined {
  const key = JSON.stringify([patterns, other]);
  if (!known.has(key)) known.set(key, compare(patterns, other));
  return known.get(key);
}

function compare(patterns: readonly string[], other: string | undefined): PatternComparison | undefined {
  const left = patterns.map(compileMachine);
  const right = other === undefined ? [] : [compileMachine(other)];
  const machines = [...left, ...right];
  if (machines.some((machine) => machine === undefined)) return undefined;
  return search(machines as Machine[], left.length);
}

/** A machine without memory: states with steps over characters, and steps over nothing. */
interface Machine {
  steps: readonly { over: Characters; to: number }[][];
  free: readonly number[][];
  first: number;
  last: number;
}

/** What stands before a text, and after it. */
const START: Characters = [[-1, -1]];
const END: Characters = [[-2, -2]];
const ANY: Characters = [[0, 0x10_ff_ff]];

const machines = new Map<string, Machine | undefined>();

/** The machine of the whole texts in which a pattern is found somewhere. */
function compileMachine(source: string): Machine | undefined {
  if (machines.has(source)) return machines.get(source);
  const pattern = readPattern(source);
  const machine = pattern ? new MachineBuilder().build(pattern) : undefined;
  machines.set(source, machine);
  return machine;
}

class MachineBuilder {
  readonly #steps: { over: Characters; to: number }[][] = [];
  readonly #free: number[][] = [];
  #isFull = false;

  build(pattern: Pattern): Machine | undefined {
    const [first, open, body, close, last] = [
      this.#state(),
      this.#state(),
      this.#state(),
      this.#state(),
      this.#state(),
    ];
    this.#step(first, START, open);
    this.#step(open, ANY, open);
    this.#free[open]?.push(body);
    this.#free[first]?.push(body);
    const end = this.#add(pattern, body);
    this.#free[end]?.push(close, last);
    this.#step(close, ANY, close);
    this.#step(close, END, last);
    return this.#isFull ? undefined : { steps: this.#steps, free: this.#free, first, last };
  }

  #state(): number {
    if (this.#steps.length > MOST_STATES) this.#isFull = true;
    this.#free.push([]);
    return this.#steps.push([]) - 1;
  }

  #step(from: number, over: Characters, to: number): void {
    this.#steps[from]?.push({ over, to });
  }

  /** Adds a pattern behind a state; where it ends. */
  #add(pattern: Pattern, from: number): number {
    if (this.#isFull) return from;
    if (pattern.kind === 'sequence') return pattern.parts.reduce((at, part) => this.#add(part, at), from);
    if (pattern.kind === 'repeat') return this.#repeat(pattern, from);
    const to = this.#state();
    if (pattern.kind === 'choice') for (const part of pattern.parts) this.#free[this.#add(part, from)]?.push(to);
    else
      this.#step(
        from,
        { characters: pattern.kind === 'characters' ? pattern.of : [], start: START, end: END }[pattern.kind],
        to,
      );
    return to;
  }

  #repeat({ part, least, most }: Extract<Pattern, { kind: 'repeat' }>, from: number): number {
    let at = from;
    for (let count = 0; count < least && !this.#isFull; count += 1) at = this.#add(part, at);
    if (most === Infinity) {
      const loop = this.#state();
      this.#free[at]?.push(loop);
      this.#free[this.#add(part, loop)]?.push(loop);
      return loop;
    }
    const to = this.#state();
    this.#free[at]?.push(to);
    for (let count = least; count < most && !this.#isFull; count += 1) {
      at = this.#add(part, at);
      this.#free[at]?.push(to);
    }
    return to;
  }
}

type States = readonly (readonly number[])[];

/** Runs all machines beside each other, the shortest texts first, until the first ones match and no other does. */
function search(all: readonly Machine[], left: number): PatternComparison | undefined {
  const signs = representatives(all);
  const begin = all.map((machine) => reach(machine, move(machine, closure(machine, [machine.first]), -1)));
  let queue: { at: States; text: string }[] = [{ at: begin, text: '' }];
  const seen = new Set([JSON.stringify(begin)]);
  let steps = 0;
  while (queue.length > 0) {
    const next: typeof queue = [];
    for (const { at, text } of queue) {
      const matches = all.map((machine, index) =>
        reach(machine, [...(at[index] ?? []), ...move(machine, at[index] ?? [], -2)]).includes(machine.last),
      );
      if (matches.slice(0, left).every(Boolean) && !matches.slice(left).some(Boolean)) return { without: text };
      for (const sign of signs) {
        steps += 1;
        if (steps > MOST_STEPS) return undefined;
        const to = all.map((machine, index) => reach(machine, move(machine, at[index] ?? [], sign)));
        // Where one of the first can match no more, nothing that follows is a text of all.
        if (to.slice(0, left).some((states) => states.length === 0)) continue;
        const key = JSON.stringify(to);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ at: to, text: text + String.fromCodePoint(sign) });
      }
    }
    queue = next;
  }
  return {};
}

function closure({ free }: Machine, states: readonly number[]): number[] {
  const found = new Set(states);
  for (const state of found) for (const to of free[state] ?? []) found.add(to);
  return [...found];
}

function reach(machine: Machine, states: readonly number[]): number[] {
  return closure(machine, states).toSorted((a, b) => a - b);
}

function move({ steps }: Machine, states: readonly number[], sign: number): number[] {
  return states.flatMap((state) =>
    (steps[state] ?? [])
      .filter(({ over }) => over.some(([first, last]) => sign >= first && sign <= last))
      .map(({ to }) => to),
  );
}

/** One character of each kind that no machine tells apart; the plainest of each. */
function representatives(all: readonly Machine[]): number[] {
  const edges = new Set([0]);
  for (const { steps } of all)
    for (const { over } of steps.flat()) for (const [first, last] of over) edges.add(first).add(last + 1);
  const sorted = [...edges].filter((edge) => edge >= 0 && edge <= 0x10_ff_ff).toSorted((a, b) => a - b);
  return sorted
    .map((edge, index) => plainest(edge, (sorted[index + 1] ?? 0x11_00_00) - 1))
    .filter((sign) => !(sign >= 0xd8_00 && sign <= 0xdf_ff));
}

function plainest(first: number, last: number): number {
  const wished = [...'aAx01- '].map((sign) => sign.codePointAt(0) as number);
  const liked = wished.find((sign) => sign >= first && sign <= last);
  return liked ?? (first < 0x21 && last >= 0x21 ? Math.min(last, 0x21) : first);
}
