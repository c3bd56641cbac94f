/** Examples of a document obey the schema beside them. */
import type { Contract } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { formatPointer } from '../json-pointer.ts';
import type { Content } from '../operation.ts';
import { isSchemaObject, subschemasOf, type SchemaNode } from '../schema.ts';
import type { Direction } from '../schema/view-schema.ts';

export function lintExamples(contract: Contract): Diagnostic[] {
  return [
    ...contract.operations.flatMap(({ parameters, body, responses }) => [
      ...parameters.flatMap(({ example, node, pointer }) =>
        example === undefined
          ? []
          : judge(contract, { node, direction: 'request', pointer: `${pointer}/example` }, example),
      ),
      ...lintContents(contract, body?.contents ?? [], 'request'),
      ...responses.flatMap(({ contents }) => lintContents(contract, contents, 'response')),
    ]),
    ...[...contract.schemas.values()].flatMap((node) => lintSchema(contract, node)),
  ];
}

function lintContents(contract: Contract, contents: readonly Content[], direction: Direction): Diagnostic[] {
  return contents.flatMap(({ node, pointer, examples }) =>
    [...examples].flatMap(([name, value]) => {
      const at = name === 'default' ? `${pointer}/example` : `${pointer}/examples${formatPointer([name])}`;
      return node ? judge(contract, { node, direction, pointer: at }, value) : [];
    }),
  );
}

/** `examples` and `default` inside the schemas themselves. */
function lintSchema(contract: Contract, node: SchemaNode): Diagnostic[] {
  const { schema, pointer } = node;
  if (!isSchemaObject(schema)) return [];
  const examples = Array.isArray(schema['examples'])
    ? schema['examples'].map((value, index) => [`examples/${index}`, value] as const)
    : [];
  const single = ['example', 'default']
    .filter((keyword) => keyword in schema)
    .map((keyword) => [keyword, schema[keyword]] as const);
  return [
    ...[...examples, ...single].flatMap(([at, value]) =>
      judge(contract, { node, direction: 'response', pointer: `${pointer}/${at}` }, value),
    ),
    ...[...subschemasOf(schema)].flatMap(({ tokens, schema: inner }) =>
      lintSchema(contract, { schema: inner, pointer: pointer + formatPointer(tokens) }),
    ),
  ];
}

interface Example {
  node: SchemaNode;
  direction: Direction;
  pointer: string;
}

function judge(contract: Contract, { node, direction, pointer }: Example, value: unknown): Diagnostic[] {
  return contract.validators.violations(node, value, { direction, demand: 'documented' }).map(({ message }) => ({
    rule: 'example',
    severity: 'error',
    place: contract.placeOf(pointer),
    message: `the example breaks its schema: ${message}`,
  }));
}
