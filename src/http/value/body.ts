/** What the bytes of a body stand for, and the text of a value: a table by media type, each row in both directions. */
import type { Contract } from '../../contract/contract.ts';
import { formType, partsType, type Content } from '../../contract/operation.ts';
import { readForm, readMultipart, writeForm } from './form.ts';
import { parseJson, writeJson, type JsonStyle } from './json.ts';
import { isJson, mediaTypeOf } from './media-type.ts';
import { writeText } from './text.ts';

/** A body that cannot be judged, with the status that says why. */
export interface Refusal {
  status: 400 | 413 | 415;
  message: string;
}

/** `mediaType` is the documented one that the body was read as. */
export type Body =
  | { kind: 'absent' }
  | { kind: 'value'; value: unknown; mediaType?: string }
  | ({ kind: 'refused' } & Refusal);

/** Who reads a body, and as what. */
export interface BodyReader {
  contract: Contract;
  /** What the document says of such a body; a form of which it says nothing stays text. */
  content: Content | undefined;
  contentType: string;
}

interface Format {
  is: (mediaType: string) => boolean;
  read(bytes: Uint8Array, reader: BodyReader): Body;
  write(value: unknown, style: JsonStyle): string;
}

/** The value of a body that is not empty. */
export function readBody(bytes: Uint8Array, reader: BodyReader): Body {
  return formatOf(reader.contentType).read(bytes, reader);
}

/** The text of a value in a media type; `style` is for JSON. */
export function writeBody(value: unknown, mediaType: string, style: JsonStyle = 'compact'): string {
  return formatOf(mediaType).write(value, style);
}

/** Deepest nesting of arrays and objects. */
const DEEPEST = 100;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

const json: Format = {
  is: isJson,
  read: (bytes) =>
    readText(bytes, (text) => {
      if (text.trim() === '') return { kind: 'absent' };
      const read = parseJson(text, DEEPEST);
      return 'wrong' in read ? refuse(`the body ${read.wrong}`) : { kind: 'value', ...read };
    }),
  write: writeJson,
};

const form: Format = {
  is: (mediaType) => mediaType === formType,
  read: (bytes, { contract, content }) =>
    readText(bytes, (text) => valueOf(content ? readForm(contract, content.node, text) : text)),
  write: (value) => (typeof value === 'object' && value !== null ? writeForm(value) : writeText(value)),
};

/** Which of its members is a file, no value says: what is written is for reading, not for sending. */
const parts: Format = {
  is: (mediaType) => mediaType === partsType,
  read(bytes, { contract, content, contentType }) {
    const body = latin1.decode(bytes);
    if (!content) return valueOf(body);
    const fields = readMultipart(body, contentType);
    if (!fields) return refuse('the body is not multipart/form-data, with its boundary');
    return valueOf(readForm(contract, content.node, fields));
  },
  write: writeText,
};

const text: Format = {
  is: (mediaType) => mediaType.startsWith('text/') || /[/+](xml|yaml)$/.test(mediaType),
  read: (bytes) => readText(bytes, valueOf),
  write: writeText,
};

/** A character a byte. */
const binary: Format = {
  is: () => true,
  read: (bytes) => valueOf(latin1.decode(bytes)),
  write: writeText,
};

const formats: readonly Format[] = [json, form, parts, text, binary];

function formatOf(contentType: string): Format {
  const mediaType = mediaTypeOf(contentType);
  return formats.find(({ is }) => is(mediaType)) ?? binary;
}

function readText(bytes: Uint8Array, read: (text: string) => Body): Body {
  let decoded: string;
  try {
    decoded = utf8.decode(bytes);
  } catch {
    return refuse('the body is not valid UTF-8');
  }
  return read(decoded);
}

function valueOf(value: unknown): Body {
  return { kind: 'value', value };
}

function refuse(message: string): Body {
  return { kind: 'refused', status: 400, message };
}
