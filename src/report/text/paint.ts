/** The few colours of the text report, and whether a terminal wants them. */
import { styleText } from 'node:util';

export type Paint = (text: string) => string;

export interface Palette {
  good: Paint;
  bad: Paint;
  strong: Paint;
  quiet: Paint;
}

/** Colours, or none; see wantsColour. */
export function createPalette(colour: boolean): Palette {
  const paint =
    (format: Parameters<typeof styleText>[0]): Paint =>
    (text) =>
      colour && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return { good: paint('green'), bad: paint('red'), strong: paint('bold'), quiet: paint('dim') };
}

/** True where Node itself would colour what goes to `stream`: a terminal, and neither NO_COLOR nor a dumb one (FORCE_COLOR included). */
export function wantsColour(stream: NodeJS.WritableStream): boolean {
  return styleText('bold', 'x', { stream }) !== 'x';
}
