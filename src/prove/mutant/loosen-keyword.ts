/** Ways to loosen one keyword of a schema. */
import type { SchemaObject } from '../../contract/schema.ts';

export interface Loosening {
  name: string;
  sentence: string;
  change: (schema: SchemaObject) => SchemaObject;
}

/** Deleted, and a little wider where there is a little. */
export function loosenings(keyword: string, value: unknown): Loosening[] {
  const put = (name: string, sentence: string, other: unknown): Loosening => ({
    name,
    sentence,
    change: (schema) => ({ ...schema, [keyword]: other }),
  });
  const deleted: Loosening = {
    name: 'deleted',
    sentence: `without ${keyword}`,
    change: (schema) => Object.fromEntries(Object.entries(schema).filter(([name]) => name !== keyword)),
  };
  if (keyword === 'required' && Array.isArray(value)) {
    return value.map((name: string) =>
      put(
        name,
        `does not require ${name}`,
        value.filter((each) => each !== name),
      ),
    );
  }
  if (keyword === 'enum' && Array.isArray(value))
    return [deleted, put('wider', 'lists one value more', [...value, widen(value[0])])];
  if (keyword === 'type')
    return [deleted, put('nullable', 'allows null', [value, 'null'].flat())].filter(
      ({ name }) => name === 'deleted' || ![value].flat().includes('null'),
    );
  if (typeof value === 'number' && /^min|^exclusiveMin/.test(keyword))
    return [
      deleted,
      ...(value > 0 || !/Length|Items|Properties/.test(keyword)
        ? [put('one-less', `${keyword} is one less`, value - 1)]
        : []),
    ];
  if (typeof value === 'number' && /^max|^exclusiveMax/.test(keyword))
    return [deleted, put('one-more', `${keyword} is one more`, value + 1)];
  return [deleted];
}

function widen(value: unknown): unknown {
  return typeof value === 'number' ? 987_654 : `${String(value)}-and-more`;
}
