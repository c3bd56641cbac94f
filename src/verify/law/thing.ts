/** A thing as requests and answers show it: where its members stand, and which of them a caller owns. */
import { oncePerContract } from '../../contract/once-per-contract.ts';
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { nameText } from '../../contract/name-text.ts';
import type { Operation } from '../../contract/operation.ts';
import { successNode } from '../../contract/resource/origin.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import { findMember, memberNames, walkPossible } from '../../contract/schema/walk-schema.ts';
import { isSuccess, type StepOutcome } from '../check/outcome.ts';
import { valueFrom } from '../run/send-case.ts';
import { feedPath } from './feed.ts';
import { isEmpty, isKept } from './same-value.ts';
import { type Session, Unreached } from './session.ts';

export type Thing = Readonly<Record<string, unknown>>;

/** The thing that an answer shows, with the defaults of what it leaves out; undefined where it shows none. */
export function shownBy({ operation, shown }: ResourceUse, { json, contract }: StepOutcome): Thing | undefined {
  const thing = shown && valueAt(json?.value, shown);
  if (!isSchemaObject(thing)) return undefined;
  const node = thingNode(contract, successNode(operation), shown ?? []);
  return node ? { ...defaultsOf(contract, node), ...thing } : thing;
}

const knownDefaults = oncePerContract(() => new Map<string, Thing>());

/** By the names of the members that have one. */
function defaultsOf(contract: Contract, node: SchemaNode): Thing {
  const known = knownDefaults(contract);
  const found =
    known.get(node.pointer) ??
    Object.fromEntries(
      memberNames(contract.document, node).flatMap((name) => {
        const { schema } = findMember(contract.document, node, [name]) ?? {};
        return isSchemaObject(schema) && 'default' in schema ? [[name, schema['default']]] : [];
      }),
    );
  known.set(node.pointer, found);
  return found;
}

/** The thing that a request sends; empty where its body is no object. */
export function sentBy({ sent, operation }: ResourceUse, { step, contract }: StepOutcome): Thing {
  const thing = valueAt(step.values.body, sent);
  const node = thingNode(contract, operation.body?.contents[0]?.node, sent);
  return isSchemaObject(thing) ? withoutMarked(contract, node, thing) : {};
}

/** Deepest member of a member that is looked at. */
const DEEPEST = 6;

/** Without what its members have and no answer shows: their own names are compared one by one. */
function withoutMarked(contract: Contract, node: SchemaNode | undefined, thing: Thing, depth = 0): Thing {
  if (!node || depth > DEEPEST) return thing;
  const prune = (value: unknown, own: SchemaNode | undefined): unknown => {
    if (Array.isArray(value)) {
      const item = own && findMember(contract.document, own, ['0']);
      return value.map((each) => prune(each, item));
    }
    if (!isSchemaObject(value)) return value;
    const kept = Object.entries(value).filter(
      ([name]) => !isMarked(contract, own && findMember(contract.document, own, [name])),
    );
    return withoutMarked(contract, own, Object.fromEntries(kept), depth + 1);
  };
  return Object.fromEntries(
    Object.entries(thing).map(([name, value]) => [name, prune(value, findMember(contract.document, node, [name]))]),
  );
}

/** The use that reads one thing. */
export function readOf({ resource }: Pick<Session['law'], 'resource'>): ResourceUse | undefined {
  return resource.uses.find(({ role, operation }) => role === 'read' && operation.method === 'get');
}

/** The operation by which things of the resource are made: one that the server seems to let succeed. */
export function makerOf({ run, law: { resource, use } }: Session): ResourceUse {
  const makers = resource.uses.filter(({ role, makes }) => role === 'create' || makes);
  const reached = use.operation;
  const maker = makers.find(
    ({ operation }) => operation.id === reached.id || feedPath(run.contract, reached, operation) !== undefined,
  );
  if (!maker) throw new Unreached(`nothing makes a ${resource.name} for ${reached.id}`);
  return maker;
}

/** Members that the request of one use and the answer of another document, and that both may show. */
export function sharedMembers(contract: Contract, sender: ResourceUse, reader: ResourceUse): string[] {
  const sent = thingNode(contract, sender.operation.body?.contents[0]?.node, sender.sent);
  const read = thingNode(contract, successNode(reader.operation), reader.shown ?? []);
  if (!sent || !read) return [];
  const known = new Set(memberNames(contract.document, read));
  return memberNames(contract.document, sent).filter(
    (name) =>
      known.has(name) &&
      !isMarked(contract, findMember(contract.document, sent, [name])) &&
      !isMarked(contract, findMember(contract.document, read, [name])),
  );
}

function thingNode(
  { document }: Contract,
  node: SchemaNode | undefined,
  at: readonly string[],
): SchemaNode | undefined {
  return node && findMember(document, node, at);
}

/** Whether a member is not for both directions, or is a secret. */
function isMarked({ document }: Contract, node: SchemaNode | undefined): boolean {
  const schemas = node ? [...walkPossible(document, node)] : [];
  return schemas.some(
    ({ schema }) => schema['readOnly'] === true || schema['writeOnly'] === true || schema['format'] === 'password',
  );
}

/** The members of `sent` that did not come back, as sentences. */
export function lostMembers(sent: Thing, came: Thing, names: readonly string[]): string[] {
  return names.filter((name) => {
    if (!Object.hasOwn(sent, name) || isKept(sent[name], came[name])) return false;
    return !(isEmpty(sent[name]) && !Object.hasOwn(came, name));
  });
}

/** What the first of some members was and is, for a problem. */
export function tellMembers(
  names: readonly string[],
  wanted: Thing,
  came: Thing,
): { expected: string; actual: string } {
  const [name = ''] = names;
  const write = (thing: Thing): string => `${name}: ${JSON.stringify(thing[name]) ?? 'absent'}`.slice(0, 300);
  return { expected: write(wanted), actual: write(came) };
}

/** The identity of what a step made, as a path names it; undefined where no path does. */
export function identityOf({ run }: Session, made: StepOutcome, reader: Operation): string | undefined {
  const fed = feedPath(run.contract, reader, made.operation)?.at(-1);
  const value = fed && valueFrom(made, fed.from);
  return nameText(value);
}

/** Reads a thing until it is there; throws Unreached where it never is. */
export async function readThing(session: Session, made: number): Promise<{ thing: Thing; answer: StepOutcome }> {
  const read = readOf(session.law);
  if (!read) throw new Unreached(`nothing reads a ${session.law.resource.name}`);
  const answer = await session.settle(() => session.on(read.operation, made), isSuccess);
  const thing = isSuccess(answer) ? shownBy(read, answer) : undefined;
  if (!thing) throw new Unreached(`${read.operation.id} answered ${answer.exchange.response?.status}`);
  return { thing, answer };
}

/** Whether what was sent as it stands comes as it stood; true where one of them is no file. */
export function isSameFile(
  { exchange: { request, response: made } }: StepOutcome,
  { exchange: { response } }: StepOutcome,
): boolean {
  const [sent, came] = [request.headers['content-type'], response?.headers['content-type']];
  if (!made || !response || !request.body || typeof came !== 'string') return true;
  const isFile = /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|pdf|zip)/.test(came);
  if (!isFile || sent?.split(';')[0] !== came.split(';')[0]) return true;
  return request.body.equals(response.body);
}
