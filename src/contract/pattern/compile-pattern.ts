/**
 * Patterns that others wrote, so that none of them can stop the kit: the platform's own engine runs one where it cannot take long,
 * an automaton where it might. Both read the language of ECMA-262 with the flag `u`.
 */
import { type Automaton, compileAutomaton } from './automaton.ts';
import { countSteps } from './count-steps.ts';
import { type ExpressionNode, readExpression } from './read-expression.ts';

export interface Pattern {
  /** Whether the text has a match anywhere; throws an `UnjudgedTextError` where it would take too long to find out. */
  test(text: string): boolean;
  /** Whether the text is known to match: no, where it would take too long to find out. */
  surelyMatches(text: string): boolean;
}

/** Nothing is known of a text: no engine can tell in a bounded time whether it matches. */
export class UnjudgedTextError extends Error {}

/** A pattern that compiles with the flag `u`, which is thrown as a `SyntaxError` otherwise. It is made once. */
export function compilePattern(source: string): Pattern {
  const known = patterns.get(source);
  if (known) return known;
  if (patterns.size >= MOST_KEPT) patterns.clear();
  const pattern = new OwnPattern(source);
  patterns.set(source, pattern);
  return pattern;
}

const patterns = new Map<string, Pattern>();

/** Most patterns that are kept. */
const MOST_KEPT = 20_000;

/** Steps of the platform's engine for each character that are as quick as an automaton. */
const QUICK = 100;

/** Most steps of the platform's engine for one text, where there is no other way: some milliseconds. */
const MOST_STEPS = 1_000_000;

/** Most places of an automaton times characters of a text: some tens of milliseconds, at worst. */
const MOST_WORK = 2_000_000;

/** How long texts are for which nothing is counted again and again. */
const SHORT = [16, 32, 64, 128, 256, 512, 1_024, 4_096, 16_384, 65_536];

/** As Ajv asks for it: a pattern is known by its text. */
class OwnPattern implements Pattern {
  readonly #source: string;
  readonly #expression: RegExp;
  #tree: ExpressionNode | undefined;
  /** Null where none can be made. */
  #automaton: Automaton | null | undefined;
  #isTooLarge = false;
  /** Up to which length the platform's engine is quick; undefined until the first text. */
  #quickUpTo: number | undefined;

  constructor(source: string) {
    this.#source = source;
    this.#expression = new RegExp(source, 'u');
  }

  test(text: string): boolean {
    this.#quickUpTo ??= this.#prepare();
    if (text.length <= this.#quickUpTo) return this.#testNatively(text);
    const steps = this.#tree ? countSteps(this.#tree, text.length) : Infinity;
    if (steps <= quickSteps(text.length)) return this.#testNatively(text);
    if (this.#automaton === undefined && this.#tree) this.#automaton = compileAutomaton(this.#tree) ?? null;
    if (this.#automaton && this.#automaton.size * text.length <= MOST_WORK) return this.#automaton.matches(text);
    if (steps <= MOST_STEPS) return this.#testNatively(text);
    throw new UnjudgedTextError(
      `whether a text of ${text.length} characters matches ${this.#source} would take too long to find out`,
    );
  }

  surelyMatches(text: string): boolean {
    try {
      return this.test(text);
    } catch (error) {
      if (error instanceof UnjudgedTextError) return false;
      throw error;
    }
  }

  toString(): string {
    return this.#source;
  }

  #testNatively(text: string): boolean {
    try {
      if (!this.#isTooLarge) return this.#expression.test(text);
    } catch {
      // It is compiled now, and may be too large for that.
      this.#isTooLarge = true;
    }
    throw new UnjudgedTextError(`a pattern of ${this.#source.length} characters cannot be run`);
  }

  #prepare(): number {
    try {
      const tree = readExpression(this.#source);
      this.#tree = tree;
      const first = SHORT.findIndex((length) => countSteps(tree, length) > quickSteps(length));
      return (first < 0 ? SHORT.at(-1) : SHORT[first - 1]) ?? 0;
    } catch {
      // Nested beyond all measure, or of a syntax that is newer than this: nothing is known of it.
      return 0;
    }
  }
}

function quickSteps(length: number): number {
  return QUICK * (length + 20);
}
