/** A shell command over several lines. */
import stringWidth from 'string-width';
import { pageWidth } from './wrap-text.ts';

const word = /(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/gs;

/** The command broken between its words with `\`, so that it can be pasted as it stands; a long word stays whole. */
export function shellLines(command: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [next] of command.matchAll(word)) {
    if (line !== '' && stringWidth(`${indent}${line} ${next} \\`) > pageWidth) {
      lines.push(`${line} \\`);
      line = `  ${next}`;
    } else {
      line = line === '' ? next : `${line} ${next}`;
    }
  }
  return [...lines, line].map((text) => indent + text);
}
