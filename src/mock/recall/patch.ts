/** Changes to a thing as requests write them. */
import { isSchemaObject } from '../../contract/schema.ts';
import { cloneJson, isWideInteger } from '../../contract/wide-integer.ts';
import { parsePointer, setMember } from '../../contract/json-pointer.ts';
import { weighValue } from '../store/weigh-value.ts';

type Members = Readonly<Record<string, unknown>>;

/** RFC 7396: members are replaced, null removes one, and objects are changed inside. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isSchemaObject(patch)) return patch;
  const merged: Record<string, unknown> = { ...(isSchemaObject(target) ? target : {}) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else setMember(merged, name, mergePatch(Object.hasOwn(merged, name) ? merged[name] : undefined, value));
  }
  return merged;
}

/** What a patch makes of its target, or why it cannot be applied: it is no patch, or not one of this target. */
export type Patched = { value: unknown } | { wrong: string; isMalformed: boolean };

/** RFC 6902: all operations, or none; the target stays as it was. */
export function jsonPatch(target: unknown, operations: readonly unknown[]): Patched {
  const root = { value: cloneJson(target) };
  let weight = 0;
  for (const [index, each] of operations.entries()) {
    const operation = readOperation(each);
    if (!operation) return { wrong: `operation ${index + 1} of the patch is none of RFC 6902`, isMalformed: true };
    weight += weighWork(root, operation);
    if (weight > HEAVIEST)
      return { wrong: `from operation ${index + 1} on, the patch copies or tests too much`, isMalformed: true };
    if (!apply(root, operation)) {
      const what = `${operation.op} ${JSON.stringify(pathOf(each))}`;
      return { wrong: `operation ${index + 1} of the patch, ${what}, does not fit what is there`, isMalformed: false };
    }
  }
  return root;
}

/** Rough bytes that a patch may copy, or hold against what it sends: forty copies, each of all before, would fill any memory. */
const HEAVIEST = 16_000_000;

function weighWork(root: { value: unknown }, { op, at, from }: Operation): number {
  return op === 'copy' || op === 'test' ? weighValue(find(root, op === 'copy' ? from : at)) : 0;
}

interface Operation {
  op: 'add' | 'remove' | 'replace' | 'test' | 'move' | 'copy';
  at: readonly string[];
  from: readonly string[];
  value: unknown;
}

/** Undefined for what is no operation, whatever its target is. */
function readOperation(each: unknown): Operation | undefined {
  if (!isSchemaObject(each)) return undefined;
  const { op, value } = each;
  const at = readPlace(each['path']);
  const from = readPlace(each['from']);
  if (!at) return undefined;
  switch (op) {
    case 'remove':
      return { op, at, from: [], value };
    case 'add':
    case 'replace':
    case 'test':
      return Object.hasOwn(each, 'value') ? { op, at, from: [], value } : undefined;
    case 'move':
    case 'copy': {
      const isInside = from && at.length > from.length && from.every((token, index) => token === at[index]);
      return from && !(op === 'move' && isInside) ? { op, at, from, value } : undefined;
    }
    default:
      return undefined;
  }
}

function pathOf(operation: unknown): unknown {
  return isSchemaObject(operation) ? operation['path'] : undefined;
}

/** Tokens below the root that holds the target. */
function readPlace(pointer: unknown): string[] | undefined {
  if (typeof pointer !== 'string') return undefined;
  try {
    return ['value', ...parsePointer(pointer)];
  } catch {
    return undefined;
  }
}

function apply(root: { value: unknown }, { op, at, from, value }: Operation): boolean {
  switch (op) {
    case 'add':
      return add(root, at, cloneJson(value));
    case 'remove':
      return remove(root, at) !== absent;
    case 'replace':
      return replace(root, at, cloneJson(value));
    case 'test':
      return isEqual(find(root, at), value);
    case 'move': {
      const source = remove(root, from);
      return source !== absent && add(root, at, source);
    }
    case 'copy': {
      const source = find(root, from);
      return source !== absent && add(root, at, cloneJson(source));
    }
  }
}

const absent = Symbol('absent');

function find(root: unknown, tokens: readonly string[]): unknown {
  let current = root;
  for (const token of tokens) {
    const isThere = Array.isArray(current)
      ? isIndex(token) && Number(token) < current.length
      : isSchemaObject(current) && Object.hasOwn(current, token);
    if (!isThere) return absent;
    current = (current as Members)[token];
  }
  return current;
}

function add(root: unknown, tokens: readonly string[], value: unknown): boolean {
  const [parent, last = ''] = [find(root, tokens.slice(0, -1)), tokens.at(-1)];
  if (Array.isArray(parent)) {
    const place = last === '-' ? parent.length : isIndex(last) ? Number(last) : Infinity;
    if (place > parent.length) return false;
    parent.splice(place, 0, value);
    return true;
  }
  if (!isSchemaObject(parent)) return false;
  setMember(parent as Record<string, unknown>, last, value);
  return true;
}

function remove(root: unknown, tokens: readonly string[]): unknown {
  const [parent, last = ''] = [find(root, tokens.slice(0, -1)), tokens.at(-1)];
  const found = find(root, tokens);
  if (found === absent) return absent;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as Record<string, unknown>)[last];
  return found;
}

function replace(root: unknown, tokens: readonly string[], value: unknown): boolean {
  if (find(root, tokens) === absent) return false;
  const parent = find(root, tokens.slice(0, -1));
  setMember(parent as Record<string, unknown>, tokens.at(-1) ?? '', value);
  return true;
}

/** RFC 6901, 4: digits without zeros before them. */
function isIndex(token: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(token);
}

/** RFC 6902, 4.6: the order of members does not count. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (isWideInteger(one) || isWideInteger(other))
    return isWideInteger(one) && isWideInteger(other) && one.rawJSON === other.rawJSON;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isEqual(item, other[index]));
  if (!isSchemaObject(one) || !isSchemaObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isEqual(one[name], other[name]))
  );
}
