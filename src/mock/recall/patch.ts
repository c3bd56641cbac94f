/** Changes to a thing as requests write them. */
import { cloneJson } from '../../contract/wide-integer.ts';
import { parsePointer, setMember } from '../../contract/json-pointer.ts';

type Members = Readonly<Record<string, unknown>>;

/** RFC 7396: members are replaced, null removes one, and objects are changed inside. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = { ...(isObject(target) ? target : {}) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else setMember(merged, name, mergePatch(Object.hasOwn(merged, name) ? merged[name] : undefined, value));
  }
  return merged;
}

/** RFC 6902; undefined where an operation of it cannot be done. */
export function jsonPatch(target: unknown, operations: readonly unknown[]): unknown {
  const root = { value: cloneJson(target) };
  for (const each of operations) {
    if (!isObject(each) || !apply(root, each)) return undefined;
  }
  return root.value;
}

function apply(root: { value: unknown }, { op, path, from, value }: Members): boolean {
  if (typeof path !== 'string') return false;
  const at = ['value', ...parsePointer(path)];
  switch (op) {
    case 'add':
      return add(root, at, cloneJson(value));
    case 'remove':
      return remove(root, at) !== absent;
    case 'replace':
      return remove(root, at) !== absent && add(root, at, cloneJson(value));
    case 'test':
      return JSON.stringify(find(root, at)) === JSON.stringify(value);
    case 'move':
    case 'copy': {
      const source = ['value', ...parsePointer(String(from))];
      const moved = op === 'move' ? remove(root, source) : find(root, source);
      return moved !== absent && add(root, at, cloneJson(moved));
    }
    default:
      return false;
  }
}

const absent = Symbol('absent');

function find(root: unknown, tokens: readonly string[]): unknown {
  let current = root;
  for (const token of tokens) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, token)) return absent;
    current = (current as Record<string, unknown>)[token];
  }
  return current;
}

function add(root: unknown, tokens: readonly string[], value: unknown): boolean {
  const [parent, last = ''] = [find(root, tokens.slice(0, -1)), tokens.at(-1)];
  if (Array.isArray(parent)) {
    const place = last === '-' ? parent.length : Number(last);
    if (!Number.isInteger(place) || place < 0 || place > parent.length) return false;
    parent.splice(place, 0, value);
    return true;
  }
  if (!isObject(parent)) return false;
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

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
