/** What the bytes of a body stand for, and the bytes of a value: a table by format, each row in both directions. */
import type { Contract } from '../../contract/contract.ts';
import type { Content } from '../../contract/operation.ts';
import { type BodyFormat, formatOf, isRange, mediaTypeOf, wireType } from '../../contract/operation/body-format.ts';
import { possibleTypes } from '../../contract/schema/walk-schema.ts';
import { readForm, writeForm } from './form.ts';
import { parseJson, writeJson, type JsonStyle } from './json.ts';
import { readMultipart, writeMultipart } from './multipart.ts';
import { readXml, writeXml } from './xml.ts';
import { readRecords, writeRecords } from './sequence.ts';
import { charactersOf, readText, toBytes, writeText } from './text.ts';

/** A body that cannot be judged, with the status that says why. */
export interface Refusal {
  status: 400 | 413 | 415 | 503;
  message: string;
}

/** `mediaType` is the documented one that the body was read as. */
export type Body =
  | { kind: 'absent' }
  | { kind: 'value'; value: unknown; mediaType?: string }
  | ({ kind: 'refused' } & Refusal);

/** Who reads or writes a body. */
interface BodySide {
  contract: Contract;
  /** What the document says of such a body; a form of which it says nothing stays text. */
  content: Content | undefined;
}

/** Who reads a body, and as what. */
export interface BodyReader extends BodySide {
  contentType: string;
  /** Deepest nesting of arrays and objects; 100 unless given. */
  deepest?: number;
}

export interface BodyWriter extends BodySide {
  /** Where no content is documented, or its media type is a range; JSON unless given. */
  mediaType?: string | undefined;
  /** How JSON is written. */
  style?: JsonStyle | undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

export interface WrittenBody {
  bytes: Bytes;
  /** As it stands in the header. */
  contentType: string;
}

interface Format {
  read(bytes: Uint8Array, reader: BodyReader): Body;
  write(value: unknown, writer: BodyWriter): { bytes: Bytes; contentType?: string };
}

/** The value of a body that is not empty. */
export function readBody(bytes: Uint8Array, reader: BodyReader): Body {
  return formats[formatForReading(reader)].read(bytes, reader);
}

/** The bytes of a value in its media type. */
export function writeBody(value: unknown, writer: BodyWriter): WrittenBody {
  const { content, mediaType } = writer;
  const format = formatForWriting(writer);
  const { bytes, contentType } = formats[format].write(value, writer);
  const usual = mediaType ?? content?.wireType ?? 'application/json';
  return { bytes, contentType: contentType ?? wireType(usual, format) };
}

/** What a body is read as: of a range, by the media type that it names itself. */
export function formatForReading({ content, contentType }: Pick<BodyReader, 'content' | 'contentType'>): BodyFormat {
  if (!content) {
    const format = formatOf(contentType, { structured: false, textual: false });
    return format === 'form' || format === 'xml' ? 'text' : format === 'parts' ? 'binary' : format;
  }
  if (!isRange(content.mediaType)) return content.format;
  const named = formatOf(contentType, content.shape);
  // Members can stand in no plain text, and in no bytes of which nobody knows what they are.
  const isPlain = /^text\/|^application\/octet-stream$/.test(mediaTypeOf(contentType));
  return named === 'opaque' && isPlain ? content.format : named;
}

function formatForWriting({ content, mediaType }: BodyWriter): BodyFormat {
  if (content && (!isRange(content.mediaType) || mediaType === undefined)) return content.format;
  return formatOf(mediaType ?? 'application/json', content?.shape ?? { structured: false, textual: false });
}

/** Deepest nesting of arrays and objects. */
const DEEPEST = 100;

const json: Format = {
  read: (bytes, { deepest = DEEPEST }) =>
    decode(bytes, (text) => {
      if (text.trim() === '') return { kind: 'absent' };
      const read = parseJson(text, deepest);
      return 'wrong' in read ? refuse(`the body ${read.wrong}`) : { kind: 'value', ...read };
    }),
  write: (value, { style = 'compact' }) => ({ bytes: encode(writeJson(value, style)) }),
};

const form: Format = {
  read: (bytes, reader) => decode(bytes, (text) => valueOf(readForm(reader, text))),
  write: (value, { content }) => ({
    bytes: encode(isMap(value) ? writeForm(value, content) : writeText(value)),
  }),
};

const parts: Format = {
  read(bytes, reader) {
    const read = readMultipart(charactersOf(bytes), reader.contentType, reader);
    if ('value' in read) return valueOf(read.value);
    return { kind: 'refused', status: read.unsupported ? 415 : 400, message: `the body ${read.wrong}` };
  },
  write(value, writer) {
    if (!isMap(value)) return { bytes: encode(writeText(value)) };
    const { bytes, contentType } = writeMultipart(value, writer);
    return { bytes: toBytes(bytes), contentType };
  },
};

/** Where the schema asks for no members, the value is the text itself. */
const xml: Format = {
  read: (bytes, { contract: { document }, content, contentType, deepest = DEEPEST }) =>
    decode(
      bytes,
      (written) => {
        const read = readXml(written, { document, node: content?.node, deepest });
        if ('wrong' in read) return refuse(`the body ${read.wrong}`);
        return valueOf(content?.shape.structured === true ? read.value : written);
      },
      decoderOf(contentType) ?? decoderOf(encodingOfXml(bytes)),
    ),
  write: (value, { contract, content }) => ({
    bytes: encode(
      typeof value === 'string' && content?.shape.structured !== true
        ? value
        : writeXml(
            { document: contract.document, node: content?.node, examples: content?.examples.values() ?? [] },
            value,
          ),
    ),
  }),
};

/** What an XML text says of itself: a mark of UTF-16, or the encoding of its declaration (XML 1.0, 4.3.3), as a charset. */
function encodingOfXml(bytes: Uint8Array): string {
  const start = charactersOf(bytes.subarray(0, 200));
  if (/^(\u00ff\u00fe|\u00fe\u00ff)/.test(start)) return `; charset=utf-16${start.startsWith('\u00fe') ? 'be' : 'le'}`;
  const [, encoding = 'utf-8'] = /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})/.exec(start) ?? [];
  return `; charset=${encoding}`;
}

/** In the charset that it names. */
const text: Format = {
  read: (bytes, { contract, content, contentType }) =>
    decode(
      bytes,
      (read) => valueOf(content?.node ? readText(possibleTypes(contract.document, content.node), read) : read),
      decoderOf(contentType),
    ),
  write: (value) => ({ bytes: encode(writeText(value)) }),
};

/** A character a byte. */
const binary: Format = {
  read: (bytes) => valueOf(charactersOf(bytes)),
  write: (value) => ({ bytes: toBytes(writeText(value)) }),
};

function records(format: 'json-lines' | 'json-sequence' | 'events'): Format {
  return {
    read: (bytes, { contract, content, deepest = DEEPEST }) =>
      decode(bytes, (written) => {
        const read = readRecords(format, written, { contract, content, deepest });
        return 'wrong' in read ? refuse(`the body ${read.wrong}`) : valueOf(read.value);
      }),
    write: (value) => ({ bytes: encode(Array.isArray(value) ? writeRecords(format, value) : writeText(value)) }),
  };
}

const formats: Readonly<Record<BodyFormat, Format>> = {
  json,
  form,
  parts,
  xml,
  'json-lines': records('json-lines'),
  'json-sequence': records('json-sequence'),
  events: records('events'),
  text,
  binary,
  opaque: binary,
};

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const encoder = new TextEncoder();

function encode(written: string): Bytes {
  return encoder.encode(written);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array, read: (text: string) => Body, decoder: typeof utf8 = utf8): Body {
  let decoded: string;
  try {
    decoded = decoder.decode(bytes);
  } catch {
    return refuse('the body is not valid UTF-8');
  }
  return read(decoded);
}

/** The decoder of the charset that a content type names; undefined where it names none that is known. */
function decoderOf(contentType: string): typeof utf8 | undefined {
  const [, charset] = /;\s*charset="?([\w.:-]{1,40})/i.exec(contentType) ?? [];
  try {
    return charset === undefined ? undefined : new TextDecoder(charset, { fatal: true });
  } catch {
    return undefined;
  }
}

function valueOf(value: unknown): Body {
  return { kind: 'value', value };
}

function refuse(message: string): Body {
  return { kind: 'refused', status: 400, message };
}
