/** Bodies of answers that succeed: the document's example or a fixture, then the laws. */
import { valueAt, setAt } from '../../contract/json-pointer.ts';
import { convert } from '../../contract/laws.ts';
import { responseFor, type Operation } from '../../contract/operation.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import type { Contract } from '../../contract/contract.ts';
import { facetsOf } from '../../contract/find-schema.ts';
import type { RequestValues } from '../../contract/zone-of.ts';
import type { FixtureOptions, MakeFixture } from './make-fixture.ts';
import type { Negotiated } from '../engine/negotiate.ts';

export interface SuccessRequest {
  operation: Operation;
  negotiated: Negotiated;
  request: RequestValues;
  members: FixtureOptions['members'];
}

/** Builds the body of an answer that keeps the operation's laws; undefined where the document gives none. */
export type SuccessBody = (wanted: SuccessRequest) => unknown;

export function createSuccessBody(contract: Contract, fixture: MakeFixture): SuccessBody {
  const orders = new Map<string, readonly string[]>();

  function orderOf(node: SchemaNode): readonly string[] {
    const known = orders.get(node.pointer);
    if (known) return known;
    const order = [...facetsOf(contract.document, node)].flatMap(({ schema }) =>
      isSchemaObject(schema['properties']) ? Object.keys(schema['properties']) : [],
    );
    orders.set(node.pointer, order);
    return order;
  }

  return ({ operation, negotiated, request, members }) => {
    const { example } = negotiated;
    const node = nodeOf(operation, negotiated);
    const echoes = negotiated.status < 300 ? echoesOf(operation, request) : [];
    const omit = new Set(echoes.filter(({ to }) => to.length === 1).map(({ to }) => to[0] as string));
    const body = example ? structuredClone(example.value) : node && fixture(node, { members, omit });
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
    if (example && node) renew(body, operation, fixture(node, { members }));
    for (const { to, value } of echoes) setAt(body, to, value);
    return node ? inOrder(body as Record<string, unknown>, orderOf(node)) : body;
  };
}

/** The schema of the negotiated answer. */
export function nodeOf(operation: Operation, { status, mediaType }: Negotiated): SchemaNode | undefined {
  const contents = responseFor(operation, status)?.contents ?? [];
  return (contents.find((content) => content.mediaType === mediaType) ?? contents[0])?.node;
}

function echoesOf({ laws }: Operation, request: RequestValues) {
  return laws.echo.flatMap(({ to, from, as }) => {
    const value = evaluateExpression(from, request);
    return value === undefined ? [] : [{ to, value: convert(value, as) }];
  });
}

/** An example is given again and again; what may never come twice is made anew. */
function renew(body: object, { laws }: Operation, fixture: unknown): void {
  for (const { of } of laws.fresh) {
    const value = of.in === 'body' ? valueAt(fixture, of.tokens) : undefined;
    if (value !== undefined) setAt(body, of.tokens, value);
  }
}

/** The members in the order in which the schema declares them. */
function inOrder(body: Record<string, unknown>, order: readonly string[]): Record<string, unknown> {
  const names = Object.keys(body);
  if (names.every((name, index) => name === order[index])) return body;
  const sorted: Record<string, unknown> = {};
  for (const name of order) if (Object.hasOwn(body, name)) setAt(sorted, [name], body[name]);
  for (const name of names) if (!Object.hasOwn(sorted, name)) setAt(sorted, [name], body[name]);
  return sorted;
}
