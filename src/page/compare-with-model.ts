/** Holds rows that repeat a model against the model itself. */
import { isDeepStrictEqual } from 'node:util';
import { describeType } from './describe-field.ts';
import { ANONYMOUS, type Field } from './field.ts';
import { readType } from './read-type.ts';

/** The first difference, in words; undefined where the rows say nothing else. Composed models are printed in another shape. */
export function compareWithModel(rows: readonly Field[], model: Field): string | undefined {
  if (model.groups.length > 0 || model.children.length === 0 || rows.some(({ name }) => name === ANONYMOUS))
    return undefined;
  const known = new Map(model.children.map((child) => [child.name, child]));
  const missing = model.children.find(({ name }) => !rows.some((row) => row.name === name));
  if (missing) return `${missing.name} is missing`;
  for (const row of rows) {
    const child = known.get(row.name);
    const difference = child ? compareField(row, child) : `${row.name} is not in the model`;
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function compareField(row: Field, child: Field): string | undefined {
  if (!isDeepStrictEqual(describeType(readType(row.type)), describeType(readType(child.type)))) {
    return `${row.name} is ${row.type}, in the model ${child.type}`;
  }
  if ((row.required === true) !== (child.required === true)) return `${row.name} is required in one of them only`;
  if (row.values.length > 0 && !isDeepStrictEqual(row.values, child.values)) return `${row.name} has other values`;
  if (row.description !== '' && row.description !== child.description) return `${row.name} is described in other words`;
  return row.children.length > 0 && child.children.length > 0 ? compareWithModel(row.children, child) : undefined;
}
