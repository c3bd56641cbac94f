/** The account of a page: what became of each row of a table, each code block and each list, so that nothing is lost in silence. */

/** What a page is counted in. */
export type PartKind = 'row' | 'code' | 'list' | 'prose';

export interface Part {
  kind: PartKind;
  /** First and last line, 1-based. */
  line: number;
  end: number;
  /** How many there are of it: rows of a table in HTML may share a line. */
  count: number;
  /** What it was read as; undefined for what was not read. */
  became: Became | undefined;
  /** Whether a diagnostic says why it was not read. */
  told: boolean;
}

/** What parts were read as, and whose. */
export interface Became {
  as: string;
  /** `POST /things`, or the name of a model. */
  of?: string;
}

/** How much of pages was read. */
export interface Coverage {
  rows: Share;
  examples: Share;
  lists: Share;
}

interface Share {
  read: number;
  all: number;
}

export class PageAccount {
  readonly #parts = new Map<number, Part>();

  add(kind: PartKind, part: Pick<Part, 'line' | 'end'>): void {
    const known = this.#parts.get(part.line);
    if (known) known.count += 1;
    else this.#parts.set(part.line, { kind, ...part, count: 1, became: undefined, told: false });
  }

  /** The part that begins in `line` was read. */
  read(line: number, became: Became): void {
    const part = this.#parts.get(line);
    if (part && !part.told) part.became ??= became;
  }

  /** The part that begins in `line` goes nowhere, and a diagnostic says so. */
  lose(line: number): void {
    const part = this.#parts.get(line);
    if (!part) return;
    part.became = undefined;
    part.told = true;
  }

  /** The item that begins in `line` describes no field: it does not count. */
  asProse(line: number): void {
    const part = this.#parts.get(line);
    if (part && part.became === undefined) part.kind = 'prose';
  }

  /** The part that begins in `line` is nothing that a contract could hold: it does not count. */
  leaveOut(line: number): void {
    this.#parts.delete(line);
  }

  /** What was neither read nor told. */
  silent(): Part[] {
    return [...this.#parts.values()].filter(({ became, told }) => became === undefined && !told);
  }

  partAt(line: number): Part | undefined {
    return this.#parts.get(line) ?? [...this.#parts.values()].find((part) => part.line <= line && line <= part.end);
  }

  coverage(): Coverage {
    const counts: Coverage = { rows: emptyShare(), examples: emptyShare(), lists: emptyShare() };
    for (const { kind, became, count } of this.#parts.values()) {
      if (kind === 'prose') continue;
      const share = counts[kind === 'row' ? 'rows' : kind === 'code' ? 'examples' : 'lists'];
      share.all += count;
      if (became) share.read += count;
    }
    return counts;
  }
}

/** The coverage of several pages together. */
export function addCoverage(all: readonly Coverage[]): Coverage {
  const sum = (kind: keyof Coverage): Share => ({
    read: all.reduce((total, each) => total + each[kind].read, 0),
    all: all.reduce((total, each) => total + each[kind].all, 0),
  });
  return { rows: sum('rows'), examples: sum('examples'), lists: sum('lists') };
}

/** Whether all of it was read. */
export function isWhole(coverage: Coverage): boolean {
  return Object.values(coverage).every(({ read, all }: Share) => read === all);
}

function emptyShare(): Share {
  return { read: 0, all: 0 };
}
