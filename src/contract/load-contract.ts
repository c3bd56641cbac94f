/** Loads a contract from its files. */
import { realpathSync } from 'node:fs';
import { bundleDocument, type Bundle } from './bundle-document.ts';
import { checkSchemas } from './check-schemas.ts';
import { compileValidators } from './compile-validators.ts';
import type { Contract } from './contract.ts';
import { inheritExpectedDomain } from './expected-domain.ts';
import { findContractFile } from './find-contract-file.ts';
import { formatPointer } from './json-pointer.ts';
import { readDocument } from './read-document.ts';
import { readOperations } from './read-operations.ts';
import { readScenarios } from './read-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { isSchemaObject, type Schema, type SchemaNode } from './schema.ts';

/**
 * Loads the contract at `path`: a folder with an `openapi.yaml`, or an OpenAPI 3.x file, YAML or JSON.
 * Throws a ContractError, with file, line and pointer, for anything that does not hold together.
 *
 * @example
 * const contract = loadContract('contracts');
 * console.log(contract.operations.map(({ id }) => id));
 */
export function loadContract(path: string): Contract {
  const { file, root } = findContractFile(path);
  const source = readDocument(realpathSync(file));
  return assembleContract(bundleDocument(source, root), { file });
}

export interface AssembleOptions {
  /** What the contract is loaded from. */
  file: string;
  /** Instead of those that the document's `x-scenarios` names. */
  scenarios?: ReadonlyMap<string, readonly Scenario[]>;
}

/** The contract that a bundled document is; throws a ContractError for anything in it that does not hold together. */
export function assembleContract(bundle: Bundle, { file, scenarios: given }: AssembleOptions): Contract {
  const components = componentNodes(bundle);
  const inline = [...inlineNodes(bundle.document['paths'], '/paths')];
  checkSchemas(bundle, [...components.values(), ...inline]);
  const operations = readOperations(bundle);
  inheritExpectedDomain(bundle, operations);
  const scenarios = given ?? readScenarios(file, bundle.document['x-scenarios'], operations);
  const locale = bundle.document['x-locale'];
  return {
    title: titleOf(bundle),
    file,
    files: [...new Set([...bundle.files, ...[...scenarios.values()].flat().map((scenario) => scenario.file)])],
    document: bundle.document,
    operations,
    schemas: components,
    scenarios,
    locale: typeof locale === 'string' ? locale : 'en',
    validators: compileValidators(bundle, [...components.values(), ...inline]),
    placeOf: bundle.placeOf,
  };
}

function componentNodes(bundle: Bundle): Map<string, SchemaNode> {
  const { schemas } = bundle.document['components'] as { schemas: Record<string, Schema> };
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      { schema, pointer: formatPointer(['components', 'schemas', name]) },
    ]),
  );
}

/** Every schema that stands in the paths themselves, also where no operation reads it. */
function* inlineNodes(value: unknown, pointer: string): Generator<SchemaNode> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const at = pointer + formatPointer([name]);
    if (name === 'schema') yield { schema: member as Schema, pointer: at };
    else if (!name.startsWith('x-') && !['example', 'examples', 'value'].includes(name)) yield* inlineNodes(member, at);
  }
}

function titleOf(bundle: Bundle): string {
  const info = bundle.document['info'];
  const title = isSchemaObject(info) ? info['title'] : undefined;
  return typeof title === 'string' ? title : '';
}
