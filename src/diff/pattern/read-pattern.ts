/** Reads a regular expression as a tree of characters, sequences, choices and repetitions; what is no regular language is not read. */

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
  const reader = new Reader(source);
  try {
    const found = reader.choice();
    return reader.isAtEnd && isAnchoredAtItsEnds(found) ? found : undefined;
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}

class Unread extends Error {}

class Reader {
  readonly #signs: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#signs = [...source];
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#signs.length;
  }

  choice(): Pattern {
    const parts = [this.#sequence()];
    while (this.#takes('|')) parts.push(this.#sequence());
    return parts.length === 1 ? (parts[0] as Pattern) : { kind: 'choice', parts };
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

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (!this.isAtEnd && this.#signs[this.#at] !== '|' && this.#signs[this.#at] !== ')')
      parts.push(this.#repeated(this.#atom()));
    return parts.length === 1 ? (parts[0] as Pattern) : { kind: 'sequence', parts };
  }

  #atom(): Pattern {
    const sign = this.#next();
    if (sign === '^') return { kind: 'start' };
    if (sign === '$') return { kind: 'end' };
    if (sign === '.') return { kind: 'characters', of: complement(lineEnds) };
    if (sign === '[') return { kind: 'characters', of: this.#class() };
    if (sign === '(') return this.#group();
    if (sign === '\\') return { kind: 'characters', of: this.#escape() };
    if ('*+?{}]'.includes(sign)) throw new Unread();
    return { kind: 'characters', of: single(sign) };
  }

  /** What captures matches what does not. */
  #group(): Pattern {
    if (this.#takes('?')) {
      if (this.#takes('<')) {
        if (this.#signs[this.#at] === '=' || this.#signs[this.#at] === '!') throw new Unread();
        while (this.#next() !== '>');
      } else if (!this.#takes(':')) throw new Unread();
    }
    const inner = this.choice();
    if (!this.#takes(')')) throw new Unread();
    return inner;
  }

  #repeated(part: Pattern): Pattern {
    const bounds = this.#bounds();
    if (!bounds) return part;
    this.#takes('?');
    const [least, most] = bounds;
    return { kind: 'repeat', part, least, most };
  }

  #bounds(): [number, number] | undefined {
    if (this.#takes('*')) return [0, Infinity];
    if (this.#takes('+')) return [1, Infinity];
    if (this.#takes('?')) return [0, 1];
    if (!this.#takes('{')) return undefined;
    const least = this.#number();
    const most = this.#takes(',') ? (this.#signs[this.#at] === '}' ? Infinity : this.#number()) : least;
    if (!this.#takes('}')) throw new Unread();
    return [least, most];
  }

  #number(): number {
    let digits = '';
    while (/\d/.test(this.#signs[this.#at] ?? '')) digits += this.#next();
    if (digits === '') throw new Unread();
    return Number(digits);
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
