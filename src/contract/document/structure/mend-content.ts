/** Reads the contents of bodies and answers, and examples, as what they mean. */
import { formatPointer } from '../../json-pointer.ts';
import { isJson, mediaTypeOf } from '../../operation/body-format.ts';
import { nearest } from '../../nearest-name.ts';
import { parseJsonText } from '../../wide-integer.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { dropEmpty, isUnread, type Mending, readOuterSchema } from './mending.ts';

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
  if (content === undefined) return holder;
  if (!isSchemaObject(content) || isUnread(content)) {
    if (!isUnread(content))
      mending.tell('odd-structure', `${pointer}/content`, {
        message: 'content takes a map from media types',
        found: content,
        taken: 'none',
        hint: contentHint,
      });
    return others;
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
  const name = mediaTypes[written.toLowerCase()] ?? written.replace(/\s*[/\\]+\s*/, '/');
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
          mending.tell('odd-structure', at, { message: `"${written}" is no media type`, taken: name, hint });
          mending.relocate(pointer + formatPointer([name]), at);
        }
        if (media !== null && !isSchemaObject(media))
          mending.tell('odd-structure', at, {
            message: 'a media type takes a map with a schema',
            found: media,
            taken: 'any value',
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
  if (typeof examples !== 'object')
    mending.tell('odd-structure', at, { message: 'examples takes a map by name', found: examples, taken: 'none' });
  else if (Array.isArray(examples))
    mending.tell('odd-structure', at, { message: 'examples takes a map by name', taken: 'a map of the values' });
  const read = Object.entries(examples).map(([name, example]: [string, unknown]) => {
    if (isUnread(example) || (isSchemaObject(example) && exampleMembers.some((member) => member in example)))
      return [name, isSchemaObject(example) && !isUnread(example) ? withValue(example, mediaType) : example];
    const place = at + formatPointer([name]);
    mending.relocate(`${place}/value`, place);
    if (!Array.isArray(examples))
      mending.tell('odd-structure', place, { message: 'an example is a map with a value', taken: 'its value' });
    return [name, { value: example }];
  });
  return { ...media, examples: Object.fromEntries(read) };
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
