/** Splits a table's line into cells, in one pass, and joins a row that people have broken over several lines. */

/** More cells than any table has; what comes after stays in the last one. */
const MOST_CELLS = 64;

/** Lines over which a row may go on. */
const LONGEST_ROW = 20;

/** The cells between unescaped pipes, with the blanks around them; `\|` is a pipe in a cell. */
export function splitCells(line: string): string[] {
  const text = line.trim();
  const cells: string[] = [];
  let start = text.startsWith('|') ? 1 : 0;
  const end = endsWithPipe(text) && text.length > 1 ? text.length - 1 : text.length;
  for (let at = nextPipe(text, start); at !== -1 && at < end && cells.length < MOST_CELLS; at = nextPipe(text, start)) {
    cells.push(unescape(text.slice(start, at)));
    start = at + 1;
  }
  return [...cells, unescape(text.slice(start, end))];
}

/** Whether a line ends as a row does. */
export function endsWithPipe(text: string): boolean {
  return text.endsWith('|') && !text.endsWith('\\|');
}

/** Whether a line is the one below a table's header. */
export function isDelimiter(line: string | undefined): boolean {
  return line !== undefined && line.includes('-') && line.includes('|') && /^[\s|:-]+$/.test(line);
}

interface JoinedRow {
  text: string;
  /** Index of its last line. */
  end: number;
}

/** The broken row that begins in the line `at`, up to the line that ends as a row does; undefined where none does. */
export function joinRow(lines: readonly string[], at: number, columns: number): JoinedRow | undefined {
  if (splitCells(lines[at] as string).length > columns) return undefined;
  for (let end = at + 1; end < lines.length && end - at <= LONGEST_ROW; end += 1) {
    const more = (lines[end] as string).trim();
    if (/^(?:[|#>`~])/.test(more)) return undefined;
    if (!endsWithPipe(more)) continue;
    const parts = lines.slice(at, end + 1).map((line) => line.trim());
    return { text: parts.filter((part) => part !== '').join('<br>'), end };
  }
  return undefined;
}

function nextPipe(text: string, from: number): number {
  let at = text.indexOf('|', from);
  while (at > 0 && text[at - 1] === '\\') at = text.indexOf('|', at + 1);
  return at;
}

function unescape(cell: string): string {
  return cell.replaceAll('\\|', '|');
}
