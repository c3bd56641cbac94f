/** The few colours of the text report. */
import { styleText } from 'node:util';

export type Paint = (text: string) => string;

export interface Palette {
  good: Paint;
  bad: Paint;
  strong: Paint;
  quiet: Paint;
}

/** Colours, or none; whether a terminal wants them is the caller's to know. */
export function createPalette(colour: boolean): Palette {
  const paint =
    (format: Parameters<typeof styleText>[0]): Paint =>
    (text) =>
      colour && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return { good: paint('green'), bad: paint('red'), strong: paint('bold'), quiet: paint('dim') };
}
