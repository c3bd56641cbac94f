/** Tells where on a page a part of the document made from it is written. */
import type { SchemaObject } from '../../contract/schema.ts';
import type { Place } from '../../errors.ts';
import { pageSource } from '../../contract/page-source.ts';

/** Places by the nearest `x-source` at or above a pointer; a demanded member's is its own row's. */
export function createPagePlaces(
  document: SchemaObject,
  files: ReadonlyMap<string, string>,
): (pointer: string) => Place {
  const [first = ''] = files.values();
  return (pointer) => {
    const source = pageSource(document, pointer);
    return source === undefined ? { file: first, pointer: '' } : placeOf(source, files);
  };
}

function placeOf(source: string, files: ReadonlyMap<string, string>): Place {
  const { name, line } = readSource(source);
  return { file: files.get(name) ?? name, pointer: '', line };
}

/** An `x-source`, taken apart: `docs/page.md:12`. */
export function readSource(source: string): { name: string; line: number } {
  const colon = source.lastIndexOf(':');
  return { name: source.slice(0, colon), line: Number(source.slice(colon + 1)) };
}
