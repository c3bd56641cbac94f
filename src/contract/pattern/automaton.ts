/** Runs an expression in a time that grows with the text alone: all the places that can be reached are kept at once, and none is gone back to. */
import { beginsAtStart } from './count-steps.ts';
import type { AssertionNode, CharacterNode, ExpressionNode } from './read-expression.ts';

/** Whether a text has a match anywhere. */
export interface Automaton {
  /** How many places there are: each costs time at each character, at worst. */
  size: number;
  matches(text: string): boolean;
}

/** Most places of one automaton: repetitions that are counted are written out. */
const LARGEST = 20_000;

/** Undefined for what refers to its own groups, which no automaton can, and for what would be too large. */
export function compileAutomaton(tree: ExpressionNode): Automaton | undefined {
  const program = new Program();
  try {
    const machine = program.machine(tree, 'forward');
    return { size: program.size, matches: (text) => new Run(program, text).finds(machine) };
  } catch (error) {
    if (error instanceof UnsuitableError) return undefined;
    throw error;
  }
}

/** Characters below are the most of all. */
const PLAIN = 128;

class UnsuitableError extends Error {}

type Place =
  | { kind: 'end' }
  | { kind: 'character'; class: number; next: number }
  | { kind: 'split'; next: readonly number[] }
  | { kind: 'assertion'; assertion: number; next: number };

type Direction = 'forward' | 'backward';

/** What holds at a place of the text, as a question; one that looks around has a machine of its own. */
type Assertion = Exclude<AssertionNode, { kind: 'look' }> | { kind: 'look'; holds: boolean; machine: Machine };

/** One way through the places: read in a direction, from a place on. */
interface Machine {
  start: number;
  direction: Direction;
  /** Nothing can begin behind the text's beginning. */
  anchored: boolean;
  /** The sets of places that were met, so that each step is found out once. */
  states: Map<string, State>;
}

/** Places before anything is asked of the text where they are reached. */
interface State {
  places: readonly number[];
  /** The assertions that can be reached from them. */
  asks: readonly number[];
  /** By the answers to these. */
  settled: Map<string, Settled>;
}

/** The places that wait for a character. */
interface Settled {
  waiting: readonly number[];
  isEnd: boolean;
  /** By the kind of character. */
  next: Map<number, State>;
}

/** The places of an expression, and which characters and assertions they ask for. */
class Program {
  readonly places: Place[] = [{ kind: 'end' }];
  readonly assertions: Assertion[] = [];
  readonly #classes: RegExp[] = [];
  readonly #classNumbers = new Map<string, number>();
  readonly #kinds = new Map<string, number>();
  readonly #kindOf = new Map<number, number>();
  readonly #plainKinds: (number | undefined)[] = Array.from({ length: PLAIN });
  /** By kind of character: of which classes it is. */
  readonly members: boolean[][] = [];

  get size(): number {
    return this.places.length;
  }

  /** What is looked for ahead is read from its end: where it begins is then known of every place in one pass. */
  machine(tree: ExpressionNode, direction: Direction): Machine {
    const anchored = direction === 'forward' && beginsAtStart(tree);
    return { start: this.#add(tree, 0, direction), direction, anchored, states: new Map() };
  }

  /** Characters that are of the same classes are of one kind. */
  kindOf(code: number): number {
    const known = code < PLAIN ? this.#plainKinds[code] : this.#kindOf.get(code);
    if (known !== undefined) return known;
    const letter = String.fromCodePoint(code);
    const members = this.#classes.map((expression) => expression.test(letter));
    const key = members.map(Number).join('');
    const kind = this.#kinds.get(key) ?? this.members.push(members) - 1;
    this.#kinds.set(key, kind);
    if (code < PLAIN) this.#plainKinds[code] = kind;
    else this.#kindOf.set(code, kind);
    return kind;
  }

  /** The place where `tree` begins, if `next` is what comes after it. */
  #add(tree: ExpressionNode, next: number, direction: Direction): number {
    switch (tree.kind) {
      case 'character':
        return this.#push({ kind: 'character', class: this.#classOf(tree), next });
      case 'sequence': {
        const parts = direction === 'forward' ? tree.parts.toReversed() : tree.parts;
        return parts.reduce((after, part) => this.#add(part, after, direction), next);
      }
      case 'choice':
        return this.#push({ kind: 'split', next: tree.branches.map((branch) => this.#add(branch, next, direction)) });
      case 'group':
        return this.#add(tree.body, next, direction);
      case 'repeat':
        return this.#repeat(tree, next, direction);
      case 'reference':
        throw new UnsuitableError();
      default:
        return this.#push({ kind: 'assertion', assertion: this.#assert(tree), next });
    }
  }

  #repeat(
    { body, least, most }: Extract<ExpressionNode, { kind: 'repeat' }>,
    next: number,
    direction: Direction,
  ): number {
    let start = next;
    if (most === Infinity) {
      const ways: number[] = [];
      start = this.#push({ kind: 'split', next: ways });
      ways.push(this.#add(body, start, direction), next);
    } else {
      for (let round = least; round < most; round += 1)
        start = this.#push({ kind: 'split', next: [this.#add(body, start, direction), next] });
    }
    for (let round = 0; round < least; round += 1) start = this.#add(body, start, direction);
    return start;
  }

  #assert(node: AssertionNode): number {
    if (node.kind !== 'look') return this.assertions.push(node) - 1;
    const machine = this.machine(node.body, node.behind ? 'forward' : 'backward');
    return this.assertions.push({ kind: 'look', holds: node.holds, machine }) - 1;
  }

  #classOf({ source, flags }: CharacterNode): number {
    const key = `${flags} ${source}`;
    const known = this.#classNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.#classes.push(new RegExp(`^${source}$`, flags)) - 1;
    this.#classNumbers.set(key, number);
    return number;
  }

  #push(place: Place): number {
    if (this.places.length >= LARGEST) throw new UnsuitableError();
    return this.places.push(place) - 1;
  }
}

/** Most sets of places that one machine keeps. */
const MOST_STATES = 2_000;

/** A program with a text. */
class Run {
  readonly #program: Program;
  readonly #codes: readonly number[];
  /** Of each assertion that looks around: whether it holds, by the place in the text. Those inside others come first. */
  readonly #looks: (Uint8Array | undefined)[];

  constructor(program: Program, text: string) {
    this.#program = program;
    this.#codes = codesOf(text);
    this.#looks = [];
    for (const assertion of program.assertions)
      this.#looks.push(assertion.kind === 'look' ? this.#where(assertion.machine) : undefined);
  }

  finds(machine: Machine): boolean {
    let found = false;
    this.#scan(machine, () => (found = true));
    return found;
  }

  /** Where the machine's expression ends, if it may begin anywhere: for one that is read backwards, where it begins. */
  #where(machine: Machine): Uint8Array {
    const found = new Uint8Array(this.#codes.length + 1);
    this.#scan(machine, (at) => {
      found[at] = 1;
      return false;
    });
    return found;
  }

  /** Calls `onEnd` with each place in the text where the expression may end, until it returns true. */
  #scan(machine: Machine, onEnd: (at: number) => boolean): void {
    const { length } = this.#codes;
    const isForward = machine.direction === 'forward';
    let state = this.#stateOf(machine, [machine.start]);
    for (let read = 0; read <= length; read += 1) {
      const at = isForward ? read : length - read;
      const settled = this.#settle(state, at);
      if (settled.isEnd && onEnd(at)) return;
      if (machine.anchored && settled.waiting.length === 0) return;
      if (read < length) state = this.#step(machine, settled, this.#codes[isForward ? at : at - 1] as number);
    }
  }

  #stateOf(machine: Machine, places: readonly number[]): State {
    const key = places.join();
    const known = machine.states.get(key);
    if (known) return known;
    if (machine.states.size >= MOST_STATES) machine.states.clear();
    const state: State = { places, asks: this.#asksOf(places), settled: new Map() };
    machine.states.set(key, state);
    return state;
  }

  #asksOf(places: readonly number[]): number[] {
    if (this.#program.assertions.length === 0) return [];
    const asks = new Set<number>();
    this.#spread(places, (assertion) => {
      asks.add(assertion);
      return true;
    });
    return [...asks];
  }

  #settle(state: State, at: number): Settled {
    let key = '';
    for (const index of state.asks) key += this.#holds(index, at) ? '1' : '0';
    const known = state.settled.get(key);
    if (known) return known;
    const reached = this.#spread(state.places, (assertion) => this.#holds(assertion, at));
    const waiting = [...reached].filter((number) => this.#program.places[number]?.kind === 'character');
    const settled: Settled = { waiting, isEnd: reached.has(0), next: new Map() };
    state.settled.set(key, settled);
    return settled;
  }

  /** The places that are reached without a character. */
  #spread(from: readonly number[], holds: (assertion: number) => boolean): Set<number> {
    const seen = new Set<number>();
    const open = [...from];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (seen.has(number)) continue;
      seen.add(number);
      const place = this.#program.places[number] as Place;
      if (place.kind === 'split') open.push(...place.next);
      if (place.kind === 'assertion' && holds(place.assertion)) open.push(place.next);
    }
    return seen;
  }

  /** What is reached by a character, and the beginning: a match may begin anywhere. */
  #step(machine: Machine, settled: Settled, code: number): State {
    const kind = this.#program.kindOf(code);
    const known = settled.next.get(kind);
    if (known) return known;
    const members = this.#program.members[kind] as boolean[];
    const reached = new Set(machine.anchored ? [] : [machine.start]);
    for (const number of settled.waiting) {
      const place = this.#program.places[number] as Extract<Place, { kind: 'character' }>;
      if (members[place.class]) reached.add(place.next);
    }
    const state = this.#stateOf(
      machine,
      [...reached].toSorted((one, other) => one - other),
    );
    settled.next.set(kind, state);
    return state;
  }

  #holds(index: number, at: number): boolean {
    const assertion = this.#program.assertions[index] as Assertion;
    if (assertion.kind === 'look') return (this.#looks[index]?.[at] === 1) === assertion.holds;
    const before = this.#codes[at - 1];
    const after = this.#codes[at];
    if (assertion.kind === 'edge') {
      const beside = assertion.at === 'start' ? before : after;
      return beside === undefined || (assertion.lines && isLineEnd(beside));
    }
    return (isWord(before, assertion.flags) !== isWord(after, assertion.flags)) === assertion.bound;
  }
}

function codesOf(text: string): number[] {
  const codes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) as number;
    if (code > 0xffff) at += 1;
    codes.push(code);
  }
  return codes;
}

function isLineEnd(code: number): boolean {
  return /[\n\r\u2028\u2029]/.test(String.fromCodePoint(code));
}

function isWord(code: number | undefined, flags: string): boolean {
  if (code === undefined) return false;
  if (code < PLAIN) return /\w/.test(String.fromCharCode(code));
  return flags.includes('i') && /\w/iu.test(String.fromCodePoint(code));
}
