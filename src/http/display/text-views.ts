/** A text as a secret is looked for in it: small letters without blanks, each of which knows where it stands. */

/** One way of reading a text. */
export interface TextView {
  letters: string;
  /** Where the letter at `index` begins in the text. */
  startOf(index: number): number;
  /** Where the letter before `index` ends in it. */
  endOf(index: number): number;
}

export interface TextViews {
  /** As it is, and, where that is something else, with every escape undone. */
  plain: TextView[];
  /** Where texts follow one another in it, with these read as one: a server may cut a text into items, members, cells or letters. */
  joined: TextView | undefined;
  /** Where numbers follow one another in it, these alone, with commas between: a server may write bytes. */
  numbers: TextView | undefined;
}

/** The views of a text, in the order in which they are searched. */
export function viewText(text: string): TextViews {
  const whole: TextView = { letters: text, startOf: (index) => index, endOf: (index) => index };
  const undone = undoEscapes(whole);
  const spoken = squeeze(undone, blanks);
  // Of what was read as JSON once too often, `\n` may be an n.
  const all = [squeeze(whole, blanks), spoken, squeeze(undone, unseen)];
  const plain = all.filter(({ letters }, index) => all.findIndex((other) => other.letters === letters) === index);
  const joined = rewrite(spoken, joint, () => '');
  const numbers = several.test(undone.letters)
    ? rewrite(
        rewrite(undone, member, () => ''),
        /\D+/g,
        () => ',',
      )
    : undefined;
  return { plain, joined: joined === spoken ? undefined : joined, numbers };
}

/** As many numbers as a secret has bytes that is looked for inside of others. */
const several = /(?:(?<!\d)\d{1,3}(?!\d)\D{1,80}){7}\d/;

/** A name, which is a number where a list of bytes is written as an object; also one that was cut off. */
const member = /^\d{1,3}\\*["']\s*:|["'][^"'\\]{0,60}(?:\\*["']\s*:|\\*["']?$)/g;

/** How deep one coding may stand in another: JSON in a URL in HTML, or `%252525`. */
const DEEPEST = 6;

function undoEscapes(view: TextView): TextView {
  let undone = view;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = rewrite(undone, escape, undoEscape);
    if (next === undone) break;
    undone = next;
  }
  return undone;
}

/** A letter as bytes (of URLs, programs, printf), as a unit of JSON, as an entity of HTML, or in a JSON pointer; one letter of UTF-8 is one match. What is left of one at the end is nothing. */
const escape =
  /(?:%|\\x)[c-f][\da-f](?:(?:%|\\+x)[89ab][\da-f]){1,3}|(?:%|\\x)[\da-f]{2}|\\3[0-7]{2}(?:\\+2[0-7]{2}){1,3}|\\[0-3][0-7]{2}|\\u(?:[\da-f]{4}|\{[\da-f]{1,6}\})|&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos);|~[01]|(?:%[\da-f]?|\\(?:u[\da-f]{0,3})?|&#?\w{0,6})$/gi;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function undoEscape(found: string): string {
  if (/^(?:%.?|\\(?:u.{0,3})?|&[^;]*)$/i.test(found)) return '';
  if (found.startsWith('~')) return found === '~1' ? '/' : '~';
  const [, digits, entity] = /^(?:\\u\{?([\da-f]+)|&(.+);$)/i.exec(found) ?? [];
  if (digits !== undefined) return letterOf(Number.parseInt(digits, 16));
  if (entity !== undefined)
    return entities[entity.toLowerCase()] ?? letterOf(Number(entity.replace(/^#x/i, '0x').replace('#', '')));
  const base = /^\\[0-3]/.test(found) ? 8 : 16;
  const bytes = Buffer.from(
    found
      .split(/%|\\+x?/i)
      .slice(1)
      .map((each) => Number.parseInt(each, base)),
  );
  const text = bytes.toString();
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text;
}

function letterOf(point: number): string {
  return point <= 0x10_ff_ff ? String.fromCodePoint(point) : '';
}

/** Blanks, line breaks (also those that JSON writes as escapes), backslashes, however deep JSON stands in JSON, and what nobody sees. */
const blanks = /(?:\\[nrt]|[\s\\\0\u00AD\u200B-\u200F\u2060-\u2064\uFEFF])+/g;
const unseen = /[\s\\\0\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]+/g;

function squeeze(view: TextView, dropped: RegExp): TextView {
  const squeezed = rewrite(view, dropped, () => '');
  return { ...squeezed, letters: squeezed.letters.replaceAll(/[A-ZÀ-ÖØ-Þ]/g, (letter) => letter.toLowerCase()) };
}

/** Between two texts: of a list, of members, of items that have numbers too, of elements, of cells; and behind the last one. */
const joint = ((): RegExp => {
  const name = `["'][^"'\\\\]{0,60}["']:`;
  const other = `${name}(?:-?[\\d.]{1,24}|true|false|null)`;
  const begun = `(?:["'](?:[^"'\\\\]{0,60}(?:["'](?::[\\w.-]{0,24}[[{]{0,2})?)?)?)?`;
  const last = `["'](?:,${other}){0,4}(?:,${begun}|[\\]}]{1,4}(?:,[[{]{0,4}(?:${other},){0,4}${begun})?)?$`;
  const next = `["'](?:,${other}){0,4}[\\]}]{0,4},[[{]{0,4}(?:${other},){0,4}(?:${name}[[{]{0,2})?["']`;
  const elements = `(?:</?[a-z][^<>]{0,60}>)+`;
  return new RegExp(`${last}|${next}|${elements}|[,;|]`, 'g');
})();

/** A piece of a view that was rewritten: `plain` pieces stand in the one before as they are, from `start` on; others are all of it. */
interface Piece {
  at: number;
  start: number;
  end: number;
  plain: boolean;
}

/** The view with each match written anew; the same view where there is none. Where its letters stand is found out when somebody asks. */
function rewrite(view: TextView, pattern: RegExp, write: (found: string) => string): TextView {
  const letters = view.letters.replaceAll(pattern, write);
  if (letters === view.letters) return view;
  let known: readonly Piece[] | undefined;
  const at = (index: number): Piece => pieceAt((known ??= listPieces(view.letters, pattern, write)), index);
  return {
    letters,
    startOf: (index) => {
      const piece = at(index);
      return view.startOf(piece.plain ? piece.start + index - piece.at : piece.start);
    },
    endOf: (index) => {
      const piece = at(index - 1);
      return view.endOf(piece.plain ? piece.start + index - piece.at : piece.end);
    },
  };
}

function listPieces(letters: string, pattern: RegExp, write: (found: string) => string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let start = 0;
  const add = (length: number, end: number, plain: boolean): void => {
    if (length > 0) pieces.push({ at, start, end, plain });
    at += length;
    start = end;
  };
  for (const { 0: found, index } of letters.matchAll(pattern)) {
    add(index - start, index, true);
    add(write(found).length, index + found.length, false);
  }
  add(letters.length - start, letters.length, true);
  return pieces;
}

function pieceAt(pieces: readonly Piece[], index: number): Piece {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return pieces[low] ?? { at: 0, start: 0, end: 0, plain: true };
}
