/** The path and the query of an interaction's request. */
import type { Operation, RequestValues } from '../../contract/operation.ts';
import { queryFields, writePath } from '../../http/value/parameter.ts';
import type { Bindings } from './bindings.ts';
import { fromState, sameType } from './matcher.ts';

/** The path with its parameters in it; one that a state gives stands as an expression. */
export function boundPath(operation: Operation, values: RequestValues['path'], bindings: Bindings): unknown {
  const plain = writePath(operation, values);
  const expression = writePath(operation, values, (text, value) => {
    const name = bindings.get(value);
    return name === undefined ? text : `\${${name}}`;
  });
  return expression === plain ? plain : fromState(plain, expression, sameType);
}

/** The texts of each field of the query. */
export function queryTexts(operation: Operation, values: RequestValues['query']): Record<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const [name, text] of queryFields(operation, values)) texts.set(name, [...(texts.get(name) ?? []), text]);
  return Object.fromEntries(texts);
}
