/** Holds a contract against itself: what loading it does not show. */
import { ContractError } from '../../errors.ts';
import type { Contract } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { formatPointer } from '../json-pointer.ts';
import type { Content, Operation } from '../operation.ts';
import { isSchemaObject, type SchemaNode, subschemasOf } from '../schema.ts';
import type { Direction } from '../schema/view-schema.ts';
import { lintPaths } from './lint-paths.ts';
import { lintScenarios } from './lint-scenarios.ts';

/** A schema of the contract as it is used: for what is sent, or for what is answered. */
export interface UsedSchema {
  node: SchemaNode;
  direction: Direction;
}

/** Everything that is wrong with `contract`; empty where it holds together. */
export function lintContract(contract: Contract): Diagnostic[] {
  return [...lintPaths(contract), ...lintSchemas(contract), ...lintExamples(contract), ...lintScenarios(contract)];
}

/** The schemas that the operations use, each with its direction. */
export function usedSchemas(operations: readonly Operation[]): UsedSchema[] {
  return operations.flatMap(({ parameters, body, responses }) => [
    ...parameters.map(({ node }) => ({ node, direction: 'request' as const })),
    ...(body?.contents ?? []).flatMap(({ node }) => (node ? [{ node, direction: 'request' as const }] : [])),
    ...responses.flatMap(({ contents, headers }) =>
      [...contents, ...headers].flatMap(({ node }) => (node ? [{ node, direction: 'response' as const }] : [])),
    ),
  ]);
}

function lintSchemas(contract: Contract): Diagnostic[] {
  return usedSchemas(contract.operations).flatMap(({ node, direction }) => {
    try {
      for (const demand of ['documented', 'expected'] as const)
        contract.validators.accepts(node, null, { direction, demand });
      return [];
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      const place = contract.placeOf(node.pointer);
      return [{ rule: 'schema', severity: 'error', place, message: error.message }];
    }
  });
}

/** Examples of a document obey the schema beside them. */
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
