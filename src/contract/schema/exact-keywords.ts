/** Keywords that compare values, judged by their digits: in doubles, all that Ajv knows, different integers beyond 2^53 are one. */
import type { ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { parsePointer, valueAt } from '../json-pointer.ts';
import { compareNumbers, type ExactNumber, isExactNumber, isSameJson, roundIntegers } from '../wide-integer.ts';
import { compileListed, isDistinct, replaceKeyword } from './quick-keywords.ts';
import { isMultipleOf } from './decimal.ts';

/** What is judged at the moment, with its digits: Ajv hands its keywords the rounded value. */
let judged: unknown;

/** Whether a validator of an Ajv with exact keywords takes a value that has integers beyond 2^53. */
export function validateExactly(validate: ValidateFunction, value: unknown): boolean {
  judged = value;
  return validate(roundIntegers(value));
}

/** Puts exact keywords in the place of Ajv's own. */
export function judgeDigits(ajv: Ajv2020): void {
  for (const [keyword, { sign, holds }] of Object.entries(comparisons))
    replaceKeyword(ajv, keyword, {
      compile: (bound: ExactNumber) => atPlace((value) => !isExactNumber(value) || holds(value, bound)),
      error: { message: ({ schema }) => `must be ${sign} ${JSON.stringify(schema)}` },
    });
  replaceKeyword(ajv, 'enum', {
    compile: (values: unknown[]) => atPlace(compileListed(values)),
  });
  replaceKeyword(ajv, 'const', { compile: (wanted: unknown) => atPlace((value) => isSameJson(wanted, value)) });
  replaceKeyword(ajv, 'uniqueItems', {
    compile: (unique: boolean) => atPlace((value) => !unique || !Array.isArray(value) || isDistinct(value)),
    error: { message: 'must NOT have duplicate items' },
  });
}

const comparisons: Readonly<Record<string, Comparison>> = {
  minimum: { sign: '>=', holds: (value, bound) => compareNumbers(value, bound) >= 0 },
  maximum: { sign: '<=', holds: (value, bound) => compareNumbers(value, bound) <= 0 },
  exclusiveMinimum: { sign: '>', holds: (value, bound) => compareNumbers(value, bound) > 0 },
  exclusiveMaximum: { sign: '<', holds: (value, bound) => compareNumbers(value, bound) < 0 },
  multipleOf: { sign: 'multiple of', holds: isMultipleOf },
};

interface Comparison {
  sign: string;
  holds: (value: ExactNumber, bound: ExactNumber) => boolean;
}

/** Asks of the value that stands, with its digits, where Ajv is. */
function atPlace(holds: (value: unknown) => boolean): (data: unknown, context?: { instancePath: string }) => boolean {
  return (data, context) => holds(context ? valueAt(judged, parsePointer(context.instancePath)) : data);
}
