/** Reads a list of parameters as what it means, and holds it against the templates of its path. */
import { formatPointer, parsePointer, valueAt } from '../../json-pointer.ts';
import { plainText } from '../../name-text.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { readParameter } from './read-parameter.ts';
import { bareSchema, findComponent, isUnread, type Mending } from './mending.ts';

export interface ParameterList {
  list: SchemaObject[];
  /** What parameters say of the body, where they do as in Swagger 2.0. */
  body?: SchemaObject;
  /** Where one stands that could not be read, and may have to be sent. */
  unread?: string;
}

interface RawParameters {
  raw: unknown;
  pointer: string;
  path: string;
  /** The parameters of the path, where the list is that of an operation. */
  shared?: ParameterList;
}

/** The parameters that the list means, in its order; those of an operation include every template of its path. */
export function mendParameters(mending: Mending, { raw, pointer, path, shared }: RawParameters): ParameterList {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const entries = listParameters(mending, raw, pointer);
  const described = [...entries.map(([entry]) => entry), ...(shared?.list ?? [])].filter(isSchemaObject);
  const templates = { names, free: names.filter((name) => !described.some((each) => each['name'] === name)) };
  const list: SchemaObject[] = [];
  const body: BodyPart[] = [];
  let unread = shared?.unread;
  for (const [each, at] of entries) {
    const read = readParameter(mending, each, { at, templates });
    if (!read) {
      if (mayBeDemanded(each)) unread ??= at;
      continue;
    }
    if (read['in'] === 'body' || read['in'] === 'formData') {
      // Those behind it move to its place.
      const kept = `${pointer}/body-${body.length}`;
      mending.relocate(kept, at);
      body.push({ part: read, at: kept });
    } else if (list.some((other) => isSameParameter(other, read))) {
      mending.tell('odd-parameter', at, {
        message: `the parameter ${plainText(read['name'])} stands there twice`,
        taken: 'the first',
        hint: 'Remove one of them.',
      });
    } else {
      for (const [parameter, from] of partsOfQuery(mending, read, at))
        place(mending, list, parameter, `${pointer}/${list.length}`, from);
    }
  }
  if (shared) addMissing(mending, { list, shared, templates: names, pointer });
  const form = bodyOf(mending, body, pointer);
  return { list, ...(form ? { body: form } : {}), ...(unread === undefined ? {} : { unread }) };
}

/** Whether a parameter that is left out may be one that a request has to bring; one that the path has no place for is none. */
function mayBeDemanded(raw: unknown): boolean {
  if (!isSchemaObject(raw) || isUnread(raw)) return raw !== null;
  return raw['in'] !== 'path' && raw['required'] !== undefined && raw['required'] !== false;
}

/** Names of headers are the same in any case. */
function isSameParameter(one: SchemaObject, other: SchemaObject): boolean {
  if (one['in'] !== other['in']) return false;
  const [name, otherName] = [plainText(one['name']), plainText(other['name'])];
  return name === otherName || (one['in'] === 'header' && name.toLowerCase() === otherName.toLowerCase());
}

/** The whole query as one form (OpenAPI 3.2): each of its members is a parameter. Another parameter is its own only part. */
function partsOfQuery(mending: Mending, parameter: SchemaObject, at: string): [SchemaObject, string][] {
  const { in: where, content, required } = parameter;
  const type = 'application/x-www-form-urlencoded';
  const media = isSchemaObject(content) ? content[type] : undefined;
  let schema = isSchemaObject(media) ? media['schema'] : undefined;
  let from = `${at}/content${formatPointer([type])}/schema`;
  if (isSchemaObject(schema) && typeof schema['$ref'] === 'string') {
    from = schema['$ref'].slice(1);
    schema = valueAt(mending.document, parsePointer(from));
  }
  const properties = isSchemaObject(schema) ? schema['properties'] : undefined;
  if (where !== 'querystring' || !isSchemaObject(schema) || !isSchemaObject(properties)) return [[parameter, at]];
  const names: unknown[] = Array.isArray(schema['required']) && required === true ? schema['required'] : [];
  return Object.entries(properties).map(([name, member]) => [
    { name, in: 'query', required: names.includes(name), schema: member },
    from + formatPointer(['properties', name]),
  ]);
}

/** Left out parameters move those behind them. */
function place(mending: Mending, list: SchemaObject[], parameter: SchemaObject, to: string, at: string): void {
  if (to !== at) mending.relocate(to, at);
  list.push(parameter);
}

/** The entries of the list, or of the map that stands in its place, each with where it is written. */
function listParameters(mending: Mending, raw: unknown, pointer: string): [unknown, string][] {
  if (raw === undefined || isUnread(raw)) return [];
  if (Array.isArray(raw))
    return raw.flatMap((entry: unknown, index) => readEntry(mending, entry, `${pointer}/${index}`));
  const hint = 'Write parameters: [{ name: …, in: … }].';
  const isOne = isSchemaObject(raw) && typeof raw['name'] === 'string' && typeof raw['in'] === 'string';
  const isMap = isSchemaObject(raw) && !isOne;
  const taken = isOne ? 'a list of this one' : isMap ? 'a list of its members' : 'none';
  const message = isMap ? 'parameters takes a list, not a map' : 'parameters takes a list';
  mending.tell('odd-structure', pointer, { message, ...(isMap ? {} : { found: raw }), taken, hint });
  if (isOne) return [[raw, pointer]];
  return Object.entries(isMap ? raw : {}).map(([name, parameter]) => [
    isSchemaObject(parameter) && !isUnread(parameter) ? { name, ...parameter } : parameter,
    pointer + formatPointer([name]),
  ]);
}

/** A text is the component that it names; a list inside of the list belongs to it. */
function readEntry(mending: Mending, entry: unknown, at: string): [unknown, string][] {
  const named = findComponent(mending, 'parameters', entry);
  if (!named && !Array.isArray(entry)) return [[entry, at]];
  mending.tell('odd-structure', at, {
    message: 'a parameter is a map with name and in',
    found: entry,
    taken: named ? `#${named.pointer}` : 'its entries',
    hint: named ? `Write $ref: "#${named.pointer}".` : 'Write its entries into the list around it.',
  });
  if (named) return [[named.part, named.pointer]];
  return (entry as unknown[]).map((inner, index) => [inner, `${at}/${index}`]);
}

function addMissing(
  mending: Mending,
  {
    list,
    shared,
    templates,
    pointer,
  }: { list: SchemaObject[]; shared: ParameterList; templates: readonly string[]; pointer: string },
): void {
  const known = new Set([...shared.list, ...list].filter((each) => each['in'] === 'path').map((each) => each['name']));
  for (const name of templates) {
    if (known.has(name)) continue;
    known.add(name);
    const operation = pointer.replace(/\/parameters$/, '');
    mending.tell('missing-path-parameter', operation, {
      message: `{${name}} of the path is no parameter`,
      taken: 'a text',
    });
    mending.relocate(`${pointer}/${list.length}`, operation);
    list.push({ name, in: 'path', required: true, schema: { type: 'string' } });
  }
}

/** What tells a part of the body, and where it is written. */
interface BodyPart {
  part: SchemaObject;
  at: string;
}

/** `in: body` and `in: formData` are Swagger 2.0's. */
function bodyOf(mending: Mending, parts: readonly BodyPart[], pointer: string): SchemaObject | undefined {
  const [first] = parts;
  if (!first) return undefined;
  mending.tell('odd-parameter', first.at, {
    message: 'a body is no parameter since OpenAPI 3.0',
    taken: 'the request body',
    hint: 'Write requestBody.',
  });
  const to = pointer.replace(/parameters$/, 'requestBody');
  const whole = parts.find(({ part }) => part['in'] === 'body');
  mending.relocate(to, (whole ?? first).at);
  if (whole) {
    const { required, schema } = whole.part;
    mending.relocate(`${to}/content/application~1json/schema`, `${whole.at}/schema`);
    return { required: required === true, content: { 'application/json': { schema: schema ?? {} } } };
  }
  const type = parts.some(({ part }) => part['type'] === 'file')
    ? 'multipart/form-data'
    : 'application/x-www-form-urlencoded';
  const at = `${to}/content${formatPointer([type])}/schema`;
  const required = parts.filter(({ part }) => part['required'] === true).map(({ part }) => part['name']);
  const properties = parts.map(({ part, at: from }) => {
    const member = `${at}/properties${formatPointer([plainText(part['name'])])}`;
    mending.relocate(member, from);
    return [part['name'], part['schema'] ?? mending.readSchema(bareSchema(part) ?? {}, member)];
  });
  const schema = { type: 'object', required, properties: Object.fromEntries(properties) };
  return { required: required.length > 0, content: { [type]: { schema } } };
}
