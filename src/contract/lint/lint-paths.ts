/** What a document says of paths and headers that is read as something else, or not at all. */
import type { Contract } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { formatPointer } from '../json-pointer.ts';
import { methods } from '../operation.ts';
import { ignoredHeaders, pathShape, readPath } from '../operation/read-operations.ts';
import { isSchemaObject, type SchemaObject } from '../schema.ts';

/** Paths that are served otherwise than they are written, or not at all; headers that OpenAPI itself defines. */
export function lintPaths(contract: Contract): Diagnostic[] {
  const { document } = contract;
  const paths = isSchemaObject(document['paths']) ? Object.entries(document['paths']) : [];
  const served = new Map<string, string>();
  return paths.flatMap(([written, item]) => {
    if (!isSchemaObject(item) || written.startsWith('x-')) return [];
    const pointer = formatPointer(['paths', written]);
    return [
      ...lintPath(contract, written, pointer),
      ...lintOperations(contract, { written, item, served }),
      ...lintHeaders(contract, item, pointer),
    ];
  });
}

function lintPath({ placeOf }: Contract, written: string, pointer: string): Diagnostic[] {
  const taken = readPath(written);
  if (taken === written) return [];
  const message = written.startsWith('/') ? 'a path has no fragment' : 'a path begins with a slash';
  return [{ rule: 'path', severity: 'warning', place: placeOf(pointer), message, found: written, taken }];
}

interface PathItem {
  written: string;
  item: SchemaObject;
  /** Where each method and path was first seen. */
  served: Map<string, string>;
}

function lintOperations({ placeOf }: Contract, { written, item, served }: PathItem): Diagnostic[] {
  return methods.flatMap((method): Diagnostic[] => {
    if (!isSchemaObject(item[method])) return [];
    const key = `${method} ${pathShape(readPath(written))}`;
    const first = served.get(key);
    served.set(key, first ?? written);
    if (first === undefined) return [];
    const message = `${method.toUpperCase()} ${written} is the same request as that of ${first}`;
    const place = placeOf(formatPointer(['paths', written, method]));
    return [{ rule: 'same-path', severity: 'warning', place, message, taken: `only ${first} is served` }];
  });
}

function lintHeaders({ placeOf }: Contract, item: SchemaObject, pointer: string): Diagnostic[] {
  const holders = [{ holder: item, at: pointer }];
  for (const method of methods) {
    const operation = item[method];
    if (isSchemaObject(operation)) holders.push({ holder: operation, at: `${pointer}/${method}` });
  }
  return holders.flatMap(({ holder, at }) => {
    const parameters = Array.isArray(holder['parameters']) ? (holder['parameters'] as unknown[]) : [];
    return parameters.flatMap((parameter, index): Diagnostic[] => {
      const { in: place, name } = isSchemaObject(parameter) ? parameter : {};
      if (place !== 'header' || !ignoredHeaders.has(String(name).toLowerCase())) return [];
      const message = `what is said of the header ${String(name)} is ignored (OpenAPI 3.2, "Parameter Object")`;
      return [{ rule: 'ignored-header', severity: 'note', place: placeOf(`${at}/parameters/${index}`), message }];
    });
  });
}
