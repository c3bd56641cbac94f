/** Reads one parameter as what it means. */
import { nameText, plainText } from '../../name-text.ts';
import { nearest } from '../../nearest-name.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { mendExamples } from './mend-content.ts';
import { bareSchema, isUnread, mendFlag, type Mending } from './mending.ts';

/** The names in the braces of a path, and those of them that no parameter has. */
export interface Templates {
  names: readonly string[];
  free: readonly string[];
}

const places = ['path', 'query', 'header', 'cookie', 'querystring'];

/** The parameter; undefined, and told, where nothing can be meant. */
export function readParameter(
  mending: Mending,
  raw: unknown,
  { at, templates }: { at: string; templates: Templates },
): SchemaObject | undefined {
  if (isUnread(raw)) return undefined;
  if (!isSchemaObject(raw)) {
    mending.tell('unread-parameter', at, { message: 'a parameter is a map with name and in', found: raw });
    return undefined;
  }
  const { name: given, in: written } = raw;
  const name = readName(given, templates.names);
  if (name !== undefined && name !== given)
    mending.tell('odd-parameter', `${at}/name`, {
      message: typeof given !== 'string' ? 'a name is a text' : 'a name stands without what marks it in the path',
      found: given,
      taken: `"${name}"`,
      hint: `Write name: "${name}".`,
    });
  if (name === undefined || name === '') {
    mending.tell('unread-parameter', `${at}/name`, { message: 'a parameter needs a name', found: given });
    return undefined;
  }
  const where = readPlace(written, templates.names.includes(name));
  if (where === undefined) {
    mending.tell('unread-parameter', `${at}/in`, { message: `the parameter ${name} needs its place`, found: written });
    return undefined;
  }
  if (where !== written) {
    mending.tell('odd-parameter', `${at}/in`, {
      message: `in takes path, query, header or cookie, not ${JSON.stringify(written)}`,
      found: written,
      taken: where,
      hint: `Write in: ${where}.`,
    });
  }
  const parameter: SchemaObject = { ...raw, name, in: where };
  mendFlag(mending, parameter, { flag: 'required', pointer: at });
  mendFlag(mending, parameter, { flag: 'explode', pointer: at });
  mendStyle(mending, parameter, at);
  if (parameter['examples'] !== undefined) Object.assign(parameter, mendExamples(mending, parameter, at));
  if (where === 'path') return readPathParameter(mending, parameter, { at, templates });
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
      message: `the style deepObject is for objects, and the parameter ${plainText(name)} takes ${type}`,
      found: style,
      taken: 'form',
      hint: 'Remove it, or write style: form.',
    });
    delete parameter['style'];
    return;
  }
  const known = styles[plainText(where)];
  if (style === undefined || !known || [...known, ...swaggerStyles].includes(plainText(style))) return;
  mending.tell('odd-parameter', `${at}/style`, {
    message: `the parameter ${plainText(name)} in ${plainText(where)} has no style ${JSON.stringify(style)}`,
    found: style,
    taken: known[0] ?? '',
    hint: `Write ${known.join(', ')}.`,
  });
  delete parameter['style'];
}

/** The name alone; braces and colons are the path's. */
function readName(given: unknown, templates: readonly string[]): string | undefined {
  const name = nameText(given);
  const [, bare = ''] = name === undefined ? [] : (/^\{(.+)\}$|^:(.+)$/.exec(name)?.filter(Boolean) ?? []);
  return templates.includes(bare) ? bare : name;
}

function readPlace(written: unknown, isTemplate: boolean): string | undefined {
  if (typeof written !== 'string' || written === '') return isTemplate ? 'path' : undefined;
  if (places.includes(written) || written === 'body' || written === 'formData') return written;
  const word = written.toLowerCase();
  if (word === 'formdata' || word === 'form') return 'formData';
  const [near] = nearest(word, places);
  return near ?? (word === 'url' || word === 'uri' ? (isTemplate ? 'path' : 'query') : undefined);
}

/** The path has it by this name, or by one that is nearly this, and nobody else's. */
function readPathParameter(
  mending: Mending,
  parameter: SchemaObject,
  { at, templates }: { at: string; templates: Templates },
): SchemaObject | undefined {
  const name = plainText(parameter['name']);
  const same =
    templates.names.find((template) => template === name) ??
    templates.names.find((template) => template.toLowerCase() === name.toLowerCase()) ??
    nearest(name, templates.free)[0];
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
      message: `the parameter ${plainText(parameter['name'])} has a schema beside content`,
      taken: 'content alone',
      hint: 'Remove one of the two.',
    });
  if (types.length > 1)
    mending.tell('odd-parameter', `${at}/content`, {
      message: `the parameter ${plainText(parameter['name'])} has more than one media type`,
      taken: types[0] ?? '',
      hint: 'Leave one of them.',
    });
  if (
    parameter['schema'] !== undefined ||
    parameter['content'] !== undefined ||
    ['body', 'formData'].includes(plainText(parameter['in']))
  )
    return parameter;
  const bare = bareSchema(parameter);
  if (!bare) {
    mending.tell('odd-parameter', at, {
      message: `the parameter ${plainText(parameter['name'])} has no schema`,
      taken: 'any value',
      hint: 'Give it a schema: { type: string }, say.',
    });
    return parameter;
  }
  mending.tell('odd-parameter', at, {
    message: `the parameter ${plainText(parameter['name'])} has its type beside its schema's place`,
    taken: 'its schema',
    hint: `Write schema: { type: ${plainText(parameter['type'] ?? '…')} }.`,
  });
  mending.relocate(`${at}/schema`, at);
  return { ...parameter, schema: mending.readSchema(bare, `${at}/schema`) };
}
