/** Hands a body to Pact: JSON with its matchers, any other as one text, of which only patterns can be demanded. */
import { writeBody } from '../http/value/body.ts';
import { isJson } from '../http/value/media-type.ts';
import { isSchemaObject } from '../contract/schema.ts';
import { ANYTHING, found, isMatcher, type Rule } from './matcher.ts';

/** Of Pact's builders of requests and answers. */
export interface BodyBuilder {
  jsonBody(body: unknown): unknown;
  body(mediaType: string, body: Buffer): unknown;
  matchingRules(rules: { body: { path: string; rules: Rule[] } }): unknown;
}

export function addBody(builder: BodyBuilder, { body, mediaType }: { body?: unknown; mediaType: string }): void {
  if (body === undefined) return;
  if (isJson(mediaType)) {
    builder.jsonBody(body);
    return;
  }
  builder.body(mediaType, Buffer.from(writeBody(plainOf(body), mediaType)));
  if (isSchemaObject(body) && isMatcher(body)) builder.matchingRules({ body: { path: '$', rules: patternsOf(body) } });
}

/** The example, without its matchers. */
function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (!isSchemaObject(value)) return value;
  if (isMatcher(value)) return plainOf(value.value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainOf(member)]));
}

/** A text has no type of JSON; without a pattern any text will do. */
function patternsOf(matcher: { 'pact:matcher:type': unknown }): Rule[] {
  const rules = [matcher['pact:matcher:type']].flat() as Rule[];
  const patterns = rules.filter(({ regex }) => regex !== undefined);
  return patterns.length === 0 ? [found(ANYTHING)] : patterns;
}
