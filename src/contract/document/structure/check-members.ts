/** Holds the members of a document's parts against what OpenAPI has there: the wrong kind of value, no value, names that are none. */
import { quoteValue } from '../../contract-diagnostics.ts';
import { formatPointer } from '../../json-pointer.ts';
import { plainText } from '../../name-text.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { valueKindOf } from '../schema/dialect.ts';
import { readFlag } from '../schema/read-bounds.ts';
import { isSchemaMember } from './member-kinds.ts';
import { isUnread, type Mending } from './mending.ts';
import { findSimilar, tellSimilar } from './similar-member.ts';
import { type Borrowed, isBare, type MemberShape, type PartName, type PartShape } from './part-shape.ts';
import { shapeOf } from './part-shapes.ts';

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
      const borrowed = shape.borrowed && Object.hasOwn(shape.borrowed, written) ? shape.borrowed[written] : undefined;
      if (Object.hasOwn(shape.members, written)) this.#checkMember(part, written, { pointer, shape });
      else if (borrowed) this.#readBorrowed(part, written, { pointer, shape, borrowed });
      else if (name === 'callback') this.#checkEntry(part, written, { pointer, inner: 'item' });
      else if (shape.open !== true) this.#readUnknown(part, written, { pointer, shape });
    }
  }

  #readBorrowed(
    part: SchemaObject,
    written: string,
    { pointer, shape, borrowed }: Around & { borrowed: Borrowed },
  ): void {
    const { hint, shape: taken } = borrowed;
    const isOld = this.#version === '2.0';
    this.#mending.tell('odd-structure', pointer + formatPointer([written]), {
      message: `"${written}" is a member of ${shape.name} in ${isOld ? 'OpenAPI 3, not in Swagger 2.0' : 'Swagger 2.0, not in OpenAPI 3'}`,
      taken: 'what it means there',
      hint,
    });
    this.#checkMember(part, written, { pointer, shape: { ...shape, members: { [written]: taken } } });
  }

  #readUnknown(part: SchemaObject, written: string, { pointer, shape }: Around): void {
    const isFree = part['schema'] === undefined && part['content'] === undefined;
    // What is read elsewhere as what was meant is told there.
    if (isFree && mayHoldSchema.has(shape.name) && (valueKindOf(written) !== undefined || written.includes('/')))
      return;
    if (isFree && isBare(written)) return;
    const at = pointer + formatPointer([written]);
    const near = findSimilar(written, shape);
    if (near === undefined) {
      const message = `"${written}" is no member of ${shape.name}`;
      const hint =
        written === 'consumes' || written === 'produces' ? 'Write the media types under content.' : undefined;
      this.#mending.tell('unknown-member', at, { message, taken: 'nothing', ...(hint === undefined ? {} : { hint }) });
      return;
    }
    const isTaken = part[near] === undefined;
    this.#mending.tell('similar-member', at, tellSimilar(written, near, { shape, taken: isTaken }));
    if (!isTaken) return;
    const to = pointer + formatPointer([near]);
    const value = part[written];
    this.#mending.carry(to, at);
    // What is a map was read by what its name nearly is.
    part[near] = isSchemaMember(near) && !isSchemaObject(value) ? this.#mending.readSchema(value, to) : value;
    delete part[written];
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
    const plain = kind.replace('?', '');
    const message = `${member} takes ${wanted[plain]}`;
    const hint = `Write ${member}: ${plain === 'texts' && read !== undefined ? `[${plainText(read)}]` : samples[plain]}.`;
    this.#mending.tell('odd-structure', at, { message, found: part[member], taken, hint });
    if (read === undefined) delete part[member];
    else part[member] = read;
  }
}

interface Around {
  pointer: string;
  shape: PartShape;
}

const mayHoldSchema = new Set(['a media type', 'a request body', 'an answer']);

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

/** What each kind looks like, as a hint has it. */
const samples: Readonly<Record<string, string>> = {
  flag: 'true, or false',
  list: '[ … ]',
  map: '{ NAME: … }',
  part: '{ … }',
  text: '"…"',
  texts: '[ … ]',
};

/** The value that was meant; undefined where it is of another kind. */
function readValue(kind: string, value: unknown): unknown {
  switch (kind) {
    case 'flag':
      return readFlag(value);
    case 'text':
      return typeof value === 'string'
        ? value
        : ['number', 'boolean'].includes(typeof value)
          ? plainText(value)
          : undefined;
    case 'texts':
      return readTexts(value);
    case 'list':
      return Array.isArray(value) ? value : undefined;
    default:
      return isSchemaObject(value) ? value : undefined;
  }
}

/** A lone text is a list of it; a map with a name is meant by its name, another by those that it has. */
function readTexts(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  if (isSchemaObject(value)) return typeof value['name'] === 'string' ? [value['name']] : Object.keys(value);
  if (!Array.isArray(value)) return undefined;
  if (value.every((each) => typeof each === 'string')) return value;
  return value.flatMap((each: unknown) => {
    const text = isSchemaObject(each) ? each['name'] : each;
    return typeof text === 'string' || typeof text === 'number' ? [String(text)] : [];
  });
}
