/** Quotes texts for a POSIX shell, on one line and, where a text repeats itself, shortly. */

/** Plain where it can be, in single quotes, or, where a line must stay one line, as `$'…'` with escapes; long repetitions through printf. */
export function quoteShell(text: string): string {
  if (/^[\w./:@%~-]+$/.test(text)) return text;
  if (text.length < LONG) return quotePiece(text);
  return splitRuns(text)
    .map(({ piece, times }) => (times === 1 ? quotePiece(piece) : repeatPiece(piece, times)))
    .join('');
}

/** Texts from this length on are searched for repetitions. */
const LONG = 500;

function quotePiece(text: string): string {
  if (!/[\p{Cc}\p{Cf}]/u.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${text.replace(/[\\']/g, String.raw`\$&`).replace(/[\p{Cc}\p{Cf}]/gu, escapeControl)}'`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

function escapeControl(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  return (
    shortEscapes[character] ?? (digits.length > 4 ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`)
  );
}

interface Run {
  piece: string;
  times: number;
}

/** One to twelve characters, a hundred times and more; none of which a shell would read inside a format, or cut off. */
const repetition = /([^\p{Cc}%\\'"]{1,12}?)\1{99,}/gu;

function splitRuns(text: string): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const { 0: whole, 1: piece = whole, index } of text.matchAll(repetition)) {
    if (index > end) runs.push({ piece: text.slice(end, index), times: 1 });
    runs.push({ piece, times: whole.length / piece.length });
    end = index + whole.length;
  }
  return end < text.length ? [...runs, { piece: text.slice(end), times: 1 }] : runs;
}

/** `%.0s` takes a number of the sequence and prints nothing of it. */
function repeatPiece(piece: string, times: number): string {
  return `"$(printf -- '${piece}%.0s' $(seq ${times}))"`;
}
