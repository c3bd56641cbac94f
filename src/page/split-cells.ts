/** Splits a table's line into cells, in one pass. */

/** More cells than any table has; what comes after stays in the last one. */
const MOST_CELLS = 64;

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

function nextPipe(text: string, from: number): number {
  let at = text.indexOf('|', from);
  while (at > 0 && text[at - 1] === '\\') at = text.indexOf('|', at + 1);
  return at;
}

function unescape(cell: string): string {
  return cell.replaceAll('\\|', '|');
}
