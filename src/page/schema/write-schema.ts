/** Writes a field of a page as JSON Schema. */
import { isDeepStrictEqual } from 'node:util';
import { isSchemaObject, type Schema, type SchemaObject } from '../../contract/schema.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { ANONYMOUS, OTHER_MEMBERS } from '../draft/draft.ts';
import type { Field, Group } from '../operation/field.ts';
import type { Page } from '../operation/page.ts';
import type { PlacedModel } from '../reference/model-index.ts';
import { describeType, readType, type Reference, type TypeText } from '../text/read-type.ts';
import { writeValues } from './write-values.ts';

/** What the writer needs of the pages around. */
export interface SchemaContext {
  page: Page;
  /** Index of the operation that is written, or of the one above a model. */
  operation: number;
  diagnose: Diagnose;
  /** `page.md:12` */
  sourceOf(line: number): string;
  find(reference: Reference, line: number, quietly?: boolean): PlacedModel | undefined;
  /** The component of a model, or of a reference that leads nowhere. */
  componentOf(placed: PlacedModel | undefined, reference: Reference, line: number): string;
}

/** The schema of a field, with its title, its description and its source. */
export function writeSchema(field: Field, context: SchemaContext): SchemaObject {
  const { title, description, readOnly, writeOnly, restriction, line } = field;
  const value = writeValue(field, context);
  if (restriction !== '') {
    context.diagnose('prose-restriction', { line, found: restriction, taken: 'a note (x-restriction), no demand' });
  }
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
  const { diagnose } = context;
  if (read.odd) diagnose('odd-type', { line: field.line, found: field.type, taken: describeOdd(read) });
  const schema = writeType(read, field, context);
  const { listed = [] } = read;
  writeValues(innermost(schema), { ...field, values: field.values.length > 0 ? field.values : [...listed] }, diagnose);
  return schema;
}

function describeOdd({ type, format, items, oneOfTypes }: TypeText): string {
  if (oneOfTypes) return oneOfTypes.map(({ type: each }) => each).join(' or ');
  if (type === undefined) return 'any value';
  return `${items ? 'a list' : type}${format === undefined ? '' : ` (${format})`}`;
}

/** An array's values are those of its items. */
function innermost(schema: SchemaObject): SchemaObject {
  const items = schema['items'] as SchemaObject | undefined;
  return items === undefined ? schema : innermost(items);
}

function writeType(read: TypeText, field: Field, context: SchemaContext): SchemaObject {
  const { type, format, items, reference, oneOfTypes, nullable, values, maxLength } = read;
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
    {
      ...(stated === undefined ? {} : { type: stated }),
      ...(format === undefined ? {} : { format }),
      ...inside,
      ...(values && inside['additionalProperties'] === undefined
        ? { additionalProperties: writeType(values, { ...field, children: [], groups: [] }, context) }
        : {}),
      ...(maxLength === undefined ? {} : { 'x-expected': { maxLength } }),
    },
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
  const isAlternative =
    items !== undefined &&
    items.type === undefined &&
    items.reference === undefined &&
    /(?:any|one|all)of/i.test(field.type);
  if (only?.name === ANONYMOUS && field.children.length === 1 && !isAlternative)
    return { items: writeSchema(only, context) };
  if (items) return { items: writeType(items, field, context) };
  if (field.children.length + field.groups.length === 0) return {};
  return { items: writeType(field.children.length > 0 ? { type: 'object' } : {}, field, context) };
}

/** A model by reference; rows that repeat it and differ speak for themselves. */
function writeReference(reference: Reference, field: Field, context: SchemaContext): SchemaObject {
  const { line, children } = field;
  // Rows that say all of it need no model.
  const placed = context.find(reference, line, children.length > 0 && reference.target === '');
  const model = placed?.model.field;
  const contradiction = model && children.length > 0 ? findContradiction(children, model) : undefined;
  if (children.length > 0 && (!model || contradiction !== undefined)) {
    if (contradiction !== undefined) {
      const found = `rows below ${reference.text}: ${contradiction}`;
      context.diagnose('rows-contradict-model', { line, found, taken: 'the rows' });
    }
    return { type: 'object', ...writeMembers(field, context, 'object') };
  }
  return referTo(context.componentOf(placed, reference, line));
}

/** Where rows that repeat a model contradict it, in words; undefined where they nowhere do. Composed models are printed in another shape. */
function findContradiction(rows: readonly Field[], model: Field): string | undefined {
  const { groups, children } = model;
  if (groups.length > 0 || children.length === 0 || rows.some(({ name }) => name === ANONYMOUS)) return undefined;
  const known = new Map(children.map((child) => [child.name, child]));
  const missing = children.find(({ name }) => !rows.some((row) => row.name === name));
  if (missing) return `${missing.name} is missing`;
  for (const row of rows) {
    const child = known.get(row.name);
    const contradiction = child ? contradictionOf(row, child) : `${row.name} is not in the model`;
    if (contradiction !== undefined) return contradiction;
  }
  return undefined;
}

function contradictionOf(row: Field, child: Field): string | undefined {
  if (!isDeepStrictEqual(describeType(readType(row.type)), describeType(readType(child.type)))) {
    return `${row.name} is ${row.type}, in the model ${child.type}`;
  }
  if ((row.required === true) !== (child.required === true)) return `${row.name} is required in one of them only`;
  if (row.values.length > 0 && !isDeepStrictEqual(row.values, child.values)) return `${row.name} has other values`;
  if (row.description !== '' && row.description !== child.description) return `${row.name} is described in other words`;
  return row.children.length > 0 && child.children.length > 0 ? findContradiction(row.children, child) : undefined;
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
    ...writeGroups([...field.groups, ...anonymousGroup(field)], context),
  };
}

/** Rows without a name below one that has one are its alternatives, as parameter tables show them. */
function anonymousGroup({ type, children }: Field): Group[] {
  const branches = children.filter(({ name }) => name === ANONYMOUS);
  if (branches.length === 0) return [];
  const [word = 'anyOf'] = /oneOf|allOf/i.exec(type) ?? [];
  return [
    {
      keyword: word.toLowerCase() === 'allof' ? 'allOf' : word.toLowerCase() === 'oneof' ? 'oneOf' : 'anyOf',
      branches,
    },
  ];
}

function writeGroups(groups: readonly Group[], context: SchemaContext): SchemaObject {
  return Object.fromEntries(
    groups.map((group) => {
      const written = writeGroup(group, context);
      if (group.keyword !== 'oneOf' || !Array.isArray(written)) return [group.keyword, written];
      const open = written.filter(
        (branch) => isSchemaObject(branch) && !Object.keys(branch).some((keyword) => demanding.has(keyword)),
      );
      if (open.length === 0) return ['oneOf', written];
      const [first] = group.branches;
      context.diagnose('open-alternative', {
        line: first?.line ?? 1,
        found: `${open.length} of ${written.length} alternatives that may be anything`,
        taken: 'any of them: exactly one would be none',
      });
      return ['anyOf', written];
    }),
  );
}

/** Keywords of which one at least tells a value from others. */
const demanding = new Set([
  'type',
  '$ref',
  'enum',
  'required',
  'properties',
  'items',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'additionalProperties',
]);

function writeGroup({ keyword, branches }: Group, context: SchemaContext): Schema | Schema[] {
  const schemas = branches.map((branch) => writeSchema(branch, context));
  return keyword === 'not' ? (schemas[0] ?? true) : schemas;
}

const COMPONENTS = '#/components/schemas/';

/** A reference to a component. */
export function referTo(key: string): { $ref: string } {
  return { $ref: COMPONENTS + key };
}

/** The component that a reference leads to. */
export function referredKey(reference: string): string {
  return reference.slice(COMPONENTS.length);
}
