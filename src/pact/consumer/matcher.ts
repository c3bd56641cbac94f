/** Matchers in the notation that every Pact library reads ("integration JSON"): an example, and the rules that stand for it. */
import { isSchemaObject } from '../../contract/schema.ts';

/** One rule: `type`, `regex`, `integer` and so on, with its settings. */
export interface Rule {
  'pact:matcher:type': string;
  regex?: string;
  /** How often at least. */
  min?: number;
}

/** An example in place of which the other side may have any value that keeps all of the rules. */
export interface Matcher {
  'pact:matcher:type': string | readonly Rule[];
  value: unknown;
  min?: number;
  max?: number;
  'pact:generator:type'?: 'ProviderState';
  expression?: string;
}

/** The same JSON type. Every text, every number, every list is as good as any other. */
export const sameType: Rule = { 'pact:matcher:type': 'type' };

/** The same value. */
export const sameValue: Rule = { 'pact:matcher:type': 'equality' };

/** A number without a fraction. */
export const wholeNumber: Rule = { 'pact:matcher:type': 'integer' };

/** A text, or what Pact writes a value as, in which `regex` (Oniguruma's syntax) is found. */
export function found(regex: string): Rule {
  return { 'pact:matcher:type': 'regex', regex };
}

/** `example`, or whatever else keeps all of `rules`: the type alone lets any text pass, a regex alone the number 1 for "1". */
export function matching(example: unknown, rules: readonly Rule[]): Matcher {
  const [only] = rules;
  return { ...(rules.length === 1 && only ? only : { 'pact:matcher:type': rules }), value: example };
}

/** Any value at all, as long as there is one: what Pact has no word for is asked for by its presence. */
export function anyValue(example: unknown): Matcher {
  // Of an object, Pact keeps the members only where the type stands first; it demands an object then, whatever else is said.
  return matching(example, [...(isSchemaObject(example) ? [sameType] : []), found(ANYTHING)]);
}

/** What every text has in it. */
export const ANYTHING = '[\\s\\S]*';

/** `example` for the consumer; for the provider, what a provider state's handler returns under the names in `expression`. */
export function fromState(example: unknown, expression: string, rule: Rule): Matcher {
  return { ...matching(example, [rule]), 'pact:generator:type': 'ProviderState', expression };
}

export function isMatcher(value: object): value is Matcher {
  return 'pact:matcher:type' in value;
}
