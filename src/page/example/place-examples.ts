/** Puts examples into a document, beside the schemas that they obey. */
import { valueAt } from '../../contract/json-pointer.ts';
import type { Operation } from '../../contract/operation.ts';
import { isSchemaObject, type SchemaObject } from '../../contract/schema.ts';
import type { SoundExample } from './judge-examples.ts';

/** Changes the documents, which are alike, and tells in how many places. Placeholders are no examples: what docpact makes up reads better. */
export function placeExamples(
  documents: readonly SchemaObject[],
  operations: readonly Operation[],
  examples: readonly SoundExample[],
): number {
  let placed = 0;
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  for (const { owner, part, status, mediaType, value, sample } of examples) {
    const found = byId.get(owner);
    if (!found || sample || part === 'model') continue;
    const way = part === 'request' ? ['requestBody'] : ['responses', status ?? ''];
    for (const document of documents) {
      const media = valueAt(document, ['paths', found.path, found.method, ...way, 'content', mediaType]);
      if (!isSchemaObject(media) || media['example'] !== undefined) continue;
      media['example'] = value;
      placed += 1;
    }
  }
  return placed;
}
