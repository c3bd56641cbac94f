/** Reads the types of a schema as those that were meant. */
import { nearest } from '../../nearest-name.ts';
import { readTypeName, typeNames } from './type-name.ts';
import { type Holder, shorten, UnreadSchemaError } from './surroundings.ts';

/** Reads `type`, also where it is written as another language has it. Throws an UnreadSchemaError for a word that nobody knows. */
export function readTypes(value: unknown, holder: Holder): void {
  const { raw, out, around } = holder;
  const words = typeof value === 'string' && value.includes('|') ? value.split('|') : [value].flat(2);
  const read = words.map((word) =>
    word === null && words.length > 1
      ? { type: 'null' }
      : typeof word === 'string'
        ? readTypeName(word)
        : word === null
          ? { type: undefined }
          : undefined,
  );
  const unknown = read.indexOf(undefined);
  if (unknown !== -1) return readUnknown(value, words[unknown], holder);
  const types = [...new Set(read.flatMap((each) => each?.type ?? []))];
  const any = types.length === 0 || read.some((each) => each?.type === undefined);
  const format = read.find((each) => each?.format !== undefined)?.format;
  const written = types.length === 1 && !Array.isArray(value) ? types[0] : types;
  if (!any) out['type'] = written;
  if (!any && format !== undefined && raw['format'] === undefined) out['format'] = format;
  if ((isSame(value, written) && !any) || (value === 'file' && around.mayBeFile)) return;
  const taken = any ? 'any type' : JSON.stringify(written) + (format === undefined ? '' : ` with format ${format}`);
  around.report('odd-type', ['type'], {
    message: `type takes one or more of ${typeNames.join(', ')}, not ${shorten(value)}`,
    found: value,
    taken,
  });
}

/** The name of another schema, `string[]`, or a slip of the keys; else nobody can tell what holds. */
function readUnknown(value: unknown, word: unknown, { raw, out, around }: Holder): void {
  const text = typeof word === 'string' ? word.trim() : '';
  const told = { message: `${shorten(word)} is no type`, found: value };
  const reference = around.referTo(text);
  const [, item] = /^(\w+)\[\]$/.exec(text) ?? /^(?:array|list)<(\w+)>$/i.exec(text) ?? [];
  if (item !== undefined) {
    out['type'] = 'array';
    if (raw['items'] === undefined) out['items'] = around.readInner(item, ['type'], ['items']);
    return around.report('odd-type', ['type'], { ...told, taken: `a list of ${item}` });
  }
  if (reference !== undefined && raw['$ref'] === undefined) {
    out['$ref'] = reference;
    return around.report('odd-type', ['type'], { ...told, taken: reference });
  }
  const [near] = nearest(text, typeNames);
  if (near === undefined || text === '') throw new UnreadSchemaError(['type'], `${shorten(word)} is no type`);
  out['type'] = near;
  around.report('odd-type', ['type'], { ...told, taken: near });
}

function isSame(value: unknown, other: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(other);
}
