/** Text as HTML. */
import { visibleLine, visibleText } from './visible-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is text wherever it stands in a page, in an attribute too; `line` keeps it on one line. */
export function escapeHtml(text: string, { line = false }: { line?: boolean } = {}): string {
  const shown = line ? visibleLine(text) : visibleText(text);
  return shown.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
