/** Quotes texts for a POSIX shell, on one line and, where a text repeats itself, shortly. */

/** Plain where it can be, in single quotes, or, where a line must stay one line, through printf with escapes; so are long repetitions. */
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
  // The shell takes line feeds off the end of what a command prints.
  const [, body = '', feeds = ''] = /^(.*?)(\n*)$/s.exec(text) ?? [];
  const printed = `"$(printf '${escapeFormat(Buffer.from(body))}')"`;
  return feeds === '' ? printed : `${printed}'${feeds}'`;
}

/** Bytes as a format of POSIX's printf, inside single quotes; what begins with a hyphen would be taken for an option. */
export function escapeFormat(bytes: Buffer): string {
  return [...bytes]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x25 && byte !== 0x5c && byte !== 0x27
        ? String.fromCharCode(byte)
        : `\\${byte.toString(8).padStart(3, '0')}`,
    )
    .join('')
    .replace(/^-/, String.raw`\055`);
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
