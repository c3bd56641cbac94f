/** Text from elsewhere made harmless to show, by medium: a terminal, the log of a CI, HTML, Markdown. */

/** Terminal controls, direction overrides, invisible characters, broken UTF-16; joiners where there is nothing to join. */
const unsafe =
  /[[\p{Cc}--[\n\t]]\p{Cs}\p{Bidi_Control}\u034F\u00AD\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u2028\u2029\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E0FFF}]|(?<![^\0-\x7F])[\u200C\u200D]|[\u200C\u200D](?![^\0-\x7F])/gv;

/** The text with every character that could deceive or steer its reader as a JSON escape; line feeds and tabs stay. */
export function visibleText(text: string): string {
  return text.replace(unsafe, escapeUnits);
}

/** The same on one line: line feeds and tabs are escaped too, and what the log of a CI obeys wherever it stands (`##[error]`, `##vso[`). */
export function visibleLine(text: string): string {
  return visibleText(text)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\t', String.raw`\t`)
    .replaceAll(command, String.raw`#\u0023`);
}

/** JSON's own escapes, so that a JSON text means the same after it. */
function escapeUnits(character: string): string {
  if (character === '\r') return String.raw`\r`;
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** Of GitHub, Azure and TeamCity, in the middle of a line, too. */
const command = /##(?=[a-z]*\[)/gi;

/** At the beginning of a line, of GitHub. */
const commandOfLine = /^([ \t]*):(?=:)/gm;

/** Lines of a text in which no service that runs jobs finds a command, at their beginning (`::error`) or elsewhere. */
export function obeyNothing(text: string): string {
  return text.replaceAll(commandOfLine, String.raw`$1\u003a`).replaceAll(command, String.raw`#\u0023`);
}

/** A JSON text that means the same, and is harmless in a terminal and in the log of a job. */
export function visibleJson(json: string): string {
  return obeyNothing(visibleText(json));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is text wherever it stands in a page, in an attribute too, and no command where the page goes to a log; `line` keeps it on one line. */
export function escapeHtml(text: string, { line = false }: { line?: boolean } = {}): string {
  const shown = line ? visibleLine(text) : visibleText(text);
  return shown
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replaceAll(commandOfLine, '$1&#58;')
    .replaceAll(command, '#&#35;');
}

/**
 * Text that is text wherever it stands in a line of Markdown, in HTML inside of it too: no emphasis, link, image, cell or fence,
 * and nobody is called. Entities mean themselves in both.
 */
export function escapeMarkdown(text: string): string {
  return (
    escapeHtml(text, { line: true })
      .replaceAll(/[\\`*~[\]|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/giu, (character) => `&#${character.charCodeAt(0)};`)
      // Some look for addresses in what is shown, where an entity is the letter that it means: nothing stands between, for the eye.
      .replaceAll(/:(?=\/\/)|www(?=\.)/gi, '$&<span></span>')
      .replaceAll('@', '<code>@</code>')
  );
}

/** Text as a code block of Markdown, whose fence is longer than any run of backticks in it. */
export function fenceMarkdown(text: string, language = ''): string {
  const shown = obeyNothing(visibleText(text));
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${shown}\n${ticks}`;
}
