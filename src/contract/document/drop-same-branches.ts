/** Drops the branches of `oneOf` that say what another one of them says: no value would match exactly one. */
import type { Told } from '../contract-diagnostics.ts';
import { componentName, isSchemaObject, mapSubschemas, type Schema, type SchemaObject } from '../schema.ts';
import { objectsIn } from './objects-in.ts';

type Components = Readonly<Record<string, Schema>>;

/** Changes the document. Branches that a discriminator tells apart by their names stay. */
export function dropSameBranches(document: SchemaObject, tell: (pointer: string, told: Told) => void): void {
  const { schemas } = document['components'] as { schemas: Components };
  for (const { object: schema, pointer } of objectsIn(document)) {
    if (!Array.isArray(schema['oneOf']) || schema['discriminator'] !== undefined) continue;
    const branches = schema['oneOf'] as Schema[];
    const firsts = branches.map((branch, index) =>
      isSchemaObject(branch) ? branches.findIndex((other) => isSame(other, branch, schemas)) : index,
    );
    const again = firsts.findIndex((first, index) => first < index);
    if (again === -1) continue;
    tell(`${pointer}/oneOf/${again}`, {
      message: `branches ${firsts[again]} and ${again} of oneOf say the same, so that no value matches exactly one`,
      taken: 'one of them',
    });
    schema['oneOf'] = branches.filter((_, index) => firsts[index] === index);
  }
}

/** Whether two schemas say the same of values, word for word but for what says nothing of them. */
function isSame(one: Schema, other: Schema, schemas: Components): boolean {
  if (one === other) return true;
  if (outlineOf(one, schemas) !== outlineOf(other, schemas)) return false;
  const [text, ...rest] = [one, other].map((schema) => spell(schema, schemas));
  return text !== undefined && text === rest[0];
}

const silent = new Set([
  '$comment',
  'default',
  'deprecated',
  'description',
  'example',
  'examples',
  'externalDocs',
  'title',
  'xml',
]);

/** What tells most schemas apart at a glance. */
function outlineOf(schema: Schema, schemas: Components): string {
  const whole = follow(schema, schemas);
  if (!isSchemaObject(whole)) return String(whole);
  const members = isSchemaObject(whole['properties']) ? Object.keys(whole['properties']) : [];
  const keywords = Object.keys(whole).filter((keyword) => !silent.has(keyword));
  return JSON.stringify([whole['type'], members, keywords.toSorted()]);
}

/** Schemas that are read to compare two: of larger ones it is not said that they are the same. */
const MOST_READ = 500;

/** The text of what a schema says of values, references spelt out but for those that lead back; undefined where it is too long. */
function spell(schema: Schema, schemas: Components): string | undefined {
  let read = 0;
  const plain = (each: Schema, open: readonly string[]): unknown => {
    if ((read += 1) > MOST_READ) throw new RangeError('too long');
    if (!isSchemaObject(each)) return each;
    const name = componentName(each);
    if (name !== undefined && !open.includes(name) && Object.keys(each).length === 1)
      return plain(schemas[name] ?? true, [...open, name]);
    const inner = mapSubschemas(each, (sub) => plain(sub, open) as Schema);
    return Object.fromEntries(
      Object.entries(inner)
        .filter(([keyword]) => !silent.has(keyword))
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  };
  try {
    return JSON.stringify(plain(schema, []));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function follow(schema: Schema, schemas: Components): Schema {
  let found = schema;
  for (let steps = 0; steps < 100; steps += 1) {
    const name = isSchemaObject(found) && Object.keys(found).length === 1 ? componentName(found) : undefined;
    if (name === undefined) return found;
    found = schemas[name] ?? true;
  }
  return found;
}
