/** Holds a contract against itself: what loading it does not show. */
import type { ContractError, Place } from '../../errors.ts';
import { isIgnored, writeDiagnostic } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import type { Contract } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { formatPointer } from '../json-pointer.ts';
import type { Content, Operation } from '../operation.ts';
import { isSchemaObject, type SchemaNode, subschemasOf } from '../schema.ts';
import type { Direction } from '../schema/view-schema.ts';
import { lintKeywords } from './lint-keywords.ts';
import { lintResources } from './lint-resources.ts';
import { lintScenarios } from './lint-scenarios.ts';

/** A schema of the contract as it is used: for what is sent, or for what is answered. */
export interface UsedSchema {
  node: SchemaNode;
  direction: Direction;
}

/** Everything that is odd about `contract`, what loading it found first; empty where it holds together. */
export function lintContract(contract: Contract): Diagnostic<ContractRule>[] {
  return [
    ...contract.diagnostics,
    ...lintOperations(contract),
    ...lintResources(contract),
    ...lintSchemas(contract),
    ...lintKeywords(contract, everySchema(contract)),
    ...lintExamples(contract),
    ...lintScenarios(contract),
  ];
}

/** Why no value was found for a schema or for a part of it, and the rule that says so. */
export interface LackOfValue {
  rule: ContractRule;
  error: ContractError;
}

/** Schemas that no value was found for, as `findLacks` tells; what several places say alike is tried once, and told of each. */
export function lintValues(
  contract: Contract,
  findLacks: (used: UsedSchema) => readonly LackOfValue[],
): Diagnostic<ContractRule>[] {
  const known = new Map<string, readonly LackOfValue[]>();
  return distinctSchemas(contract).flatMap((used) => {
    const { node, direction } = used;
    const key = direction + JSON.stringify(node.schema);
    const lacks = known.get(key) ?? findLacks(used);
    known.set(key, lacks);
    return lacks.flatMap(({ rule, error }) =>
      tell(contract, rule, node.pointer, error.reason, error.place ?? contract.placeOf(node.pointer)),
    );
  });
}

/** A diagnostic, unless it is silenced where it stands. */
function tell(
  contract: Contract,
  rule: ContractRule,
  pointer: string,
  message: string,
  place: Place = contract.placeOf(pointer),
): Diagnostic<ContractRule>[] {
  return isIgnored(rule, contract.document, pointer) ? [] : [writeDiagnostic(rule, place, { message })];
}

function lintOperations(contract: Contract): Diagnostic<ContractRule>[] {
  const { operations, schemas } = contract;
  if (operations.length === 0) return tell(contract, 'no-operations', '/paths', 'the contract has no operation');
  return operations.flatMap(({ id, pointer }) =>
    schemas.has(id)
      ? tell(
          contract,
          'operation-named-like-schema',
          `${pointer}/operationId`,
          `an operation and a schema are called ${id}`,
        )
      : [],
  );
}

/** The schemas that the operations use, each once in each direction. */
function distinctSchemas({ operations }: Contract): UsedSchema[] {
  return [...new Map(usedSchemas(operations).map((used) => [`${used.direction} ${used.node.pointer}`, used])).values()];
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

/** Whatever is wrong with a schema as documented is wrong with it as expected. */
function lintSchemas(contract: Contract): Diagnostic<ContractRule>[] {
  return distinctSchemas(contract).flatMap(({ node, direction }) => {
    const complaint = contract.validators.complaint(node, { direction, demand: 'expected' });
    return complaint === undefined ? [] : tell(contract, 'unread-schema', node.pointer, complaint);
  });
}

/** Examples of a document obey the schema beside them. */
export function lintExamples(contract: Contract): Diagnostic<ContractRule>[] {
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
    ...[...everySchema(contract)].flatMap((node) => lintSchema(contract, node)),
  ];
}

/** Every schema of the contract, the components' and those that operations have outside of them, with all that stand inside. */
function* everySchema(contract: Contract): Generator<SchemaNode> {
  for (const node of contract.schemas.values()) yield* withInner(node);
  const outside = new Map(usedSchemas(contract.operations).map(({ node }) => [node.pointer, node]));
  for (const node of outside.values()) if (!node.pointer.startsWith('/components/schemas/')) yield* withInner(node);
}

function* withInner(node: SchemaNode): Generator<SchemaNode> {
  yield node;
  if (!isSchemaObject(node.schema)) return;
  for (const { tokens, schema } of subschemasOf(node.schema)) {
    yield* withInner({ schema, pointer: node.pointer + formatPointer(tokens) });
  }
}

function lintContents(
  contract: Contract,
  contents: readonly Content[],
  direction: Direction,
): Diagnostic<ContractRule>[] {
  return contents.flatMap(({ node, pointer, examples }) =>
    [...examples].flatMap(([name, value]) => {
      const at = name === 'default' ? `${pointer}/example` : `${pointer}/examples${formatPointer([name])}`;
      return node ? judge(contract, { node, direction, pointer: at }, value) : [];
    }),
  );
}

/** `examples` and `default` inside the schemas themselves. */
function lintSchema(contract: Contract, node: SchemaNode): Diagnostic<ContractRule>[] {
  const { schema, pointer } = node;
  if (!isSchemaObject(schema)) return [];
  const examples = Array.isArray(schema['examples'])
    ? schema['examples'].map((value, index) => [`examples/${index}`, value] as const)
    : [];
  const single = ['example', 'default']
    .filter((keyword) => keyword in schema)
    .map((keyword) => [keyword, schema[keyword]] as const);
  return [...examples, ...single].flatMap(([at, value]) => {
    const judged = (direction: Direction) => judge(contract, { node, direction, pointer: `${pointer}/${at}` }, value);
    const found = judged('response');
    // It may be an example of what one side alone sends.
    return found.length === 0 || judged('request').length === 0 ? [] : found;
  });
}

interface Example {
  node: SchemaNode;
  direction: Direction;
  pointer: string;
}

function judge(contract: Contract, { node, direction, pointer }: Example, value: unknown): Diagnostic<ContractRule>[] {
  return contract.validators
    .violations(node, value, { direction, demand: 'documented' })
    .flatMap(({ message }) =>
      tell(contract, 'example-breaks-schema', pointer, `the example breaks its schema: ${message}`),
    );
}
