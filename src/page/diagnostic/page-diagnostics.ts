/** What is odd about pages, gathered while they are read: data, never prose in a log. */
import type { Diagnostic } from '../../contract/diagnostic.ts';
import type { Place } from '../../errors.ts';
import { PageAccount } from './page-account.ts';
import { pageRules, type PageRule } from './page-rule.ts';

/** Takes one thing that is odd about a page. */
export type Diagnose = (rule: PageRule, told: Told) => void;

interface Told {
  /** 1-based. */
  line: number;
  /** What stands there. */
  found: string;
  /** What was made of it. */
  taken: string;
  /** Lines whose rows, code blocks or lists go nowhere for that. */
  lost?: readonly number[];
}

/** Longest text of a page that a diagnostic repeats. */
const LONGEST = 120;

export class PageDiagnostics {
  readonly #told = new Map<string, Diagnostic<PageRule>>();
  readonly #accounts = new Map<string, PageAccount>();

  /** Takes what is odd about the page `file`, each thing once. */
  on(file: string): Diagnose {
    const account = this.accountOf(file);
    return (rule, { line, found: whole, taken, lost = [] }) => {
      for (const each of lost) account.lose(each);
      const found = shorten(whole);
      const key = JSON.stringify([file, line, rule, found]);
      if (this.#told.has(key)) return;
      this.#told.set(key, { rule, ...pageRules[rule], place: { file, pointer: '', line }, found, taken });
    };
  }

  /** What became of the parts of the page `file`. */
  accountOf(file: string): PageAccount {
    const known = this.#accounts.get(file) ?? new PageAccount();
    this.#accounts.set(file, known);
    return known;
  }

  /** In the order of `files`, then of their lines. */
  list(files: readonly string[]): Diagnostic<PageRule>[] {
    const order = new Map(files.map((file, index) => [file, index]));
    const rank = ({ file }: Place): number => order.get(file) ?? order.size;
    return [...this.#told.values()].toSorted(
      ({ place: a }, { place: b }) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0),
    );
  }
}

function shorten(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
