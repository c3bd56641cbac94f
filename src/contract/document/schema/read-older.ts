/** Reads keywords of older versions, and of OpenAPI 3.0, as what 2020-12 has in their place. */
import { setMember } from '../../json-pointer.ts';
import { isSchemaObject, type Schema, type SchemaObject } from '../../schema.ts';
import { foreignKeywords } from './dialect.ts';
import { readFlag } from './read-bounds.ts';
import { type Holder, type SchemaSurroundings, shorten } from './surroundings.ts';

/** Whether the keyword is one of those; then it is read, or told. */
export function readOlder(keyword: string, value: unknown, holder: Holder): boolean {
  const { raw, out, around } = holder;
  const { dialect } = around;
  switch (keyword) {
    case 'nullable':
      tellNullable(value, around);
      return true;
    case 'items':
      if (Array.isArray(value)) readItems(value, holder);
      return Array.isArray(value);
    case 'additionalItems':
      if (dialect.tuples && Array.isArray(raw['items'])) out['items'] = around.readInner(value, [keyword], ['items']);
      return dialect.tuples;
    case 'dependencies':
      if (!dialect.dependencies || !isSchemaObject(value)) return false;
      readDependencies(value, holder);
      return true;
    case '$recursiveRef':
    case '$recursiveAnchor':
      if (!dialect.recursive) tellForeign(keyword, around);
      else if (keyword === '$recursiveRef') out[keyword] = value;
      return true;
    default:
      return false;
  }
}

/** Where it is a keyword, or stands for one, it qualifies the type once that is read. */
function tellNullable(value: unknown, { dialect, report }: SchemaSurroundings): void {
  if (dialect.nullable === undefined) {
    report('foreign-keyword', ['nullable'], {
      message: `nullable is a keyword of OpenAPI 3.0 alone; in ${dialect.name} it says nothing`,
      taken: 'an annotation',
      hint: 'Write type: [ …, "null" ].',
    });
  } else if (dialect.nullable !== 'nullable') {
    const message = `nullable is a keyword of OpenAPI 3.0, not of ${dialect.name}`;
    report('foreign-keyword', ['nullable'], {
      message,
      taken: `${dialect.nullable}: ${String(readFlag(value) ?? false)}`,
      hint: `Write ${dialect.nullable}.`,
    });
  } else if (typeof value !== 'boolean') {
    report('misread-keyword', ['nullable'], {
      message: `nullable takes true or false, not ${shorten(value)}`,
      found: value,
      taken: String(readFlag(value) ?? false),
    });
  }
}

/** By the older rules a list is that of the first items; where those do not hold, a lone schema was meant for all. */
function readItems(list: readonly unknown[], { out, around }: Holder): void {
  const { dialect, readInner } = around;
  const single = list.length === 1 && !dialect.tuples;
  if (!dialect.tuples)
    around.report('old-list', ['items'], { taken: single ? 'the schema of all items' : 'prefixItems' });
  if (single) out['items'] = readInner(list[0], ['items', '0'], ['items']);
  else if (list.length > 0) {
    out['prefixItems'] = list.map((each, index) =>
      readInner(each, ['items', String(index)], ['prefixItems', String(index)]),
    );
  }
}

function readDependencies(map: SchemaObject, { out, around }: Holder): void {
  const names: Record<string, unknown> = {};
  const schemas: Record<string, Schema> = {};
  for (const [name, value] of Object.entries(map)) {
    if (Array.isArray(value)) setMember(names, name, value);
    else if (typeof value === 'string') setMember(names, name, [value]);
    else setMember(schemas, name, around.readInner(value, ['dependencies', name], ['dependentSchemas', name]));
  }
  if (Object.keys(names).length > 0) out['dependentRequired'] = names;
  if (Object.keys(schemas).length > 0) out['dependentSchemas'] = schemas;
}

/** A keyword of another version, or of another tool. */
export function tellForeign(keyword: string, { dialect, report }: SchemaSurroundings): void {
  // In Swagger 2.0 it is one, in lists inside of lists; no style of today says what it does.
  const isKnown = keyword === 'collectionFormat' && dialect.hasFiles;
  report('foreign-keyword', [keyword], {
    message: isKnown
      ? 'collectionFormat of a list inside a list is not read'
      : `${keyword} is no keyword of ${dialect.name}; it demands nothing`,
    taken: 'an annotation',
    hint: `For what it means elsewhere, ${foreignKeywords.get(keyword) ?? 'there is no keyword'}.`,
  });
}
