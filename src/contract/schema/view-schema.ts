/** Views of a contract's schemas: the same schema as it binds a request or a response, as documented or as expected. */
import {
  componentName,
  isSchemaObject,
  mapSubschemas,
  overlappingKeyword,
  type Schema,
  type SchemaObject,
  subschemasOf,
  typesOf,
  unreadKeyword,
} from '../schema.ts';
import { namesOfBranches } from './discriminator.ts';
import { jsonText } from './formats.ts';
import { type Components, inheritanceIn } from './inherited-names.ts';
import { isOnSameValue } from './walk-schema.ts';

/** Who sends the value. A `readOnly` member is never demanded of a request, a `writeOnly` one never of a response. */
export type Direction = 'request' | 'response';

/** What is demanded: what the document says, or that with the expected domain and without unknown members. */
export type Demand = 'documented' | 'expected';

export interface View {
  direction: Direction;
  demand: Demand;
}

/** The extension that names the expected domain of a value, beside its schema's keywords. */
export const expectedKeyword = 'x-expected';

/** How references are written in a view: to the component as it stands alone (`closed`), or as a part of another schema. */
export type WriteReference = (name: string, closed: boolean) => string;

/** An answer, held against what the document says. */
export const documentedAnswer: View = { direction: 'response', demand: 'documented' };

/** What is taken over of a keyword and its value; undefined leaves it out. */
export type TakeKeyword = (keyword: string, value: unknown) => unknown;

export interface ViewOptions {
  view: View;
  /** Whether the schema alone speaks for its value, so that a member which it does not know is unknown at all. */
  closed: boolean;
  refer: WriteReference;
  /** The components, as the document has them. */
  components: Components;
  /** Those that hold for the same value, outermost first, where the schema alone speaks for it; undefined where it does not. */
  around?: readonly string[] | undefined;
  /** All keywords are taken over as they are, unless given. */
  take?: TakeKeyword;
  /** Members that parts beside the schema declare, too: what it knows of theirs is not all that there is. */
  parted?: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** `schema` as the view demands it. */
export function viewSchema(schema: Schema, options: ViewOptions): Schema {
  if (!isSchemaObject(schema)) return schema;
  const { view, closed, refer, take, around, components } = options;
  const expecting = view.demand === 'expected';
  // What nobody could read allows anything; which request is right, only the server knows.
  if (expecting && view.direction === 'request' && schema[unreadKeyword] !== undefined) return false;
  if (expecting && view.direction === 'request' && schema[overlappingKeyword] !== undefined)
    return viewSchema(asWritten(schema), options);
  const composed = isComposed(schema);
  const shared = expecting && composed ? sharedMembers(schema, components) : undefined;
  const parted = shared ? new Set([...(options.parted ?? none), ...shared.keys()]) : (options.parted ?? none);
  const kept = take ? takeKeywords(schema, take) : schema;
  const copy = mapSubschemas(kept, (inner, [keyword, member = '']) =>
    isOnSameValue(keyword)
      ? viewSchema(inner, { ...options, closed: false, parted })
      : viewSchema(inner, {
          ...options,
          closed: expecting && !(keyword === 'properties' && parted.has(member)),
          around: [],
          parted: none,
        }),
  );
  sayOnce(copy, 'allOf', true);
  sayOnce(copy, 'anyOf', false);
  nameBranches(copy, schema, options);
  const name = componentName(schema);
  if (name !== undefined) copy['$ref'] = refer(name, closed && !composed);
  if (name !== undefined && declaresAny(components[name], parted, components)) {
    delete copy['$ref'];
    addToAll(copy, [viewSchema(components[name] ?? true, { ...options, closed: false, parted })]);
  }
  dropUnsent(copy, schema['properties'], view.direction);
  if (!expecting) return copy;
  const expected = expectedSchema(schema);
  const isAlone = closed && !composed;
  const inherited = name !== undefined && around && !isAlone ? expectParents(name, around, options) : [];
  addToAll(copy, [...(expected ? [expected] : []), ...inherited]);
  if (shared) closeShared(copy, shared, options);
  // What declares no member at all stays open.
  if (composed || copy['properties'] !== undefined) knowRequired(copy);
  if (closed && (!composed || mayDeclare(schema, options.components))) closeMembers(copy, composed);
  return copy;
}

/** An `anyOf` as the `oneOf` that the document has: only what obeys one branch is right by both. */
function asWritten(schema: SchemaObject): SchemaObject {
  const { anyOf, ...others } = schema;
  delete others[overlappingKeyword];
  return { ...others, oneOf: anyOf };
}

/** The members that several parts of one value's schema declare members of, with all that is said of each. */
function sharedMembers(schema: SchemaObject, components: Components): Map<string, Schema[]> | undefined {
  const found = new Map<string, Schema[]>();
  for (const part of partsOf(schema, components))
    for (const [name, member] of Object.entries(isSchemaObject(part['properties']) ? part['properties'] : {})) {
      if (!isSchemaObject(member) || !mayDeclare(member, components)) continue;
      const said = found.get(name) ?? [];
      if (!said.some((each) => JSON.stringify(each) === JSON.stringify(member))) found.set(name, [...said, member]);
    }
  const shared = [...found].filter(([, said]) => said.length > 1);
  return shared.length === 0 ? undefined : new Map(shared);
}

/** The schema itself, and what adds to it. */
function partsOf(schema: Schema | undefined, components: Components, seen: Set<Schema> = new Set()): SchemaObject[] {
  if (!isSchemaObject(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const name = componentName(schema);
  const inner = [...(Array.isArray(schema['allOf']) ? (schema['allOf'] as Schema[]) : [])];
  if (name !== undefined && components[name] !== undefined) inner.push(components[name]);
  return [schema, ...inner.flatMap((each) => partsOf(each, components, seen))];
}

function declaresAny(schema: Schema | undefined, names: ReadonlySet<string>, components: Components): boolean {
  if (names.size === 0) return false;
  return partsOf(schema, components).some(
    ({ properties }) => isSchemaObject(properties) && Object.keys(properties).some((name) => names.has(name)),
  );
}

/** What all parts say of a member that they share is what is known of it. */
function closeShared(copy: SchemaObject, shared: ReadonlyMap<string, Schema[]>, options: ViewOptions): void {
  const own = isSchemaObject(copy['properties']) ? copy['properties'] : {};
  const members = [...shared].map(([name, allOf]) => {
    const whole = viewSchema({ allOf }, { ...options, closed: true, around: [], parted: none });
    return [name, Object.hasOwn(own, name) ? { allOf: [own[name] as Schema, whole] } : whole] as const;
  });
  copy['properties'] = { ...own, ...Object.fromEntries(members) };
}

/** A component as the view demands it; where it stands alone and has children, as one of these. */
export function viewComponent(name: string, options: Omit<ViewOptions, 'around'>): Schema {
  const { components, view, closed } = options;
  const schema = components[name] ?? true;
  if (view.demand === 'documented' || !closed) return viewSchema(schema, options);
  if (inheritanceIn(components).childrenOf(name).length === 0)
    return viewSchema(schema, { ...options, around: [name] });
  const copy = viewSchema({ allOf: [schema] }, { ...options, around: [name] }) as SchemaObject;
  addToAll(copy, expectChild({ parent: name, ways: [] }, options, []));
  return copy;
}

function addToAll(schema: SchemaObject, more: readonly Schema[]): void {
  if (more.length > 0) schema['allOf'] = [...((schema['allOf'] as Schema[] | undefined) ?? []), ...more];
}

type Inheriting = Omit<ViewOptions, 'around'>;

/** What the parents of a component expect of a value that is entered through `around`. */
function expectParents(
  component: string,
  around: readonly string[],
  options: Inheriting,
  seen: readonly string[] = [],
): SchemaObject[] {
  return inheritanceIn(options.components)
    .parentsOf(component)
    .filter(({ parent }) => !seen.includes(parent))
    .flatMap(({ parent, way }) => expectChild({ parent, ways: [...around, ...way] }, options, seen));
}

/** The names of the child that the value is entered through; else to be one of the children. */
function expectChild(
  { parent, ways }: { parent: string; ways: readonly string[] },
  options: Inheriting,
  seen: readonly string[],
): SchemaObject[] {
  const children = inheritanceIn(options.components).childrenOf(parent);
  const own = ways.flatMap((name) => children.filter(({ component }) => component === name && name !== parent))[0];
  if (own) return [own.names];
  const inner = [...seen, parent];
  const each = children
    .filter(({ isListed }) => isListed)
    .map(({ component, names }) => {
      const further = component === parent ? [] : expectParents(component, [component], options, inner);
      return { allOf: [{ $ref: options.refer(component, false) }, names, ...further] };
    });
  return [{ anyOf: each }];
}

function takeKeywords(schema: SchemaObject, take: TakeKeyword): SchemaObject {
  const taken = Object.entries(schema).map(([keyword, value]) => [keyword, take(keyword, value)] as const);
  return Object.fromEntries(taken.filter(([, value]) => value !== undefined));
}

/** A reference that comes again says nothing more: schemas that refer twice to one another would be judged twice as often at each level. */
function sayOnce(schema: SchemaObject, keyword: string, neutral: boolean): void {
  const branches = schema[keyword];
  if (!Array.isArray(branches) || branches.length < 2) return;
  const said = new Set<unknown>();
  schema[keyword] = (branches as Schema[]).map((branch) => {
    if (!isSchemaObject(branch) || branch['$ref'] === undefined || Object.keys(branch).length > 1) return branch;
    if (said.has(branch['$ref'])) return neutral;
    said.add(branch['$ref']);
    return branch;
  });
}

/** What a discriminator demands of the branches stands in them. */
function nameBranches(copy: SchemaObject, schema: SchemaObject, { components, view }: ViewOptions): void {
  for (const keyword of ['oneOf', 'anyOf']) {
    const names = namesOfBranches(schema, keyword, { componentOf: (name) => components[name], demand: view.demand });
    const branches = copy[keyword];
    if (names.length === 0 || !Array.isArray(branches)) continue;
    copy[keyword] = (branches as Schema[]).map((branch, at) => ({ allOf: [branch, names[at] ?? true] }));
  }
}

function isComposed(schema: SchemaObject): boolean {
  const besideReference = schema['$ref'] !== undefined && schema['properties'] !== undefined;
  return besideReference || Object.keys(schema).some(isOnSameValue);
}

/** Whether a schema, or one that is about the same value, declares a member: one that declares none knows no unknown ones. */
function mayDeclare(schema: SchemaObject, components: Components, seen: Set<string> = new Set()): boolean {
  if (schema['properties'] !== undefined) return true;
  const name = componentName(schema);
  const referred = name === undefined || seen.has(name) ? undefined : components[name];
  if (name !== undefined) seen.add(name);
  const inner = [...subschemasOf(schema)].flatMap(({ tokens: [keyword = ''], schema: each }) =>
    isOnSameValue(keyword) ? [each] : [],
  );
  return [...inner, referred].some((each) => isSchemaObject(each) && mayDeclare(each, components, seen));
}

/** A member that is demanded is known, though no schema says more of it. */
function knowRequired(schema: SchemaObject): void {
  const { required, properties = {} } = schema;
  if (!Array.isArray(required) || !isSchemaObject(properties)) return;
  if (schema['additionalProperties'] !== undefined || schema['unevaluatedProperties'] !== undefined) return;
  const undeclared = (required as string[]).filter((name) => !Object.hasOwn(properties, name));
  if (undeclared.length === 0) return;
  schema['properties'] = { ...properties, ...Object.fromEntries(undeclared.map((name) => [name, true])) };
}

function closeMembers(schema: SchemaObject, composed: boolean): void {
  const { minProperties, properties } = schema;
  // What must have more members than it declares has unknown ones.
  if (typeof minProperties === 'number' && minProperties > Object.keys(properties ?? {}).length) return;
  if (schema['additionalProperties'] !== undefined || schema['unevaluatedProperties'] !== undefined) return;
  if (composed) schema['unevaluatedProperties'] = false;
  else if (schema['properties'] !== undefined) schema['additionalProperties'] = false;
}

/** Removes the demand for members that are not sent in a direction, by what the document says of them. */
function dropUnsent(schema: SchemaObject, properties: unknown, direction: Direction): void {
  const { required } = schema;
  if (!isSchemaObject(properties) || !Array.isArray(required)) return;
  const flag = direction === 'request' ? 'readOnly' : 'writeOnly';
  schema['required'] = required.filter((name: string) => {
    const member = properties[name];
    return !(isSchemaObject(member) && member[flag] === true);
  });
}

/** Whether any schema in `document` demands a member that only one direction sends, could not be read, or has branches that overlap. */
export function tellsDirections(document: unknown): boolean {
  if (Array.isArray(document)) return document.some(tellsDirections);
  if (!isSchemaObject(document)) return false;
  if (document[unreadKeyword] !== undefined || document[overlappingKeyword] !== undefined) return true;
  const { required, properties } = document;
  const isTold =
    Array.isArray(required) &&
    isSchemaObject(properties) &&
    required.some((name: string) => {
      const member = properties[name];
      return isSchemaObject(member) && (member['readOnly'] === true || member['writeOnly'] === true);
    });
  return isTold || Object.values(document).some(tellsDirections);
}

/** Characters that a value of a format can have by the format's own standard, which no validator counts: RFC 5321, 4.5.3.1. */
const longest = new Map<unknown, number>([
  ['email', 254],
  ['idn-email', 254],
]);

/** Texts that are bytes in an encoding (RFC 4648): nobody has to look into them (JSON Schema 2020-12, Validation, 8.1), and many do. */
const encodings = new Map<unknown, SchemaObject>([
  ['base64', { format: 'byte' }],
  ['base64url', { format: 'base64url' }],
  ['base32', { pattern: '^([A-Z2-7]{8})*([A-Z2-7]{2}={6}|[A-Z2-7]{4}={4}|[A-Z2-7]{5}={3}|[A-Z2-7]{7}=)?$' }],
  ['base16', { pattern: '^([0-9A-Fa-f]{2})*$' }],
]);

/** What is expected of a text whose schema says what it holds: a number to the last digit, an encoding, or JSON. */
export function expectedContent(schema: SchemaObject): SchemaObject | undefined {
  if (schema['format'] === 'decimal') return { pattern: '^[+-]?\\d+(\\.\\d+)?$' };
  if (schema['format'] !== undefined) return undefined;
  if (!holdsJson(schema)) return encodings.get(schema['contentEncoding']);
  const inside = schema['contentSchema'];
  const types = isSchemaObject(inside) ? (typesOf(inside) ?? []) : [];
  const mayBePlain = types.some((type) => type !== 'object' && type !== 'array');
  return { format: jsonText, ...(mayBePlain ? {} : { pattern: '^[ \\t\\r\\n]*[{\\[]' }) };
}

/** Whether a schema is for a text with JSON in it, of which it says more (JSON Schema 2020-12, Validation, 8.5). */
export function holdsJson({ contentSchema, contentMediaType, contentEncoding }: SchemaObject): boolean {
  const isJsonText = typeof contentMediaType === 'string' && /[/+]json$/i.test(contentMediaType);
  return contentSchema !== undefined && isJsonText && contentEncoding === undefined;
}

/** The expected domain as a schema that leaves null alone where the member may be null. */
function expectedSchema(schema: SchemaObject): SchemaObject | undefined {
  const said = schema[expectedKeyword];
  const maxLength = longest.get(schema['format']);
  const limit = maxLength === undefined ? [] : [{ maxLength }];
  const encoded = expectedContent(schema) ?? [];
  const [first, ...others] = [isSchemaObject(said) ? said : [], limit, encoded].flat();
  if (!first) return undefined;
  const expected = others.length > 0 ? { allOf: [first, ...others] } : first;
  return typesOf(schema)?.includes('null') ? { anyOf: [{ type: 'null' }, expected] } : expected;
}
