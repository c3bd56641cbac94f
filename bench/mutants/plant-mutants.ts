/** Writes a source that means what it meant, and can be told to mean what one of its mutants does, while it runs. */
import type { Mutant } from './find-mutants.ts';

/** A mutant with the number by which it is switched on. */
export type Planted = Mutant & { id: number };

/**
 * Each place becomes a question: `(globalThis.$mutant?.(7) ? after : before)`. A program that is started without the switch
 * (switch-mutants) is the one that was written.
 */
export function plantMutants(source: string, mutants: readonly Planted[]): string {
  const ordered = mutants.toSorted((a, b) => a.from - b.from || b.to - a.to);
  return writeSpan(source, { from: 0, to: source.length }, ordered);
}

/** `mutants` lie within the span, the wider before those in them. */
function writeSpan(source: string, { from, to }: { from: number; to: number }, mutants: readonly Planted[]): string {
  let text = '';
  let at = from;
  for (let index = 0; index < mutants.length;) {
    const place = mutants[index] as Planted;
    const inside = mutants.slice(index).filter((each) => each.from < place.to);
    const same = inside.filter((each) => each.from === place.from && each.to === place.to);
    const questions = same.map(({ id, after }) => `globalThis.$mutant?.(${id}) ? (${after}) : `).join('');
    text += `${source.slice(at, place.from)}(${questions}(${writeSpan(source, place, inside.slice(same.length))}))`;
    at = place.to;
    index += inside.length;
  }
  return text + source.slice(at, to);
}
