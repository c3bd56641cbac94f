/** The path and the query of an interaction's request. */
import type { Operation } from '../contract/operation.ts';
import type { Bindings } from './bindings.ts';
import { fromState, sameType } from './matcher.ts';

type Values = Readonly<Record<string, unknown>> | undefined;

/** The path with its parameters in it. */
export function writePath({ path }: Operation, values: Values, write: (value: unknown) => string = encode): string {
  return path.replace(/\{([^{}]*)\}/g, (_, name: string) => write(values?.[name]));
}

/** The same; a parameter that a state gives stands as an expression. */
export function boundPath(operation: Operation, values: Values, bindings: Bindings): unknown {
  const plain = writePath(operation, values);
  const expression = writePath(operation, values, (value) => {
    const name = bindings.get(value);
    return name === undefined ? encode(value) : `\${${name}}`;
  });
  return expression === plain ? plain : fromState(plain, expression, sameType);
}

/** Each parameter's values as texts. */
export function writeQuery(values: NonNullable<Values>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().map(writeText)]));
}

export function writeText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function encode(value: unknown): string {
  return encodeURIComponent(writeText(value));
}
