/** The path, the query and the headers of an interaction's request. */
import { isSchemaObject } from '../contract/schema.ts';
import type { Operation, Parameter } from '../contract/operation.ts';
import { separatorOf, writeCookies, writeText, writeTexts } from '../http/value/parameter.ts';
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

/** Each field's values as texts, in the style that its parameter is documented in (OpenAPI 3.1, "Style Values"). */
export function writeQuery({ parameters }: Operation, values: NonNullable<Values>): Record<string, string[]> {
  const fields = Object.entries(values).flatMap(([name, value]) => {
    const parameter = parameters.find((each) => each.in === 'query' && each.name === name);
    if (isSchemaObject(value)) return writeObject(name, value, parameter);
    const texts = writeTexts(value);
    return [[name, parameter?.explode === false ? [texts.join(separatorOf(parameter))] : texts] as const];
  });
  return Object.fromEntries(fields);
}

function writeObject(
  name: string,
  value: Readonly<Record<string, unknown>>,
  parameter: Parameter | undefined,
): (readonly [string, string[]])[] {
  const members = Object.entries(value).map(([key, member]) => [key, writeText(member)] as const);
  const isDeep = parameter?.style === 'deepObject';
  if (parameter?.explode === false && !isDeep) return [[name, [members.flat().join(separatorOf(parameter))]]];
  return members.map(([key, text]) => [isDeep ? `${name}[${key}]` : key, [text]]);
}

/** Cookies are a header like any other. */
export function writeHeaders(header: Values, cookie: Values): Record<string, string> {
  const written = writeCookies(cookie);
  const headers = Object.entries(header ?? {}).map(([name, value]) => [name, writeTexts(value).join(',')]);
  return { ...Object.fromEntries(headers), ...(written === undefined ? {} : { cookie: written }) };
}

function encode(value: unknown): string {
  return encodeURIComponent(writeText(value));
}
