/** One thing that is wrong with a value, as data, and its sentence. */
import type { ErrorObject } from 'ajv';
import { isWideInteger } from '../wide-integer.ts';
import { parsePointer, valueAt } from '../json-pointer.ts';

export interface Violation {
  /** Tokens from the judged value to the member that is wrong; a missing member is named itself. */
  at: readonly string[];
  /** The keyword that was broken. */
  keyword: string;
  /** `status must be integer, not "1"`. */
  message: string;
}

/** Longest piece of a received value that a message repeats, in characters. */
const LONGEST_QUOTE = 40;

/** What an error of Ajv says about `value`. */
export function describeViolation(error: ErrorObject, value: unknown): Violation {
  const { keyword, params } = error;
  const parent = parsePointer(error.instancePath);
  const extra = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  const at = typeof extra === 'string' ? [...parent, extra] : parent;
  const name = at.length === 0 ? 'the value' : formatMember(at);
  return { at, keyword, message: `${name} ${complain(error, valueAt(value, at))}` };
}

function complain({ keyword, params, message = 'is wrong' }: ErrorObject, actual: unknown): string {
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not a known member';
    case 'enum':
      return `must be one of ${listValues(params['allowedValues'] as unknown[])}, not ${quote(actual)}`;
    case 'type':
      return `must be ${[params['type']].flat().join(' or ')}, not ${quote(actual)}`;
    default:
      return message;
  }
}

/** Most listed values that a message repeats. */
const MOST_LISTED = 100;

function listValues(values: readonly unknown[]): string {
  const listed = values.slice(0, MOST_LISTED).map(quote).join(', ');
  return values.length > MOST_LISTED ? `${listed} and ${values.length - MOST_LISTED} others` : listed;
}

/** Member names joined as a reader of JavaScript would write them: `a.b[0]`. */
export function formatMember(tokens: readonly string[]): string {
  return tokens
    .map((token, index) => (/^\d+$/.test(token) ? `[${token}]` : index === 0 ? token : `.${token}`))
    .join('');
}

function quote(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (isWideInteger(value)) return value.rawJSON;
  if (typeof value === 'object' && value !== null) return 'object';
  if (typeof value === 'number') return String(value);
  const begun = typeof value === 'string' ? value.slice(0, LONGEST_QUOTE * 2) : value;
  const characters = [...(JSON.stringify(begun) ?? 'nothing')];
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}…` : characters.join('');
}
