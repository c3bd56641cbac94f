/** What an answer says, without what is of this one request: by it, two answers that say the same are known. */
import type { StepOutcome } from '../check/outcome.ts';

/** Longest part of a body that counts, in characters. */
const COUNTED = 400;

/** Status, media type and the words of the body; numbers, hexadecimal names and texts of the request are left out. */
export function likenessOf({ exchange: { response, failure }, step }: StepOutcome): string {
  if (!response) return failure?.kind ?? 'none';
  const type = String(response.headers['content-type'] ?? '').split(';')[0];
  const sent = [...textsIn(step.values), step.form.contentType ?? ''].filter(({ length }) => length > 2);
  let text = response.body.subarray(0, COUNTED * 2).toString();
  for (const each of sent.toSorted((a, b) => b.length - a.length)) text = text.replaceAll(each, '…');
  const words = text.replaceAll(/[0-9a-f]{8,}(?:-[0-9a-f]{4,})*/gi, '#').replaceAll(/\d+/g, '#');
  return `${response.status} ${type} ${words.slice(0, COUNTED)}`;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
