/** Text in columns, counted as a terminal shows them: CJK is two wide, combining marks none. */
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Paint } from './paint.ts';

/** Columns that a report may use. */
export const pageWidth = 80;

export interface WrapOptions {
  /** Columns for the text. */
  columns: number;
  /** At most so many lines; what is left out shows as `…`. */
  lines?: number;
}

/** Lines no wider than `columns`; breaks between words, inside a word only where it must. */
export function wrapText(text: string, { columns, lines = Number.POSITIVE_INFINITY }: WrapOptions): string[] {
  const enough = lines === Number.POSITIVE_INFINITY ? text : cutText(text, columns * lines);
  const wrapped = wrapAnsi(enough, columns, { hard: true }).split('\n');
  if (wrapped.length <= lines) return wrapped;
  const shown = wrapped.slice(0, lines);
  return [...shown.slice(0, -1), cutText(`${shown.at(-1)}……`, columns).replace(/…+$/, '…')];
}

/** The text, or its beginning and `…`, in at most `columns`. */
export function cutText(text: string, columns: number): string {
  const start = text.slice(0, columns * 4);
  if (start.length === text.length && stringWidth(text) <= columns) return text;
  let kept = '';
  let width = 1;
  for (const { segment } of graphemes.segment(start)) {
    width += stringWidth(segment);
    if (width > columns) break;
    kept += segment;
  }
  return `${kept.replace(/\p{Cs}$/u, '')}…`;
}

/** The text and blanks up to `columns`. */
function padText(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const labelWidth = 10;

interface LabelOptions {
  indent?: string;
  lines?: number;
  paint: Paint;
}

/** `label     text`, wrapped beside its label; `paint` colours the label. */
export function labelled(label: string, text: string, { indent = '', lines = 12, paint }: LabelOptions): string[] {
  const columns = pageWidth - indent.length - labelWidth;
  return wrapText(text, { columns, lines }).map((line, index) =>
    `${indent}${paint(padText(index === 0 ? label : '', labelWidth))}${line}`.trimEnd(),
  );
}

/** The same on one line, however long it is. */
export function unbroken(label: string, text: string, { indent = '', paint }: LabelOptions): string[] {
  return [`${indent}${paint(padText(label, labelWidth))}${text}`.trimEnd()];
}
