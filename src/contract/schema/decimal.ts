/** Decimal numbers as people mean them: 19.99 is 1,999 hundredths, whatever a double makes of it. */
import { type ExactNumber, integerOf } from '../wide-integer.ts';

/** A number as digits and a count of decimals: 19.99 is 1999 with two. */
export interface Decimal {
  digits: bigint;
  decimals: number;
}

/** The decimal that a number is written as. Not for infinities. */
export function decimalOf(value: ExactNumber): Decimal {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(typeof value === 'number' ? String(value) : value.rawJSON) ?? [];
  const digits = BigInt(sign + whole + fraction);
  const decimals = fraction.length - Number(exponent);
  return decimals >= 0 ? { digits, decimals } : { digits: digits * 10n ** BigInt(-decimals), decimals: 0 };
}

/** The digits of a decimal with so many decimals, which are no fewer than its own. */
export function scaleTo({ digits, decimals }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - decimals);
}

/** The number that the digits are with so many decimals. */
export function numberFrom({ digits, decimals }: Decimal): number {
  return Number(`${digits}e${-decimals}`);
}

/** The same, with all of its digits where it is an integer. */
export function exactFrom({ digits, decimals }: Decimal): ExactNumber {
  const by = 10n ** BigInt(decimals);
  return digits % by === 0n ? integerOf(String(digits / by)) : numberFrom({ digits, decimals });
}

/** The step of integers. */
export const wholeStep: Decimal = { digits: 1n, decimals: 0 };

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const decimals = Math.max(left.decimals, right.decimals);
  return { digits: scaleTo(left, decimals) + scaleTo(right, decimals), decimals };
}

/** The least common multiple. */
export function commonMultiple(left: Decimal, right: Decimal): Decimal {
  const decimals = Math.max(left.decimals, right.decimals);
  let [a, b] = [scaleTo(left, decimals), scaleTo(right, decimals)];
  const multiplied = a * b;
  while (b !== 0n) [a, b] = [b, a % b];
  return { digits: multiplied / a, decimals };
}

/** How often `by` goes into `value`, rounded to the greater. */
export function divideUp(value: bigint, by: bigint): bigint {
  return value / by + (value % by > 0n ? 1n : 0n);
}

/** Whether `value` is a multiple of `step`, exactly (JSON Schema Validation, 6.2.1). */
export function isMultipleOf(value: ExactNumber, step: ExactNumber): boolean {
  if (value === Infinity || value === -Infinity) return false;
  if (isSafe(value) && isSafe(step)) return value % step === 0;
  const [one, other] = [decimalOf(value), decimalOf(step)];
  const decimals = Math.max(one.decimals, other.decimals);
  return scaleTo(one, decimals) % scaleTo(other, decimals) === 0n;
}

function isSafe(value: ExactNumber): value is number {
  return Number.isSafeInteger(value);
}
