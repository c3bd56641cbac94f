/** Reads a list of parameters as what it means, and holds it against the templates of its path. */
import { formatPointer, parsePointer, valueAt } from '../../json-pointer.ts';
import { nearest } from '../../nearest-name.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { mendExamples } from './mend-content.ts';
import { bareSchema, isUnread, mendFlag, type Mending } from './mending.ts';

export interface ParameterList {
  list: SchemaObject[];
  /** What parameters say of the body, where they do as in Swagger 2.0. */
  body?: SchemaObject;
}

interface RawParameters {
  raw: unknown;
  pointer: string;
  path: string;
  /** The parameters of the path, where the list is that of an operation. */
  shared?: ParameterList;
}

const places = ['path', 'query', 'header', 'cookie', 'querystring'];

/** The parameters that the list means, in its order; those of an operation include every template of its path. */
export function mendParameters(mending: Mending, { raw, pointer, path, shared }: RawParameters): ParameterList {
  const templates = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const list: SchemaObject[] = [];
  const body: SchemaObject[] = [];
  for (const [each, at] of listParameters(mending, raw, pointer)) {
    const read = readParameter(mending, each, at, templates);
    if (!read) continue;
    if (read['in'] === 'body' || read['in'] === 'formData') body.push(read);
    else if (list.some((other) => isSameParameter(other, read))) {
      mending.tell('odd-parameter', at, {
        message: `the parameter ${String(read['name'])} stands there twice`,
        taken: 'the first',
      });
    } else {
      for (const [parameter, from] of partsOfQuery(mending, read, at))
        place(mending, list, parameter, `${pointer}/${list.length}`, from);
    }
  }
  if (shared) addMissing(mending, { list, shared, templates, pointer });
  const form = bodyOf(mending, body, pointer);
  return form ? { list, body: form } : { list };
}

/** Names of headers are the same in any case. */
function isSameParameter(one: SchemaObject, other: SchemaObject): boolean {
  if (one['in'] !== other['in']) return false;
  const [name, otherName] = [String(one['name']), String(other['name'])];
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

function listParameters(mending: Mending, raw: unknown, pointer: string): [unknown, string][] {
  if (raw === undefined || isUnread(raw)) return [];
  if (Array.isArray(raw)) return raw.map((parameter, index) => [parameter, `${pointer}/${index}`]);
  if (!isSchemaObject(raw)) {
    mending.tell('odd-structure', pointer, { message: 'parameters takes a list', found: raw, taken: 'none' });
    return [];
  }
  mending.tell('odd-structure', pointer, {
    message: 'parameters takes a list, not a map',
    taken: 'a list of its members',
  });
  return Object.entries(raw).map(([name, parameter]) => [
    isSchemaObject(parameter) ? { name, ...parameter } : parameter,
    pointer + formatPointer([name]),
  ]);
}

function readParameter(
  mending: Mending,
  raw: unknown,
  at: string,
  templates: readonly string[],
): SchemaObject | undefined {
  if (isUnread(raw)) return undefined;
  if (!isSchemaObject(raw)) {
    mending.tell('unread-parameter', at, { message: 'a parameter is a map with name and in', found: raw });
    return undefined;
  }
  const { name: given, in: written } = raw;
  const name = readName(given, templates);
  if (typeof name === 'string' && name !== given)
    mending.tell('odd-parameter', `${at}/name`, {
      message: typeof given === 'number' ? 'a name is a text' : 'a name stands without what marks it in the path',
      found: given,
      taken: `"${name}"`,
    });
  if (typeof name !== 'string' || name === '') {
    mending.tell('unread-parameter', `${at}/name`, { message: 'a parameter needs a name', found: given });
    return undefined;
  }
  const where = readPlace(written, templates.includes(name));
  if (where === undefined) {
    mending.tell('unread-parameter', `${at}/in`, { message: `the parameter ${name} needs its place`, found: written });
    return undefined;
  }
  if (where !== written) {
    mending.tell('odd-parameter', `${at}/in`, {
      message: `in takes path, query, header or cookie, not ${JSON.stringify(written)}`,
      found: written,
      taken: where,
    });
  }
  const parameter: SchemaObject = { ...raw, name, in: where };
  mendFlag(mending, parameter, { flag: 'required', pointer: at });
  mendFlag(mending, parameter, { flag: 'explode', pointer: at });
  mendStyle(mending, parameter, at);
  if (parameter['examples'] !== undefined) Object.assign(parameter, mendExamples(mending, parameter, at));
  if (where === 'path') return readPathParameter(mending, parameter, at, templates);
  return withSchema(mending, parameter, at);
}

/** The styles of each place (OpenAPI 3.2, "Style Values"). */
const styles: Readonly<Record<string, readonly string[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** What Swagger 2.0 has beside them (`collectionFormat`). */
const swaggerStyles: readonly string[] = ['ssv', 'tsv', 'pipes'];

function mendStyle(mending: Mending, parameter: SchemaObject, at: string): void {
  const { in: where, name, style, schema } = parameter;
  const type = isSchemaObject(schema) ? schema['type'] : undefined;
  if (style === 'deepObject' && typeof type === 'string' && type !== 'object') {
    mending.tell('odd-parameter', `${at}/style`, {
      message: `the style deepObject is for objects, and the parameter ${String(name)} takes ${type}`,
      found: style,
      taken: 'form',
    });
    delete parameter['style'];
    return;
  }
  const known = styles[String(where)];
  if (style === undefined || !known || [...known, ...swaggerStyles].includes(String(style))) return;
  mending.tell('odd-parameter', `${at}/style`, {
    message: `the parameter ${String(name)} in ${String(where)} has no style ${JSON.stringify(style)}`,
    found: style,
    taken: known[0] ?? '',
    hint: `Write ${known.join(', ')}.`,
  });
  delete parameter['style'];
}

/** The name alone; braces and colons are the path's. */
function readName(given: unknown, templates: readonly string[]): unknown {
  if (typeof given === 'number') return String(given);
  const [, bare = ''] = typeof given === 'string' ? (/^\{(.+)\}$|^:(.+)$/.exec(given)?.filter(Boolean) ?? []) : [];
  return templates.includes(bare) ? bare : given;
}

function readPlace(written: unknown, isTemplate: boolean): string | undefined {
  if (typeof written !== 'string' || written === '') return isTemplate ? 'path' : undefined;
  if (places.includes(written) || written === 'body' || written === 'formData') return written;
  const word = written.toLowerCase();
  if (word === 'formdata' || word === 'form') return 'formData';
  const [near] = nearest(word, places);
  return near ?? (word === 'url' || word === 'uri' ? (isTemplate ? 'path' : 'query') : undefined);
}

/** The path has it by this name, or by one that differs in its case only. */
function readPathParameter(
  mending: Mending,
  parameter: SchemaObject,
  at: string,
  templates: readonly string[],
): SchemaObject | undefined {
  const name = String(parameter['name']);
  const same =
    templates.find((template) => template === name) ??
    templates.find((template) => template.toLowerCase() === name.toLowerCase());
  if (same === undefined) {
    mending.tell('missing-path-parameter', at, {
      message: `the path has no {${name}}`,
      taken: 'left out',
      hint: 'Remove it, or write it into the path.',
    });
    return undefined;
  }
  if (same !== name)
    mending.tell('missing-path-parameter', at, {
      message: `the path has {${same}}, not {${name}}`,
      taken: same,
      hint: 'Write both alike.',
    });
  if (parameter['required'] !== true)
    mending.tell('odd-parameter', `${at}/required`, {
      message:
        parameter['required'] === undefined
          ? `the path parameter ${name} does not say that it is required`
          : `the path parameter ${name} is not optional: without it the path is another`,
      taken: 'required',
      hint: 'Write required: true.',
    });
  return withSchema(mending, { ...parameter, name: same, required: true }, at);
}

/** A type beside `name` and `in`, as Swagger 2.0 has it, is the schema. */
function withSchema(mending: Mending, parameter: SchemaObject, at: string): SchemaObject {
  const types = isSchemaObject(parameter['content']) ? Object.keys(parameter['content']) : [];
  if (types.length > 0 && parameter['schema'] !== undefined)
    mending.tell('odd-parameter', `${at}/schema`, {
      message: `the parameter ${String(parameter['name'])} has a schema beside content`,
      taken: 'content alone',
    });
  if (types.length > 1)
    mending.tell('odd-parameter', `${at}/content`, {
      message: `the parameter ${String(parameter['name'])} has more than one media type`,
      taken: types[0] ?? '',
    });
  if (
    parameter['schema'] !== undefined ||
    parameter['content'] !== undefined ||
    ['body', 'formData'].includes(String(parameter['in']))
  )
    return parameter;
  const bare = bareSchema(parameter);
  if (!bare) {
    mending.tell('odd-parameter', at, {
      message: `the parameter ${String(parameter['name'])} has no schema`,
      taken: 'any value',
      hint: 'Give it a schema: { type: string }, say.',
    });
    return parameter;
  }
  mending.tell('odd-parameter', at, {
    message: `the parameter ${String(parameter['name'])} has its type beside its schema's place`,
    taken: 'its schema',
  });
  mending.relocate(`${at}/schema`, at);
  return { ...parameter, schema: mending.readSchema(bare, `${at}/schema`) };
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

/** `in: body` and `in: formData` are Swagger 2.0's. */
function bodyOf(mending: Mending, parts: readonly SchemaObject[], pointer: string): SchemaObject | undefined {
  if (parts.length === 0) return undefined;
  mending.tell('odd-parameter', pointer, {
    message: 'a body is no parameter since OpenAPI 3.0',
    taken: 'the request body',
    hint: 'Write requestBody.',
  });
  const whole = parts.find((part) => part['in'] === 'body');
  if (whole)
    return { required: whole['required'] === true, content: { 'application/json': { schema: whole['schema'] ?? {} } } };
  const files = parts.some((part) => part['type'] === 'file');
  const schema = {
    type: 'object',
    required: parts.filter((part) => part['required'] === true).map((part) => part['name']),
    properties: Object.fromEntries(
      parts.map((part) => [String(part['name']), part['schema'] ?? bareSchema(part) ?? {}]),
    ),
  };
  const type = files ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  return {
    required: schema.required.length > 0,
    content: { [type]: { schema: mending.readSchema(schema, `${pointer}`) } },
  };
}
