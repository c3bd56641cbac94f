/** Values of a member that are worth a fault of their own, texts of all sorts aside. */
import { walkPossible } from '../contract/schema/walk-schema.ts';
import type { Member } from '../verify/list-members.ts';
import { partOf, type Subject } from './subject.ts';

/** Valid values: each of a list, the edges of numbers, both booleans, lists of different lengths. */
export function valuesFor(subject: Subject, member: Member): unknown[] {
  const base = partOf(subject.make('full'), member);
  const candidates = [...listedValues(subject, member), ...edges(subject, member), ...valuesLike(base), null];
  const distinct = [...new Map(candidates.map((value) => [JSON.stringify(value), value])).values()];
  if (member.unique) return [];
  return distinct.filter((value) => subject.change('full', [{ at: member.at, value }]).length > 0);
}

/** What `enum` and `const` list, in the document or in the expected domain. */
export function listedValues({ kit }: Subject, { node }: Member): unknown[] {
  return [...walkPossible(kit.contract.document, node)].flatMap(({ schema }) =>
    [schema, schema['x-expected'] as typeof schema | undefined].flatMap((rules) => [
      ...((rules?.['enum'] as unknown[] | undefined) ?? []),
      ...(rules && 'const' in rules ? [rules['const']] : []),
    ]),
  );
}

function edges({ kit }: Subject, { node }: Member): unknown[] {
  return [...walkPossible(kit.contract.document, node)].flatMap(({ schema }) =>
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].flatMap((keyword) => {
      const edge = schema[keyword];
      return typeof edge === 'number' ? [edge, edge + 1, edge - 1] : [];
    }),
  );
}

function valuesLike(base: unknown): unknown[] {
  if (typeof base === 'number') return [0, 1, -1, 0.5];
  if (typeof base === 'boolean') return [true, false];
  if (!Array.isArray(base)) return [];
  return [[], base.slice(0, 1), base.toReversed()];
}
