/**
 * Discriminators of parents: a component has one itself, and its children are those that have it in their `allOf` (OpenAPI 3.2,
 * "Discriminator Object"). Such a discriminator changes no verdict, since nothing of JSON Schema leads from a parent to its
 * children; it says what a parent's values are expected to be.
 */
import { formatPointer, parsePointer, valueAt } from '../json-pointer.ts';
import { isSchemaObject, type Schema, type SchemaNode, type SchemaObject } from '../schema.ts';
import { fitting, nameIn, valuesOf } from './discriminator.ts';

export type Components = Readonly<Record<string, Schema>>;

/** A component that a parent's value may be one of, and what it then has in the member that tells them apart. */
export interface Child {
  component: string;
  names: SchemaObject;
  /** Whether the parent's values may be expected to be one: a mapping that leaves it out may do so because it is abstract. */
  isListed: boolean;
}

/** What the discriminators of parents say of the components of a document. */
export interface Inheritance {
  /** The parents with a discriminator among a component and what it has in its `allOf`, and the way to each. */
  parentsOf(component: string): readonly { parent: string; way: readonly string[] }[];
  /** The children of a parent that have names. */
  childrenOf(parent: string): readonly Child[];
}

const known = new WeakMap<Components, Inheritance>();

/** Reads it once for the components of a document. */
export function inheritanceIn(components: Components): Inheritance {
  const found = known.get(components) ?? readInheritance(components);
  known.set(components, found);
  return found;
}

function readInheritance(components: Components): Inheritance {
  const bases = new Map(Object.entries(components).map(([name, schema]) => [name, basesOf(schema)]));
  const children = new Map<string, readonly Child[]>();
  for (const [name, schema] of Object.entries(components)) {
    if (!isSchemaObject(schema) || schema['discriminator'] === undefined) continue;
    if (schema['oneOf'] !== undefined || schema['anyOf'] !== undefined) continue;
    const heirs = [...bases.keys()].filter((other) => other !== name && waysUp(bases, other).has(name));
    const named = childrenWithNames(components, schema, { parent: name, heirs });
    if (named.length > 0) children.set(name, named);
  }
  return {
    parentsOf: (component) =>
      children.size === 0
        ? []
        : [...waysUp(bases, component)].flatMap(([parent, way]) => (children.has(parent) ? [{ parent, way }] : [])),
    childrenOf: (parent) => children.get(parent) ?? [],
  };
}

/** A child that a value may be one of. */
export interface ExpectedChild {
  node: SchemaNode;
  names: SchemaObject;
  /** Whether its schema is among those that the value was entered through. */
  isEntered: boolean;
}

/** The children of the component at `pointer`; the one alone that stands on the trail to it; none of what is no parent. */
export function childrenAt(document: SchemaObject, pointer: string, trail: readonly string[]): ExpectedChild[] {
  const parent = componentAt(pointer);
  const components = valueAt(document, ['components', 'schemas']) as Components | undefined;
  if (parent === undefined || components === undefined) return [];
  const children = inheritanceIn(components).childrenOf(parent);
  const entered = trail.flatMap((at) => {
    const name = componentAt(at);
    return name === parent ? [] : children.filter(({ component }) => component === name);
  });
  const [outermost] = entered;
  return (outermost ? [outermost] : children.filter(({ isListed }) => isListed)).map(({ component, names }) => ({
    node: { schema: components[component] as Schema, pointer: formatPointer(['components', 'schemas', component]) },
    names,
    isEntered: outermost !== undefined,
  }));
}

/** The component whose own schema stands there. */
function componentAt(pointer: string): string | undefined {
  const [first, second, name, ...more] = parsePointer(pointer);
  return first === 'components' && second === 'schemas' && more.length === 0 ? name : undefined;
}

/** What a component has in its `allOf`, or refers to as a whole. */
function basesOf(schema: unknown): string[] {
  if (!isSchemaObject(schema)) return [];
  const own = nameIn(schema['$ref']);
  const inner = Array.isArray(schema['allOf']) ? (schema['allOf'] as unknown[]).flatMap(basesOf) : [];
  return own === undefined ? inner : [own, ...inner];
}

/** Every component on the ways up from one, itself first, with the way. */
function waysUp(bases: ReadonlyMap<string, readonly string[]>, from: string): Map<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>([[from, [from]]]);
  for (const [component, way] of ways)
    for (const base of bases.get(component) ?? []) if (!ways.has(base)) ways.set(base, [...way, base]);
  return ways;
}

/**
 * Those of the mapping by the names there; others by their own names, as the standard has it. Some of these are no kinds of the
 * parent but made of it (`PetResponse`, with a mapping `NewPet` too): they have whatever names the children have.
 */
function childrenWithNames(
  components: Components,
  { discriminator }: SchemaObject,
  { parent, heirs }: { parent: string; heirs: readonly string[] },
): Child[] {
  if (!isSchemaObject(discriminator) || typeof discriminator['propertyName'] !== 'string') return [];
  const member = discriminator['propertyName'];
  const mapped = isSchemaObject(discriminator['mapping']) ? Object.entries(discriminator['mapping']) : [];
  const isMade = (component: string): boolean =>
    mapped.length > 0 ? component.includes(parent) : component.startsWith(parent);
  const fallback = nameIn(discriminator['defaultMapping']);
  const lists = [...heirs, parent].flatMap((component) => {
    const keys = mapped.flatMap(([key, target]) => (nameIn(target) === component ? [key] : []));
    const own = keys.length > 0 ? keys : isMade(component) ? [] : [component];
    const names =
      fitting(
        own,
        valuesOf((name) => components[name], component, member),
      ) ?? [];
    return names.length > 0 ? [{ component, names, isListed: keys.length > 0 || mapped.length === 0 }] : [];
  });
  const named = lists.map(({ component, names, isListed }): Child => {
    const others = lists.flatMap((list) => (list.component === component ? [] : list.names));
    const value = component === fallback ? { not: { enum: others }, examples: names } : { enum: names };
    const demanded = fallback === undefined ? { required: [member] } : {};
    return { component, isListed, names: { properties: { [member]: value }, ...demanded } };
  });
  return named.some(({ component, isListed }) => isListed && component !== parent) ? named : [];
}
