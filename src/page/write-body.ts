/** Writes the body of an operation as OpenAPI's Request Body Object. */
import type { SchemaObject } from '../contract/schema.ts';
import type { PageOperation } from './page.ts';
import type { SchemaRegistry } from './schema-registry.ts';
import type { SchemaContext } from './write-schema.ts';

export interface BodyOptions {
  /** What a body without a name of its own is called. */
  name: string;
  registry: SchemaRegistry;
  context: SchemaContext;
}

/** A body with members that are demanded is demanded itself, unless HTTP gives it no meaning. */
export function writeBody({ method, body }: PageOperation, options: BodyOptions): SchemaObject | undefined {
  if (!body) return undefined;
  const { name, registry, context } = options;
  const { field, mediaType } = body;
  const schema = registry.refer({ ...field, title: field.title === '' ? name : field.title }, context);
  const demanding = field.children.some(({ required }) => required === true) && !['get', 'head'].includes(method);
  if (demanding && field.required === false) {
    context.report('optional-body', field.line, 'an optional body with required members', 'a required body');
  }
  return {
    ...(field.description === '' ? {} : { description: field.description }),
    required: field.required === true || demanding,
    'x-source': context.sourceOf(field.line),
    content: { [mediaType]: { schema } },
  };
}
