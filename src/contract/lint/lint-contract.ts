/** Holds a contract against itself: what loading it does not show. */
import { oncePerContract } from '../once-per-contract.ts';
import type { ContractError, Place } from '../../errors.ts';
import { isIgnored, writeDiagnostic } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import type { Contract } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { formatPointer } from '../json-pointer.ts';
import { type DocumentExample, listExamples } from '../list-examples.ts';
import { findSlowText, type SlowText } from '../pattern/find-slow-text.ts';
import { isSchemaObject, type SchemaNode } from '../schema.ts';
import type { Direction } from '../schema/view-schema.ts';
import { everySchema, type UsedSchema, usedSchemas } from '../used-schemas.ts';
import { lintKeywords } from './lint-keywords.ts';
import { lintResources } from './lint-resources.ts';
import { lintScenarios } from './lint-scenarios.ts';

/** Everything that is odd about `contract`, what loading it found first; empty where it holds together. */
export function lintContract(contract: Contract): Diagnostic<ContractRule>[] {
  const schemas = [...everySchema(contract)];
  return [
    ...contract.diagnostics,
    ...lintOperations(contract),
    ...lintResources(contract),
    ...lintSchemas(contract),
    ...lintKeywords(contract, schemas),
    ...lintPatterns(contract, schemas),
    ...lintExamples(contract, schemas),
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

/** The schemas that the operations use, each once in each direction; where nothing tells these apart, once. */
const distinctSchemas = oncePerContract((contract): UsedSchema[] => {
  const isDirected = hasDirections(contract.document);
  const used = new Map(
    usedSchemas(contract.operations).map((each) => [`${isDirected ? each.direction : ''} ${each.node.pointer}`, each]),
  );
  return [...used.values()];
});

/** Whether any schema says who sends it. */
function hasDirections(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isSchemaObject(value) && (value['readOnly'] === true || value['writeOnly'] === true)) return true;
  return Object.values(value).some(hasDirections);
}

/** Whatever is wrong with a schema as documented is wrong with it as expected. */
function lintSchemas(contract: Contract): Diagnostic<ContractRule>[] {
  return distinctSchemas(contract).flatMap(({ node, direction }) => {
    const complaint = contract.validators.complaint(node, { direction, demand: 'expected' });
    return complaint === undefined ? [] : tell(contract, 'unread-schema', node.pointer, complaint);
  });
}

/** Patterns that stop others, with a text that does. */
function lintPatterns(contract: Contract, schemas: readonly SchemaNode[]): Diagnostic<ContractRule>[] {
  const known = new Map<string, SlowText | undefined>();
  const slowTextOf = (pattern: string): SlowText | undefined => {
    if (!known.has(pattern)) known.set(pattern, findSlowText(pattern));
    return known.get(pattern);
  };
  return schemas.flatMap((node) =>
    patternsOf(node).flatMap(({ pattern, pointer }) => {
      const slow = slowTextOf(pattern);
      if (!slow) return [];
      const { length } = [...slow.text];
      const message = `${slow.steps} steps are too few to judge these ${length} characters by ${pattern}: ${quote(slow.text)}`;
      return tell(contract, 'slow-pattern', pointer, message);
    }),
  );
}

/** The patterns that a schema itself names. */
function patternsOf({ schema, pointer }: SchemaNode): { pattern: string; pointer: string }[] {
  if (!isSchemaObject(schema)) return [];
  const { pattern, patternProperties } = schema;
  const names = isSchemaObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === 'string' ? [{ pattern, pointer: `${pointer}/pattern` }] : []),
    ...names.map((name) => ({ pattern: name, pointer: `${pointer}/patternProperties${formatPointer([name])}` })),
  ];
}

/** Short, where one letter is repeated. */
function quote(text: string): string {
  return text.length <= 40 ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, 40))}, and so on`;
}

/** Examples of a document obey the schema beside them. */
export function lintExamples(
  contract: Contract,
  schemas: readonly SchemaNode[] = [...everySchema(contract)],
): Diagnostic<ContractRule>[] {
  return [...listExamples(contract, schemas)].flatMap((example) => {
    const [first, ...others] = example.directions;
    const found = judge(contract, example, first);
    return others.some((other) => found.length === 0 || judge(contract, example, other).length === 0) ? [] : found;
  });
}

/** One example is one slip, however much is wrong with it: the first thing is named, the others are counted. */
function judge(
  contract: Contract,
  { node, pointer, value }: DocumentExample,
  direction: Direction,
): Diagnostic<ContractRule>[] {
  const [first, ...others] = contract.validators.violations(node, value, { direction, demand: 'documented' });
  if (!first) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return tell(contract, 'example-breaks-schema', pointer, `the example breaks its schema: ${first.message}${more}`);
}
