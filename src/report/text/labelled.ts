/** `label     text`, wrapped beside its label. */
import type { Paint } from './paint.ts';
import { padText, pageWidth, wrapText } from './wrap-text.ts';

const labelWidth = 10;

export interface LabelOptions {
  indent?: string;
  lines?: number;
  paint: Paint;
}

/** Lines with the label before the first; `paint` colours the label. */
export function labelled(label: string, text: string, { indent = '', lines = 12, paint }: LabelOptions): string[] {
  const columns = pageWidth - indent.length - labelWidth;
  return wrapText(text, { columns, lines }).map((line, index) =>
    `${indent}${paint(padText(index === 0 ? label : '', labelWidth))}${line}`.trimEnd(),
  );
}
