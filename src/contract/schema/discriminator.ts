/** What a `discriminator` demands of the branches beside it: each has its names in the member that tells them apart (OpenAPI 3.2, "Discriminator Object"). */
import { isSchemaObject, type Schema, type SchemaObject } from '../schema.ts';

/** The component of a name. */
export type ComponentOf = (name: string) => Schema | undefined;

/**
 * A schema for each branch under `keyword`: which names it may have; undefined where the branches have none, or none that
 * their own schemas allow. Names are those of `mapping`, and that of the component; where a branch has names of the first
 * kind, many servers know no other, and nothing else is expected.
 */
export function namesOfBranches(
  schema: SchemaObject,
  keyword: string,
  { componentOf, demand }: { componentOf: ComponentOf; demand: 'documented' | 'expected' },
): (SchemaObject | undefined)[] {
  const { discriminator } = schema;
  const branches = schema[keyword];
  if (!isSchemaObject(discriminator) || !Array.isArray(branches)) return [];
  const { propertyName, mapping, defaultMapping } = discriminator;
  if (typeof propertyName !== 'string') return [];
  const components = (branches as Schema[]).map(componentName);
  const mapped = isSchemaObject(mapping) ? Object.entries(mapping) : [];
  const lists = components.map((name) => {
    if (name === undefined) return [];
    const keys = mapped.flatMap(([key, target]) => (nameIn(target) === name ? [key] : []));
    return demand === 'expected' && keys.length > 0 ? keys : [...new Set([...keys, name])];
  });
  // A branch without a name may be told by none.
  if (lists.some((names) => names.length === 0)) return [];
  const usable = lists.map((names, at) => fitting(names, valuesOf(componentOf, components[at] ?? '', propertyName)));
  if (usable.some((names) => names === undefined)) return [];
  const fallback = nameIn(defaultMapping);
  return usable.map((names = [], at) => {
    const others = usable.flatMap((list = [], other) => (other === at ? [] : list));
    if (components[at] === fallback) return { properties: { [propertyName]: { not: { enum: others } } } };
    // Whoever reads it has nothing else to tell the branches apart by, whether or not their own schemas demand it.
    const demanded = demand === 'expected' ? { required: [propertyName] } : {};
    return { properties: { [propertyName]: { enum: names } }, ...demanded };
  });
}

function componentName(branch: Schema): string | undefined {
  return isSchemaObject(branch) ? nameIn(branch['$ref']) : undefined;
}

/** The component that a mapping or a reference means: `#/components/schemas/Cat`, `Cat.yaml`, `Cat` -> `Cat`. */
export function nameIn(target: unknown): string | undefined {
  if (typeof target !== 'string') return undefined;
  const last = target.split(/[/#]/).findLast((part) => part !== '') ?? '';
  return last
    .replace(/\.(?:ya?ml|json)$/, '')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

/** The names that the branch's own schema allows; undefined where it lists or shows others only. */
export function fitting(names: readonly string[], values: readonly unknown[]): readonly string[] | undefined {
  if (values.length === 0) return names;
  const fit = names.filter((name) => values.includes(name));
  return fit.length > 0 ? fit : undefined;
}

/** What a component lists for a member, or shows of it as an example. */
export function valuesOf(
  componentOf: ComponentOf,
  name: string,
  member: string,
  seen: readonly string[] = [],
): unknown[] {
  if (seen.includes(name)) return [];
  const inner = (schema: unknown): unknown[] => {
    if (!isSchemaObject(schema)) return [];
    const properties = isSchemaObject(schema['properties']) ? schema['properties'] : {};
    const own = Object.hasOwn(properties, member) ? properties[member] : undefined;
    const referred = nameIn(schema['$ref']);
    return [
      ...shownBy(own),
      ...(referred === undefined ? [] : valuesOf(componentOf, referred, member, [...seen, name])),
      ...(Array.isArray(schema['allOf']) ? (schema['allOf'] as Schema[]).flatMap(inner) : []),
    ];
  };
  return inner(componentOf(name));
}

function shownBy(schema: unknown): unknown[] {
  if (!isSchemaObject(schema)) return [];
  const single = ['const', 'example', 'default'].flatMap((keyword) => (keyword in schema ? [schema[keyword]] : []));
  return ['enum', 'examples']
    .flatMap((keyword) => (Array.isArray(schema[keyword]) ? (schema[keyword] as unknown[]) : []))
    .concat(single);
}
