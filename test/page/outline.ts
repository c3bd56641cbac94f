/** What was read of pages, an operation a line: short enough to be held against a page by eye. */
import { isSchemaObject, type SchemaObject } from '../../src/contract/schema.ts';
import type { ImportedPages } from '../../src/page/import-pages.ts';

/** `POST /things?deep:boolean {name*:string} -> 201 Thing{id*:integer}` */
export function outline({ document }: ImportedPages): string[] {
  const schemas = (document['components'] as { schemas: Record<string, SchemaObject> }).schemas;
  const show = (schema: unknown, depth = 0): string => {
    if (!isSchemaObject(schema)) return 'any';
    const { $ref, type, items, properties, required = [], anyOf, oneOf, format, additionalProperties } = schema;
    const expected = schema['x-expected'];
    if (typeof $ref === 'string') {
      const name = $ref.split('/').at(-1) as string;
      return depth > 3 ? name : show(schemas[name], depth + 1);
    }
    const branches = anyOf ?? oneOf;
    if (Array.isArray(branches)) return branches.map((branch) => show(branch, depth + 1)).join('|');
    if (schema['enum']) return (schema['enum'] as unknown[]).join('/');
    if (items !== undefined) return `[${show(items, depth + 1)}]`;
    if (isSchemaObject(properties)) {
      const members = Object.entries(properties).map(
        ([name, member]) => `${name}${(required as string[]).includes(name) ? '*' : ''}:${show(member, depth + 1)}`,
      );
      return `{${members.join(', ')}}`;
    }
    if (isSchemaObject(additionalProperties)) return `{*:${show(additionalProperties, depth + 1)}}`;
    if (type === undefined)
      return isSchemaObject(expected) && expected['type'] !== undefined
        ? `expected ${show(expected, depth + 1)}`
        : 'any';
    return `${[type].flat().join('|')}${format === undefined ? '' : `(${String(format)})`}`;
  };
  const media = (part: unknown): string[] => {
    const content = isSchemaObject(part) ? part['content'] : undefined;
    return Object.entries((content ?? {}) as Record<string, SchemaObject>).map(
      ([type, { schema }]) => `${type === 'application/json' ? '' : `${type} `}${show(schema)}`,
    );
  };
  return Object.entries(document['paths'] as Record<string, Record<string, SchemaObject>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const parameters = ((operation['parameters'] ?? []) as SchemaObject[]).map(
        ({ name, in: place, required, schema }) =>
          ` ${String(place)}:${String(name)}${required === true ? '*' : ''}:${show(schema)}`,
      );
      const body = media(operation['requestBody']).map((each) => ` ${each}`);
      const security = operation['security']
        ? ` (${(operation['security'] as object[]).map((each) => Object.keys(each).join()).join('|')})`
        : '';
      const answers = Object.entries(operation['responses'] as Record<string, unknown>).map(([status, answer]) =>
        [status, ...media(answer)].join(' '),
      );
      return `${method.toUpperCase()} ${path}${security}${parameters.join('')}${body.join('')} -> ${answers.join('; ')}`;
    }),
  );
}
