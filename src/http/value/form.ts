/** Forms in one line (application/x-www-form-urlencoded): names with texts there, objects here. */
import type { Contract } from '../../contract/contract.ts';
import type { Content, Encoding } from '../../contract/operation.ts';
import { isJson, mediaTypeOf } from '../../contract/operation/body-format.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import { findMember, possibleTypes } from '../../contract/schema/walk-schema.ts';
import { readJsonText } from './json.ts';
import { readValue, shapeOf } from './shape.ts';
import { type Field, type Fields, readFields, type Styled, writeFields } from './style.ts';
import { readText, writeText } from './text.ts';

/** How a form is written: its content, where the document has one. */
export interface FormReader {
  contract: Contract;
  content: Pick<Content, 'node' | 'encoding'> | undefined;
}

/** Each member in the style that its encoding names; else a list is a field that comes again, and an object is JSON. */
export function writeForm(body: object, content?: Pick<Content, 'encoding'>): string {
  const fields = Object.entries(body).flatMap(([name, value]) => writeMember(name, value, content?.encoding.get(name)));
  return String(new URLSearchParams(fields));
}

function writeMember(name: string, value: unknown, encoding: Encoding | undefined): Field[] {
  const styled = encoding && styleOf(name, encoding);
  if (styled) return writeFields(styled, value);
  if (Array.isArray(value) && !isWholeJson(encoding)) return value.map((item) => [name, writeText(item)]);
  return [[name, isWholeJson(encoding) ? JSON.stringify(value) : writeText(value)]];
}

/** The style of a member; undefined where the encoding names none: then its content type counts (OpenAPI 3.1, "Encoding Object"). */
function styleOf(name: string, { style, explode }: Encoding): Styled | undefined {
  if (style === undefined && explode === undefined) return undefined;
  return { in: 'query', name, style: style ?? 'form', explode: explode ?? (style ?? 'form') === 'form' };
}

function isWholeJson(encoding: Encoding | undefined): boolean {
  const [first = ''] = encoding?.contentTypes ?? [];
  return isJson(mediaTypeOf(first));
}

/** Each member as its schema asks: one that is a list has every value of its name; of any other the last one counts. */
export function readForm({ contract, content }: FormReader, written: string): Record<string, unknown> {
  const fields: Fields = new Map();
  for (const [name, text] of new URLSearchParams(written)) fields.set(name, [...(fields.get(name) ?? []), text]);
  const styled = [...(content?.encoding ?? [])].flatMap(([name, encoding]) => {
    const parameter = styleOf(name, encoding);
    const member = content?.node && findMember(contract.document, content.node, [name]);
    return parameter && member ? [{ parameter, member }] : [];
  });
  const own = styled.flatMap(({ parameter, member }) => {
    const shape = shapeOf(contract.document, member);
    const texts = readFields(parameter, fields, { shape });
    return texts === undefined ? [] : [[parameter.name, readValue(contract.document, member, { texts, shape })]];
  });
  const others = [...fields].map(([name, texts]) => {
    const member = content?.node && findMember(contract.document, content.node, [name]);
    const whole = isWholeJson(content?.encoding.get(name));
    return [name, member ? readMember(contract, member, { texts, whole }) : texts.at(-1)];
  });
  return Object.fromEntries([...own, ...others]) as Record<string, unknown>;
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
