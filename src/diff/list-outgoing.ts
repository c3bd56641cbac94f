/** Requests that a server sends: the callbacks of a document's operations, and its webhooks, as operations. */
import type { Contract } from '../contract/contract.ts';
import type { Bundle } from '../contract/document/bundle-document.ts';
import { formatPointer, parsePointer, valueAt } from '../contract/json-pointer.ts';
import type { Operation } from '../contract/operation.ts';
import { readOperations } from '../contract/operation/read-operations.ts';
import { isSchemaObject } from '../contract/schema.ts';

/** The operations of the path items that a pointer holds by their names; each with its place. */
export function listOutgoing(contract: Contract): Contract {
  const paths: Record<string, unknown> = {};
  const places = new Map<string, string>();
  const add = (name: string, item: unknown, pointer: string) => {
    const path = `/${name}`;
    if (!isSchemaObject(item)) return;
    paths[path] = item;
    places.set(formatPointer(['paths', path]), pointer);
  };
  const { webhooks } = contract.document;
  for (const [name, item] of membersOf(webhooks)) add(`webhook ${name}`, item, formatPointer(['webhooks', name]));
  for (const { method, path, pointer } of contract.operations) {
    const raw = valueAt(contract.document, [...parsePointer(pointer), 'callbacks']);
    for (const [name, callback] of membersOf(raw)) {
      for (const [expression, item] of membersOf(callback)) {
        // The address is the caller's: only the name of the callback is the document's.
        const shown = `callback ${name} of ${method.toUpperCase()} ${path}`.replaceAll(/[{}]/g, ':');
        add(shown, item, `${pointer}/callbacks${formatPointer([name, expression])}`);
      }
    }
  }
  const document = { ...contract.document, paths, security: [] };
  const bundle: Pick<Bundle, 'document' | 'tell'> = { document, tell: () => {} };
  const operations: Operation[] = readOperations(bundle as Bundle);
  const placeOf: Contract['placeOf'] = (pointer) => {
    const found = [...places].find(([start]) => pointer.startsWith(`${start}/`));
    return contract.placeOf(found ? found[1] + pointer.slice(found[0].length) : pointer);
  };
  return { ...contract, document, operations, placeOf };
}

function membersOf(value: unknown): [string, unknown][] {
  return isSchemaObject(value) ? Object.entries(value).filter(([name]) => !name.startsWith('x-')) : [];
}
