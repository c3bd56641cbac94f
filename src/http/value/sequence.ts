/** Sequences of items in one body: JSON lines, JSON text sequences (RFC 7464), server-sent events (HTML, 9.2). */
import type { Contract } from '../../contract/contract.ts';
import type { Content } from '../../contract/operation.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { findMember, possibleTypes } from '../../contract/schema/walk-schema.ts';
import { parseJson } from './json.ts';
import { readText, writeText } from './text.ts';

export type SequenceFormat = 'json-lines' | 'json-sequence' | 'events';

interface SequenceReader {
  contract: Contract;
  content: Content | undefined;
  /** Deepest nesting of an item. */
  deepest: number;
}

/** The text of the items, one after the other. */
export function writeRecords(format: SequenceFormat, items: readonly unknown[]): string {
  if (format === 'events') return items.map(writeEvent).join('');
  const before = format === 'json-sequence' ? RECORD : '';
  return items.map((item) => `${before}${JSON.stringify(item)}\n`).join('');
}

/** The items of a text, or what is wrong with it. */
export function readRecords(
  format: SequenceFormat,
  text: string,
  reader: SequenceReader,
): { value: unknown[] } | { wrong: string } {
  if (format === 'events') return { value: readEvents(text, reader) };
  const pieces = text.split(format === 'json-sequence' ? RECORD : /\r?\n/).filter((piece) => piece.trim() !== '');
  const items: unknown[] = [];
  for (const [index, piece] of pieces.entries()) {
    const read = parseJson(piece, reader.deepest);
    if ('wrong' in read) return { wrong: `has an item ${index + 1} that ${read.wrong}` };
    items.push(read.value);
  }
  return { value: items };
}

/** Stands before each text of a JSON text sequence. */
const RECORD = '\u001e';

/** An item of another form than `{ data, event, id, retry }` is the data itself. */
function writeEvent(item: unknown): string {
  const fields = isSchemaObject(item) ? item : { data: item };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    writeText(value)
      .split(/\r\n|\r|\n/)
      .map((line) => `${name}: ${line}\n`),
  );
  return `${lines.join('')}\n`;
}

/** Each event with its fields (OpenAPI 3.2, "Special Considerations for text/event-stream Content"); comments are left out. */
function readEvents(text: string, { contract: { document }, content }: SequenceReader): unknown[] {
  const node = content?.itemNode;
  const blocks = text.replace(/^\uFEFF/, '').split(/(?:\r\n|\r|\n){2,}/);
  return blocks.flatMap((block) => {
    const fields = new Map<string, string[]>();
    for (const line of block.split(/\r\n|\r|\n/)) {
      const [, name = '', value = ''] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? [];
      if (name !== '') fields.set(name, [...(fields.get(name) ?? []), value]);
    }
    if (fields.size === 0) return [];
    const event = [...fields].map(([name, lines]) => {
      const member = node && findMember(document, node, [name]);
      const joined = name === 'data' ? lines.join('\n') : (lines.at(-1) ?? '');
      const isNumber = name === 'retry' && /^\d+$/.test(joined);
      return [name, member || isNumber ? readText(typesOf(name), joined) : joined] as const;
      function typesOf(field: string): ReadonlySet<string> {
        return member ? possibleTypes(document, member) : new Set(field === 'retry' ? ['integer'] : ['string']);
      }
    });
    return [Object.fromEntries(event)];
  });
}
