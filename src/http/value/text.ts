/** One value as the text that parameters and forms carry, and back. */

/** A text as it is, any other value as JSON. */
export function writeText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** A text for each item of a list; one for any other value. */
export function writeTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(writeText) : [writeText(value)];
}

/** Text as one of the types that its schema asks for; text that is of none stays text, for the schema to refuse. */
export function readText(types: ReadonlySet<string>, text: string): unknown {
  if ((types.has('integer') || types.has('number')) && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text))
    return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
