/** Lists what a text that is not quite YAML may have been meant as: one changed line each, the likeliest first. */

/** A text that may be what was meant. */
export interface YamlMending {
  text: string;
  /** What is told of it; nothing where the line is right, and only its reader is not. */
  slip?: { line: number; message: string; hint: string };
  /** Whether nothing else can be meant, however far it is read now. */
  isCertain?: boolean;
}

/** Where and why reading stopped: the line is 1-based. */
interface Stop {
  line: number;
  reason: string;
}

/** Longest line that is changed. */
const LONGEST = 2_000;

/** The changes to try at the line where reading stopped, and at the one before it. */
export function* mendingsOf(text: string, { line, reason }: Stop): Generator<YamlMending> {
  const lines = text.split('\n');
  if (/single document/.test(reason)) {
    const cut = cutSecond(lines);
    if (cut) yield cut;
    return;
  }
  for (const { change, message, hint, isCertain } of changes) {
    for (const index of [line - 1, line - 2]) {
      const current = lines[index];
      const isRead = current !== undefined && current.length <= LONGEST;
      const changed = isRead ? change(current, { lines, index, reason }) : undefined;
      if (changed === undefined || changed === current) continue;
      yield {
        text: lines.with(index, changed).join('\n'),
        ...(message === undefined ? {} : { slip: { line: index + 1, message, hint } }),
        ...(isCertain === undefined ? {} : { isCertain }),
      };
    }
  }
}

/** A stream may have several documents; what stands behind the first is not read. */
function cutSecond(lines: readonly string[]): YamlMending | undefined {
  const begun = lines.findIndex((line) => !/^\s*(?:#|%|---|$)/.test(line));
  const end = lines.findIndex((line, index) => index > begun && /^(?:---|\.\.\.)(?:\s|$)/.test(line));
  if (end === -1) return undefined;
  return {
    text: lines.map((line, index) => (index < end ? line : '')).join('\n'),
    slip: {
      line: end + 1,
      message: 'a second document begins here; only the first is read',
      hint: 'Give each document a file of its own.',
    },
  };
}

interface Surroundings {
  lines: readonly string[];
  index: number;
  reason: string;
}

interface Change {
  change: (line: string, around: Surroundings) => string | undefined;
  message?: string;
  hint: string;
  isCertain?: boolean;
}

/** A key of a block with what is before it. */
const key = String.raw`\s*(?:-\s+)*[^\s'"#{}[\],&*!|>%@\`-][^:#]*?:`;

const changes: readonly Change[] = [
  {
    // To people, a bracket that closes what its key opened may stand in the key's own column.
    change: (line, { reason }) =>
      /indentation/.test(reason) && /^ {0,60}[}\]][}\],\s]*$/.test(line) ? ' '.repeat(80) + line.trim() : undefined,
    message: 'a closing bracket must stand deeper than the key of what it closes',
    hint: 'Indent the bracket.',
    isCertain: true,
  },
  {
    change: (line) =>
      /^ *\t/.test(line) ? line.replace(/^[ \t]+/, (blank) => blank.replaceAll('\t', '  ')) : undefined,
    message: 'a tab is no indentation in YAML',
    hint: 'Indent by blanks.',
    isCertain: true,
  },
  { change: (line) => line.replace(new RegExp(`^(${key})\t+`), '$1 '), hint: '' },
  {
    change: (line) => line.replace(/(?<=^\s*|:)[\u00a0\u2000-\u200b\u3000]+/g, (blanks) => ' '.repeat(blanks.length)),
    message: 'a blank is none that YAML has',
    hint: 'Write the blank again.',
  },
  {
    change: (line, { reason }) => (/comma/.test(reason) && !/[,{[]\s*$/.test(line) ? `${line},` : undefined),
    message: 'a comma is missing',
    hint: 'Write the comma at the end of the line.',
  },
  {
    change: (line, { reason, lines, index }) =>
      /end of the stream|document/.test(reason) && lines.slice(index + 1).every((other) => other.trim() === '')
        ? line.replace(/[}\]]\s*$/, '')
        : undefined,
    message: 'a bracket closes nothing',
    hint: 'Remove the bracket.',
  },
  {
    change: (line, { reason }) =>
      /escape/.test(reason) ? line.replace(/\\(?![0abtnvfre "/\\N_LPxuU])/g, '\\\\') : undefined,
    message: 'a backslash in double quotes begins nothing that it may',
    hint: 'Write two backslashes.',
  },
  {
    change: (line, { reason }) =>
      /\btag\b/.test(reason) ? line.replace(/(?<=^|[\s:[{,])!{1,2}[\w./:-]+ */, '') : undefined,
    message: 'a tag is none that YAML has',
    hint: 'Remove the tag: the word that begins with "!".',
  },
  {
    change: (line) =>
      line.replace(/(?<=(?:\bpattern|\$ref):\s*)([^\s'"].*?)(?=\s*(?:,\s*\w+:.*)?\}[\s}]*$)/, (pattern) =>
        quote(pattern),
      ),
    message: 'a text with a sign of YAML inside of braces stands in quotes',
    hint: 'Put the text into quotes.',
  },
  {
    change: (line) => line.replace(new RegExp(`^(${key}\\s+\\[)([\\w ,./-]+)$`), '$1$2]'),
    message: 'a list does not end',
    hint: 'Write the closing bracket.',
  },
  {
    change: quoteValue,
    message: 'a text with a sign of YAML in it stands in quotes',
    hint: 'Put the whole text into quotes.',
  },
  {
    change: (line) => line.replace(/^(\s*(?:-\s+)*[\w$-]+):(?=[^\s/])/, '$1: '),
    message: 'a blank stands behind the colon of a key',
    hint: 'Write the blank.',
  },
  ...[-1, 1].map((step) => ({
    change: (line: string, around: Surroundings) => alignWith(line, around, step),
    message: 'the line is indented unlike those around it',
    hint: 'Indent it as its neighbours.',
  })),
];

/** A plain text may hold no `: ` and begin with none of YAML's signs. */
function quoteValue(line: string): string | undefined {
  const [, before, text] = new RegExp(`^(${key}\\s+|\\s*-\\s+)(\\S.*?)\\s*$`).exec(line) ?? [];
  if (before === undefined || text === undefined || isWhole(text)) return undefined;
  return /:(?:\s|$)|^[@`%*&!|>"']|^[{[].*\w/.test(text)
    ? before + quote(text.replace(/^["'](?!.*["']$)/, ''))
    : undefined;
}

/** Whether it is in brackets or quotes from its first sign to its last. */
function isWhole(text: string): boolean {
  return /^(?:\{.*\}|\[.*\]|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')$/.test(text);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** How far a line may be moved, in columns. */
const FARTHEST = 3;

function alignWith(line: string, { lines, index }: Surroundings, step: number): string | undefined {
  let other = index + step;
  while (/^\s*(?:#.*)?$/.test(lines[other] ?? '-')) other += step;
  const wanted = /^ */.exec(lines[other] ?? '')?.[0] ?? '';
  const own = /^ */.exec(line)?.[0] ?? '';
  const far = Math.abs(wanted.length - own.length);
  return far > 0 && far <= FARTHEST && line.trim() !== '' ? wanted + line.trimStart() : undefined;
}
