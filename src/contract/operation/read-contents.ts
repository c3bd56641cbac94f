/** Reads the contents of a body: a media type, its schema, and how the value is encoded; and headers, which may have contents, too. */
import { formatPointer } from '../json-pointer.ts';
import type { Content, DocumentedHeader, Encoding } from '../operation.ts';
import { isSchemaObject, type Schema, type SchemaNode, type SchemaObject } from '../schema.ts';
import { derefNode } from '../schema/walk-schema.ts';
import { type BodyShape, bodyShape, formatOf, wireType } from './body-format.ts';

/** The contents in the order of the document; those of which the kit can neither write nor read anything come last. */
export function readContents(document: SchemaObject, raw: unknown, pointer: string): Content[] {
  const contents = membersOf(raw).map(([mediaType, content]) =>
    readContent(document, { mediaType, raw: content, pointer: pointer + formatPointer([mediaType]) }),
  );
  return contents.toSorted((a, b) => Number(a.format === 'opaque') - Number(b.format === 'opaque'));
}

interface RawContent {
  mediaType: string;
  raw: unknown;
  pointer: string;
}

function readContent(document: SchemaObject, { mediaType, raw, pointer }: RawContent): Content {
  const media = isSchemaObject(raw) ? raw : {};
  const node = readNode(document, media, { pointer });
  const itemNode = readNode(document, media, { pointer, keyword: 'itemSchema' });
  const sequence: BodyShape = { structured: true, textual: false };
  const shape = node || !itemNode ? bodyShape(document, node) : sequence;
  const format = formatOf(mediaType, shape);
  return {
    mediaType,
    wireType: wireType(mediaType, format),
    format,
    shape,
    ...(node ? { node } : {}),
    ...(itemNode ? { itemNode } : {}),
    encoding: new Map(
      membersOf(media['encoding']).map(([name, encoding]) => [
        name,
        readEncoding(document, encoding, pointer + formatPointer(['encoding', name])),
      ]),
    ),
    pointer,
    examples: readExamples(media),
  };
}

function readEncoding(document: SchemaObject, raw: unknown, pointer: string): Encoding {
  if (!isSchemaObject(raw)) return { contentTypes: [], headers: [] };
  const { contentType, style, explode } = raw;
  return {
    contentTypes:
      typeof contentType === 'string' ? contentType.split(',').map((each) => each.trim().toLowerCase()) : [],
    ...(typeof style === 'string' ? { style } : {}),
    ...(typeof explode === 'boolean' ? { explode } : {}),
    headers: readHeaders(document, raw['headers'], `${pointer}/headers`),
  };
}

/** A media type's `examples` by name; a lone `example` has the name "default". */
function readExamples(media: SchemaObject): Map<string, unknown> {
  const examples = new Map<string, unknown>();
  for (const [name, example] of membersOf(media['examples'])) {
    if (isSchemaObject(example) && 'value' in example) examples.set(name, example['value']);
  }
  if ('example' in media) examples.set('default', media['example']);
  return examples;
}

/** The schema of a parameter, header or media type. One that only refers is what it refers to: compiled once for all. */
export function readNode(
  document: SchemaObject,
  holder: SchemaObject,
  { pointer, keyword = 'schema' }: { pointer: string; keyword?: 'schema' | 'itemSchema' },
): SchemaNode | undefined {
  const schema = holder[keyword] as Schema | undefined;
  if (schema === undefined) return undefined;
  const node = { schema, pointer: `${pointer}/${keyword}` };
  return isSchemaObject(schema) && Object.keys(schema).length === 1 ? derefNode(document, node) : node;
}

/** The example of a parameter or header; of several the first. */
export function exampleOf(holder: SchemaObject): { example?: unknown } {
  if ('example' in holder) return { example: holder['example'] };
  for (const [, each] of membersOf(holder['examples'])) {
    const shown = isSchemaObject(each)
      ? ['value', 'dataValue', 'serializedValue'].find((name) => name in each)
      : undefined;
    if (shown !== undefined) return { example: (each as SchemaObject)[shown] };
  }
  return {};
}

/** The headers of an answer, or of a part of a form; `Content-Type` is said elsewhere. */
export function readHeaders(document: SchemaObject, raw: unknown, pointer: string): DocumentedHeader[] {
  return membersOf(raw).flatMap(([name, header]) => {
    const at = pointer + formatPointer([name]);
    if (!isSchemaObject(header) || name.toLowerCase() === 'content-type') return [];
    const [content] = readContents(document, header['content'], `${at}/content`);
    const node = content ? content.node : readNode(document, header, { pointer: at });
    if (!node) return [];
    return [
      {
        name,
        required: header['required'] === true,
        style: typeof header['style'] === 'string' ? header['style'] : 'simple',
        explode: header['explode'] === true,
        ...(content ? { format: content.format } : {}),
        node,
        ...exampleOf(header),
        pointer: at,
      },
    ];
  });
}

function membersOf(value: unknown): [string, unknown][] {
  return isSchemaObject(value) ? Object.entries(value) : [];
}
