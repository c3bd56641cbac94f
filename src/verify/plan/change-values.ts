/** Changes to the values of a request, which leave the request itself as it is. */
import type { RequestValues } from '../../contract/operation.ts';
import { breakValue, type Change } from '../../fixture/breakage/break-value.ts';
import { type Replacements, replaceTexts } from '../../http/client/renew-requests.ts';
import { integerOf, isWideInteger } from '../../contract/wide-integer.ts';

export type { Change } from '../../fixture/breakage/break-value.ts';

/** `values` with every change made; the first token of a change names the part of the request. */
export function changeValues(values: RequestValues, changes: readonly Change[]): RequestValues {
  return changes.reduce<RequestValues>((changed, change) => breakValue(changed, { change }) as RequestValues, values);
}

/** `value` with every `old` text in it replaced by its new one, in numbers too; members' names aside. */
export function renewValue<T>(value: T, replacements: Replacements): T {
  if (typeof value === 'string') return replaceTexts(value, replacements) as T;
  if (typeof value === 'number') return Number(replaceTexts(String(value), replacements)) as T;
  if (Array.isArray(value)) return value.map((item) => renewValue(item as unknown, replacements)) as T;
  if (isWideInteger(value)) return integerOf(replaceTexts(value.rawJSON, replacements)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, renewValue(member as unknown, replacements)]),
  ) as T;
}
