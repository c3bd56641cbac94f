/** Holds the members of a document's parts against what OpenAPI has there: the wrong kind of value, no value, names that are none. */
import { quoteValue } from '../../contract-diagnostics.ts';
import { formatPointer } from '../../json-pointer.ts';
import { nearest } from '../../nearest-name.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { readFlag } from '../schema/read-bounds.ts';
import { isUnread, type Mending } from './mending.ts';
import { isBare, type MemberShape, type PartName, type PartShape, shapeOf } from './part-shapes.ts';

/** Changes the document: what is told to be left out is, and a name that is nearly that of an absent member is read as that. */
export function checkMembers(mending: Mending, version: string): void {
  new MemberChecker(mending, version).checkPart(mending.document, '', 'document');
}

class MemberChecker {
  readonly #mending: Mending;
  readonly #version: string;

  constructor(mending: Mending, version: string) {
    this.#mending = mending;
    this.#version = version;
  }

  checkPart(part: SchemaObject, pointer: string, name: PartName): void {
    const shape = shapeOf(name, this.#version);
    for (const written of Object.keys(part)) {
      if (written.startsWith('x-') || written === '$ref') continue;
      if (Object.hasOwn(shape.members, written)) this.#checkMember(part, written, { pointer, shape });
      else if (name === 'callback') this.#checkEntry(part, written, { pointer, inner: 'item' });
      else if (shape.open !== true) this.#readUnknown(part, written, { pointer, shape });
    }
  }

  #readUnknown(part: SchemaObject, written: string, { pointer, shape }: Around): void {
    if (isBare(written) && part['schema'] === undefined && part['content'] === undefined) return;
    const names = Object.keys(shape.members);
    const [near] = written.length < 3 ? [] : nearest(written, names);
    const at = pointer + formatPointer([written]);
    const isMeant = near !== undefined && Math.abs(near.length - written.length) <= 2;
    if (!isMeant) {
      const message = `"${written}" is no member of ${shape.name}`;
      this.#mending.tell('unknown-member', at, { message, taken: 'nothing' });
      return;
    }
    const isFree = part[near] === undefined;
    this.#mending.tell('similar-member', at, {
      message: `"${written}" is no member of ${shape.name}`,
      taken: isFree ? near : 'nothing',
      hint: `Did you mean "${near}"? Names of your own begin with "x-".`,
    });
    if (!isFree) return;
    part[near] = part[written];
    delete part[written];
    this.#mending.carry(pointer + formatPointer([near]), at);
    this.#checkMember(part, near, { pointer, shape });
  }

  #checkMember(part: SchemaObject, member: string, { pointer, shape }: Around): void {
    const taken = shape.members[member] as MemberShape;
    const value = part[member];
    if (taken === 'any' || value === undefined || isUnread(value)) return;
    const at = pointer + formatPointer([member]);
    const [kind = '', inner] = taken.split(' ') as [string, PartName | undefined];
    const isRead = kind.endsWith('?');
    if (value === null && !(isRead && (handlesNull.has(member) || inner === 'operation')))
      return this.#leaveOut(part, member, at);
    const read = readValue(kind.replace('?', ''), value);
    if (read === undefined) {
      if (!isRead) this.#misread(part, member, { at, kind, taken: 'left out' });
      return;
    }
    if (read !== value) this.#misread(part, member, { at, kind, taken: quoteValue(read), read });
    if (inner === undefined) return;
    if (kind.startsWith('part')) this.checkPart(read as SchemaObject, at, inner);
    else
      for (const name of Object.keys(read as object))
        this.#checkEntry(read as SchemaObject, name, { pointer: at, inner, isRead });
  }

  /** An entry of a list or of a map. */
  #checkEntry(
    holder: SchemaObject,
    name: string,
    { pointer, inner, isRead = false }: { pointer: string; inner: PartName; isRead?: boolean },
  ): void {
    const value = holder[name];
    const at = pointer + formatPointer([name]);
    if (name.startsWith('x-') || isUnread(value)) return;
    if (isSchemaObject(value)) return this.checkPart(value, at, inner);
    if (isRead || inner === 'free') return;
    const what = shapeOf(inner, this.#version).name;
    this.#mending.tell('odd-structure', at, { message: `${what} is a map`, found: value, taken: 'left out' });
    if (!Array.isArray(holder)) delete holder[name];
  }

  #leaveOut(part: SchemaObject, member: string, at: string): void {
    this.#mending.tell('empty-member', at, { message: `${member} has no value` });
    delete part[member];
  }

  #misread(
    part: SchemaObject,
    member: string,
    { at, kind, taken, read }: { at: string; kind: string; taken: string; read?: unknown },
  ): void {
    const message = `${member} takes ${wanted[kind.replace('?', '')]}`;
    this.#mending.tell('odd-structure', at, { message, found: part[member], taken });
    if (read === undefined) delete part[member];
    else part[member] = read;
  }
}

interface Around {
  pointer: string;
  shape: PartShape;
}

/** Members whose absence is told as such where they are null. */
const handlesNull = new Set(['paths', 'responses']);

const wanted: Readonly<Record<string, string>> = {
  flag: 'true or false',
  list: 'a list',
  map: 'a map by name',
  part: 'a map',
  text: 'a text',
  texts: 'a list of texts',
};

/** The value that was meant; undefined where it is of another kind. */
function readValue(kind: string, value: unknown): unknown {
  switch (kind) {
    case 'flag':
      return typeof value === 'boolean' ? value : readFlag(value) ? true : value === 'false' ? false : undefined;
    case 'text':
      return typeof value === 'string'
        ? value
        : ['number', 'boolean'].includes(typeof value)
          ? String(value)
          : undefined;
    case 'texts':
      return readTexts(value);
    case 'list':
      return Array.isArray(value) ? value : undefined;
    default:
      return isSchemaObject(value) ? value : undefined;
  }
}

/** A lone text is a list of it; a map with a name is meant by its name. */
function readTexts(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return undefined;
  if (value.every((each) => typeof each === 'string')) return value;
  return value.flatMap((each: unknown) => {
    const text = isSchemaObject(each) ? each['name'] : each;
    return typeof text === 'string' || typeof text === 'number' ? [String(text)] : [];
  });
}
