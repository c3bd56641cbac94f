/** Fenced code in Markdown. */
import { visibleText } from '../visible-text.ts';

/** The text as a code block whose fence is longer than any run of backticks in it. */
export function fence(text: string, language = ''): string {
  const shown = visibleText(text);
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${shown}\n${ticks}`;
}
