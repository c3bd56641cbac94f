/** Cuts the circles in which schemas are nothing but each other: no value would ever be judged. */
import type { Told } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import { formatPointer } from '../json-pointer.ts';
import {
  componentName,
  isSchemaObject,
  type Schema,
  type SchemaObject,
  subschemasOf,
  unreadKeyword,
} from '../schema.ts';
import { isOnSameValue } from '../schema/walk-schema.ts';
import { splitParents } from './split-parents.ts';

/** Replaces each reference that leads, on the same value, back to where it stands by what accepts anything. Changes the document. */
export function cutCircles(
  document: SchemaObject,
  tell: (rule: ContractRule, pointer: string, told: Told) => void,
): void {
  splitParents(document, (pointer, told) => tell('parent-lists-child', pointer, told));
  const { schemas } = document['components'] as { schemas: Record<string, Schema> };
  const done = new Set<string>();
  for (const first of Object.keys(schemas)) {
    const open: { name: string; next: Generator<InPlaceReference> }[] = [];
    const enter = (name: string) => {
      done.add(name);
      open.push({
        name,
        next: referencesInPlace(schemas[name] ?? true, formatPointer(['components', 'schemas', name])),
      });
    };
    if (!done.has(first)) enter(first);
    while (open.length > 0) {
      const { value: reference, done: isLast } = (open.at(-1) as (typeof open)[number]).next.next();
      if (isLast === true) open.pop();
      else if (open.some(({ name }) => name === reference.name)) {
        tell('circular-reference', `${reference.pointer}/$ref`, {
          message: `"$ref" leads back to itself: ${reference.name} is nothing but ${reference.name}`,
        });
        delete reference.schema['$ref'];
        reference.schema[unreadKeyword] = 'circular-reference';
      } else if (!done.has(reference.name)) enter(reference.name);
    }
  }
}

interface InPlaceReference {
  name: string;
  /** The schema that refers. */
  schema: SchemaObject;
  pointer: string;
}

/** The references that hold for the value of a schema itself. */
function* referencesInPlace(schema: Schema, pointer: string): Generator<InPlaceReference> {
  if (!isSchemaObject(schema)) return;
  const name = componentName(schema);
  if (name !== undefined) yield { name, schema, pointer };
  for (const { tokens, schema: inner } of subschemasOf(schema)) {
    if (isOnSameValue(tokens[0])) yield* referencesInPlace(inner, pointer + formatPointer(tokens));
  }
}
