/** Which part of a documented answer a consumer relies on, unless it says otherwise: what no provider may leave out. */
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { EchoLaw } from '../../contract/laws.ts';
import { evaluateExpression, type MessageValues } from '../../contract/runtime-expression.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { membersAt, walkInPlace } from '../../contract/schema/walk-schema.ts';
import { isNullable, isOfOneType } from './matcher-for.ts';
import { cloneJson } from '../../contract/wide-integer.ts';

/** `body` without the members that its schema does not require; those at `kept` stay, with all that leads to them. */
export function requiredPart(
  { document }: Pick<Contract, 'document'>,
  node: SchemaNode,
  { body, kept }: { body: unknown; kept: readonly (readonly string[])[] },
): unknown {
  return partOf(document, [node], { value: body, kept });
}

interface Place {
  value: unknown;
  kept: readonly (readonly string[])[];
}

function partOf(document: SchemaObject, nodes: readonly SchemaNode[], { value, kept }: Place): unknown {
  const placed = nodes.flatMap((node) => [...walkInPlace(document, node)]);
  const said = placed.map(({ schema }) => schema);
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      const items = placed.flatMap((each) => membersAt(each, String(index)));
      return partOf(document, items, { value: item, kept: [] });
    });
  }
  // Which members an alternative requires is not known before one is chosen: the consumer has chosen.
  if (!isSchemaObject(value) || (said.some(hasAlternatives) && !isOfOneType(said, value))) return value;
  const required = new Set(said.flatMap((schema) => (schema['required'] as string[] | undefined) ?? []));
  const members = Object.entries(value).flatMap(([name, member]) => {
    const below = kept.filter(([first]) => first === name).map((tokens) => tokens.slice(1));
    if (!required.has(name) && below.length === 0) return [];
    const inner = placed.flatMap((each) => membersAt(each, name));
    const part = partOf(document, inner, { value: member, kept: below.filter(({ length }) => length > 0) });
    return [[name, part]];
  });
  return Object.fromEntries(members);
}

function hasAlternatives({ oneOf, anyOf }: SchemaObject): boolean {
  return oneOf !== undefined || anyOf !== undefined;
}

/** Where the document allows null in `part`, outside of lists: whether there is a value is the provider's to decide. */
export function nullablePlaces({ document }: Pick<Contract, 'document'>, node: SchemaNode, part: unknown): string[][] {
  return placesIn(document, [node], part);
}

function placesIn(document: SchemaObject, nodes: readonly SchemaNode[], value: unknown): string[][] {
  const placed = nodes.flatMap((node) => [...walkInPlace(document, node)]);
  const here = isNullable(placed.map(({ schema }) => schema)) ? [[]] : [];
  if (!isSchemaObject(value)) return here;
  const below = Object.entries(value).flatMap(([name, member]) => {
    const inner = placed.flatMap((each) => membersAt(each, name));
    return placesIn(document, inner, member).map((tokens) => [name, ...tokens]);
  });
  return [...here, ...below];
}

/** The laws of `echo` that bind an answer to this request. */
export function boundEchoes(echo: readonly EchoLaw[], request: MessageValues): readonly EchoLaw[] {
  return echo.filter(({ from }) => evaluateExpression(from, request) !== undefined);
}

/** Puts the plain values of `body` back into `template` where an answer has to repeat what was sent. */
export function restoreEchoes(template: unknown, echoes: readonly EchoLaw[], body: unknown): unknown {
  const copy = cloneJson(template);
  for (const { to } of echoes) {
    const holder = valueAt(copy, to.slice(0, -1));
    const name = to.at(-1);
    if (name !== undefined && isSchemaObject(holder)) holder[name] = valueAt(body, to);
  }
  return copy;
}
