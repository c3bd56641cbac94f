/** A shell command over several lines. */
import stringWidth from 'string-width';
import { pageWidth } from './wrap-text.ts';

const word = /(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/gs;

/** The command broken between its words with `\`, so that it can be pasted as it stands; an option keeps its value, a long word stays whole. */
export function shellLines(command: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const next of optionsWithValues(command)) {
    if (line !== '' && stringWidth(`${indent}${line} ${next} \\`) > pageWidth) {
      lines.push(`${line} \\`);
      line = `  ${next}`;
    } else {
      line = line === '' ? next : `${line} ${next}`;
    }
  }
  return [...lines, line].map((text) => indent + text);
}

function optionsWithValues(command: string): string[] {
  const parts: string[] = [];
  for (const [next] of command.matchAll(word)) {
    const last = parts.at(-1);
    if (last?.startsWith('-') && !next.startsWith('-')) parts[parts.length - 1] = `${last} ${next}`;
    else parts.push(next);
  }
  return parts;
}
