/** Reads a regular expression as a tree of characters, sequences, choices and repetitions; what is no regular language is not read. */
import { compilePattern } from '../../contract/pattern/compile-pattern.ts';
import { type CharacterNode, type ExpressionNode, readExpression } from '../../contract/pattern/read-expression.ts';

/** Ranges of code points, in order and apart. */
export type Characters = readonly (readonly [first: number, last: number])[];

export type Pattern =
  | { kind: 'characters'; of: Characters }
  | { kind: 'start' | 'end' }
  | { kind: 'sequence' | 'choice'; parts: readonly Pattern[] }
  | { kind: 'repeat'; part: Pattern; least: number; most: number };

const LAST = 0x10_ff_ff;

/** The tree of a pattern (ECMA-262, with the flag `u`); undefined where it looks around, refers back, or is none. */
export function readPattern(source: string): Pattern | undefined {
  try {
    compilePattern(source);
    const found = patternOf(readExpression(source));
    return isAnchoredAtItsEnds(found) ? found : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What captures matches what does not. Throws an `Unread` for what is no regular language, or in letters of either case. */
function patternOf(node: ExpressionNode): Pattern {
  switch (node.kind) {
    case 'character':
      if (node.flags.includes('i')) throw new Unread();
      return { kind: 'characters', of: new CharacterReader(node).read() };
    case 'edge':
      if (node.lines) throw new Unread();
      return { kind: node.at };
    case 'sequence':
      return { kind: 'sequence', parts: node.parts.map(patternOf) };
    case 'choice':
      return { kind: 'choice', parts: node.branches.map(patternOf) };
    case 'repeat':
      return { kind: 'repeat', part: patternOf(node.body), least: node.least, most: node.most };
    case 'group':
      return patternOf(node.body);
    default:
      throw new Unread();
  }
}

class Unread extends SyntaxError {}

/** Which characters one atom stands for. */
class CharacterReader {
  readonly #signs: readonly string[];
  readonly #takesLineEnds: boolean;
  #at = 0;

  constructor({ source, flags }: CharacterNode) {
    this.#signs = [...source];
    this.#takesLineEnds = flags.includes('s');
  }

  read(): Characters {
    const sign = this.#next();
    if (sign === '.') return this.#takesLineEnds ? [[0, LAST]] : complement(lineEnds);
    if (sign === '[') return this.#class();
    const found = sign === '\\' ? this.#escape() : single(sign);
    if (this.#at < this.#signs.length) throw new Unread();
    return found;
  }

  #takes(sign: string): boolean {
    if (this.#signs[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    const sign = this.#signs[this.#at];
    if (sign === undefined) throw new Unread();
    this.#at += 1;
    return sign;
  }

  #class(): Characters {
    const isNegated = this.#takes('^');
    let found: Characters = [];
    while (!this.#takes(']')) {
      const first = this.#classSign();
      if (this.#signs[this.#at] !== '-' || this.#signs[this.#at + 1] === ']') {
        found = union(found, first);
        continue;
      }
      this.#at += 1;
      const last = this.#classSign();
      const [from, to] = [only(first), only(last)];
      if (from > to) throw new Unread();
      found = union(found, [[from, to]]);
    }
    return isNegated ? complement(found) : found;
  }

  #classSign(): Characters {
    const sign = this.#next();
    return sign === '\\' ? this.#escape(true) : single(sign);
  }

  #escape(isInClass = false): Characters {
    const sign = this.#next();
    const known = classes[sign];
    if (known) return known;
    if (/[DSW]/.test(sign)) return complement(classes[sign.toLowerCase()] as Characters);
    const control = controls[sign];
    if (control !== undefined) return single(control);
    if (sign === 'b' && isInClass) return single('\b');
    if (sign === 'x') return codePoint(this.#next() + this.#next());
    if (sign === 'u') {
      if (!this.#takes('{')) return codePoint(this.#next() + this.#next() + this.#next() + this.#next());
      let digits = '';
      while (!this.#takes('}')) digits += this.#next();
      return codePoint(digits);
    }
    if (/[\w]/.test(sign)) throw new Unread();
    return single(sign);
  }
}

function single(sign: string): Characters {
  const code = sign.codePointAt(0) as number;
  return [[code, code]];
}

function codePoint(digits: string): Characters {
  const code = /^[\dA-Fa-f]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
  // Halves of a pair are one character together.
  if (!(code <= LAST) || (code >= 0xd8_00 && code <= 0xdf_ff)) throw new Unread();
  return [[code, code]];
}

function only(of: Characters): number {
  const [[first, last] = [0, 1], ...more] = of;
  if (first !== last || more.length > 0) throw new Unread();
  return first;
}

function union(one: Characters, other: Characters): Characters {
  const merged: [number, number][] = [];
  for (const [first, last] of [...one, ...other].toSorted(([a], [b]) => a - b)) {
    const before = merged.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

function complement(of: Characters): Characters {
  const left: [number, number][] = [];
  let next = 0;
  for (const [first, last] of of) {
    if (first > next) left.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST) left.push([next, LAST]);
  return left;
}

function ranges(...texts: string[]): Characters {
  return texts
    .map((text): Characters => [[text.codePointAt(0) as number, text.codePointAt(text.length - 1) as number]])
    .reduce(union, []);
}

const lineEnds = ranges('\n', '\r', '\u2028\u2029');

const classes: Readonly<Record<string, Characters>> = {
  d: ranges('09'),
  w: ranges('09', 'AZ', '_', 'az'),
  s: ranges('\t\r', ' ', '\u00a0', '\u1680', '\u2000\u200a', '\u2028\u2029', '\u202f', '\u205f', '\u3000', '\ufeff'),
};

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' };

/** Whether `^` stands only where a text may begin, and `$` only where it may end. */
function isAnchoredAtItsEnds(pattern: Pattern, edges = { start: true, end: true }): boolean {
  switch (pattern.kind) {
    case 'characters':
      return true;
    case 'start':
      return edges.start;
    case 'end':
      return edges.end;
    case 'choice':
      return pattern.parts.every((part) => isAnchoredAtItsEnds(part, edges));
    case 'sequence':
      return pattern.parts.every((part, index) =>
        isAnchoredAtItsEnds(part, {
          start: edges.start && index === 0,
          end: edges.end && index === pattern.parts.length - 1,
        }),
      );
    case 'repeat':
      return isAnchoredAtItsEnds(pattern.part, { start: false, end: false });
  }
}
