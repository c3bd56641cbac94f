/**
 * Places of generators in requests. Some libraries write them as if every value were a list, `$.id[0]`: Pact finds nothing there, and
 * would send the example in place of what a state gave.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readDocument } from '../../contract/document/read-document.ts';
import { isSchemaObject, type SchemaObject } from '../../contract/schema.ts';
import { formatBodyPath, parseBodyPath, placeIn } from './difference.ts';
import { contentOf } from './pact-file.ts';

/** A file that Pact reads; `remove` takes away what was written for it. */
export interface HandedPact {
  file: string;
  remove(): void;
}

/** The pact file itself, or a copy in which generators stand at the places that are meant. */
export function mendPlaces(file: string): HandedPact {
  const { value } = readDocument(file);
  const { interactions, ...rest } = isSchemaObject(value) ? value : {};
  const given = Array.isArray(interactions) ? (interactions as unknown[]) : [];
  const mended = given.map(mendInteraction);
  if (mended.every((each, index) => each === given[index])) return { file, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'docpact-pact-'));
  const copy = join(folder, basename(file));
  writeFileSync(copy, JSON.stringify({ ...rest, interactions: mended }));
  return { file: copy, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function mendInteraction(raw: unknown): unknown {
  if (!isSchemaObject(raw) || !isSchemaObject(raw['request'])) return raw;
  const { request } = raw;
  const { generators, body } = request as SchemaObject;
  if (!isSchemaObject(generators) || !isSchemaObject(generators['body'])) return raw;
  const said = Object.entries(generators['body']);
  const meant = said.map(([path, generator]) => [meantPath(contentOf(body), path), generator] as const);
  if (meant.every(([path], index) => path === said[index]?.[0])) return raw;
  return { ...raw, request: { ...request, generators: { ...generators, body: Object.fromEntries(meant) } } };
}

function meantPath(body: unknown, path: string): string {
  const meant = placeIn(body, path);
  return meant.length === parseBodyPath(path).length ? path : formatBodyPath(meant);
}
