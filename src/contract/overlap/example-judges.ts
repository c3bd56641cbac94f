/** Judges the examples of a document while it is loaded: as it is written, and as if each `oneOf` were `anyOf`. */
import { isSchemaObject, mapSubschemas, type Schema, type SchemaObject } from '../schema.ts';
import { takeJudged } from '../schema/compile-validators.ts';
import { interpretSchema, type Judge, NotPlainError } from '../schema/interpret-schema.ts';
import { makePart, once, type Part } from '../schema/schema-part.ts';
import { type Direction, viewSchema } from '../schema/view-schema.ts';
import { isUnion, readAsAny } from './union.ts';

/** How unions without a discriminator are read. */
export type Strictness = 'written' | 'lenient';

/** The judges of one direction; each is made when it is first needed. */
export class ExampleJudges {
  readonly #components: Readonly<Record<string, Schema>>;
  readonly #direction: Direction;
  readonly #parts = new Map<string, Part>();
  readonly #known = { written: new Map<Schema, Judge>(), lenient: new Map<Schema, Judge>() };

  constructor(components: Readonly<Record<string, Schema>>, direction: Direction) {
    this.#components = components;
    this.#direction = direction;
  }

  /** Throws for what only Ajv can judge, or nobody. */
  accepts(schema: Schema, value: unknown, strictness: Strictness): boolean {
    const known = this.#known[strictness];
    let judge = known.get(schema);
    if (!judge) {
      judge = this.#judgeOf(schema, strictness);
      if (!judge) throw new NotPlainError();
      known.set(schema, judge);
    }
    return judge(value);
  }

  #judgeOf(schema: Schema, strictness: Strictness): Judge | undefined {
    const seen = viewSchema(strictness === 'written' ? schema : lenient(schema), {
      view: { direction: this.#direction, demand: 'documented' },
      closed: false,
      components: this.#components,
      refer: (name) => name,
      take: takeJudged,
    });
    return interpretSchema(seen, (name) => this.#partOf(name, strictness).judge);
  }

  #partOf(name: string, strictness: Strictness): Part {
    const key = `${strictness} ${name}`;
    const known = this.#parts.get(key);
    if (known) return known;
    const judge = once(() => this.#judgeOf(this.#components[name] ?? true, strictness));
    const part = makePart(() => ({ judge, settle: () => ({}), judged: 0 }));
    this.#parts.set(key, part);
    return part;
  }
}

/** What is refused is refused for what the schema says as it is written. */
const refusing = new Set(['if', 'not']);

function lenient(schema: Schema): Schema {
  if (!isSchemaObject(schema)) return schema;
  const copy: SchemaObject = mapSubschemas(schema, (inner, [keyword]) =>
    refusing.has(keyword) ? inner : lenient(inner),
  );
  return isUnion(copy) ? readAsAny(copy) : copy;
}
