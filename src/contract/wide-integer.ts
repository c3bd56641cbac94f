/**
 * Integers beyond 2^53, which no number of JavaScript holds: raw JSON with their digits, which JSON.stringify writes as they are.
 * Whoever reads JSON of others reads it through this, so that an int64 that came in goes out as it was.
 */

/** What JSON.rawJSON gives: frozen, with its text as the only member. */
export interface WideInteger {
  readonly rawJSON: string;
}

/** Not in TypeScript's library yet; older browsers lack them. */
interface RawJson {
  rawJSON?: (text: string) => WideInteger;
  isRawJSON?: (value: unknown) => boolean;
}

const raw = JSON as unknown as RawJson;

export function isWideInteger(value: unknown): value is WideInteger {
  return typeof value === 'object' && value !== null && raw.isRawJSON?.(value) === true;
}

/** An integer of these digits: a number where one is written with them. */
export function integerOf(digits: string): number | WideInteger {
  const value = Number(digits);
  return isWrittenAs(value, digits) || !raw.rawJSON ? value : raw.rawJSON(digits);
}

function isWrittenAs(value: number, digits: string): boolean {
  if (Number.isSafeInteger(value) || String(value) === digits) return true;
  // From here on a number is written with an exponent.
  return Math.abs(value) >= 1e21 && Number.isFinite(value) && BigInt(value) === BigInt(digits);
}

/** Digits that a number may lose; most texts have none. */
const manyDigits = /\d{16}/;

const integer = /^-?\d+$/;

/** As JSON.parse, but for integers that a number would round. Throws a SyntaxError for what is no JSON. */
export function parseJsonText(text: string): unknown {
  if (!manyDigits.test(text)) return JSON.parse(text) as unknown;
  return JSON.parse(text, reviveInteger) as unknown;
}

function reviveInteger(_name: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && integer.test(source) ? integerOf(source) : value;
}

/** The value with numbers in place of wide integers, near enough to be judged; the value itself where it has none. */
export function roundIntegers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isWideInteger(value)) return nearest(value.rawJSON);
  if (Array.isArray(value)) {
    const items = value.map(roundIntegers);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const members = Object.entries(value).map(([name, member]) => [name, roundIntegers(member)] as const);
  const isSame = members.every(([name, member]) => member === (value as Record<string, unknown>)[name]);
  return isSame ? value : Object.fromEntries(members);
}

/** On the side of 2^63, and of 2^64, on which the integer is. */
function nearest(digits: string): number {
  const exact = BigInt(digits);
  const value = Number(digits);
  for (const bound of [2n ** 63n, 2n ** 64n]) {
    if (value === Number(bound) && exact < bound) return value - 2 ** (bound === 2n ** 63n ? 10 : 11);
    if (value === -Number(bound) && exact < -bound) return value - 2 ** (bound === 2n ** 63n ? 11 : 12);
  }
  return value;
}

/** A copy that shares nothing with `value`; JSON's values only. structuredClone would make objects of wide integers. */
export function cloneJson<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || isWideInteger(value)) return value;
  if (Array.isArray(value)) return value.map(cloneJson) as Value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cloneJson(member)])) as Value;
}
