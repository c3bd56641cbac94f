/** Text from elsewhere made harmless to show, in a terminal or as HTML: terminal controls, direction overrides, invisible characters, broken UTF-16. */

const unsafe =
  /[[\p{Cc}--[\n\t]]\p{Cs}\p{Bidi_Control}\u00AD\u200B\u2028\u2029\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E0FFF}]/gv;

/** The text with every character that could deceive or steer its reader as a JSON escape; line feeds and tabs stay. */
export function visibleText(text: string): string {
  return text.replace(unsafe, escapeUnits);
}

/** The same on one line: line feeds and tabs are escaped too. */
export function visibleLine(text: string): string {
  return visibleText(text)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\t', String.raw`\t`);
}

/** JSON's own escapes, so that a JSON text means the same after it. */
function escapeUnits(character: string): string {
  if (character === '\r') return String.raw`\r`;
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

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
