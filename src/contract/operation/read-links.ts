/** Reads the links of a documented answer, and holds them against the operations that they lead to. */
import { ContractError } from '../../errors.ts';
import type { Bundle } from '../document/bundle-document.ts';
import { formatPointer, parsePointer, valueAt } from '../json-pointer.ts';
import {
  parameterKey,
  type DocumentedResponse,
  type Link,
  type LinkedParameter,
  type Operation,
} from '../operation.ts';
import { parseExpression } from '../runtime-expression.ts';
import { isSchemaObject, type SchemaObject } from '../schema.ts';

/** The links of `response`; throws a ContractError for one that leads to no operation, or to a parameter that it lacks. */
export function readLinks(bundle: Bundle, operations: readonly Operation[], response: DocumentedResponse): Link[] {
  const raw = valueAt(bundle.document, [...parsePointer(response.pointer), 'links']);
  if (!isSchemaObject(raw)) return [];
  return Object.entries(raw).flatMap(([name, link]) => {
    const pointer = `${response.pointer}/links${formatPointer([name])}`;
    return isSchemaObject(link) ? [readLink({ bundle, operations, pointer }, link)] : [];
  });
}

interface LinkPlace {
  bundle: Bundle;
  operations: readonly Operation[];
  pointer: string;
}

function readLink(place: LinkPlace, link: SchemaObject): Link {
  const { operations, pointer } = place;
  const { operationId, operationRef } = link;
  const target = operations.find(({ id, pointer: at }) => id === operationId || `#${at}` === operationRef);
  if (!target) throw linkError(place, pointer, `no operation is called ${JSON.stringify(operationId ?? operationRef)}`);
  const parameters = isSchemaObject(link['parameters']) ? Object.entries(link['parameters']) : [];
  return {
    to: target.id,
    parameters: parameters.map(([name, text]) => readParameter(place, target, name, text)),
    pointer,
  };
}

/** The name may say its place: `path.id`. */
function readParameter(place: LinkPlace, target: Operation, name: string, text: unknown): LinkedParameter {
  const at = `${place.pointer}/parameters${formatPointer([name])}`;
  const parameter = target.parameters.find((each) => each.name === name || `${each.in}.${each.name}` === name);
  if (!parameter) throw linkError(place, at, `operation ${target.id} has no parameter "${name}"`);
  try {
    return { at: [parameter.in, parameterKey(parameter)], from: parseExpression(String(text)) };
  } catch (cause) {
    throw linkError(place, at, (cause as Error).message);
  }
}

function linkError({ bundle }: LinkPlace, pointer: string, message: string): ContractError {
  return new ContractError(message, { place: bundle.placeOf(pointer) });
}
