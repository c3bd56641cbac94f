/** Takes what is secret out of texts, in whichever way it was written there. */
import { spellingsOf } from './secret-spellings.ts';
import { variableOf } from './write-curl.ts';

/** Fewest letters of a secret's beginning that count where a text was shortened, and where it just ends. */
const SHORTEST_BEGINNING = { cut: 4, end: 8 };

interface Needle {
  /** Squeezed, as what is searched is. */
  letters: string;
  variable: string;
  /** Whether it counts only where it is a value of its own, since it is short enough to be a part of other words. */
  alone: boolean;
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
    const needles = secrets.flatMap(([name, value]) =>
      spellingsOf(value).map(({ text, alone }) => ({
        letters: squeeze(text).letters,
        variable: `$${variableOf(name)}`,
        alone,
      })),
    );
    const distinct = new Map(needles.map((needle) => [needle.letters, needle]));
    this.#needles = [...distinct.values()].sort((a, b) => b.letters.length - a.letters.length);
  }

  /** `text` without any secret value, whatever its case and its line breaks; one that was cut off at its end counts too. */
  redact(text: string): string {
    if (this.#needles.length === 0 || text === '') return text;
    return text
      .split('…')
      .map((piece, index, all) => this.#redactPiece(piece, index < all.length - 1))
      .join('…');
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

  #redactPiece(piece: string, isCut: boolean): string {
    const squeezed = squeeze(piece);
    const found = this.#find(piece, squeezed);
    const end = this.#findBeginning(squeezed.letters, isCut ? SHORTEST_BEGINNING.cut : SHORTEST_BEGINNING.end);
    if (end && !found.some(({ to }) => to === squeezed.letters.length)) found.push(end);
    let shown = piece;
    for (const { from, to, variable } of found.sort((a, b) => b.from - a.from))
      shown = shown.slice(0, squeezed.startOf(from)) + variable + shown.slice(squeezed.endOf(to));
    return shown;
  }

  /** Where secrets stand, the longest first; none overlaps another. */
  #find(piece: string, { letters, startOf, endOf }: Squeezed): Found[] {
    const found: Found[] = [];
    for (const { letters: needle, variable, alone } of this.#needles) {
      for (let from = letters.indexOf(needle); from >= 0; from = letters.indexOf(needle, from + needle.length)) {
        const to = from + needle.length;
        if (alone && !isAlone(piece, startOf(from), endOf(to))) continue;
        if (!found.some((other) => from < other.to && other.from < to)) found.push({ from, to, variable });
      }
    }
    return found;
  }

  /** The beginning of a secret at the end of a text. */
  #findBeginning(letters: string, shortest: number): Found | undefined {
    const tail = letters.slice(-shortest);
    if (tail.length < shortest) return undefined;
    for (const { letters: needle, variable, alone } of this.#needles) {
      // Mostly its last letters stand nowhere in the secret.
      if (alone || !needle.includes(tail)) continue;
      for (let length = Math.min(needle.length - 1, letters.length); length >= shortest; length -= 1)
        if (letters.endsWith(needle.slice(0, length)))
          return { from: letters.length - length, to: letters.length, variable };
    }
    return undefined;
  }
}

/** A place in a squeezed text. */
interface Found {
  from: number;
  to: number;
  variable: string;
}

/** Whether it is the whole text, a quoted one, or a value behind `=`. */
function isAlone(text: string, from: number, to: number): boolean {
  return /(?:^|["'=])$/.test(text.slice(0, from)) && /^(?:$|["'&;])/.test(text.slice(to));
}

interface Squeezed {
  letters: string;
  /** Where a letter begins in the text, and where the one before `index` ends. */
  startOf(index: number): number;
  endOf(index: number): number;
}

/** The text in small letters, without blanks, line breaks (also those that JSON writes as escapes) and backslashes, however deep JSON stands in JSON. */
function squeeze(text: string): Squeezed {
  const starts: number[] = [];
  const places: number[] = [];
  let letters = '';
  let place = 0;
  for (const piece of text.split(/((?:\\+[nrt]|[\s\\])+)/)) {
    if (!/^[\s\\]/.test(piece)) {
      starts.push(letters.length);
      places.push(place);
      letters += piece.replaceAll(/[A-ZÀ-ÖØ-Þ]/g, (letter) => letter.toLowerCase());
    }
    place += piece.length;
  }
  const placeOf = (index: number): number => {
    const at = starts.findLastIndex((start) => start <= index);
    return (places[at] ?? 0) + index - (starts[at] ?? 0);
  };
  return { letters, startOf: placeOf, endOf: (index) => placeOf(index - 1) + 1 };
}
