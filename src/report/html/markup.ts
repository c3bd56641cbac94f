/** HTML by template: whatever is put in is text, unless it is markup itself. */
import { escapeHtml } from '../../http/display/visible-text.ts';

/** HTML that needs no escaping any more. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Insert = string | number | Markup | readonly Markup[];

/** Markup from a template; strings and numbers in it are escaped. */
export function markup(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return new Markup(parts.map((part, index) => part + show(inserts[index] ?? '')).join(''));
}

function show(insert: Insert): string {
  if (insert instanceof Markup) return insert.source;
  if (typeof insert === 'object') return insert.map(({ source }) => source).join('\n');
  return escapeHtml(String(insert));
}
