/** Reads patterns of other languages, and of JavaScript without its `u` flag, as the pattern with that flag that means the same. */

/** `pattern` as it can be compiled with the flag `u`; undefined where no such pattern is known. A right one is itself. */
export function translatePattern(pattern: string): string | undefined {
  const plain = readDelimited(pattern) ?? pattern;
  if (compiles(plain)) return plain;
  try {
    const translated = new Translation(plain).translate();
    return compiles(translated) ? translated : undefined;
  } catch (error) {
    if (error instanceof UntranslatableError) return undefined;
    throw error;
  }
}

function compiles(pattern: string): boolean {
  try {
    void new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** `/^…$/`, as JavaScript and PHP write it: outside of either end nothing can ever match. */
function readDelimited(pattern: string): string | undefined {
  const [, inner, flags = ''] = /^\/(\^.*|.*\$)\/([gimsuy]*)$/s.exec(pattern) ?? [];
  return inner === undefined ? undefined : `${flags.includes('i') ? '(?i)' : ''}${inner}`;
}

class UntranslatableError extends Error {}

const classes: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  ascii: '\\x00-\\x7f',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\s',
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9a-fA-F',
};

/** Java's and PCRE's names of classes that Unicode has under no such name. */
const properties: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(classes).map(([name, text]) => [name.toLowerCase(), text])),
  isalphabetic: '\\p{Alphabetic}',
  isdigit: '\\p{Nd}',
  ishan: '\\p{Script=Han}',
  isletter: '\\p{L}',
};

/** What other languages write after a backslash, in a class and outside. */
const escapes: Readonly<Record<string, string>> = { a: '\\x07', e: '\\x1b', h: '[ \\t]', R: '(?:\\r\\n|[\\n\\r])' };

class Translation {
  readonly #text: string;
  #at = 0;
  #ignoresCase = false;
  #dotAll = false;

  constructor(text: string) {
    this.#text = text;
  }

  translate(): string {
    let out = '';
    while (this.#at < this.#text.length) out += this.#next();
    return out;
  }

  /** The rest of the text matches `pattern` at its beginning, and is taken. */
  #take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#text.slice(this.#at));
    if (found?.index !== 0) return null;
    this.#at += found[0].length;
    return found;
  }

  #next(): string {
    return this.#group() ?? this.#quantifier() ?? this.#class() ?? this.#escape(false) ?? this.#literal();
  }

  #group(): string | undefined {
    if (this.#take(/\(\?#[^)]*\)/)) return '';
    const before = this.#text.slice(0, this.#at);
    const flags = this.#take(/\(\?([a-zA-Z]+)\)/);
    if (flags) {
      // In a group they would hold up to its end.
      if (before.replaceAll(/\(\?[a-z]+\)/g, '').includes('(')) throw new UntranslatableError();
      this.#setFlags(flags[1] ?? '');
      return '';
    }
    // What is once taken is never given back: no pattern of JavaScript says so.
    if (this.#take(/\(\?>/)) throw new UntranslatableError();
    const named = this.#take(/\(\?P<(\w+)>/);
    if (named) return `(?<${named[1]}>`;
    const back = this.#take(/\(\?P=(\w+)\)/);
    if (back) return `\\k<${back[1]}>`;
    const opened = this.#take(/\(\?(?::|=|!|<=|<!|<\w+>)/);
    return opened?.[0];
  }

  /** Flags that stand at the beginning hold for all; `x` and others change how the text is read, and are not followed. */
  #setFlags(flags: string): void {
    if (/[^imsu]/.test(flags) || flags.includes('m')) throw new UntranslatableError();
    if (flags.includes('i')) this.#ignoresCase = true;
    if (flags.includes('s')) this.#dotAll = true;
  }

  #quantifier(): string | undefined {
    const taken = this.#take(/([*+?]|\{\d+(?:,\d*)?\})([+?]?)/);
    if (taken?.[2] === '+') {
      if (!this.#givesNothingBack(this.#at - taken[0].length)) throw new UntranslatableError();
      return taken[1];
    }
    if (taken) return taken[0];
    const upTo = this.#take(/\{,(\d+)\}/);
    return upTo ? `{0,${upTo[1]}}` : undefined;
  }

  /** Whether what a possessive quantifier, written at `start`, takes could never be what comes next, so that it is as any other. */
  #givesNothingBack(start: number): boolean {
    const [atom] = /(?:\\[dDsSwW]|[A-Za-z\d])$/.exec(this.#text.slice(0, start)) ?? [];
    const rest = this.#text.slice(this.#at);
    const [next] = /^[A-Za-z\d](?![*?{])/.exec(rest) ?? [];
    if (atom === undefined || this.#ignoresCase) return false;
    return /^(?:\$|\\[zZ]|)$/.test(rest) || (next !== undefined && !new RegExp(`^${atom}$`, 'u').test(next));
  }

  #class(): string | undefined {
    const opened = this.#take(/\[\^?/);
    if (!opened) return undefined;
    let out = opened[0];
    if (this.#take(/\]/)) out += '\\]';
    for (;;) {
      if (this.#at >= this.#text.length) throw new UntranslatableError();
      if (this.#take(/\]/)) return `${out}]`;
      // What two classes have in common, as Java has it.
      if (this.#take(/&&\[?/)) throw new UntranslatableError();
      out += this.#classMember();
    }
  }

  #classMember(): string {
    const posix = this.#take(/\[:(\^?)(\w+):\]/);
    if (posix) {
      const [, negated, name = ''] = posix;
      if (!Object.hasOwn(classes, name) || negated === '^') throw new UntranslatableError();
      this.#refuseCase(name);
      return classes[name] ?? '';
    }
    const range = this.#take(/(\w)-(\w)/);
    if (range) return this.#withCases(range[0], `${swapCase(range[1] ?? '')}-${swapCase(range[2] ?? '')}`);
    const escape = this.#escape(true);
    // A dash after a class is no range: `[\w-.]`.
    if (escape !== undefined) return escape + (/^\\[dDsSwWpP]/.test(escape) && this.#take(/-(?!\])/) ? '\\-' : '');
    const [character = ''] = this.#text.slice(this.#at);
    this.#at += character.length;
    if (character === '-' && /^(?:\\[dDsSwWpP]|\[:)/.test(this.#text.slice(this.#at))) return '\\-';
    return character === '[' ? '\\[' : this.#withCases(character, swapCase(character));
  }

  #escape(inClass: boolean): string | undefined {
    const quoted = this.#take(/\\Q([\s\S]*?)(?:\\E|$)/);
    if (quoted) return (quoted[1] ?? '').replace(/[\\^$.*+?()[\]{}|/-]/g, (each) => `\\${each === '-' ? 'x2d' : each}`);
    const property = this.#take(/\\([pP])(?:\{(\^?)(\w+)\}|([A-Z]))/);
    if (property) {
      this.#refuseCase(property[3] ?? property[4] ?? '');
      return readProperty(property, inClass);
    }
    const fixed = this.#take(/\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|u\{[\da-fA-F]+\}|c[A-Za-z]|k<\w+>|[1-9]\d*)/);
    if (fixed) {
      this.#refuseCase(fixed[0]);
      return fixed[0];
    }
    const hex = this.#take(/\\x\{([\da-fA-F]+)\}/);
    if (hex) {
      this.#refuseCase(hex[0]);
      return `\\u{${hex[1]}}`;
    }
    const escaped = this.#take(/\\([\s\S])/u);
    if (!escaped) return undefined;
    const [, letter = ''] = escaped;
    if (!inClass && letter === 'A') return '^';
    if (!inClass && (letter === 'Z' || letter === 'z')) return '$';
    if (inClass ? /[dDsSwWbfnrtv0]/.test(letter) : /[dDsSwWbBfnrtv0]/.test(letter)) return escaped[0];
    if (Object.hasOwn(escapes, letter)) return inClass && letter === 'h' ? ' \\t' : (escapes[letter] ?? '');
    if (/[A-Za-z]/.test(letter)) throw new UntranslatableError();
    return /[\\^$.*+?()[\]{}|/]/.test(letter) || (inClass && letter === '-') ? escaped[0] : letter;
  }

  /** Where case is ignored: what is of one case, whatever letter a number or a reference stands for, is not looked into. */
  #refuseCase(written: string): void {
    if (this.#ignoresCase && /^\\(?!c)|^(?:Is)?(?:L[ltu]|lower|upper)/i.test(written)) throw new UntranslatableError();
  }

  #literal(): string {
    const [character = ''] = this.#text.slice(this.#at);
    this.#at += character.length;
    if (character === '\\') throw new UntranslatableError();
    if (character === '.' && this.#dotAll) return '[\\s\\S]';
    if (/[{}\]]/.test(character)) return `\\${character}`;
    const other = swapCase(character);
    return this.#ignoresCase && other !== character ? `[${character}${other}]` : character;
  }

  #withCases(text: string, other: string): string {
    return this.#ignoresCase && other !== text ? text + other : text;
  }
}

function swapCase(character: string): string {
  const upper = character.toUpperCase();
  const other = upper === character ? character.toLowerCase() : upper;
  return other.length === character.length ? other : character;
}

function readProperty([, kind = 'p', negated = '', long, short]: RegExpExecArray, inClass: boolean): string {
  const name = long ?? short ?? '';
  const known = Object.hasOwn(properties, name.toLowerCase()) ? properties[name.toLowerCase()] : undefined;
  const negative = (kind === 'P') !== (negated === '^');
  if (known === undefined) return `\\${negative ? 'P' : 'p'}{${name.replace(/^Is/, '')}}`;
  if (!inClass) return `[${negative ? '^' : ''}${known}]`;
  if (negative) throw new UntranslatableError();
  return known;
}
