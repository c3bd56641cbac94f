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
  if (typeof value !== 'object' || value === null) return false;
  // Few values get as far as a call that the engine cannot inline.
  return Object.getPrototypeOf(value) === null && raw.isRawJSON?.(value) === true;
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

/** A number, by all of its digits. */
export type ExactNumber = number | WideInteger;

export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === 'number' || isWideInteger(value);
}

/** Below 0 where `one` is less than `other`, above 0 where it is more. */
export function compareNumbers(one: ExactNumber, other: ExactNumber): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'number' && !Number.isFinite(one)) return one;
  if (typeof other === 'number' && !Number.isFinite(other)) return -other;
  const [left, right] = [digitsOf(one), digitsOf(other)];
  if (left.startsWith('-') !== right.startsWith('-')) return left.startsWith('-') ? -1 : 1;
  return left.startsWith('-') ? compareDigits(right, left) : compareDigits(left, right);
}

function compareDigits(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}

/** One of two at least is wide: a fraction is never what decides between them. A BigInt of a million digits would take long. */
function digitsOf(value: ExactNumber): string {
  return typeof value === 'number' ? String(BigInt(Math.floor(value))) : value.rawJSON;
}

/** The greatest double that is no more than the number, or the least that is no less. */
export function toDouble(value: ExactNumber, side: 'down' | 'up'): number {
  if (typeof value === 'number') return value;
  const near = Number(value.rawJSON);
  const order = compareNumbers(near, value);
  if (order === 0 || order < 0 === (side === 'down')) return near;
  return near + (side === 'down' ? -1 : 1) * 2 ** (Math.floor(Math.log2(Math.abs(near))) - 52);
}

/** Whether two values of JSON are one, by all digits of their numbers. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (isWideInteger(one)) return isWideInteger(other) && one.rawJSON === other.rawJSON;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [members, others] = [Object.entries(one), other as Record<string, unknown>];
  return (
    members.length === Object.keys(other).length &&
    members.every(([name, value]) => Object.hasOwn(others, name) && isSameJson(value, others[name]))
  );
}

/** The same text for the same value, whatever the order of its members: those that `isSameJson` tells apart have different ones. */
export function keyOfJson(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (isWideInteger(value)) return value.rawJSON;
  if (Array.isArray(value)) return `[${value.map(keyOfJson).join()}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${keyOfJson(member)}`);
  return `{${members.toSorted().join()}}`;
}

/** As JSON.parse, but for integers that a number would round. Throws a SyntaxError for what is no JSON. */
export function parseJsonText(text: string): unknown {
  if (!manyDigits.test(text)) return JSON.parse(text) as unknown;
  return JSON.parse(text, reviveInteger) as unknown;
}

function reviveInteger(_name: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && integer.test(source) ? integerOf(source) : value;
}

/** The value with numbers in place of wide integers, on their side of the bounds that formats have. */
export function roundIntegers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isWideInteger(value)) return nearest(value.rawJSON);
  if (Array.isArray(value)) return value.map(roundIntegers);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, roundIntegers(member)]));
}

/** On the side of 2^63, and of 2^64, on which the integer is. */
function nearest(digits: string): number {
  const value = Number(digits);
  for (const bound of [2n ** 63n, 2n ** 64n]) {
    if (Math.abs(value) !== Number(bound)) continue;
    const step = bound === 2n ** 63n ? 10 : 11;
    const exact = BigInt(digits);
    if (value > 0 && exact < bound) return value - 2 ** step;
    if (value < 0 && exact < -bound) return value - 2 ** (step + 1);
  }
  return value;
}

/** A copy that shares nothing with `value`; JSON's values only. structuredClone would make objects of wide integers. */
export function cloneJson<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || isWideInteger(value)) return value;
  if (Array.isArray(value)) return value.map(cloneJson) as Value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cloneJson(member)])) as Value;
}
