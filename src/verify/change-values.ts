/** Changes to the values of a request, which leave the request itself as it is. */
import type { RequestValues } from '../contract/zone-of.ts';
import { breakValue, type Change } from '../fixture/breakage/break-value.ts';

export type { Change } from '../fixture/breakage/break-value.ts';

/** `values` with every change made; the first token of a change names the part of the request. */
export function changeValues(values: RequestValues, changes: readonly Change[]): RequestValues {
  return changes.reduce<RequestValues>((changed, change) => breakValue(changed, { change }) as RequestValues, values);
}

/** `value` with every `old` text in it replaced by its new one, in numbers too; members' names aside. */
export function replaceTexts<T>(value: T, replacements: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return replaceAll(value, replacements) as T;
  if (typeof value === 'number') return Number(replaceAll(String(value), replacements)) as T;
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item as unknown, replacements)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replaceTexts(member as unknown, replacements)]),
  ) as T;
}

/** All at once, so that a new text is not taken for an old one. */
export function replaceAll(text: string, replacements: ReadonlyMap<string, string>): string {
  let replaced = '';
  for (let index = 0; index < text.length;) {
    const old = [...replacements.keys()].find((each) => text.startsWith(each, index));
    replaced += old === undefined ? text[index] : replacements.get(old);
    index += old === undefined ? 1 : old.length;
  }
  return replaced;
}
