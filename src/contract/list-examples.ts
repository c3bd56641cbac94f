/** Lists the examples of a document that stand beside a schema: of parameters, of contents, and inside the schemas themselves. */
import { formatPointer } from './json-pointer.ts';
import type { Content, Operation } from './operation.ts';
import { isSchemaObject, type SchemaNode } from './schema.ts';
import type { Direction } from './schema/view-schema.ts';

/** A value that the document shows, where it stands, and the schema that it shows a value of. */
export interface DocumentExample {
  node: SchemaNode;
  pointer: string;
  value: unknown;
  /** Who may send it: what is wrong in one of them alone may be an example of what the other side sends. */
  directions: readonly [Direction, ...Direction[]];
}

/** The examples of the operations, then those inside `schemas`. */
export function* listExamples(
  { operations }: { operations: readonly Operation[] },
  schemas: Iterable<SchemaNode>,
): Generator<DocumentExample> {
  for (const { parameters, body, responses } of operations) {
    for (const { example, node, pointer } of parameters)
      if (example !== undefined) yield { node, pointer: `${pointer}/example`, value: example, directions: ['request'] };
    yield* ofContents(body?.contents ?? [], 'request');
    for (const { contents } of responses) yield* ofContents(contents, 'response');
  }
  for (const node of schemas) yield* ofSchema(node);
}

function* ofContents(contents: readonly Content[], direction: Direction): Generator<DocumentExample> {
  for (const { node, pointer, examples } of contents) {
    if (!node) continue;
    for (const [name, value] of examples) {
      const at = name === 'default' ? `${pointer}/example` : `${pointer}/examples${formatPointer([name])}`;
      yield { node, pointer: at, value, directions: [direction] };
    }
  }
}

/** `examples`, `example` and `default` of a schema itself. */
function* ofSchema(node: SchemaNode): Generator<DocumentExample> {
  const { schema, pointer } = node;
  if (!isSchemaObject(schema)) return;
  const directions: DocumentExample['directions'] = ['response', 'request'];
  if (Array.isArray(schema['examples']))
    for (const [index, value] of schema['examples'].entries())
      yield { node, pointer: `${pointer}/examples/${index}`, value, directions };
  for (const keyword of ['example', 'default'])
    if (keyword in schema) yield { node, pointer: `${pointer}/${keyword}`, value: schema[keyword], directions };
}
