/** Formats of bodies: which one a media type stands for, and the media type that goes over the wire for a range. */
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../schema.ts';
import { possibleTypes, walkPossible } from '../schema/walk-schema.ts';

/**
 * How the bytes of a body stand for its value. `opaque`: members or items in a media type that the kit cannot read, such as CBOR:
 * its bytes are passed on, and no schema is held against them.
 */
export type BodyFormat =
  | 'json'
  | 'form'
  | 'parts'
  | 'xml'
  | 'json-lines'
  | 'json-sequence'
  | 'events'
  | 'text'
  | 'binary'
  | 'opaque';

/** What a schema asks of a media type: members or items, and whether a text would do as well. */
export interface BodyShape {
  structured: boolean;
  textual: boolean;
}

const formType = 'application/x-www-form-urlencoded';

const partsType = 'multipart/form-data';

/** Whether a media type, without its parameters, is JSON by whatever name. */
export function isJson(mediaType: string): boolean {
  return /[/+]json$/i.test(mediaType);
}

/** A media type without its parameters, in lower case. */
export function mediaTypeOf(header: string): string {
  return (header.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** Whether it names several media types, `text/*`: such a name never goes over the wire. */
export function isRange(mediaType: string): boolean {
  return mediaTypeOf(mediaType).endsWith('/*');
}

/** What the schema of a body asks for; nothing where there is none. */
export function bodyShape(document: SchemaObject, node: SchemaNode | undefined): BodyShape {
  if (!node) return { structured: false, textual: false };
  const types = possibleTypes(document, node);
  const schemas = [...walkPossible(document, node)].map(({ schema }) => schema);
  const isFile = schemas.some(isFileSchema);
  const hasParts = schemas.some((schema) => isSchemaObject(schema['properties']) || 'items' in schema);
  return {
    structured: types.has('object') || types.has('array') || (types.size === 0 && hasParts),
    textual: !isFile && ['string', 'number', 'integer', 'boolean'].some((type) => types.has(type)),
  };
}

/** Whether a text stands for the bytes of a file: OpenAPI 3.0's `format: binary`, or a media type that nothing encodes, of which no schema says more. */
export function isFileSchema(schema: SchemaObject): boolean {
  return (
    schema['format'] === 'binary' ||
    (schema['contentMediaType'] !== undefined &&
      schema['contentEncoding'] === undefined &&
      schema['contentSchema'] === undefined)
  );
}

interface Row {
  format: BodyFormat;
  is: (mediaType: string) => boolean;
}

/** Media types that can hold members and items. */
const structures: readonly Row[] = [
  { format: 'json', is: isJson },
  { format: 'form', is: (mediaType) => mediaType === formType },
  { format: 'parts', is: (mediaType) => mediaType === partsType },
  { format: 'xml', is: (mediaType) => /[/+]xml$/.test(mediaType) },
  { format: 'json-sequence', is: (mediaType) => /[/+]json-seq$/.test(mediaType) },
  { format: 'json-lines', is: (mediaType) => /\/(x-)?(ndjson|jsonl|jsonlines|json-lines)$/.test(mediaType) },
  { format: 'events', is: (mediaType) => mediaType === 'text/event-stream' },
];

/** Application types that are texts all the same. */
const textTypes = /^application\/(x-)?(yaml|javascript|ecmascript|graphql|sql|toml|sh)$|\+yaml$/;

/** The format of a body in a media type, or a range, whose schema asks for `shape`. */
export function formatOf(header: string, shape: BodyShape): BodyFormat {
  const mediaType = mediaTypeOf(header);
  const { structured, textual } = shape;
  if (isRange(mediaType)) {
    if (structured) return /^(\*|application|text)\/\*$/.test(mediaType) ? 'json' : 'opaque';
    return mediaType === 'text/*' || textual ? 'text' : 'binary';
  }
  const found = structures.find(({ is }) => is(mediaType))?.format;
  if (found === 'json' || found === 'form' || found === 'parts' || found === 'xml') return found;
  if (found !== undefined && structured) return found;
  if (structured && !textual) return 'opaque';
  return found !== undefined || mediaType.startsWith('text/') || textTypes.test(mediaType) ? 'text' : 'binary';
}

/** A media type of each range, for bytes that nobody says more of. */
const plainTypes: Readonly<Record<string, string>> = {
  'application/*': 'application/octet-stream',
  'audio/*': 'audio/wav',
  'image/*': 'image/png',
  'text/*': 'text/plain',
  'video/*': 'video/mp4',
};

/** The media type that goes over the wire: the documented one; of a range, one that can hold the value. */
export function wireType(mediaType: string, format: BodyFormat): string {
  if (!isRange(mediaType)) return mediaType;
  if (format === 'json') return 'application/json';
  const range = mediaTypeOf(mediaType);
  if (format === 'text' && range !== 'application/*') return 'text/plain';
  return plainTypes[range] ?? 'application/octet-stream';
}
