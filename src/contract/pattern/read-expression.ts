/** Reads a regular expression of ECMA-262 with the flag `u` as a tree, of which every engine here is made. */

/** Which modifiers hold where something stands: `(?i:…)`, `(?m:…)`, `(?s:…)`. */
type Modifiers = Readonly<Record<'i' | 'm' | 's', boolean>>;

/** One character: whether it is of the atom is left to the platform's own engine, so that both say the same. */
export interface CharacterNode {
  kind: 'character';
  /** As it is written: `a`, `.`, `\p{L}`, `[^a-z]`. */
  source: string;
  flags: string;
}

/** What must hold where it stands: an end of the text (or of a line), a bound of a word, what comes before or after. */
export type AssertionNode =
  | { kind: 'edge'; at: 'start' | 'end'; lines: boolean }
  | { kind: 'word'; bound: boolean; flags: string }
  | { kind: 'look'; behind: boolean; holds: boolean; body: ExpressionNode };

export type ExpressionNode =
  | CharacterNode
  | AssertionNode
  | { kind: 'sequence'; parts: readonly ExpressionNode[] }
  | { kind: 'choice'; branches: readonly ExpressionNode[] }
  | { kind: 'repeat'; body: ExpressionNode; least: number; most: number; lazy: boolean; groups: readonly number[] }
  | { kind: 'group'; number: number; body: ExpressionNode }
  /** What one of the groups took; those of one name stand in different branches. */
  | { kind: 'reference'; groups: readonly number[]; flags: string };

/** `source` has to compile with the flag `u`; what is written in no way that is known here throws a `SyntaxError`. */
export function readExpression(source: string): ExpressionNode {
  return new Reader(source).read();
}

class Reader {
  readonly #source: string;
  /** The number of each group that has a name. */
  readonly #names = new Map<string, number[]>();
  #at = 0;
  #groups = 0;

  constructor(source: string) {
    this.#source = source;
    let number = 0;
    for (const [whole, name] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\((?!\?)|\(\?<(?![=!])([^>]*)>/gsu)) {
      if (!whole.startsWith('(')) continue;
      number += 1;
      if (name !== undefined) this.#names.set(nameOf(name), [...(this.#names.get(nameOf(name)) ?? []), number]);
    }
  }

  read(): ExpressionNode {
    const tree = this.#choice({ i: false, m: false, s: false });
    if (this.#at < this.#source.length) throw new SyntaxError(`unread: ${this.#source.slice(this.#at)}`);
    return tree;
  }

  #choice(modifiers: Modifiers): ExpressionNode {
    const branches = [this.#sequence(modifiers)];
    while (this.#take(/\|/y)) branches.push(this.#sequence(modifiers));
    const [only] = branches;
    return branches.length === 1 && only ? only : { kind: 'choice', branches };
  }

  #sequence(modifiers: Modifiers): ExpressionNode {
    const parts: ExpressionNode[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] as string))
      parts.push(this.#repeated(modifiers));
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: 'sequence', parts };
  }

  #repeated(modifiers: Modifiers): ExpressionNode {
    const before = this.#groups;
    const body = this.#atom(modifiers);
    const [whole, mark, least, comma, most, lazy] = this.#take(/(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y) ?? [];
    if (whole === undefined) return body;
    const bounds =
      mark === undefined
        ? { least: Number(least), most: comma === '' ? Number(least) : most === '' ? Infinity : Number(most) }
        : { least: mark === '+' ? 1 : 0, most: mark === '?' ? 1 : Infinity };
    const groups = Array.from({ length: this.#groups - before }, (_, index) => before + index + 1);
    return { kind: 'repeat', body, ...bounds, lazy: lazy === '?', groups };
  }

  #atom(modifiers: Modifiers): ExpressionNode {
    const flags = `u${modifiers.i ? 'i' : ''}${modifiers.s ? 's' : ''}`;
    if (this.#take(/\^/y)) return { kind: 'edge', at: 'start', lines: modifiers.m };
    if (this.#take(/\$/y)) return { kind: 'edge', at: 'end', lines: modifiers.m };
    const [, bound] = this.#take(/\\([bB])/y) ?? [];
    if (bound !== undefined) return { kind: 'word', bound: bound === 'b', flags };
    if (this.#take(/\(/y)) return this.#group(modifiers);
    const [, number, name] = this.#take(/\\(?:([1-9]\d*)|k<([^>]*)>)/y) ?? [];
    if (number !== undefined) return { kind: 'reference', groups: [Number(number)], flags };
    if (name !== undefined) return { kind: 'reference', groups: this.#names.get(nameOf(name)) ?? [], flags };
    const [source] =
      this.#take(
        /\[(?:\\.|[^\]\\])*\]|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u\{[\da-fA-F]+\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[A-Za-z]|\\[pP]\{[^}]*\}|\\.|[^\\]/suy,
      ) ?? [];
    if (source === undefined) throw new SyntaxError(`unread: ${this.#source.slice(this.#at)}`);
    return { kind: 'character', source, flags };
  }

  /** After its bracket. */
  #group(modifiers: Modifiers): ExpressionNode {
    const [, look] = this.#take(/\?(<?[=!])/y) ?? [];
    if (look !== undefined)
      return {
        kind: 'look',
        behind: look.startsWith('<'),
        holds: look.endsWith('='),
        body: this.#closed(modifiers),
      };
    const [plain, on = '', off = ''] = this.#take(/\?([ims]*)(?:-([ims]*))?:/y) ?? [];
    if (plain !== undefined) return this.#closed(changed(modifiers, on, off));
    this.#take(/\?<[^>]*>/y);
    this.#groups += 1;
    const number = this.#groups;
    return { kind: 'group', number, body: this.#closed(modifiers) };
  }

  #closed(modifiers: Modifiers): ExpressionNode {
    const body = this.#choice(modifiers);
    if (!this.#take(/\)/y)) throw new SyntaxError('a group has no end');
    return body;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found) this.#at += found[0].length;
    return found;
  }
}

function changed(modifiers: Modifiers, on: string, off: string): Modifiers {
  const of = (letter: 'i' | 'm' | 's') => (on.includes(letter) || modifiers[letter]) && !off.includes(letter);
  return { i: of('i'), m: of('m'), s: of('s') };
}

/** Names may be written with escapes. */
function nameOf(text: string): string {
  return text.replaceAll(/\\u\{?([\da-fA-F]+)\}?/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
