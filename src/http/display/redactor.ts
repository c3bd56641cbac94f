/** Takes what is secret out of texts, in whichever way it was written there. */
import { type Found, replaceInJson } from './replace-in-json.ts';
import { spellingsOf } from './secret-spellings.ts';
import { type TextView, viewText } from './text-views.ts';
import { variableOf } from './write-curl.ts';

/** Fewest letters of a secret's beginning or end that count where a text was shortened, and where it just ends. */
const SHORTEST_PART = { cut: 4, end: 8 };

/** Headers that say what is asked for, in words that stand everywhere. */
const tellsNothing = /^(?:accept(?:-.*)?|content-(?:type|language)|cache-control|prefer|x-requested-with)$/i;

interface Needle {
  /** Read as what is searched is. */
  letters: string;
  variable: string;
  /** Whether it counts only where it is a value of its own, since it is short enough to be a part of other words. */
  alone: boolean;
  /** Whether it is numbers with commas between. */
  isBytes: boolean;
}

/** Knows the headers that the user gave, and other secrets, by what they are called; several may share a name. */
export class Redactor {
  /** Names in lower case. */
  readonly names: ReadonlySet<string>;
  readonly #needles: readonly Needle[];

  constructor(
    headers: Readonly<Record<string, string>>,
    others: readonly (readonly [name: string, value: string])[] = [],
  ) {
    const secrets = [...Object.entries(headers), ...others];
    this.names = new Set(secrets.map(([name]) => name.toLowerCase()));
    const needles = secrets
      .filter(([name]) => !tellsNothing.test(name))
      .flatMap(([name, value]) =>
        spellingsOf(value).flatMap(({ text, alone }) =>
          viewText(text).plain.map(({ letters }) => ({
            letters,
            variable: `$${variableOf(name)}`,
            alone,
            isBytes: /^\d{1,7}(?:,\d{1,7})+$/.test(letters),
          })),
        ),
      );
    // Of a value of blanks alone no letter is left to look for.
    const distinct = new Map(needles.filter(({ letters }) => letters !== '').map((needle) => [needle.letters, needle]));
    this.#needles = [...distinct.values()].sort((a, b) => b.letters.length - a.letters.length);
  }

  /** `text` without any secret value, whatever its case and its line breaks; one that was cut off at its end counts too. */
  redact(text: string): string {
    if (this.#needles.length === 0 || text === '') return text;
    return text
      .split('…')
      .map((piece, index, all) => this.#redactPiece(piece, { before: index > 0, after: index < all.length - 1 }))
      .join('…');
  }

  /** The same of a JSON text, which stays one: what was numbers becomes a text, and digits inside of a longer number are none. */
  redactJson(text: string): string {
    if (this.#needles.length === 0 || text === '') return text;
    const found = this.#findAll(text, { before: false, after: false });
    return found.length === 0 ? text : replaceInJson(text, found);
  }

  /** The same of every text in plain data, names of members included. */
  redactAll<Data>(data: Data): Data {
    return (this.#needles.length === 0 ? data : this.#redactData(data)) as Data;
  }

  #redactData(data: unknown): unknown {
    if (typeof data === 'string') return this.redact(data);
    if (Array.isArray(data)) return data.map((item) => this.#redactData(item));
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(
      Object.entries(data).map(([name, value]) => [this.redact(name), this.#redactData(value)]),
    );
  }

  #redactPiece(piece: string, cut: Cut): string {
    return replaceIn(piece, this.#findAll(piece, cut));
  }

  /** Where secrets stand in the text, from its beginning on; they may overlap. */
  #findAll(piece: string, cut: Cut): Found[] {
    const { plain, joined = [], numbers = [] } = viewText(piece);
    const all = [
      ...plain.flatMap((view) => this.#find(view)),
      ...[joined].flat().flatMap((view) => this.#find(view, ({ alone }) => !alone)),
      ...[numbers].flat().flatMap((view) => this.#find(view, ({ isBytes }) => isBytes)),
      ...[plain, joined, numbers].flat().flatMap((view) => this.#findCut(view, cut)),
    ];
    return all.sort((a, b) => a.from - b.from || b.to - a.to);
  }

  /** The longest first. */
  #find({ letters, startOf, endOf }: TextView, isMeant: (needle: Needle) => boolean = () => true): Found[] {
    const found: Found[] = [];
    for (const each of this.#needles) {
      const { letters: needle, variable, alone, isBytes } = each;
      if (!isMeant(each)) continue;
      for (let from = letters.indexOf(needle); from >= 0; from = letters.indexOf(needle, from + needle.length)) {
        const to = from + needle.length;
        if (alone ? isAlone(letters, from, to) : !isBytes || isWhole(letters, from, to))
          found.push({ from: startOf(from), to: endOf(to), variable });
      }
    }
    return found;
  }

  /** Parts of secrets where the text ends or was shortened: a beginning at its end, an end at its beginning; all of it may be a middle. */
  #findCut({ letters, startOf, endOf }: TextView, { before, after }: Cut): Found[] {
    const shortest = after ? SHORTEST_PART.cut : SHORTEST_PART.end;
    const found: Found[] = [];
    for (const { letters: needle, variable, alone } of this.#needles) {
      if (alone) continue;
      const isMiddle = before && after && letters.length >= shortest && needle.includes(letters);
      const end = isMiddle ? letters.length : lengthOfEnd(letters, needle, shortest);
      const start = before ? lengthOfStart(letters, needle) : 0;
      if (end > 0) found.push({ from: startOf(letters.length - end), to: endOf(letters.length), variable });
      if (start > 0) found.push({ from: startOf(0), to: endOf(start), variable });
    }
    return found;
  }
}

/** The text with what stands for each secret in its place; of places that overlap the first. */
function replaceIn(text: string, found: readonly Found[]): string {
  const kept: string[] = [];
  let end = 0;
  for (const { from, to, variable } of found) {
    if (from >= end) kept.push(text.slice(end, from), variable);
    end = Math.max(end, to);
  }
  return kept.join('') + text.slice(end);
}

/** How many letters of the secret's beginning the text ends with, of those that are not too few; 0 where it does not. */
function lengthOfEnd(letters: string, needle: string, shortest: number): number {
  // Mostly its last letters stand nowhere in the secret.
  if (letters.length < shortest || !needle.includes(letters.slice(-shortest))) return 0;
  for (let length = Math.min(needle.length - 1, letters.length); length >= shortest; length -= 1)
    if (letters.endsWith(needle.slice(0, length))) return length;
  return 0;
}

/** How many letters of the text are its end, but for what is left of an escape before it. */
function lengthOfStart(letters: string, needle: string): number {
  for (let left = 0; left <= LONGEST_REST; left += 1) {
    const piece = letters.slice(left, left + needle.length - 1);
    if (piece.length < SHORTEST_PART.cut || !needle.includes(piece.slice(0, SHORTEST_PART.cut))) continue;
    for (let { length } = piece; length >= SHORTEST_PART.cut; length -= 1)
      if (needle.endsWith(piece.slice(0, length))) return left + length;
  }
  return 0;
}

/** Letters of an escape (`&#x6a;`) that may be left where the text before was cut off. */
const LONGEST_REST = 5;

/** Where a text was shortened. */
interface Cut {
  before: boolean;
  after: boolean;
}

/** Whether it is the whole text, a quoted one, or a value behind `=`. */
function isAlone(letters: string, from: number, to: number): boolean {
  return /^["'=]?$/.test(letters.charAt(from - 1)) && /^["'&;]?$/.test(letters.charAt(to));
}

/** Whether no digit before or behind it is of one of its numbers. */
function isWhole(letters: string, from: number, to: number): boolean {
  return !/\d/.test(letters.charAt(from - 1)) && !/\d/.test(letters.charAt(to));
}
