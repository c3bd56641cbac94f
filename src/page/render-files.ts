/** A contract made of pages as the files of a contract's folder. */
import { dump } from 'js-yaml';
import { yamlToWrite } from '../contract/document/yaml-schemas.ts';
import { listResources } from '../contract/resource/list-resources.ts';
import { pathOfResource, writeResource } from '../contract/resource/write-resource.ts';
import type { Scenario } from '../contract/contract.ts';
import { isSchemaObject, mapSubschemas, type Schema, type SchemaObject } from '../contract/schema.ts';
import { type ImportedPages, scenariosOf } from './import-pages.ts';
import { referredKey } from './schema/write-schema.ts';

type Written = Pick<ImportedPages, 'document' | 'contract'>;

/** Texts by their paths in the folder: `openapi.yaml`, `schemas/`, `scenarios/`. */
export function renderFiles({ document, contract }: Written): Map<string, string> {
  const schemas = (document['components'] as { schemas: Record<string, Schema> }).schemas;
  const scenarios = scenariosOf(contract);
  return new Map([
    ['openapi.yaml', renderYaml(withFiles({ document, contract }, scenarios.length > 0))],
    ...Object.entries(schemas).map(([key, schema]): [string, string] => [
      `schemas/${fileOf(key)}`,
      renderSchema(schema),
    ]),
    ...scenarios.map((scenario): [string, string] => [
      `scenarios/${scenario.operation}/${scenario.name}.yaml`,
      renderScenario(scenario),
    ]),
  ]);
}

function fileOf(key: string): string {
  return `${key}.schema.json`;
}

function withFiles({ document, contract }: Written, hasScenarios: boolean): SchemaObject {
  const { components, ...head } = document;
  const { schemas: models, ...others } = components as SchemaObject;
  const schemas = Object.keys(models as SchemaObject).map((key) => [key, { $ref: `schemas/${fileOf(key)}` }]);
  return {
    ...head,
    ...(hasScenarios ? { 'x-scenarios': 'scenarios' } : {}),
    paths: referToFiles(withResources({ document, contract })),
    components: { schemas: Object.fromEntries(schemas), ...others },
  };
}

/** The paths with what was inferred of their resources, for a person to correct; until then it breaks nobody. */
function withResources({ document, contract }: Written): SchemaObject {
  const resources = new Map(listResources(contract).map((resource) => [pathOfResource(resource), resource]));
  const paths = Object.entries(document['paths'] as Record<string, SchemaObject>).map(([path, item]) => {
    const resource = resources.get(path);
    return [
      path,
      resource ? { ...item, 'x-resource': { inferred: true, ...writeResource(contract, resource) } } : item,
    ];
  });
  return Object.fromEntries(paths);
}

/** The document's own references, wherever a schema stands in it; examples are left as they are. */
function referToFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referToFiles);
  if (!isSchemaObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name === 'schema') return [name, moveReferences(member as Schema, 'schemas/')];
      return [name, name === 'example' ? member : referToFiles(member)];
    }),
  );
}

function moveReferences(schema: Schema, folder: string): Schema {
  if (!isSchemaObject(schema)) return schema;
  const copy = mapSubschemas(schema, (inner) => moveReferences(inner, folder));
  const reference = copy['$ref'];
  if (typeof reference === 'string') copy['$ref'] = folder + fileOf(referredKey(reference));
  return copy;
}

function renderSchema(schema: Schema): string {
  const moved = moveReferences(schema, '') as SchemaObject;
  return `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...moved }, null, 2)}\n`;
}

function renderScenario({ description, request, response, placeOf }: Scenario): string {
  const { status, body } = response;
  const { file, line } = placeOf('');
  const scenario = { description, request, response: { status, ...(body === undefined ? {} : { body }) } };
  return `# ${file.split(/[\\/]/).at(-1)}:${line}\n${renderYaml(scenario)}`;
}

function renderYaml(value: unknown): string {
  return dump(value, { schema: yamlToWrite, lineWidth: 120, noRefs: true });
}
