/** Takes the lines of a page apart into blocks, in one pass. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { findAnchors, plainText } from '../text/clean-text.ts';
import { isColumn } from '../text/table-column.ts';
import type { Block, Fence, Heading, Table, Text } from './block.ts';
import { readHtmlTable } from './html-table.ts';
import { endsWithPipe, isDelimiter, joinRow, splitCells } from './split-cells.ts';

/** Lines of text that may stand between a table and a row of it. */
const MOST_BETWEEN = 5;

interface ScanOptions {
  /** Lines of the page before the first that is scanned. */
  offset: number;
  diagnose: Diagnose;
}

/** The blocks that `lines` of a page are. */
export function scanBlocks(lines: readonly string[], options: ScanOptions): Block[] {
  return new Scanner(lines, options).scan();
}

class Scanner {
  readonly #lines: readonly string[];
  readonly #offset: number;
  readonly #diagnose: Diagnose;
  readonly #blocks: Block[] = [];
  #at = 0;
  #recovered = false;
  /** Whether a table in HTML may still end. */
  #closes = true;

  constructor(lines: readonly string[], { offset, diagnose }: ScanOptions) {
    this.#lines = lines;
    this.#offset = offset;
    this.#diagnose = diagnose;
  }

  scan(): Block[] {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] as string;
      const text = line.trim();
      if (text === '') this.#at += 1;
      else if (text.startsWith('<!--')) this.#skipComment();
      else if (/^(?:`{3}[^`]*$|`{4,}[^`]*$|~{3})/.test(text)) this.#fence(text);
      else if (/^#{1,6}(?:\s|[^\s#!])/.test(text)) this.#heading(text);
      else if (/^<h[1-6][\s>]/i.test(text)) this.#htmlHeading(text);
      else if (/^<table[\s>]/i.test(text) && this.#htmlTable()) continue;
      else if (text.includes('|') && this.#table(text)) continue;
      else this.#text(text);
    }
    return this.#blocks;
  }

  get #number(): number {
    return this.#offset + this.#at + 1;
  }

  #skipComment(): void {
    while (this.#at < this.#lines.length && !this.#lines[this.#at]?.includes('-->')) this.#at += 1;
    this.#at += 1;
  }

  /** A fence that nothing closes ends at the next heading: once a page, so that time stays linear. */
  #fence(opening: string): void {
    const mark = /^(?:`+|~+)/.exec(opening)?.[0] ?? '```';
    const start = this.#at + 1;
    let end = start;
    while (end < this.#lines.length && !closes(this.#lines[end] as string, mark)) end += 1;
    if (end === this.#lines.length && !this.#recovered) {
      this.#recovered = true;
      end = start;
      while (end < this.#lines.length && !/^#{1,6}\s/.test(this.#lines[end] as string)) end += 1;
      this.#diagnose('unclosed-fence', {
        line: this.#number,
        found: opening,
        taken: 'the code ends before the next heading',
      });
      this.#pushFence(opening.slice(mark.length), start, end);
      this.#at = end;
      return;
    }
    this.#pushFence(opening.slice(mark.length), start, end);
    this.#at = end + 1;
  }

  #pushFence(info: string, start: number, end: number): void {
    const fence: Fence = {
      kind: 'fence',
      ...readFenceInfo(info),
      text: this.#lines.slice(start, end).join('\n'),
      line: this.#offset + start,
    };
    this.#blocks.push(fence);
  }

  #heading(text: string): void {
    const level = /^#+/.exec(text)?.[0].length ?? 1;
    const anchors = findAnchors(text);
    const body = text.slice(level).replace(/\{#[^{}]*\}\s*$/, '');
    const [first = '', ...others] = body.split(/#{2,6}(?=\s|$)/);
    const glued = others.filter((other) => other.trim() !== '');
    if (others.length > 0 && first.trim() !== '' && !/\s#+\s*$/.test(body)) {
      this.#diagnose('glued-heading', {
        line: this.#number,
        found: text,
        taken: `the heading "${plainText(first)}"${glued.length > 0 ? ', then another' : ''}`,
      });
    }
    this.#pushHeading(level, first, anchors);
    for (const other of glued) this.#pushHeading(level + 1, other, []);
    this.#at += 1;
  }

  #htmlHeading(text: string): void {
    this.#pushHeading(Number(text[2]), text, findAnchors(text));
    this.#at += 1;
  }

  #pushHeading(level: number, text: string, anchors: readonly string[]): void {
    const heading: Heading = { kind: 'heading', level, text: plainText(text), anchors, line: this.#number };
    this.#blocks.push(heading);
  }

  #text(line: string): void {
    const quoted = line.startsWith('>');
    const bare = line.replace(/^(?:>\s*)+/, '');
    const text = bare.replace(/^[-*+]\s+/, '');
    const indent = (this.#lines[this.#at] as string).search(/\S/);
    const bullet = text !== bare;
    const block: Text = { kind: 'text', quoted, text, bullet, indent, anchors: findAnchors(text), line: this.#number };
    this.#blocks.push(block);
    this.#at += 1;
  }

  /** True where a table in HTML was read. */
  #htmlTable(): boolean {
    let end = this.#at;
    if (!this.#closes) return false;
    while (end < this.#lines.length && !/<\/table>/i.test(this.#lines[end] as string)) end += 1;
    const table = readHtmlTable(this.#lines.slice(this.#at, end + 1).join('\n'), this.#number);
    this.#closes = end < this.#lines.length;
    if (!table || !this.#closes) return false;
    this.#blocks.push(table);
    this.#at = end + 1;
    return true;
  }

  /** True where a table, or rows of the one before, began here. */
  #table(text: string): boolean {
    const next = this.#lines[this.#at + 1];
    if (isDelimiter(next) && !isDelimiter(text)) {
      this.#startTable(headerOf(text), 2);
      return true;
    }
    const cells = headerOf(text);
    const isHeader = cells.length >= 3 && cells.every(isColumn);
    const last = this.#tableAbove();
    if (!text.startsWith('|')) return false;
    if (isHeader) {
      this.#diagnose('missing-delimiter', { line: this.#number, found: text, taken: 'a table with this header' });
      this.#startTable(cells, 1);
      return true;
    }
    if (last && !isDelimiter(next) && (this.#blocks.at(-1) === last || cells.length === last.header.length)) {
      this.#diagnose('cut-table', {
        line: this.#number,
        found: text,
        taken: `a row of the table that begins in line ${last.line}`,
      });
      this.#rows(last);
      return true;
    }
    if (cells.length >= 3)
      this.#diagnose('unread-table', { line: this.#number, found: text, taken: 'nothing: a row without its table' });
    return false;
  }

  /** The table before this line, with a few lines of text between at most. */
  #tableAbove(): Table | undefined {
    const block = this.#blocks.findLast(
      ({ kind }, index) => kind !== 'text' || this.#blocks.length - index > MOST_BETWEEN,
    );
    return block?.kind === 'table' ? block : undefined;
  }

  #startTable(header: readonly string[], lines: number): void {
    const table: Table = { kind: 'table', header, rows: [], line: this.#number };
    this.#blocks.push(table);
    this.#at += lines;
    this.#rows(table);
  }

  #rows(table: Table): void {
    while (this.#at < this.#lines.length) {
      const text = (this.#lines[this.#at] as string).trim();
      if (!text.includes('|') || !/^[^#>`~<]/.test(text) || isDelimiter(this.#lines[this.#at + 1])) return;
      const line = this.#number;
      const isOpen = text.startsWith('|') && !endsWithPipe(text);
      const joined = isOpen ? joinRow(this.#lines, this.#at, table.header.length) : undefined;
      if (joined) {
        const taken = `the row ends in line ${this.#offset + joined.end + 1}`;
        this.#diagnose('broken-row', { line, found: text, taken });
      }
      const cells = splitCells(joined?.text ?? text);
      // Without a pipe at its start, a row has one at its end where its last cell is empty.
      if (!text.startsWith('|') && endsWithPipe(text) && cells.length < table.header.length) cells.push('');
      table.rows.push({ cells, line });
      this.#at = (joined?.end ?? this.#at) + 1;
    }
  }
}

function headerOf(line: string): string[] {
  return splitCells(line).map((cell) => cell.trim());
}

function closes(line: string, mark: string): boolean {
  const text = line.trim();
  return text.length >= mark.length && text.startsWith(mark) && text.replaceAll(mark[0] as string, '') === '';
}

/** What stands beside a fence, as in `json title="请求路径"`: the language in lower case, and the title; each empty where there is none. */
function readFenceInfo(info: string): { language: string; title: string } {
  const [, double, single, bare] = /\btitle=(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(info.slice(0, 1000)) ?? [];
  const first = info.trim().split(/\s/, 1)[0] ?? '';
  return {
    language: first.includes('=') ? '' : first.toLowerCase(),
    title: plainText(double ?? single ?? bare ?? ''),
  };
}
