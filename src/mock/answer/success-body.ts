/** Bodies of answers that succeed: the document's example or a fixture, then the laws. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { contentViolations } from '../../contract/content-violations.ts';
import type { Contract } from '../../contract/contract.ts';
import { memberNames, walkPossible } from '../../contract/schema/walk-schema.ts';
import { setAt, setMember, valueAt } from '../../contract/json-pointer.ts';
import { convert, type EchoLaw } from '../../contract/laws.ts';
import { type Content, type Operation, type RequestValues, responseFor } from '../../contract/operation.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { cloneJson } from '../../contract/wide-integer.ts';
import type { Violation } from '../../contract/schema/violation.ts';
import { makeSampleBody } from '../../http/value/sample-body.ts';
import type { Negotiated } from '../engine/negotiate.ts';
import type { Preference } from '../request/preference.ts';
import { type InferredEcho, inferEchoes } from '../../contract/resource/infer-echoes.ts';
import type { MakeFixture } from './make-fixture.ts';
import { createTellSuccess } from './tell-success.ts';

export interface SuccessRequest {
  operation: Operation;
  negotiated: Negotiated;
  request: RequestValues;
  preference: Preference;
}

export interface SuccessBody {
  /** Undefined where the document gives none. */
  body: unknown;
  /** What is wrong with it: nothing, unless none was found in some tries. */
  broken: readonly Violation[];
}

/** How often a made-up answer that breaks its schema is made anew. */
const TRIES = 5;

/** Makes the body of an answer that keeps the operation's laws. An example that was asked for is given as it is. */
export function createSuccessBody(
  contract: Contract,
  { fixture, infers }: { fixture: MakeFixture; infers: boolean },
): (wanted: SuccessRequest) => SuccessBody {
  const tellSuccess = createTellSuccess(contract);
  /** By decision, since those are kept. */
  const shapes = new WeakMap<Negotiated, Shape>();

  function shapeOf(operation: Operation, negotiated: Negotiated): Shape {
    const known = shapes.get(negotiated);
    if (known) return known;
    const content = contentFor(operation, negotiated);
    const node = content?.node;
    const shape = {
      content,
      node,
      names: node ? memberNames(contract.document, node) : [],
      echoes: [
        ...(node && infers ? inferEchoes(contract, operation, node) : []),
        ...operation.laws.echo.filter(({ inferred }) => inferred),
      ],
      composed: node !== undefined && [...walkPossible(contract.document, node)].some(({ among }) => among.length > 0),
    };
    shapes.set(negotiated, shape);
    return shape;
  }

  function make(
    { operation, negotiated, request, preference }: SuccessRequest,
    { content, node, names, echoes: inferred, composed }: Shape,
  ): unknown {
    const { status, example } = negotiated;
    const echoes =
      status < 300 ? echoesOf([...inferred, ...operation.laws.echo.filter((law) => !law.inferred)], request) : [];
    const members = preference.dynamic ? 'drawn' : 'full';
    const omit = composed ? nothing : toplevel(echoes);
    const generate = (wanted: SchemaNode) => fixture(wanted, { members, omit });
    const body = example
      ? cloneJson(example.value)
      : content && (makeSampleBody(contract, content, { direction: 'response', generate }) ?? {});
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
    if (example && node && operation.laws.fresh.length > 0) renew(body, operation, fixture(node, { members }));
    if (!example && node && status < 300) tellSuccess(node, body, status);
    for (const { to, value } of echoes) setAt(body, to, value);
    return node ? inOrder(body as Record<string, unknown>, names) : body;
  }

  return (wanted) => {
    const { operation, negotiated, preference } = wanted;
    if (preference.example !== undefined && negotiated.example) return { body: negotiated.example.value, broken: [] };
    const shape = shapeOf(operation, negotiated);
    let body = make(wanted, shape);
    const { content } = shape;
    if (!content) return { body, broken: [] };
    for (let left = TRIES; ; left -= 1) {
      const broken = body === undefined ? [] : contentViolations(contract, { content, value: body }, documentedAnswer);
      if (broken.length === 0 || left === 0) return { body, broken };
      // What was only inferred gives way.
      const wrong = new Set(broken.map(({ at: [name] }) => name));
      const echoes = shape.echoes.filter(({ to }) => left > 1 && !wrong.has(to[0]));
      // An example that breaks its own schema is worth less than a value that is made up.
      body = make({ ...wanted, negotiated: { ...negotiated, example: undefined } }, { ...shape, echoes });
    }
  };
}

const nothing: ReadonlySet<string> = new Set();

/** What the document says of the negotiated answer: its content by the media type that it has on the wire. */
export function contentFor(operation: Operation, { status, mediaType }: Negotiated): Content | undefined {
  const contents = responseFor(operation, status)?.contents ?? [];
  return contents.find((content) => content.mediaType === mediaType || content.wireType === mediaType) ?? contents[0];
}

/** Whether the document says that the answer is JSON, and nothing more. */
export function isAnyJson(operation: Operation, negotiated: Negotiated): boolean {
  const content = contentFor(operation, negotiated);
  return content?.format === 'json' && !content.node && !content.itemNode && !negotiated.example;
}

/** What an answer looks like, looked up once. */
interface Shape {
  content: Content | undefined;
  node: SchemaNode | undefined;
  /** The declared members, in their order. */
  names: readonly string[];
  /** What no law declares. */
  echoes: readonly (InferredEcho | EchoLaw)[];
  /** Whether it has alternatives, of which no part can be made up alone. */
  composed: boolean;
}

/** A part of the request that the answer repeats. */
export interface Echo {
  to: readonly string[];
  value: unknown;
}

export function echoesOf(laws: readonly (EchoLaw | InferredEcho)[], request: RequestValues): Echo[] {
  const echoes: Echo[] = [];
  for (const { to, from, ...more } of laws) {
    const sent = evaluateExpression(from, request);
    // A null that was sent says something.
    const value = sent === undefined && 'otherwise' in more ? more.otherwise : sent;
    if (value !== undefined) echoes.push({ to, value: convert(value, more.as) });
  }
  return echoes;
}

function toplevel(echoes: readonly Echo[]): Set<string> {
  const names = new Set<string>();
  for (const { to } of echoes) if (to.length === 1) names.add(to[0] as string);
  return names;
}

/** An example is given again and again; what may never come twice is made anew. */
function renew(body: object, { laws }: Operation, fixture: unknown): void {
  for (const { of } of laws.fresh) {
    const value = of.in === 'body' ? valueAt(fixture, of.tokens) : undefined;
    if (value !== undefined) setAt(body, of.tokens, value);
  }
}

/** The members in the order in which the schema declares them; others behind. */
function inOrder(body: Readonly<Record<string, unknown>>, declared: readonly string[]): Record<string, unknown> {
  const names = Object.keys(body);
  if (names.every((name, index) => name === declared[index])) return body;
  const sorted: Record<string, unknown> = {};
  for (const name of declared) if (Object.hasOwn(body, name)) setMember(sorted, name, body[name]);
  for (const name of names) if (!Object.hasOwn(sorted, name)) setMember(sorted, name, body[name]);
  return sorted;
}
