/** Writes a field of a page as JSON Schema. */
import type { Schema, SchemaObject } from '../contract/schema.ts';
import type { Report } from './anomaly.ts';
import { compareWithModel } from './compare-with-model.ts';
import { typeEnum } from './enum-values.ts';
import { ANONYMOUS, OTHER_MEMBERS, type Field } from './field.ts';
import type { FoundModel } from './model-index.ts';
import type { Page } from './page.ts';
import { readProse } from './read-prose.ts';
import { readType, type Reference, type TypeText } from './read-type.ts';

/** What the writer needs of the pages around. */
export interface SchemaContext {
  page: Page;
  /** Index of the operation that is written, or of the one above a model. */
  operation: number;
  report: Report;
  /** `page.md:12` */
  sourceOf(line: number): string;
  find(reference: Reference, line: number): FoundModel | undefined;
  /** The component of a model, or of a reference that leads nowhere. */
  componentOf(found: FoundModel | undefined, reference: Reference, line: number): string;
}

/** The schema of a field, with its title, its description and its source. */
export function writeSchema(field: Field, context: SchemaContext): SchemaObject {
  const { title, description, readOnly, writeOnly, restriction, line } = field;
  const value = writeValue(field, context);
  if (restriction !== '') context.report('prose-restriction', line, restriction, 'a note (x-restriction), no demand');
  return {
    ...(title === '' ? {} : { title }),
    ...(description === '' ? {} : { description }),
    ...value,
    ...(readOnly ? { readOnly } : {}),
    ...(writeOnly ? { writeOnly } : {}),
    ...(restriction === '' ? {} : { 'x-restriction': restriction }),
    'x-source': context.sourceOf(line),
  };
}

function writeValue(field: Field, context: SchemaContext): SchemaObject {
  const read = readType(field.type);
  const { report } = context;
  if (read.odd) report('odd-type', field.line, field.type, describeOdd(read));
  const schema = writeType(read, field, context);
  const members = innermost(schema);
  if (field.values.length > 0) enumerate(field, members, report);
  else expectProse(field, members, report);
  return schema;
}

function enumerate({ name, values: texts, line }: Field, schema: SchemaObject, report: Report): void {
  const { values, others } = typeEnum(texts, schema);
  if (others.length > 0)
    report('odd-value', line, `${name}: ${others.join(', ')}`, 'nothing: its type has no such value');
  if (values.length > 0) Object.assign(schema, withNull(schema, values));
}

function describeOdd({ type, format, items }: TypeText): string {
  if (type === undefined) return 'any value';
  return `${items ? 'a list' : type}${format === undefined ? '' : ` (${format})`}`;
}

/** An array's enumeration and members are those of its items. */
function innermost(schema: SchemaObject): SchemaObject {
  const items = schema['items'] as SchemaObject | undefined;
  return items === undefined ? schema : innermost(items);
}

function withNull(schema: SchemaObject, values: readonly unknown[]): SchemaObject {
  const nullable = [schema['type']].flat().includes('null');
  return { enum: nullable && !values.includes(null) ? [...values, null] : values };
}

function expectProse({ title, description, restriction, line }: Field, schema: SchemaObject, report: Report): void {
  const type = [schema['type']].flat().find((each) => each !== 'null');
  // A text of a format, a date say, is none of the words that its description lists.
  const isFormatted = type === 'string' && schema['format'] !== undefined;
  if (typeof type !== 'string' || isFormatted || schema['$ref'] !== undefined) return;
  for (const text of [restriction, description, title]) {
    const found = text === '' ? undefined : readProse(text, type);
    if (!found) continue;
    schema['x-expected'] = found.expected;
    report(found.kind, line, found.read, `expected: ${JSON.stringify(found.expected)}`);
    return;
  }
}

function writeType(read: TypeText, field: Field, context: SchemaContext): SchemaObject {
  const { type, format, items, reference, oneOfTypes, nullable } = read;
  if (oneOfTypes) {
    const branches = oneOfTypes.map((each) => writeType(each, { ...field, children: [], groups: [] }, context));
    return { anyOf: nullable ? [...branches, { type: 'null' }] : branches };
  }
  if (reference) return nullability(writeReference(reference, field, context), nullable);
  if (type === 'array') {
    return nullability({ type: 'array', ...writeItems(items, field, context) }, nullable);
  }
  const inside = writeMembers(field, context, type);
  const stated = type ?? (field.children.length > 0 && field.type === '' ? 'object' : undefined);
  return nullability(
    { ...(stated === undefined ? {} : { type: stated }), ...(format === undefined ? {} : { format }), ...inside },
    nullable,
  );
}

function nullability(schema: SchemaObject, nullable: boolean | undefined): SchemaObject {
  const { type, $ref } = schema;
  if (!nullable) return schema;
  if ($ref !== undefined) return { anyOf: [schema, { type: 'null' }] };
  return typeof type === 'string' ? { ...schema, type: [type, 'null'] } : schema;
}

/** An array's rows describe its items; an anonymous one is the item itself. */
function writeItems(items: TypeText | undefined, field: Field, context: SchemaContext): SchemaObject {
  const [only] = field.children;
  if (only?.name === ANONYMOUS && field.children.length === 1) return { items: writeSchema(only, context) };
  if (items) return { items: writeType(items, field, context) };
  if (field.children.length + field.groups.length === 0) return {};
  return { items: writeType(field.children.length > 0 ? { type: 'object' } : {}, field, context) };
}

/** A model by reference; rows that repeat it and differ speak for themselves. */
function writeReference(reference: Reference, field: Field, context: SchemaContext): SchemaObject {
  const { line, children } = field;
  const found = context.find(reference, line);
  if (children.length > 0) {
    const difference = found?.model.field ? compareWithModel(children, found.model.field) : 'no page defines it';
    if (difference !== undefined) {
      if (found?.model.field)
        context.report('rows-contradict-model', line, `rows below ${reference.text}: ${difference}`, 'the rows');
      return { type: 'object', ...writeMembers(field, context, 'object') };
    }
  }
  return referTo(context.componentOf(found, reference, line));
}

/** `required`, `properties`, other members and compositions. */
function writeMembers(field: Field, context: SchemaContext, type: string | undefined): SchemaObject {
  const named = field.children.filter(({ name }) => name !== OTHER_MEMBERS && name !== ANONYMOUS);
  const other = field.children.find(({ name }) => name === OTHER_MEMBERS);
  const required = [...new Set(named.filter((child) => child.required === true).map(({ name }) => name))];
  const properties = new Map(named.map((child): [string, Schema] => [child.name, writeSchema(child, context)]));
  return {
    ...(required.length > 0 ? { required } : {}),
    ...(properties.size > 0 ? { properties: Object.fromEntries(properties) } : {}),
    ...(other && type !== 'array' ? { additionalProperties: writeSchema(other, context) } : {}),
    ...Object.fromEntries(field.groups.map((group) => [group.keyword, writeGroup(group, context)])),
  };
}

function writeGroup({ keyword, branches }: Field['groups'][number], context: SchemaContext): Schema | Schema[] {
  const schemas = branches.map((branch) => writeSchema(branch, context));
  return keyword === 'not' ? (schemas[0] ?? true) : schemas;
}

/** A reference to a component. */
export function referTo(key: string): { $ref: string } {
  return { $ref: `#/components/schemas/${key}` };
}
