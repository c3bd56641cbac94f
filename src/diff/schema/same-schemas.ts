/** Tells schemas that are written alike, whatever they are called and whatever notes they have; most are, and need no closer look. */
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { expectedKeyword } from '../../contract/schema/view-schema.ts';
import { targetOf } from '../../contract/schema/walk-schema.ts';
import { isAnything, type Site } from './shape.ts';

/** One comparison, with what it leads to. */
interface Round {
  waiting: { key: string; one: string; other: string }[];
  /** Pairs of references that are taken for alike, and the pairs in which they stand. */
  usedBy: Map<string, string[]>;
  /** The pair that is being compared; empty for the outermost. */
  at: string;
}

/** Compares the schemas of two documents by what is written. */
export class SameSchemas {
  readonly #old: SchemaObject;
  readonly #now: SchemaObject;
  /** Pairs of references that are known to lead to the same, or not. */
  readonly #equal = new Map<string, boolean>();
  readonly #sizes = new Map<string, number>();

  constructor(old: SchemaObject, now: SchemaObject) {
    this.#old = old;
    this.#now = now;
  }

  /** Whether two sites are written alike but for names and notes. */
  areEqual(old: Site, now: Site): boolean {
    if (old.length !== now.length) return false;
    return old.every((node, index) => this.#isAlike(node.schema, (now[index] as SchemaNode).schema));
  }

  /** What is referred to is compared afterwards, and taken for alike until then: one may lead to the next through thousands. */
  #isAlike(one: unknown, other: unknown): boolean {
    const round: Round = { waiting: [], usedBy: new Map(), at: '' };
    if (!this.#isEqual(one, other, round)) return false;
    for (let next = round.waiting.pop(); next; next = round.waiting.pop()) {
      round.at = next.key;
      const [left, right] = [targetOf(this.#old, next.one), targetOf(this.#now, next.other)];
      if (this.#isEqual(left.schema, right.schema, round)) continue;
      this.#refuse(next.key, round);
      return false;
    }
    for (const key of round.usedBy.keys()) this.#equal.set(key, true);
    return true;
  }

  /** Of a pair that differs, all that led to it differ, too. */
  #refuse(key: string, { usedBy }: Round): void {
    const open = [key];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === '' || this.#equal.get(next) === false) continue;
      this.#equal.set(next, false);
      open.push(...(usedBy.get(next) ?? []));
    }
  }

  #isEqual(one: unknown, other: unknown, round: Round): boolean {
    if (one === other) return true;
    if (Array.isArray(one) && Array.isArray(other))
      return one.length === other.length && one.every((item, index) => this.#isEqual(item, other[index], round));
    if (!isSchemaObject(one) || !isSchemaObject(other)) return false;
    if (isAnything(one) !== isAnything(other)) return false;
    const names = [one, other].map((each) => Object.keys(each).filter((name) => !isNote(name) || isWatched(name)));
    if (names[0]?.length !== names[1]?.length || isFlagged(one) !== isFlagged(other)) return false;
    return (names[0] ?? []).every((name) => {
      if (name !== '$ref') return name in other && this.#isEqual(one[name], other[name], round);
      return (
        typeof one[name] === 'string' &&
        typeof other[name] === 'string' &&
        this.#mayReferAlike(one[name], other[name], round)
      );
    });
  }

  #mayReferAlike(one: string, other: string, { waiting, usedBy, at }: Round): boolean {
    const key = `${one} ${other}`;
    const known = this.#equal.get(key);
    if (known !== undefined) return known;
    const users = usedBy.get(key);
    if (users) users.push(at);
    else {
      usedBy.set(key, [at]);
      waiting.push({ key, one, other });
    }
    return true;
  }

  /** How many keywords a schema of the new side has, with what it refers to; without recursion, which references could make too deep. */
  sizeOf(node: SchemaNode): number {
    const known = this.#sizes.get(node.pointer);
    if (known !== undefined) return known;
    const open = [this.#measure(node)];
    let size = 0;
    for (let last = open.at(-1); last; last = open.at(-1)) {
      const reference = last.references.shift();
      if (reference === undefined) {
        size = last.size;
        this.#sizes.set(last.pointer, size);
        open.pop();
        const around = open.at(-1);
        if (around) around.size += size;
        continue;
      }
      const target = targetOf(this.#now, reference);
      const measured = this.#sizes.get(target.pointer);
      if (measured === undefined) open.push(this.#measure(target));
      else last.size += measured;
    }
    return size;
  }

  /** By itself; what is being measured counts for nothing where it refers to itself. */
  #measure({ schema, pointer }: SchemaNode): Measured {
    this.#sizes.set(pointer, 0);
    const measured: Measured = { pointer, size: 0, references: [] };
    if (isSchemaObject(schema)) countKeywords(schema, measured);
    return measured;
  }
}

/** A schema's own keywords, and what it refers to. */
interface Measured {
  pointer: string;
  size: number;
  references: string[];
}

function countKeywords(value: unknown, measured: Measured): void {
  if (Array.isArray(value)) for (const item of value) countKeywords(item, measured);
  if (!isSchemaObject(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (isNote(name)) continue;
    if (name === '$ref' && typeof inner === 'string') measured.references.push(inner);
    else if (name === 'required' && Array.isArray(inner)) measured.size += inner.length;
    else if (name === 'enum' || name === 'type') measured.size += 1;
    else if (isSchemaObject(inner) || Array.isArray(inner)) countKeywords(inner, measured);
    else measured.size += 1;
  }
}

/** Keywords that say nothing of values. */
const notes = new Set(
  'title description example examples default deprecated externalDocs $comment xml definitions $defs $id $schema readOnly writeOnly'.split(
    ' ',
  ),
);

/** What says nothing of values, and is told where it changes all the same. */
function isWatched(name: string): boolean {
  return name === 'default' || name === 'deprecated' || name === 'x-sunset';
}

/** Whether a keyword says nothing of values. */
export function isNote(name: string): boolean {
  return notes.has(name) || (name.startsWith('x-') && name !== expectedKeyword && name !== 'x-docpact-unread');
}

function isFlagged(schema: SchemaObject): string {
  return `${schema['readOnly'] === true} ${schema['writeOnly'] === true}`;
}
