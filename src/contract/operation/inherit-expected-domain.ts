/** Lets members of answers that echo the request take over what is expected of it. */
import { expectedKeyword } from '../schema/view-schema.ts';
import { findMember, type PlacedSchema } from '../schema/walk-schema.ts';
import { convert, type Conversion } from '../laws.ts';
import { successResponses, type Content, type Operation } from '../operation.ts';
import type { Bundle } from '../document/bundle-document.ts';
import { isSchemaObject, type SchemaObject } from '../schema.ts';

/**
 * Lets the answer's members that echo the request inherit its expected domain and its `x-faker`,
 * so that both stand in one place. Changes the bundled document's schemas.
 */
export function inheritExpectedDomain(bundle: Bundle, operations: readonly Operation[]): void {
  for (const operation of operations) {
    for (const { from, to, as } of operation.laws.echo) {
      const contents = from.in === 'body' ? operation.body?.contents : [];
      const source = memberIn(bundle.document, contents, from.tokens);
      const target = memberIn(bundle.document, successContents(operation), to);
      if (source && target) inherit(bundle, { source, target, as });
    }
  }
}

interface Inheritance {
  source: PlacedSchema;
  target: PlacedSchema;
  as: Conversion | undefined;
}

/** A member that says something of its own inherits nothing. */
function inherit(bundle: Bundle, { source, target, as }: Inheritance): void {
  if (Object.keys(target.schema).some(isInherited)) return;
  for (const [keyword, value] of Object.entries(source.schema)) {
    const inherited = isInherited(keyword) ? convertKeyword(keyword, value, as) : undefined;
    if (inherited === undefined) continue;
    target.schema[keyword] = inherited;
    bundle.relocate(`${target.pointer}/${keyword}`, `${source.pointer}/${keyword}`);
  }
}

function isInherited(keyword: string): boolean {
  return keyword === expectedKeyword || keyword.startsWith('x-faker');
}

/** A conversion carries lists of values over; bounds of another type say nothing about what they become. */
function convertKeyword(keyword: string, value: unknown, as: Conversion | undefined): unknown {
  if (as === undefined) return value;
  if (keyword !== expectedKeyword || !isSchemaObject(value)) return undefined;
  const values = value['enum'];
  return Array.isArray(values) ? { enum: values.map((each) => convert(each, as)) } : undefined;
}

function memberIn(
  document: SchemaObject,
  contents: readonly Content[] | undefined,
  tokens: readonly string[],
): PlacedSchema | undefined {
  for (const { node } of contents ?? []) {
    const member = node && findMember(document, node, tokens);
    if (member && isSchemaObject(member.schema)) return { schema: member.schema, pointer: member.pointer };
  }
  return undefined;
}

function successContents(operation: Operation): Content[] {
  return successResponses(operation).flatMap(({ contents }) => contents);
}
