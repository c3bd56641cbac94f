/** What is particular about a request, beside the plainest one to the same operation: what may set a problem off. */
import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { bodyNode, type Operation, parameterKey, type RequestValues } from '../../contract/operation.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import type { Step } from '../plan/case.ts';

export interface Feature {
  /** What sort of thing it is, in a word that is the same in every run: `depth`, `null`, `value`. */
  sort: string;
  /** As a sentence has it, behind "for" or "because of": `JSON that is nested deeply`. */
  phrase: string;
  /** The place in the request, and what stands there, where it is a member or a parameter that is particular. */
  at?: readonly string[];
  value?: unknown;
}

/** Sorts that mean the same wherever they stand; of the others each place is for itself. */
const anywhere: ReadonlySet<string> = new Set([
  'content-type',
  'depth',
  'bytes',
  'not-json',
  'root',
  'null',
  'type',
  'unknown',
]);

/** Whether a feature of one request is the same thing as one of another, to the same operation or not. */
export function isSameFeature(one: Feature, other: Feature): boolean {
  // A short text is one, whatever letters it has.
  if (one.sort === 'text short' && other.sort.startsWith('text ')) return isShort(other.value);
  if (one.sort !== other.sort) return false;
  if (one.sort === 'value') {
    return one.at?.join('/') === other.at?.join('/') && isDeepStrictEqual(one.value, other.value);
  }
  return isAnywhere(one) || (one.at?.join('/') === other.at?.join('/') && one.phrase === other.phrase);
}

export function isAnywhere({ sort }: Feature): boolean {
  return anywhere.has(sort) || sort.startsWith('text ') || sort.startsWith('number ') || sort.startsWith('member ');
}

export interface Surroundings {
  contract: Contract;
  operation: Operation;
  /** The plainest request to the operation. */
  plain: RequestValues;
}

/** Everything that is particular about what a step sends, the oddest first. */
export function findFeatures(step: Step, surroundings: Surroundings): Feature[] {
  const ofBytes = step.form.raw ? featuresOfBytes(step.form.raw) : [];
  const ofValues = (step.form.raw ? [] : oddPlaces(step.values, surroundings.plain))
    .filter((at) => !step.bind?.some((binding) => binding.at.join('/') === at.join('/')))
    .map((at) => featureAt(step.values, at, surroundings));
  const found = [...ofBytes, ...featuresOfForm(step), ...ofValues];
  return found.toSorted((a, b) => oddness(a) - oddness(b));
}

const order = [
  'depth',
  'bytes',
  'not-json',
  'root',
  'content-type',
  'form',
  'unknown',
  'type',
  'null',
  'text',
  'number',
  'absent',
];

function oddness({ sort }: Feature): number {
  const position = order.findIndex((each) => sort.startsWith(each === 'unknown' ? 'member ' : each) || sort === each);
  return position === -1 ? order.length : position;
}

/** The parts of the request, its parameters and the members of its body, that differ from those of a plain one. */
export function oddPlaces(values: RequestValues, plain: RequestValues): string[][] {
  const parts = ['path', 'query', 'header', 'cookie', 'body'] as const;
  return parts.flatMap((part) => {
    const [own, other] = [values[part], plain[part]];
    if (isAlike(own, other)) return [];
    if (part === 'body' && !(isObject(own) && isObject(other))) return [['body']];
    const names = Object.keys({ ...(own as object | undefined) });
    return names.map((name) => [part, name]).filter((at) => !isAlike(valueAt(values, at), valueAt(plain, at)));
  });
}

/** Whether two values differ by their fresh digits at most. */
export function isAlike(one: unknown, other: unknown): boolean {
  return withoutDigits(one) === withoutDigits(other);
}

function withoutDigits(value: unknown): string | undefined {
  return JSON.stringify(value)?.replaceAll(/\d{9}/g, '#');
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Levels from which on nesting is nothing that a client writes. */
const DEEP = 100;

function featuresOfBytes(bytes: Buffer): Feature[] {
  const text = bytes.toString();
  const depth = depthOf(text);
  if (depth >= DEEP) return [{ sort: 'depth', phrase: `JSON that is nested ${depth.toLocaleString('en')} deep` }];
  if (!bytes.equals(Buffer.from(text))) return [{ sort: 'bytes', phrase: 'a body that is not UTF-8' }];
  if (text.trim() === '') return [{ sort: 'root', phrase: 'an empty body', value: undefined }];
  try {
    const value = JSON.parse(text) as unknown;
    return isObject(value) ? [] : [{ sort: 'root', phrase: 'a body that is not an object', value }];
  } catch {
    return [{ sort: 'not-json', phrase: 'a body that is not JSON' }];
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1));
    if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}

function featuresOfForm({ form }: Step): Feature[] {
  const { raw: _, ...unusual } = form;
  const [only, ...others] = Object.keys(unusual);
  if (only === 'contentType' && others.length === 0)
    return [{ sort: 'content-type', phrase: 'the content type', value: unusual.contentType }];
  return Object.keys(unusual).length === 0
    ? []
    : [{ sort: `form ${JSON.stringify(unusual)}`, phrase: 'a request that is written so', value: unusual }];
}

function featureAt(values: RequestValues, at: readonly string[], { contract, operation }: Surroundings): Feature {
  const value = valueAt(values, at);
  const [part = '', ...tokens] = at;
  const member = formatMember(tokens) || `the ${part}`;
  const node = nodeAt(contract, operation, at);
  const found = { at, value };
  if (part === 'body' && tokens.length === 0) return { sort: 'root', phrase: 'a body that is not an object', value };
  if (!node) {
    const isOfLanguage = tokens.some((token) => ['__proto__', 'constructor', 'prototype'].includes(token));
    return isOfLanguage
      ? { sort: 'member __proto__', phrase: `a member named ${member}`, ...found }
      : { sort: 'member unknown', phrase: 'a member that the document does not know', ...found };
  }
  if (value === undefined) return { sort: 'absent', phrase: `a request without ${member}`, ...found };
  if (value === null) return { sort: 'null', phrase: `null as ${member}`, ...found };
  const violations = contract.validators.violations(node, value, { direction: 'request', demand: 'documented' });
  if (violations.some(({ keyword, at: inner }) => keyword === 'type' && inner.length === 0))
    return { sort: 'type', phrase: `a value of a wrong type as ${member}`, ...found };
  const view = { direction: 'request', demand: 'documented' } as const;
  const isFree = (text: string): boolean => contract.validators.violations(node, text, view).length === 0;
  const kind = kindOfValue(value) ?? (isShort(value) && isFree('x') && isFree('xy') ? 'text short' : undefined);
  return { sort: kind ?? 'value', phrase: member, ...found };
}

/** The schema of a place of the request; undefined where the document does not know it. */
function nodeAt(
  { document }: Contract,
  operation: Operation,
  [part = '', ...tokens]: readonly string[],
): SchemaNode | undefined {
  const whole = bodyNode(operation);
  if (part === 'body') return whole && findMember(document, whole, tokens);
  return operation.parameters.find((each) => each.in === part && parameterKey(each) === tokens[0])?.node;
}

const LONG = 1_000;
const LARGE = 2 ** 31;

/** Whether it is a text of so few letters that somebody may find it too short. */
function isShort(value: unknown): boolean {
  return typeof value === 'string' && [...value].length < 3;
}

/** Sorts of values that break servers whatever the member is; undefined for a plain one. */
function kindOfValue(value: unknown): string | undefined {
  if (typeof value === 'number') return Math.abs(value) >= LARGE ? 'number large' : undefined;
  if (typeof value !== 'string') return undefined;
  if (value === '') return 'text empty';
  if (value.length >= LONG) return 'text long';
  if (/[\u{10000}-\u{10ffff}]/u.test(value)) return 'text wide';
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(value)) return 'text control';
  return /[^\u0020-\u007e]/.test(value) ? 'text foreign' : undefined;
}

/** What the sorts of values are called, with where they stand. */
export const phrasesOfSorts: Readonly<Record<string, string>> = {
  null: 'null',
  type: 'values of a wrong type',
  'number large': 'numbers of more than 31 bits',
  'text empty': 'an empty text',
  'text long': 'long texts',
  'text short': 'texts of one or two letters',
  'text wide': 'characters beyond the basic plane, such as emoji,',
  'text control': 'line feeds and other control characters',
  'text foreign': 'texts beyond ASCII',
};
