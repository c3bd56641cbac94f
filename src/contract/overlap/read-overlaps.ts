/**
 * Reads a `oneOf` as `anyOf` where an example of the document itself is refused for nothing but obeying several of its branches: `anyOf` was
 * meant, and every right server would be flagged. Whether a request may obey several stays open.
 */
import { fewOf } from '../contract-diagnostics.ts';
import type { Contract } from '../contract.ts';
import type { Bundle } from '../document/bundle-document.ts';
import { type DocumentExample, listExamples } from '../list-examples.ts';
import type { Schema, SchemaObject } from '../schema.ts';
import { everySchema } from '../used-schemas.ts';
import { type Overlap, OverlapFinder } from './find-overlaps.ts';
import { markLeading, readAsAny } from './union.ts';

/** Changes the bundled document's schemas. */
export function readOverlaps(bundle: Bundle, contract: Pick<Contract, 'operations' | 'schemas'>): void {
  if (!bundle.hasUnions) return;
  const { schemas } = bundle.document['components'] as { schemas: Record<string, Schema> };
  const leads = markLeading(schemas);
  const finder = new OverlapFinder(bundle.document, leads);
  for (const example of listExamples(contract, [...everySchema(contract, leads)])) {
    if (!leads(example.node.schema)) continue;
    // What was refused inside a branch may come to obey it beside others.
    for (let found = finder.find(example); found.length > 0; found = finder.find(example))
      for (const overlap of found) readOverlap(bundle, overlap, example);
  }
}

function readOverlap(bundle: Bundle, { schema, pointer, branches }: Overlap, example: DocumentExample): void {
  const named = fewOf(branches);
  bundle.tell('overlapping-branches', `${pointer}/oneOf`, {
    message: `branches ${named.slice(0, -1).join(', ')} and ${named.at(-1)} of oneOf ${branches.length > 2 ? 'all' : 'both'} take the example at #${example.pointer}`,
    taken: 'anyOf',
  });
  const mended: SchemaObject = readAsAny(schema);
  const at = 'anyOf' in schema ? `${pointer}/allOf/${(mended['allOf'] as Schema[]).length - 1}` : pointer;
  bundle.relocate(`${at}/anyOf`, `${pointer}/oneOf`);
  delete schema['oneOf'];
  Object.assign(schema, mended);
}
