/** Bodies of refusals: the documented shape of an error, with what is wrong in the member that is for messages. */
import type { Contract } from '../contract/contract.ts';
import { walkPossible } from '../contract/schema/walk-schema.ts';
import { formatPointer, setAt } from '../contract/json-pointer.ts';
import type { DocumentedResponse } from '../contract/operation.ts';
import { isSchemaObject, typesOf, type Schema, type SchemaNode, type SchemaObject } from '../contract/schema.ts';
import { joinReasons, type Reason } from './join-reasons.ts';
import type { MakeFixture } from './make-fixture.ts';

/** Builds the body of an error answer from its schema and from the reasons. */
export type ErrorBody = (node: SchemaNode | undefined, reasons: readonly Reason[]) => unknown;

interface MessageMember {
  tokens: readonly string[];
  /** In characters. */
  longest: number;
}

/** Deepest member in which a message is looked for. */
const DEEPEST = 3;

/** Error bodies for a contract; one without a documented shape takes the one that the contract's errors mostly have. */
export function createErrorBody(contract: Contract, fixture: MakeFixture): ErrorBody {
  const common = commonErrorNode(contract);
  const members = new Map<string, MessageMember | undefined>();
  return (own, reasons) => {
    const node = own ?? common;
    if (!node) return { message: joinReasons(reasons, Infinity) };
    if (!members.has(node.pointer)) members.set(node.pointer, findMessageMember(contract.document, node));
    const member = members.get(node.pointer);
    const body = fixture(node, { members: 'minimal' });
    if (typeof body === 'string' && member?.tokens.length === 0) return joinReasons(reasons, member.longest);
    if (member && typeof body === 'object' && body !== null) {
      setAt(body, member.tokens, joinReasons(reasons, member.longest));
    }
    return body;
  };
}

/** The member marked `x-message`, else the first required text that may be anything. */
function findMessageMember(document: SchemaObject, node: SchemaNode): MessageMember | undefined {
  return (
    findText(document, node, [], (schema) => schema['x-message'] === true) ?? findText(document, node, [], isFreeText)
  );
}

function findText(
  document: SchemaObject,
  node: SchemaNode,
  tokens: readonly string[],
  fits: (schema: SchemaObject) => boolean,
): MessageMember | undefined {
  for (const { schema, pointer } of walkPossible(document, node)) {
    if (typesOf(schema)?.includes('string') && fits(schema)) {
      return { tokens, longest: typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Infinity };
    }
    const properties = isSchemaObject(schema['properties']) ? schema['properties'] : {};
    const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
    const names = [...required, ...Object.keys(properties).filter((name) => !required.includes(name))];
    for (const name of tokens.length < DEEPEST ? names : []) {
      const member = {
        schema: (properties[name] ?? true) as Schema,
        pointer: `${pointer}/properties${formatPointer([name])}`,
      };
      const found = findText(document, member, [...tokens, name], fits);
      if (found) return found;
    }
  }
  return undefined;
}

function isFreeText(schema: SchemaObject): boolean {
  return ['enum', 'const', 'pattern', 'format'].every((keyword) => schema[keyword] === undefined);
}

/** The schema that most of the contract's refusals (4xx) have. */
function commonErrorNode(contract: Contract): SchemaNode | undefined {
  const counts = new Map<string, { node: SchemaNode; count: number }>();
  for (const { responses } of contract.operations) {
    for (const node of responses.filter(({ status }) => status.startsWith('4')).flatMap(nodesOf)) {
      const key = JSON.stringify(node.schema);
      const known = counts.get(key) ?? { node, count: 0 };
      counts.set(key, { ...known, count: known.count + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.node;
}

function nodesOf({ contents }: DocumentedResponse): SchemaNode[] {
  return contents.flatMap(({ node }) => (node ? [node] : []));
}
