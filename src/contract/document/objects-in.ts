/** The objects of a document that may be schemas: neither values, which may look like some, nor maps, whose names are the author's. */
import { formatPointer } from '../json-pointer.ts';
import { applicators, type SchemaObject } from '../schema.ts';

/** An object, and where it stands. */
export interface PlacedObject {
  object: SchemaObject;
  pointer: string;
  /** What holds it, and under which name. */
  holder: SchemaObject;
  key: string;
}

/** Members whose members have names of the author's: none of them is a keyword. */
const maps = new Set([
  ...Object.keys(applicators).filter((keyword) => applicators[keyword] === 'map'),
  'callbacks',
  'content',
  'headers',
  'parameters',
  'paths',
  'requestBodies',
  'responses',
  'schemas',
]);

/** Members that hold values, which may look like schemas. */
const data = new Set(['const', 'default', 'enum', 'example', 'examples', 'value']);

/** Outermost first; what is put in the place of one is gone through in its stead. */
export function* objectsIn(holder: SchemaObject, pointer = '', isMap = false): Generator<PlacedObject> {
  for (const key of Object.keys(holder)) {
    if (typeof holder[key] !== 'object' || holder[key] === null || (!isMap && data.has(key))) continue;
    const at = pointer + formatPointer([key]);
    const isInnerMap = !isMap && maps.has(key);
    if (!isInnerMap && !Array.isArray(holder[key]))
      yield { object: holder[key] as SchemaObject, pointer: at, holder, key };
    yield* objectsIn(holder[key] as SchemaObject, at, isInnerMap);
  }
}
