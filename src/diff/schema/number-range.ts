/** Numbers of a shape: between which bounds they lie, in which steps, and whether they are numbers of another. */
import { plainText } from '../../contract/name-text.ts';
import { isMultipleOf } from '../../contract/schema/decimal.ts';
import { isIntegerFormat, numberBounds } from '../../contract/schema/formats.ts';
import type { Fact, Shape } from './shape.ts';

/** What a keyword that has a number says; `otherwise` where it is absent. */
export function numberAt({ facts }: Shape, keyword: string, otherwise: number): number {
  const value = facts.get(keyword)?.value;
  return typeof value === 'number' ? value : otherwise;
}

/** A range, and whether its ends are in it: 1 where they are. */
export interface NumberRange {
  least: number;
  hasLeast: 0 | 1;
  most: number;
  hasMost: 0 | 1;
}

/** The range of a number, its formats included; integers have no excluded bounds, and begin and end at one of their steps. */
export function rangeOf(shape: Shape): NumberRange {
  const low = [numberAt(shape, 'minimum', -Infinity), numberAt(shape, 'exclusiveMinimum', -Infinity)] as const;
  const high = [numberAt(shape, 'maximum', Infinity), numberAt(shape, 'exclusiveMaximum', Infinity)] as const;
  const formats = shape.formats.flatMap(({ value }) =>
    Object.hasOwn(numberBounds, plainText(value)) ? [numberBounds[plainText(value)]] : [],
  );
  const bottoms = formats.map((bound) => bound?.[0] ?? -Infinity);
  const tops = formats.map((bound) => bound?.[1] ?? Infinity);
  if (shape.types.has('fraction')) {
    const least = Math.max(...low, ...bottoms);
    const most = Math.min(...high, ...tops);
    return { least, hasLeast: least === low[1] ? 0 : 1, most, hasMost: most === high[1] ? 0 : 1 };
  }
  const step = stepOf(shape.multiples);
  const least = Math.max(Math.ceil(low[0]), Math.floor(low[1]) + 1, ...bottoms);
  const most = Math.min(Math.floor(high[0]), Math.ceil(high[1]) - 1, ...tops);
  return {
    least: Number.isSafeInteger(least) ? Math.ceil(least / step) * step : least,
    hasLeast: 1,
    most: Number.isSafeInteger(most) ? Math.floor(most / step) * step : most,
    hasMost: 1,
  };
}

/** The step of integers: the least that all steps are in which are whole. */
export function stepOf(multiples: readonly Fact[]): number {
  const whole = multiples.map(({ value }) => value as number).filter((value) => Number.isSafeInteger(value));
  const step = whole.reduce((all, value) => (all / greatestCommon(all, value)) * value, 1);
  return Number.isSafeInteger(step) ? step : 1;
}

function greatestCommon(one: number, other: number): number {
  return other === 0 ? one : greatestCommon(other, one % other);
}

/** Whether no number lies in the range of a shape of this type. */
export function isEmptyRange(shape: Shape): boolean {
  const { least, hasLeast, most, hasMost } = rangeOf(shape);
  if (least > most) return true;
  // The only number that is left is an integer.
  return (
    least === most && (hasLeast === 0 || hasMost === 0 || (shape.types.has('fraction') && Number.isInteger(least)))
  );
}

/** Whether each number of the left is one of the right. */
export function impliesNumber(left: Shape, right: Shape): boolean {
  const [own, wanted] = [rangeOf(left), rangeOf(right)];
  const isAbove = own.least > wanted.least || (own.least === wanted.least && own.hasLeast <= wanted.hasLeast);
  const isBelow = own.most < wanted.most || (own.most === wanted.most && own.hasMost <= wanted.hasMost);
  if (!(isAbove || wanted.least === -Infinity) || !(isBelow || wanted.most === Infinity)) return false;
  const isInteger = !left.types.has('fraction');
  const steps = [...left.multiples.map(({ value }) => value as number), ...(isInteger ? [stepOf(left.multiples)] : [])];
  const isWhole = isInteger || !right.formats.some(({ value }) => isIntegerFormat(plainText(value)));
  const isFit = isWhole || right.formats.every(({ value }) => left.formats.some((fact) => fact.value === value));
  return isFit && right.multiples.every(({ value }) => steps.some((step) => isMultipleOf(step, value as number)));
}
