/** Parents that list their children: each child takes over what the parent says, without the list that leads back to the child. */
import type { Told } from '../contract-diagnostics.ts';
import { formatPointer } from '../json-pointer.ts';
import { componentName, isSchemaObject, type Schema, type SchemaObject } from '../schema.ts';
import { namesOfBranches } from '../schema/discriminator.ts';
import { cloneJson } from '../wide-integer.ts';
import { expectedKeyword } from '../schema/view-schema.ts';

const lists = ['oneOf', 'anyOf'] as const;

/** Replaces, in each component that a parent lists and that refers to the parent in its `allOf`, that reference. Changes the document. */
export function splitParents(document: SchemaObject, tell: (pointer: string, told: Told) => void): void {
  const { schemas } = document['components'] as { schemas: Record<string, Schema> };
  for (const [parent, schema] of Object.entries(schemas)) {
    if (!isSchemaObject(schema)) continue;
    for (const keyword of lists) {
      const branches = schema[keyword];
      if (!Array.isArray(branches)) continue;
      const names = namesOfBranches(schema, keyword, { componentOf: (name) => schemas[name], demand: 'expected' });
      for (const [index, branch] of (branches as Schema[]).entries()) {
        const child = componentName(branch);
        for (const [at, base] of basesOf(child === undefined ? undefined : schemas[child])) {
          if (child === undefined || child === parent || componentName(base) !== parent) continue;
          tell(formatPointer(['components', 'schemas', child, 'allOf', at, '$ref']), {
            message: `${parent} lists ${child} in its ${keyword}, which has ${parent} in its allOf`,
          });
          takeOver(base, schema, names[index]);
        }
      }
    }
  }
}

function basesOf(schema: Schema | undefined): [at: number, base: SchemaObject][] {
  const all = isSchemaObject(schema) && Array.isArray(schema['allOf']) ? (schema['allOf'] as Schema[]) : [];
  return all.flatMap((base, at): [number, SchemaObject][] => (isSchemaObject(base) ? [[at, base]] : []));
}

/** A copy: parents that list each other would become part of themselves. The names are only expected of a child that stands alone: a discriminator tells branches apart. */
function takeOver(base: SchemaObject, parent: SchemaObject, names: SchemaObject | undefined): void {
  delete base['$ref'];
  const { oneOf: _, anyOf: __, discriminator: ___, ...rest } = parent;
  Object.assign(base, { ...cloneJson(rest), ...base, ...(names ? { [expectedKeyword]: names } : {}) });
}
