/** Forms in one line (application/x-www-form-urlencoded): names with texts there, objects here. */
import type { Contract } from '../../contract/contract.ts';
import type { Content, Encoding } from '../../contract/operation.ts';
import { isJson, mediaTypeOf } from '../../contract/operation/body-format.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import { findMember, possibleTypes } from '../../contract/schema/walk-schema.ts';
import { readJsonText } from './json.ts';
import { decodeQuery, groupFields, readPairs } from './pairs.ts';
import { readValue, shapeOf } from './shape.ts';
import { type Field, type Fields, readFields, type Styled, writeFields } from './style.ts';
import { readText, writeText, writeTexts } from './text.ts';

/** How a form is written: its content, where the document has one. */
export interface FormReader {
  contract: Contract;
  content: Pick<Content, 'node' | 'encoding'> | undefined;
}

/** Each member in the style that its encoding names; else a list is a field that comes again, and an object is JSON. */
export function writeForm(body: object, content?: Pick<Content, 'encoding'>): string {
  return Object.entries(body)
    .flatMap(([name, value]) => writeMember(name, value, content?.encoding.get(name)))
    .map(([name, text]) => `${name}=${text}`)
    .join('&');
}

/** As forms are encoded (WHATWG URL, 5.2): a blank is a plus. */
function encodeField(text: string): string {
  return String(new URLSearchParams([['', text]])).slice(1);
}

function writeMember(name: string, value: unknown, encoding: Encoding | undefined): Field[] {
  const styled = encoding && styleOf(name, encoding);
  if (styled) return writeFields(styled, value, encodeField);
  const texts =
    Array.isArray(value) && !isWholeJson(encoding)
      ? writeTexts(value)
      : [isWholeJson(encoding) ? JSON.stringify(value) : writeText(value)];
  return texts.map((text) => [encodeField(name), encodeField(text)]);
}

/** The style of a member; undefined where the encoding names none: then its content type counts (OpenAPI 3.1, "Encoding Object"). */
export function styleOf(name: string, { style, explode }: Encoding): Styled | undefined {
  if (style === undefined && explode === undefined) return undefined;
  return { in: 'query', name, style: style ?? 'form', explode: explode ?? (style ?? 'form') === 'form' };
}

function isWholeJson(encoding: Encoding | undefined): boolean {
  const [first = ''] = encoding?.contentTypes ?? [];
  return isJson(mediaTypeOf(first));
}

/** Each member as its schema asks: one that is a list has every value of its name; of any other the last one counts. */
export function readForm({ contract, content }: FormReader, written: string): Record<string, unknown> {
  // Browsers encode what separates items, too.
  const fields = groupFields(readPairs(written).map(([name, text]) => [name, decodeQuery(text)]));
  const own = readStyled({ contract, content }, fields);
  const others = [...fields].map(([name, texts]) => {
    const member = content?.node && findMember(contract.document, content.node, [name]);
    const whole = isWholeJson(content?.encoding.get(name));
    return [name, member ? readMember(contract, member, { texts, whole }) : texts.at(-1)];
  });
  return Object.fromEntries([...own, ...others]) as Record<string, unknown>;
}

/** The members that are written in a style, which are taken out of the fields. */
export function readStyled(
  { contract: { document }, content }: FormReader,
  fields: Fields,
): [name: string, value: unknown][] {
  return [...(content?.encoding ?? [])].flatMap(([name, encoding]) => {
    const parameter = styleOf(name, encoding);
    const member = content?.node && findMember(document, content.node, [name]);
    if (!parameter || !member) return [];
    const shape = shapeOf(document, member);
    const texts = readFields(parameter, fields, { shape });
    return texts === undefined ? [] : [[name, readValue(document, member, { texts, shape })]];
  });
}

interface Arrived {
  texts: readonly string[];
  /** Whether one text is the JSON of the whole member. */
  whole: boolean;
}

function readMember(contract: Contract, member: SchemaNode, { texts, whole }: Arrived): unknown {
  const types = possibleTypes(contract.document, member);
  const last = texts.at(-1) ?? '';
  if (whole) return readJsonText(last)?.value ?? last;
  if (types.has('object') && !types.has('array')) return readStructure(types, last);
  if (!types.has('array')) return readText(types, last);
  return texts.map((text, index) => {
    const item = findMember(contract.document, member, [String(index)]);
    return item ? readStructure(possibleTypes(contract.document, item), text) : text;
  });
}

/** A text that is the JSON of an object where one may stand; else one of the plain types. */
function readStructure(types: ReadonlySet<string>, text: string): unknown {
  const json = types.has('object') || types.has('array') ? readJsonText(text) : undefined;
  return isSchemaObject(json?.value) || Array.isArray(json?.value) ? json.value : readText(types, text);
}
