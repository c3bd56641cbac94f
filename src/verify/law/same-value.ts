/** Whether a value that was sent is the one that came back: a server may write it in a way of its own. */
import { isDeepStrictEqual } from 'node:util';
import { plainText } from '../../contract/name-text.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { writeText } from '../../http/value/text.ts';

/** What a server that keeps numbers to two places loses of one. */
const ROUNDING = 0.005;

/** Whether `came` says what `sent` does: white space, case, the spelling of times and numbers, and more members aside. */
export function isKept(sent: unknown, came: unknown): boolean {
  if (isDeepStrictEqual(sent, came)) return true;
  if (isEmpty(sent)) return isEmpty(came);
  if (Array.isArray(sent)) return Array.isArray(came) && isSameList(sent, came);
  if (isSchemaObject(sent))
    return isSchemaObject(came) && Object.entries(sent).every(([name, value]) => isKept(value, came[name]));
  if (typeof sent === 'boolean' || typeof came === 'boolean') return plainText(sent) === plainText(came);
  if (isSchemaObject(came) || came === null || came === undefined) return false;
  const [text = '', shown = ''] = [sent, came].map(writeText);
  const [one, other] = [Number(text), Number(shown)];
  if (text.trim() !== '' && !Number.isNaN(one) && !Number.isNaN(other))
    return Math.abs(one - other) <= Math.max(ROUNDING, Math.abs(one) * 1e-6);
  return isSameText(text, shown);
}

/** Members without a value may be left out. */
export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === '' || value === false || value === 0 || isBare(value);
}

function isBare(value: unknown): boolean {
  return isSchemaObject(value) && Object.values(value).every(isEmpty);
}

/** In the same order, or in any: what comes twice may come once. */
function isSameList(sent: readonly unknown[], came: readonly unknown[]): boolean {
  if (sent.length === came.length && sent.every((item, index) => isKept(item, came[index]))) return true;
  return sent.every((item) => isIn(item, came)) && came.every((item) => isIn(item, sent));
}

function isIn(item: unknown, list: readonly unknown[]): boolean {
  return list.some((other) => isKept(item, other));
}

function isSameText(sent: string, came: string): boolean {
  if (fold(sent) === fold(came)) return true;
  const [one, other] = [timeOf(sent), timeOf(came)];
  return one !== undefined && other !== undefined && Math.abs(one - other) < 1000;
}

function fold(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase().replace(/\/$/, '');
}

function timeOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dt\d\d:\d\d/i.test(text)) return undefined;
  const time = Date.parse(text.toUpperCase());
  return Number.isNaN(time) ? undefined : time;
}
/** Whether nobody but this run would come upon the value: its texts have numbers of nine digits. */
export function isTelling(value: unknown): boolean {
  return typeof value === 'string' && /\d{9}/.test(value);
}
