/** Tells schemas that are written alike, whatever they are called and whatever notes they have; most are, and need no closer look. */
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { expectedKeyword } from '../../contract/schema/view-schema.ts';
import { targetOf } from '../../contract/schema/walk-schema.ts';
import { isAnything, type Site } from './shape.ts';

/** Compares the schemas of two documents by what is written. */
export class SameSchemas {
  readonly #old: SchemaObject;
  readonly #now: SchemaObject;
  readonly #equal = new Map<string, boolean>();
  readonly #assumed: string[] = [];
  readonly #sizes = new Map<string, number>();

  constructor(old: SchemaObject, now: SchemaObject) {
    this.#old = old;
    this.#now = now;
  }

  /** Whether two sites are written alike but for names and notes. */
  areEqual(old: Site, now: Site): boolean {
    if (old.length !== now.length) return false;
    return old.every((node, index) => this.#isEqual(node.schema, (now[index] as SchemaNode).schema));
  }

  #isEqual(one: unknown, other: unknown): boolean {
    if (one === other) return true;
    if (Array.isArray(one) && Array.isArray(other))
      return one.length === other.length && one.every((item, index) => this.#isEqual(item, other[index]));
    if (!isSchemaObject(one) || !isSchemaObject(other)) return false;
    if (isAnything(one) !== isAnything(other)) return false;
    const names = [one, other].map((each) => Object.keys(each).filter((name) => !isNote(name) || isWatched(name)));
    if (names[0]?.length !== names[1]?.length || isFlagged(one) !== isFlagged(other)) return false;
    return (names[0] ?? []).every((name) => {
      if (name !== '$ref') return name in other && this.#isEqual(one[name], other[name]);
      return (
        typeof one[name] === 'string' && typeof other[name] === 'string' && this.#refersAlike(one[name], other[name])
      );
    });
  }

  #refersAlike(one: string, other: string): boolean {
    const key = `${one} ${other}`;
    const known = this.#equal.get(key);
    if (known !== undefined) return known;
    const mark = this.#assumed.push(key);
    this.#equal.set(key, true);
    const found = this.#isEqual(targetOf(this.#old, one).schema, targetOf(this.#now, other).schema);
    if (found) return true;
    for (const each of this.#assumed.splice(mark - 1)) this.#equal.delete(each);
    this.#equal.set(key, false);
    return false;
  }

  /** How many keywords a schema of the new side has, with what it refers to. */
  sizeOf({ schema, pointer }: SchemaNode): number {
    const known = this.#sizes.get(pointer);
    if (known !== undefined) return known;
    this.#sizes.set(pointer, 0);
    let size = 0;
    if (isSchemaObject(schema)) size = this.#keywordsIn(schema);
    this.#sizes.set(pointer, size);
    return size;
  }

  #keywordsIn(value: unknown): number {
    if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + this.#keywordsIn(item), 0);
    if (!isSchemaObject(value)) return 0;
    return Object.entries(value).reduce((sum, [name, inner]) => {
      if (isNote(name)) return sum;
      if (name === '$ref' && typeof inner === 'string') return sum + this.sizeOf(targetOf(this.#now, inner));
      if (name === 'required' && Array.isArray(inner)) return sum + inner.length;
      if (name === 'enum' || name === 'type') return sum + 1;
      return sum + (isSchemaObject(inner) || Array.isArray(inner) ? this.#keywordsIn(inner) : 1);
    }, 0);
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
