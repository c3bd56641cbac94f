/** Pieces of answers, short enough for a report. */
import type { ReceivedResponse } from '../client/exchange.ts';

/** Longest piece, in characters. */
const LONGEST = 300;

/** The beginning of an answer's body, as text on one line. */
export function quoteBody({ body }: ReceivedResponse): string {
  return shorten(
    body
      .subarray(0, LONGEST * 4)
      .toString()
      .replaceAll(/\s*\n\s*/g, ' ')
      .trim(),
  );
}

/** The beginning of a text, marked where something is left out. */
export function shorten(text: string | undefined): string {
  const characters = [...(text ?? 'nothing')];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : characters.join('');
}
