/** Refusals: the document's own answer for a status, or HTTP's own in the shape that the document gives to errors. */
import type { Contract } from '../../contract/contract.ts';
import { walkPossible } from '../../contract/schema/walk-schema.ts';
import { formatPointer, setAt } from '../../contract/json-pointer.ts';
import type { DocumentedResponse, Operation } from '../../contract/operation.ts';
import { mediaTypeOf } from '../../contract/operation/body-format.ts';
import { isSchemaObject, type Schema, type SchemaNode, type SchemaObject, typesOf } from '../../contract/schema.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import type { Negotiate, Negotiated } from '../engine/negotiate.ts';
import type { Answer } from './answer.ts';
import type { MakeFixture, MakeHeaders } from './make-fixture.ts';
import { contentFor } from './success-body.ts';

/** One reason; `at` leads to the member that it is about, where it is about one. */
interface Reason {
  message: string;
  at?: readonly string[];
}

/** The document's own answer for one of `statuses`, the most fitting first, or the last of them where it has none. */
export type RefuseWith = (statuses: readonly string[], reasons: readonly Reason[], operation?: Operation) => Answer;

interface RefusalSettings {
  negotiate: Negotiate;
  fixture: MakeFixture;
  makeHeaders: MakeHeaders;
}

export function createRefusals(contract: Contract, { negotiate, fixture, makeHeaders }: RefusalSettings): RefuseWith {
  const errorBody = createErrorBody(contract, fixture);
  return (statuses, reasons, operation) => {
    const none: Negotiated = { status: Number(statuses.at(-1)) };
    const found = operation ? negotiate(operation, { refuseWith: statuses, preference: {} }) : none;
    const chosen = 'reason' in found ? none : found;
    const content = operation && chosen.mediaType !== undefined ? contentFor(operation, chosen) : undefined;
    const node = content?.node;
    const { status, mediaType = 'application/json' } = chosen;
    const headers = operation ? makeHeaders(operation, status) : {};
    const body = withStatus(errorBody(node, reasons), { status, mediaType });
    return {
      status,
      mediaType,
      content,
      headers,
      body,
      reasons: reasons.map(({ message }) => message),
      violations: [],
      doubts: [],
      refused: true,
      applied: {},
    };
  };
}

/** The member `status` of a problem repeats the answer's own (RFC 9457, 3.1.2). */
function withStatus(body: unknown, { status, mediaType }: { status: number; mediaType: string }): unknown {
  const isProblem = /^application\/problem\+json$/.test(mediaTypeOf(mediaType));
  if (isProblem && isSchemaObject(body) && typeof body['status'] === 'number') body['status'] = status;
  return body;
}

/** Statuses for a request that breaks its schema, in Prism's own order. */
const refusals = ['422', '400'];

/** Statuses for a refusal, the one that is taken where the document has none of them last: another documented refusal, or 400. */
export function refusalsFor(operation: Operation, status = 400): string[] {
  if (status !== 400) return [String(status)];
  const other = operation.responses.find((response) => /^4\d\d$/.test(response.status));
  return [...refusals, other?.status ?? '400'];
}

/** Builds the body of an error answer from its schema and from the reasons. */
type ErrorBody = (node: SchemaNode | undefined, reasons: readonly Reason[]) => unknown;

interface MessageMember {
  tokens: readonly string[];
  /** In characters. */
  longest: number;
}

/** Deepest member in which a message is looked for. */
const DEEPEST = 3;

/** Error bodies for a contract; one without a documented shape takes the one that the contract's errors mostly have. */
function createErrorBody(contract: Contract, fixture: MakeFixture): ErrorBody {
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

/** All reasons; where they are too long for `longest` characters, the last ones by their members' names only. */
function joinReasons(reasons: readonly Reason[], longest: number): string {
  for (let whole = reasons.length; whole > 0; whole -= 1) {
    const named = reasons.slice(whole).map(({ at = [] }) => formatMember(at) || 'the body');
    const rest = named.length > 0 ? [`also wrong: ${[...new Set(named)].join(', ')}`] : [];
    const text = [...reasons.slice(0, whole).map(({ message }) => message), ...rest].join('; ');
    if (lengthOf(text) <= longest) return text;
  }
  const [first] = reasons;
  const cut = [...(first?.message ?? '')].slice(0, Math.max(0, longest - 1)).join('');
  return `${cut}…`;
}

/** JSON Schema counts characters, not UTF-16 units. */
function lengthOf(text: string): number {
  return [...text].length;
}
