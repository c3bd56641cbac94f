/** Finds the member of a part that a name nearly is. */
import type { Told } from '../../contract-diagnostics.ts';
import { nearest } from '../../nearest-name.ts';
import type { PartShape } from './part-shape.ts';

/** What other tools call members. */
const otherWords: Readonly<Record<string, string>> = {
  body: 'requestBody',
  desc: 'description',
  params: 'parameters',
};

/** The member that `written` means; undefined where it is none by more than a slip of the keys. */
export function findSimilar(written: string, shape: PartShape): string | undefined {
  const other = Object.hasOwn(otherWords, written) ? otherWords[written] : undefined;
  if (other !== undefined && Object.hasOwn(shape.members, other)) return other;
  const [near] = written.length < 3 ? [] : nearest(written, Object.keys(shape.members));
  return near !== undefined && Math.abs(near.length - written.length) <= 2 ? near : undefined;
}

/** What is told of it; `taken` unless the member that is meant stands there, too. */
export function tellSimilar(
  written: string,
  near: string,
  { shape, taken }: { shape: PartShape; taken: boolean },
): Told {
  return {
    message: `"${written}" is no member of ${shape.name}`,
    taken: taken ? near : 'nothing',
    hint: `Did you mean "${near}"? Names of your own begin with "x-".`,
  };
}
