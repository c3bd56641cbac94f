/** The names of types, also those of other languages. */

/** The types of JSON Schema. */
export const typeNames: readonly string[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

/** What other languages call types: the type, and the format where one is meant. `undefined` is any type. */
const otherTypes = new Map<string, { type: string; format?: string } | undefined>([
  ...each(['any', 'mixed', 'anytype', '*', 'enum', 'unknown', 'generic', 't', ''], undefined),
  ...each(
    [
      'int',
      'long',
      'short',
      'byte',
      'int32',
      'int64',
      'uint',
      'uint32',
      'uint64',
      'bigint',
      'biginteger',
      'smallint',
      'tinyint',
    ],
    { type: 'integer' },
  ),
  ...each(['float', 'double', 'decimal', 'numeric', 'real', 'bigdecimal'], { type: 'number' }),
  ...each(['str', 'text', 'char', 'varchar', 'password'], { type: 'string' }),
  ...each(['bool'], { type: 'boolean' }),
  ...each(['dict', 'dictionary', 'map', 'hash', 'hashmap', 'json', 'struct', 'record', 'jsonobject'], {
    type: 'object',
  }),
  ...each(['list', 'tuple', 'set', 'collection'], { type: 'array' }),
  ...each(['none', 'nil', 'void', 'undefined'], { type: 'null' }),
  ...each(['file', 'binary', 'blob', 'stream'], { type: 'string', format: 'binary' }),
  ...each(['date'], { type: 'string', format: 'date' }),
  ...each(['datetime', 'date-time', 'timestamp'], { type: 'string' }),
  ...each(['uuid', 'guid'], { type: 'string', format: 'uuid' }),
  ...each(['uri', 'url', 'email', 'time', 'bytes', 'base64', 'duration', 'regex'], { type: 'string' }),
]);

function each<T>(names: readonly string[], value: T): [string, T][] {
  return names.map((name) => [name, value]);
}

/** The type that a text means; `type: undefined` for any; undefined for a word that is no type. */
export function readTypeName(text: string): { type: string | undefined; format?: string } | undefined {
  const word = text.trim().toLowerCase();
  if (typeNames.includes(word)) return { type: word };
  if (otherTypes.has(word)) return otherTypes.get(word) ?? { type: undefined };
  const plural = word.replace(/s$/, '');
  return typeNames.includes(plural) ? { type: plural } : undefined;
}
