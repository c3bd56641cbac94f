/** Holds a contract against itself: what loading it does not show. */
import { ContractError } from '../../errors.ts';
import type { Contract } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { lintExamples } from './lint-examples.ts';
import { lintScenarios } from './lint-scenarios.ts';
import type { Operation } from '../operation.ts';
import type { SchemaNode } from '../schema.ts';
import type { Direction } from '../schema/view-schema.ts';

/** A schema of the contract as it is used: for what is sent, or for what is answered. */
export interface UsedSchema {
  node: SchemaNode;
  direction: Direction;
}

/** Everything that is wrong with `contract`; empty where it holds together. */
export function lintContract(contract: Contract): Diagnostic[] {
  return [...lintSchemas(contract), ...lintExamples(contract), ...lintScenarios(contract)];
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
