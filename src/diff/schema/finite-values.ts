/** The values of a shape, one by one, where they are few. */
import { isMultipleOf } from '../../contract/schema/decimal.ts';
import { rangeOf, stepOf } from './number-range.ts';
import type { Shape } from './shape.ts';

/** Integers of a range that are listed at most. */
const MOST = 40;

/** All values of a shape, where they are few and told. */
export function finiteValues(shape: Shape): unknown[] | undefined {
  const { values, types, inexact } = shape;
  if (inexact) return undefined;
  if (values) return [...values.values()];
  if ([...types].every((type) => type === 'null' || type === 'boolean'))
    return [...types].flatMap((type) => (type === 'null' ? [null] : [false, true])) as unknown[];
  if (types.size === 1 && types.has('integer') && shape.not.length === 0) return integersOf(shape);
  return undefined;
}

function integersOf(shape: Shape): number[] | undefined {
  const { least, most } = rangeOf(shape);
  const step = stepOf(shape.multiples);
  if (!((most - least) / step <= MOST)) return undefined;
  const all = Array.from(
    { length: Math.max(0, Math.floor((most - least) / step) + 1) },
    (_, index) => least + index * step,
  );
  return all.filter((value) => shape.multiples.every((fact) => isMultipleOf(value, fact.value as number)));
}
