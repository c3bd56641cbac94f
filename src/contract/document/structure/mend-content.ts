/** Reads the contents of bodies and answers, and examples, as what they mean. */
import { formatPointer, parsePointer, valueAt } from '../../json-pointer.ts';
import { isJson, mediaTypeOf } from '../../operation/body-format.ts';
import { nearest } from '../../nearest-name.ts';
import { parseJsonText } from '../../wide-integer.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { dropEmpty, isUnread, type Mending, readListed, readOuterSchema } from './mending.ts';

const contentHint = 'Write content: { application/json: { schema: … } }.';

/** A holder of `content`: a schema without a media type around it is that of JSON. */
export function mendContent(mending: Mending, raw: SchemaObject, pointer: string): SchemaObject {
  const holder = { ...readOuterSchema(mending, raw, { pointer, name: 'content', hint: contentHint }) };
  dropEmpty(holder, ['content', 'headers', 'links']);
  const { schema, content, ...others } = holder;
  if (schema !== undefined && content === undefined) {
    if (raw['schema'] !== undefined)
      mending.tell('odd-structure', `${pointer}/schema`, {
        message: 'a schema stands outside content',
        taken: 'that of application/json',
        hint: contentHint,
      });
    mending.relocate(`${pointer}/content/application~1json/schema`, `${pointer}/schema`);
    return { ...others, content: { 'application/json': { schema } } };
  }
  const types = Object.keys(others).filter((name) => name.includes('/') && !name.startsWith('x-'));
  if (content === undefined && types.length > 0) {
    mending.tell('odd-structure', pointer + formatPointer([types[0] ?? '']), {
      message: 'a media type stands outside content',
      taken: 'content',
      hint: `Write content: { ${types[0]}: … }.`,
    });
    const inner = Object.fromEntries(types.map((name) => [name, others[name]]));
    const own = Object.entries(others).filter(([name]) => !types.includes(name));
    for (const name of types) {
      const step = formatPointer([name]);
      mending.carry(`${pointer}/content${step}`, pointer + step);
    }
    return { ...Object.fromEntries(own), content: mendMediaTypes(mending, inner, `${pointer}/content`) };
  }
  if (content === undefined) return holder;
  if (isUnread(content)) return others;
  if (!isSchemaObject(content)) {
    const read = readTypes(mending, content, `${pointer}/content`);
    mending.tell('odd-structure', `${pointer}/content`, {
      message: 'content takes a map from media types',
      found: content,
      taken: read ? Object.keys(read).join(', ') : 'none',
      hint: contentHint,
    });
    return read ? { ...others, content: mendMediaTypes(mending, read, `${pointer}/content`) } : others;
  }
  if (
    content['schema'] !== undefined &&
    Object.keys(content).every((name) => ['schema', 'example', 'examples'].includes(name))
  ) {
    mending.tell('odd-structure', `${pointer}/content`, {
      message: 'content takes a map from media types',
      taken: 'that of application/json',
      hint: contentHint,
    });
    mending.relocate(`${pointer}/content/application~1json`, `${pointer}/content`);
    return { ...others, content: { 'application/json': content } };
  }
  return { ...others, content: mendMediaTypes(mending, content, `${pointer}/content`) };
}

/** A list of media types, each with what it has, or the name of one alone; undefined for what names none. */
function readTypes(mending: Mending, content: unknown, pointer: string): SchemaObject | undefined {
  if (typeof content === 'string') return content.includes('/') ? { [content]: {} } : undefined;
  if (!Array.isArray(content)) return undefined;
  // A schema that is not indented below its media type stands beside it.
  const entries = content.map((entry: unknown, index) => {
    if (!isSchemaObject(entry)) return entry;
    const [type = ''] = Object.keys(entry);
    if (entry[type] !== null || !type.includes('/')) return entry;
    const { [type]: _, ...media } = entry;
    mending.relocate(`${pointer}/${index}${formatPointer([type])}`, `${pointer}/${index}`);
    return { [type]: media };
  });
  const read = readListed(mending, entries, { pointer, members: ['mediaType', 'contentType'] });
  return read && Object.keys(read).every((name) => name.includes('/')) ? read : undefined;
}

/** Media types that people name without their kind. */
const mediaTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  text: 'text/plain',
  html: 'text/html',
  form: 'application/x-www-form-urlencoded',
};

const kinds = ['application', 'audio', 'font', 'image', 'message', 'model', 'multipart', 'text', 'video'];

/** The media type that a name stands for: itself, unless it is a nickname or has a slip in it. */
export function nameMediaType(written: string): string {
  const short = written.toLowerCase();
  const known = Object.hasOwn(mediaTypes, short) ? mediaTypes[short] : undefined;
  const name = known ?? written.replace(/\s*[/\\]+\s*/, '/');
  const [kind = '', ...others] = name.split('/');
  const isKnown = kinds.includes(kind.toLowerCase()) || kind.length < 4 || /^x-/i.test(kind) || others.length !== 1;
  const [near] = isKnown ? [] : nearest(kind, kinds);
  return near === undefined ? name : [near, ...others].join('/');
}

function mendMediaTypes(mending: Mending, content: SchemaObject, pointer: string): SchemaObject {
  return Object.fromEntries(
    Object.entries(content)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([written, media]) => {
        const at = pointer + formatPointer([written]);
        const name = nameMediaType(written);
        if (name !== written) {
          const hint = `Write ${name}.`;
          mending.tellName('odd-structure', at, { message: `"${written}" is no media type`, taken: name, hint });
          mending.carry(pointer + formatPointer([name]), at);
        }
        if (media !== null && !isSchemaObject(media))
          mending.tell('odd-structure', at, {
            message: 'a media type takes a map with a schema',
            found: media,
            taken: 'any value',
            hint: `Write ${name}: { schema: … }.`,
          });
        if (media === null)
          mending.tell('empty-member', at, { message: `${written} has no value`, taken: 'any value' });
        if (!isSchemaObject(media) || isUnread(media)) return [name, {}];
        const to = pointer + formatPointer([name]);
        const told = { pointer: to, name: 'a media type', hint: `Write ${name}: { schema: … }.` };
        return [name, mendExamples(mending, readOuterSchema(mending, media, told), to, name)];
      }),
  );
}

/** Examples by name, each a map with its value; a list of values, or a map of them, is meant by each of them. */
export function mendExamples(
  mending: Mending,
  media: SchemaObject,
  pointer: string,
  mediaType: string = '',
): SchemaObject {
  const { examples } = media;
  if (examples === undefined || examples === null || isUnread(examples)) return media;
  const at = `${pointer}/examples`;
  const hint = 'Write examples: { NAME: { value: … } }.';
  const message = 'examples takes a map by name';
  if (isWholeValue(mending, media)) {
    mending.tell('odd-structure', at, { message, taken: 'the example itself', hint: 'Write example: { … }.' });
    mending.relocate(`${at}/default/value`, at);
    return { ...media, examples: { default: { value: examples } } };
  }
  if (typeof examples !== 'object')
    mending.tell('odd-structure', at, { message, found: examples, taken: 'none', hint });
  else if (Array.isArray(examples)) mending.tell('odd-structure', at, { message, taken: 'a map of the values', hint });
  const read = Object.entries(examples).map(([name, example]: [string, unknown]) => {
    if (isUnread(example) || (isSchemaObject(example) && exampleMembers.some((member) => member in example)))
      return [name, isSchemaObject(example) && !isUnread(example) ? withValue(example, mediaType) : example];
    const place = at + formatPointer([name]);
    mending.relocate(`${place}/value`, place);
    if (!Array.isArray(examples))
      mending.tell('odd-structure', place, { message: 'an example is a map with a value', taken: 'its value', hint });
    return [name, { value: example }];
  });
  return { ...media, examples: Object.fromEntries(read) };
}

/** Whether the map that stands in place of examples is one example: it has the members that the schema has. */
function isWholeValue({ document }: Mending, { examples, schema }: SchemaObject): boolean {
  const reference = isSchemaObject(schema) ? schema['$ref'] : undefined;
  const meant = typeof reference === 'string' ? valueAt(document, parsePointer(reference.slice(1))) : schema;
  const properties = isSchemaObject(meant) ? meant['properties'] : undefined;
  if (!isSchemaObject(examples) || !isSchemaObject(properties)) return false;
  const names = Object.keys(examples);
  const isNamed = names.some((name) => isSchemaObject(examples[name]) && 'value' in examples[name]);
  return names.length > 0 && !isNamed && names.every((name) => Object.hasOwn(properties, name));
}

/** OpenAPI 3.2 has the data of an example, and how they are written, by themselves. */
function withValue(example: SchemaObject, mediaType: string): SchemaObject {
  const { dataValue, serializedValue } = example;
  const isText = typeof serializedValue === 'string';
  if ('value' in example) return example;
  if (isText && /^text\/|[/+]xml$/.test(mediaTypeOf(mediaType))) return { ...example, value: serializedValue };
  if (dataValue !== undefined) return { ...example, value: dataValue };
  const read = isText && isJson(mediaTypeOf(mediaType)) ? parseJsonOf(serializedValue) : undefined;
  return read ? { ...example, ...read } : example;
}

/** Undefined where it is no JSON. */
function parseJsonOf(text: string): { value: unknown } | undefined {
  try {
    return { value: parseJsonText(text) };
  } catch {
    return undefined;
  }
}

const exampleMembers = ['value', 'externalValue', 'dataValue', 'serializedValue', 'summary', 'description'];
