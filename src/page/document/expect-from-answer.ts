/** Lets the members of a request take over what the answer's members of the same name say in prose. */
import { plainText } from '../../contract/name-text.ts';
import { isSchemaObject, typesOf, type Schema, type SchemaObject } from '../../contract/schema.ts';
import { isExactNumber } from '../../contract/wide-integer.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { referredKey } from '../schema/write-schema.ts';
import { readSource } from './page-places.ts';

interface ExpectOptions {
  schemas: ReadonlyMap<string, Schema>;
  diagnose: Diagnose;
  /** Whether the body's schema is the operation's own: one that others share is left alone. */
  inline: boolean;
}

/** Only members without words of their own, only lists of values, only from an answer that succeeds. */
export function expectFromAnswer(operation: SchemaObject, { schemas, diagnose, inline }: ExpectOptions): void {
  const body = inline ? propertiesOf(operation['requestBody'], schemas) : undefined;
  const responses = operation['responses'] as SchemaObject;
  const success = Object.keys(responses).find((status) => status.startsWith('2'));
  const answer = success === undefined ? undefined : propertiesOf(responses[success], schemas);
  if (!body || !answer) return;
  for (const [name, member] of Object.entries(body)) {
    const other = Object.hasOwn(answer, name) ? answer[name] : undefined;
    if (!isSchemaObject(member) || !isSchemaObject(other) || !isSilent(member)) continue;
    const values = convertValues(other['x-expected'], member);
    if (!values) continue;
    member['x-expected'] = { enum: values };
    const { line } = readSource(plainText(member['x-source']));
    diagnose('expected-from-answer', {
      line,
      found: `${name} without a word on its values`,
      taken: `expected: ${JSON.stringify(values)}, as in the answer`,
    });
  }
}

function propertiesOf(part: unknown, schemas: ReadonlyMap<string, Schema>): SchemaObject | undefined {
  const content = isSchemaObject(part) ? part['content'] : undefined;
  const [media] = isSchemaObject(content) ? Object.values(content) : [];
  const schema = isSchemaObject(media) ? media['schema'] : undefined;
  if (!isSchemaObject(schema)) return undefined;
  const reference = schema['$ref'];
  const target = typeof reference === 'string' ? schemas.get(referredKey(reference)) : schema;
  const properties = isSchemaObject(target) ? target['properties'] : undefined;
  return isSchemaObject(properties) ? properties : undefined;
}

function isSilent(member: SchemaObject): boolean {
  return ['description', 'enum', 'x-expected', '$ref'].every((keyword) => member[keyword] === undefined);
}

/** The values as the member's type has them; undefined where they cannot be. */
function convertValues(expected: unknown, member: SchemaObject): unknown[] | undefined {
  const values = isSchemaObject(expected) ? expected['enum'] : undefined;
  if (!Array.isArray(values)) return undefined;
  const types = typesOf(member) ?? [];
  if (types.includes('string')) return values.map(plainText);
  if (!types.includes('integer') && !types.includes('number')) return undefined;
  const numbers = values.map((value) => (isExactNumber(value) ? value : Number(plainText(value))));
  return numbers.every((number) => !Number.isNaN(number)) ? numbers : undefined;
}
