/** Examples of a document obey the schema beside them. */
import type { Contract } from './contract.ts';
import { formatPointer } from './json-pointer.ts';
import type { Finding } from './lint-contract.ts';
import type { Content } from './operation.ts';
import { isSchemaObject, subschemasOf, type SchemaNode } from './schema.ts';
import type { Direction } from './view-schema.ts';

export function lintExamples(contract: Contract): Finding[] {
  return [
    ...contract.operations.flatMap(({ parameters, body, responses }) => [
      ...parameters.flatMap(({ example, node, pointer }) =>
        example === undefined
          ? []
          : judge(contract, { node, direction: 'request', pointer: `${pointer}/example` }, example),
      ),
      ...contentFindings(contract, body?.contents ?? [], 'request'),
      ...responses.flatMap(({ contents }) => contentFindings(contract, contents, 'response')),
    ]),
    ...[...contract.schemas.values()].flatMap((node) => schemaFindings(contract, node)),
  ];
}

function contentFindings(contract: Contract, contents: readonly Content[], direction: Direction): Finding[] {
  return contents.flatMap(({ node, pointer, examples }) =>
    [...examples].flatMap(([name, value]) => {
      const at = name === 'default' ? `${pointer}/example` : `${pointer}/examples${formatPointer([name])}`;
      return node ? judge(contract, { node, direction, pointer: at }, value) : [];
    }),
  );
}

/** `examples` and `default` inside the schemas themselves. */
function schemaFindings(contract: Contract, node: SchemaNode): Finding[] {
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
      schemaFindings(contract, { schema: inner, pointer: pointer + formatPointer(tokens) }),
    ),
  ];
}

interface Example {
  node: SchemaNode;
  direction: Direction;
  pointer: string;
}

function judge(contract: Contract, { node, direction, pointer }: Example, value: unknown): Finding[] {
  return contract.validators
    .violations(node, value, { direction, demand: 'documented' })
    .map(({ message }) => ({ place: contract.placeOf(pointer), message: `the example breaks its schema: ${message}` }));
}
