/** What Prism is given of a contract: one operation, and the schemas that it needs, in the shape in which Prism works. */
import type { Contract, Scenario } from '../contract.ts';
import { formatPointer, parsePointer, valueAt } from '../json-pointer.ts';
import type { Operation } from '../operation.ts';
import { isSchemaObject, type Schema, type SchemaObject } from '../schema.ts';
import { type View, viewSchema } from './view-schema.ts';
import { cloneJson } from '../wide-integer.ts';

export interface PrismDocumentOptions {
  /** Answers that the document's operation shall also have as named examples. */
  scenarios?: readonly Scenario[];
}

/**
 * An OpenAPI document with the one operation. Its schemas have no `$id` (Prism loses the validation of a second
 * schema with the same one), its root names the dialect (else Prism takes them for Draft 7), and its answers
 * have the expected domain merged in, so that what Prism makes up makes sense.
 */
export function prismDocument(
  contract: Contract,
  operation: Operation,
  options: PrismDocumentOptions = {},
): SchemaObject {
  const { document } = contract;
  const raw = cloneJson(valueAt(document, parsePointer(operation.pointer))) as SchemaObject;
  delete raw['callbacks'];
  const collector = new SchemaCollector(contract);
  for (const content of contentsOf(raw, ['requestBody']))
    collector.bind(content, { direction: 'request', demand: 'documented' });
  for (const status of Object.keys((raw['responses'] as object | undefined) ?? {})) {
    for (const content of contentsOf(raw, ['responses', status]))
      collector.bind(content, { direction: 'response', demand: 'expected' });
  }
  nameRanges(raw, operation);
  raw['responses'] = addScenarios(raw['responses'] as SchemaObject | undefined, options.scenarios ?? []);
  const components = document['components'] as SchemaObject;
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: document['info'],
    ...('security' in document ? { security: document['security'] } : {}),
    paths: { [operation.path]: { ...pathParameters(document, operation), [prismMethod(operation)]: raw } },
    components: {
      schemas: collector.schemas,
      ...('securitySchemes' in components ? { securitySchemes: components['securitySchemes'] } : {}),
    },
  };
}

/** Prism reads the methods of OpenAPI 3.1; how it decides depends on none of them. */
function prismMethod({ method }: Operation): string {
  return ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'].includes(method) ? method : 'post';
}

function pathParameters(document: SchemaObject, operation: Operation): SchemaObject {
  const [, written = operation.path] = parsePointer(operation.pointer);
  const parameters = valueAt(document, ['paths', written, 'parameters']);
  return parameters === undefined ? {} : { parameters };
}

function contentsOf(raw: SchemaObject, tokens: readonly string[]): SchemaObject[] {
  const content = valueAt(raw, [...tokens, 'content']);
  return isSchemaObject(content) ? Object.values(content).filter(isSchemaObject) : [];
}

/** Answers name a media type where the document has a range: Prism takes it for plain text, or for nothing that a client accepts. */
function nameRanges(raw: SchemaObject, { responses }: Operation): void {
  for (const { status, contents } of responses) {
    const response = valueAt(raw, ['responses', status]);
    if (!isSchemaObject(response) || contents.every(({ mediaType, wireType }) => mediaType === wireType)) continue;
    const named = contents.map(({ mediaType, wireType }) => [wireType, valueAt(response, ['content', mediaType])]);
    response['content'] = Object.fromEntries(named.toReversed()) as unknown;
  }
}

/** Takes schemas in their view into one set of components, under the view's own names. */
class SchemaCollector {
  readonly schemas: Record<string, Schema> = {};
  readonly #contract: Contract;

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  bind(content: SchemaObject, view: View): void {
    const schema = content['schema'] as Schema | undefined;
    if (schema !== undefined) content['schema'] = this.#view(schema, view);
  }

  #view(schema: Schema, view: View): Schema {
    const refer = (name: string): string => {
      const key = `${name}.${view.direction}`;
      if (!Object.hasOwn(this.schemas, key)) {
        this.schemas[key] = true;
        this.schemas[key] = this.#view(this.#contract.schemas.get(name)?.schema ?? true, view);
      }
      return `#${formatPointer(['components', 'schemas', key])}`;
    };
    // Members that a document does not forbid are no reason for Prism to refuse or to invent any.
    return viewSchema(schema, { view, closed: false, refer, components: {} });
  }
}

/** The answers of scenarios as named examples; a status that the document lacks is added with them. */
function addScenarios(responses: SchemaObject | undefined, scenarios: readonly Scenario[]): SchemaObject {
  const all: SchemaObject = { ...responses };
  for (const { name, description, response } of scenarios) {
    const status = String(response.status);
    const known = isSchemaObject(all[status]) ? all[status] : { description };
    const contents = isSchemaObject(known['content']) ? known['content'] : { 'application/json': {} };
    const content = Object.entries(contents).map(([mediaType, media]) => {
      const { example: _, ...rest } = media as SchemaObject;
      const examples = isSchemaObject(rest['examples']) ? rest['examples'] : {};
      return [mediaType, { ...rest, examples: { ...examples, [name]: { value: response.body } } }];
    });
    all[status] = { ...known, content: Object.fromEntries(content) };
  }
  return all;
}
