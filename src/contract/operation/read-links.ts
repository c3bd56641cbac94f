/** Reads the links of a documented answer, and holds them against the operations that they lead to. */
import type { Bundle } from '../document/bundle-document.ts';
import { formatPointer, parsePointer, valueAt } from '../json-pointer.ts';
import { plainText } from '../name-text.ts';
import {
  parameterKey,
  type DocumentedResponse,
  type Link,
  type LinkedParameter,
  type Operation,
} from '../operation.ts';
import { parseExpression } from '../runtime-expression.ts';
import { isSchemaObject, type SchemaObject, unreadKeyword } from '../schema.ts';

/** The links of `response`; one that leads to no operation, or to a parameter that it lacks, is told and left out. */
export function readLinks(bundle: Bundle, operations: readonly Operation[], response: DocumentedResponse): Link[] {
  const raw = valueAt(bundle.document, [...parsePointer(response.pointer), 'links']);
  if (!isSchemaObject(raw)) return [];
  return Object.entries(raw).flatMap(([name, link]) => {
    const pointer = `${response.pointer}/links${formatPointer([name])}`;
    if (!isSchemaObject(link)) {
      bundle.tell('unread-link', pointer, { message: 'a link is a map with operationId', found: link });
      return [];
    }
    if (link[unreadKeyword] !== undefined) return [];
    const read = readLink({ bundle, operations, pointer }, link);
    return read ? [read] : [];
  });
}

interface LinkPlace {
  bundle: Bundle;
  operations: readonly Operation[];
  pointer: string;
}

function readLink(place: LinkPlace, link: SchemaObject): Link | undefined {
  const { bundle, operations, pointer } = place;
  const { operationId, operationRef } = link;
  const target = operations.find(({ id, pointer: at }) => id === operationId || `#${at}` === operationRef);
  if (!target) {
    bundle.tell('unread-link', pointer, {
      message: `no operation is called ${JSON.stringify(operationId ?? operationRef)}`,
    });
    return undefined;
  }
  const parameters = isSchemaObject(link['parameters']) ? Object.entries(link['parameters']) : [];
  const read = parameters.map(([name, text]) => readParameter(place, target, name, text));
  return read.every((parameter) => parameter !== undefined) ? { to: target.id, parameters: read, pointer } : undefined;
}

/** The name may say its place: `path.id`. */
function readParameter(
  { bundle, pointer }: LinkPlace,
  target: Operation,
  name: string,
  text: unknown,
): LinkedParameter | undefined {
  const at = `${pointer}/parameters${formatPointer([name])}`;
  const parameter = target.parameters.find((each) => each.name === name || `${each.in}.${each.name}` === name);
  if (!parameter) {
    bundle.tell('unread-link', at, { message: `operation ${target.id} has no parameter "${name}"` });
    return undefined;
  }
  try {
    return { at: [parameter.in, parameterKey(parameter)], from: parseExpression(plainText(text)) };
  } catch (cause) {
    bundle.tell('unread-link', at, { message: (cause as Error).message });
    return undefined;
  }
}
