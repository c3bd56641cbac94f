/** Makes a contract of a bundled document and its scenarios; needs no file. */
import type { Contract, Scenario } from './contract.ts';
import type { Bundle } from './document/bundle-document.ts';
import { formatPointer } from './json-pointer.ts';
import type { Operation } from './operation.ts';
import { inheritExpectedDomain } from './operation/inherit-expected-domain.ts';
import { readOperations } from './operation/read-operations.ts';
import { readOverlaps } from './overlap/read-overlaps.ts';
import { isSchemaObject, type Schema, type SchemaNode } from './schema.ts';
import { compileValidators } from './schema/compile-validators.ts';

export interface ContractParts {
  bundle: Bundle;
  /** The OpenAPI file that the bundle begins with. */
  file: string;
  /** The scenarios of these operations, by operationId. */
  readScenarios: (operations: readonly Operation[]) => ReadonlyMap<string, readonly Scenario[]>;
}

/** What does not hold together is among its diagnostics. */
export function assembleContract({ bundle, file, readScenarios }: ContractParts): Contract {
  const components = componentNodes(bundle);
  const operations = readOperations(bundle);
  readOverlaps(bundle, { operations, schemas: components });
  inheritExpectedDomain(bundle, operations);
  const scenarios = readScenarios(operations);
  const locale = bundle.document['x-locale'];
  let diagnostics: Contract['diagnostics'] | undefined;
  return {
    title: titleOf(bundle),
    file,
    files: [...new Set([...bundle.files, ...[...scenarios.values()].flat().map((scenario) => scenario.file)])],
    document: bundle.document,
    operations,
    schemas: components,
    scenarios,
    locale: typeof locale === 'string' ? locale : 'en',
    validators: compileValidators(bundle),
    // Their lines are costly: most who load a contract never ask.
    get diagnostics() {
      return (diagnostics ??= bundle.diagnostics.list());
    },
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

function titleOf(bundle: Bundle): string {
  const info = bundle.document['info'];
  const title = isSchemaObject(info) ? info['title'] : undefined;
  return typeof title === 'string' ? title : '';
}
