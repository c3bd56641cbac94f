/** Reads what stands in place of a schema and is none. */
import type { Schema } from '../../schema.ts';
import { type SchemaSurroundings, UnreadSchemaError } from './surroundings.ts';
import { readTypeName } from './type-name.ts';

/** A schema that is not written as one: nothing, a type or a name, a list of one. */
export function readWord(raw: unknown, { report, readInner, referTo }: SchemaSurroundings): Schema {
  if (raw === null || raw === undefined || raw === '') {
    report('misread-keyword', [], { message: 'nothing stands where a schema is expected', taken: 'any value' });
    return {};
  }
  if (typeof raw === 'string' && /^#\/|\.(?:ya?ml|json)(?:#.*)?$/.test(raw)) {
    const schema = { $ref: raw };
    report('odd-type', [], {
      message: 'a text stands where a schema is expected',
      found: raw,
      taken: JSON.stringify(schema),
    });
    return readInner(schema, [], []);
  }
  if (raw === 'true' || raw === 'false') {
    report('misread-keyword', [], { message: `a schema is ${raw}, not the text "${raw}"`, taken: raw });
    return raw === 'true';
  }
  if (Array.isArray(raw) && raw.length === 1) {
    report('misread-keyword', [], { message: 'a list stands where a schema is expected', taken: 'its only entry' });
    return readInner(raw[0], ['0'], []);
  }
  if (typeof raw === 'string') {
    const type = readTypeName(raw);
    const reference = referTo(raw);
    if (type || reference !== undefined) {
      const schema = reference === undefined ? { type: raw } : { $ref: reference };
      report('odd-type', [], {
        message: 'a text stands where a schema is expected',
        found: raw,
        taken: JSON.stringify(schema),
      });
      return readInner(schema, [], []);
    }
  }
  throw new UnreadSchemaError([], `a schema is a map of keywords, true or false, not ${JSON.stringify(raw)}`);
}
