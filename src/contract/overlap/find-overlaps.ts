/** Finds the unions for which an example is refused though it would be right if several branches might be obeyed: schema and example are walked together. */
import { formatPointer } from '../json-pointer.ts';
import type { DocumentExample } from '../list-examples.ts';
import { compilePattern, UnjudgedTextError } from '../pattern/compile-pattern.ts';
import { componentName, isSchemaObject, type Schema, type SchemaNode, type SchemaObject } from '../schema.ts';
import { NotPlainError } from '../schema/interpret-schema.ts';
import { measureValue } from '../schema/measure-value.ts';
import { beginJudgement } from '../schema/schema-part.ts';
import type { Direction } from '../schema/view-schema.ts';
import { ExampleJudges } from './example-judges.ts';
import { isUnion } from './union.ts';

/** A union, where it stands, and which of its branches one value obeys. */
export interface Overlap {
  schema: SchemaObject;
  pointer: string;
  branches: readonly number[];
}

/** What is looked at in one document, values times branches: in larger ones no more overlaps are found. */
const MOST_LOOKED_AT = 500_000;

export class OverlapFinder {
  readonly #components: Readonly<Record<string, Schema>>;
  readonly #leads: (schema: Schema) => boolean;
  #left = MOST_LOOKED_AT;
  #judges: Partial<Record<Direction, ExampleJudges>> = {};

  /** Schemas that lead to no union, as `leads` tells, are not gone through. */
  constructor(components: Readonly<Record<string, Schema>>, leads: (schema: Schema) => boolean) {
    this.#components = components;
    this.#leads = leads;
  }

  /** The unions that are to blame for an example, each once; none where it is right, or wrong for another reason, too. */
  find({ node, value, directions }: DocumentExample): Overlap[] {
    try {
      beginJudgement();
      if (measureValue(value).isWide) return [];
      const found = directions.map((direction) => ({ direction, overlaps: this.#findIn(direction, node, value) }));
      const first = found.find(({ overlaps }) => overlaps.length > 0);
      const isRight = ({ direction, overlaps }: (typeof found)[number]) =>
        overlaps.length === 0 && this.#judgesOf(direction).accepts(node.schema, value, 'written');
      if (!first || found.some(isRight)) return [];
      // They are about to be read otherwise.
      this.#judges = {};
      return first.overlaps;
    } catch (error) {
      // It is for Ajv alone to judge, or for nobody.
      if (error instanceof NotPlainError || error instanceof UnjudgedTextError || error instanceof RangeError)
        return [];
      throw error;
    }
  }

  #judgesOf(direction: Direction): ExampleJudges {
    return (this.#judges[direction] ??= new ExampleJudges(this.#components, direction));
  }

  #findIn(direction: Direction, node: SchemaNode, value: unknown): Overlap[] {
    const judges = this.#judgesOf(direction);
    const found = new Map<SchemaObject, Overlap>();
    this.#walk(node, value, { judges, found });
    return found.size > 0 && judges.accepts(node.schema, value, 'lenient') ? [...found.values()] : [];
  }

  #walk({ schema, pointer }: SchemaNode, value: unknown, search: Search): void {
    if ((this.#left -= 1) <= 0 || !isSchemaObject(schema) || !this.#leads(schema)) return;
    const name = componentName(schema);
    if (name !== undefined && Object.hasOwn(this.#components, name))
      this.#walk(
        { schema: this.#components[name] as Schema, pointer: formatPointer(['components', 'schemas', name]) },
        value,
        search,
      );
    for (const part of listOf({ schema, pointer }, 'allOf')) this.#walk(part, value, search);
    for (const keyword of ['anyOf', 'oneOf'] as const)
      if (Array.isArray(schema[keyword])) this.#walkBranches({ schema, pointer }, { keyword, value, search });
    if (Array.isArray(value)) this.#walkItems({ schema, pointer }, value, search);
    else if (isSchemaObject(value)) this.#walkMembers({ schema, pointer }, value, search);
  }

  /** Blames a union that several branches are obeyed of; where none is, what stands in the first that would be. */
  #walkBranches({ schema, pointer }: Placed, { keyword, value, search }: Branching): void {
    const branches = listOf({ schema, pointer }, keyword);
    if ((this.#left -= branches.length * (1 + measureValue(value).parts)) <= 0) return;
    const obeyed = (strictness: 'written' | 'lenient'): number[] =>
      [...branches.keys()].filter((at) => search.judges.accepts(branches[at]?.schema ?? true, value, strictness));
    const right = obeyed('written');
    if (right.length > 1 && keyword === 'oneOf' && isUnion(schema))
      search.found.set(schema, search.found.get(schema) ?? { schema, pointer, branches: right });
    if (right.length > 0) return;
    const inner = branches[obeyed('lenient')[0] ?? -1];
    if (inner) this.#walk(inner, value, search);
  }

  #walkItems({ schema, pointer }: Placed, items: readonly unknown[], search: Search): void {
    const first = listOf({ schema, pointer }, 'prefixItems');
    const others = schema['items'] as Schema | undefined;
    for (const [index, item] of items.entries()) {
      const node = first[index] ?? (others === undefined ? undefined : { schema: others, pointer: `${pointer}/items` });
      if (node) this.#walk(node, item, search);
    }
  }

  #walkMembers({ schema, pointer }: Placed, members: SchemaObject, search: Search): void {
    const [own, patterns] = [schema['properties'], schema['patternProperties']].map((map) =>
      isSchemaObject(map) ? map : {},
    ) as [SchemaObject, SchemaObject];
    for (const [name, member] of Object.entries(members)) {
      const nodes = [
        ...(Object.hasOwn(own, name) ? [nodeIn({ schema, pointer }, ['properties', name], own[name])] : []),
        ...Object.keys(patterns)
          .filter((pattern) => compilePattern(pattern).test(name))
          .map((pattern) => nodeIn({ schema, pointer }, ['patternProperties', pattern], patterns[pattern])),
      ];
      const others = schema['additionalProperties'];
      if (nodes.length === 0 && others !== undefined)
        nodes.push(nodeIn({ schema, pointer }, ['additionalProperties'], others));
      for (const node of nodes) this.#walk(node, member, search);
    }
  }
}

type Placed = SchemaNode & { schema: SchemaObject };

interface Search {
  judges: ExampleJudges;
  found: Map<SchemaObject, Overlap>;
}

interface Branching {
  keyword: 'anyOf' | 'oneOf';
  value: unknown;
  search: Search;
}

function nodeIn({ pointer }: Placed, tokens: readonly string[], schema: unknown): SchemaNode {
  return { schema: schema as Schema, pointer: pointer + formatPointer(tokens) };
}

function listOf({ schema, pointer }: Placed, keyword: string): SchemaNode[] {
  const list = schema[keyword];
  if (!Array.isArray(list)) return [];
  return (list as Schema[]).map((each, index) => ({ schema: each, pointer: `${pointer}/${keyword}/${index}` }));
}
