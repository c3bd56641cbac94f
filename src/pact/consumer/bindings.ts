/** Values that a provider decides, or that are fresh in every run: each gets a name, under which a provider state gives it. */
import type { JsonObject } from './interaction.ts';
import { fromState, isMatcher, type Matcher, type Rule } from './matcher.ts';
import { nameText } from '../../contract/name-text.ts';
import { isWideInteger } from '../../contract/wide-integer.ts';

/** By value: the name under which a state's handler returns it. */
export type Bindings = ReadonlyMap<unknown, string>;

/** Adds a value under a name that no other value has. */
export function bind(bindings: Map<unknown, string>, value: unknown, name: string): string {
  const known = bindings.get(keyOf(value));
  if (known !== undefined) return known;
  const taken = new Set(bindings.values());
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}_${number}`;
  bindings.set(keyOf(value), free);
  return free;
}

/** `value` with every bound text or number in it replaced by a matcher that asks the state for it. */
export function applyBindings(value: unknown, bindings: Bindings, rule: Rule): unknown {
  if (nameText(value) !== undefined) {
    const name = bindings.get(keyOf(value));
    return name === undefined ? value : fromState(value, `\${${name}}`, rule);
  }
  if (Array.isArray(value)) return value.map((item) => applyBindings(item, bindings, rule));
  if (typeof value !== 'object' || value === null) return value;
  if (isMatcher(value)) return bindMatcher(value, bindings, rule);
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, member]) => [name, applyBindings(member, bindings, rule)]),
  );
}

/** The matcher keeps its own rules, also where its example is bound. */
function bindMatcher(matcher: Matcher, bindings: Bindings, rule: Rule): unknown {
  const { value } = matcher;
  if (typeof value === 'object' && !isWideInteger(value))
    return { ...matcher, value: applyBindings(value, bindings, rule) };
  const name = bindings.get(keyOf(value));
  return name === undefined ? matcher : { ...fromState(value, `\${${name}}`, rule), ...matcher };
}

/** Equal integers beyond 2^53 are different objects. */
function keyOf(value: unknown): unknown {
  return isWideInteger(value) ? BigInt(value.rawJSON) : value;
}
