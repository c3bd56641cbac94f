/** What mending the parts of a document needs of the bundle around it. */
import type { Told } from '../../contract-diagnostics.ts';
import type { ContractRule } from '../../contract-rule.ts';
import { formatPointer, setMember, valueAt } from '../../json-pointer.ts';
import { plainText } from '../../name-text.ts';
import { readFlag } from '../schema/read-bounds.ts';
import { isSchemaObject, type Schema, type SchemaObject, unreadKeyword } from '../../schema.ts';

export interface Mending {
  document: SchemaObject;
  /** Tells a slip at a pointer into the bundled document. */
  tell(rule: ContractRule, pointer: string, told?: Told): void;
  /** The same of the name at the end of the pointer, which stands where its map does, wherever what it names is written. */
  tellName(rule: ContractRule, pointer: string, told?: Told): void;
  /** Lets what comes to stand at a pointer be written where another is. */
  relocate(pointer: string, other: string): void;
  /** The same with all inside it that was relocated itself; slower. */
  carry(pointer: string, from: string): void;
  /** Reads a schema that the document does not have in a schema's place. */
  readSchema(raw: unknown, pointer: string): Schema;
}

/** Whether a reference stood there that leads nowhere: it is told already. */
export function isUnread(value: unknown): boolean {
  return isSchemaObject(value) && value[unreadKeyword] !== undefined;
}

/** The component that a text in place of a part names, by a reference or by its name alone; undefined where it names none. */
export function findComponent({ document }: Mending, kind: string, text: unknown): Component | undefined {
  const name = typeof text === 'string' ? (text.trim().split('/').at(-1) ?? '') : '';
  for (const home of [['components', kind], [kind]]) {
    const at = [...home, name];
    const part = name === '' ? undefined : valueAt(document, at);
    if (isSchemaObject(part) && !isUnread(part)) return { part, pointer: formatPointer(at) };
  }
  return undefined;
}

/** A component, and where it stands. */
interface Component {
  part: SchemaObject;
  pointer: string;
}

/** A list in place of a map: its entries have one key each, or say their names in one of `members`; undefined for another. */
export function readListed(
  { relocate }: Mending,
  list: readonly unknown[],
  { pointer, members }: { pointer: string; members: readonly string[] },
): SchemaObject | undefined {
  const read: SchemaObject = {};
  for (const [index, entry] of list.entries()) {
    if (!isSchemaObject(entry)) return undefined;
    const named = members.find((member) => ['string', 'number'].includes(typeof entry[member]));
    const [only = '', ...others] = Object.keys(entry);
    if (named === undefined && others.length > 0) return undefined;
    const name = named === undefined ? only : plainText(entry[named]);
    relocate(pointer + formatPointer([name]), `${pointer}/${index}${named === undefined ? formatPointer([only]) : ''}`);
    const { [named ?? '']: _, ...rest } = entry;
    setMember(read, name, named === undefined ? entry[only] : rest);
  }
  return Object.keys(read).length === 0 ? undefined : read;
}

/** Removes members that are null, or empty where nothing may be: they say nothing. */
export function dropEmpty(holder: SchemaObject, names: readonly string[]): void {
  for (const name of names) {
    if (Object.hasOwn(holder, name) && (holder[name] === null || holder[name] === '')) delete holder[name];
  }
}

/** Reads a member that is true or false; a text may say so, and what says neither is left out. */
export function mendFlag(
  mending: Mending,
  holder: SchemaObject,
  { flag, pointer }: { flag: string; pointer: string },
): void {
  const written = holder[flag];
  if (written === undefined || typeof written === 'boolean') return;
  const read = readFlag(written);
  mending.tell('odd-parameter', `${pointer}/${flag}`, {
    message: `${flag} is true or false, not ${JSON.stringify(written)}`,
    found: written,
    taken: read === undefined ? 'left out' : String(read),
    hint: `Write ${flag}: ${String(read ?? true)}.`,
  });
  if (read === undefined) delete holder[flag];
  else holder[flag] = read;
}

/**
 * Reads a schema that stands in place of the part which should hold it; `hint` says how that is written. What a part
 * has by itself, as a description, stays there.
 */
export function readOuterSchema(
  mending: Mending,
  part: SchemaObject,
  { pointer, name, hint }: { pointer: string; name: string; hint: string },
): SchemaObject {
  const isSchema = ['type', 'properties', 'items', 'allOf', 'anyOf', 'oneOf'].some((each) => part[each] !== undefined);
  if (!isSchema || part['schema'] !== undefined || part['content'] !== undefined) return part;
  mending.tell('odd-structure', pointer, { message: `a schema stands in place of ${name}`, taken: 'its schema', hint });
  mending.relocate(`${pointer}/schema`, pointer);
  const { description, headers, links, example, examples, required, ...schema } = part;
  const isList = Array.isArray(required);
  const own = Object.entries({
    description,
    headers,
    links,
    example,
    examples,
    required: isList ? undefined : required,
  });
  return {
    ...Object.fromEntries(own.filter(([, value]) => value !== undefined)),
    schema: mending.readSchema(isList ? { ...schema, required } : schema, `${pointer}/schema`),
  };
}

/** What is said of a value without a schema around it, as Swagger 2.0 has it. */
export function bareSchema(holder: SchemaObject): SchemaObject | undefined {
  if (holder['type'] === undefined && holder['enum'] === undefined) return undefined;
  const names = [
    'type',
    'format',
    'items',
    'enum',
    'default',
    'pattern',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'uniqueItems',
    'multipleOf',
    'properties',
    'nullable',
    'x-nullable',
    'x-expected',
  ];
  return Object.fromEntries(names.filter((name) => holder[name] !== undefined).map((name) => [name, holder[name]]));
}
