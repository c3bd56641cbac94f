/** Requests that change a thing: their values, and the members that they may set. */
import { valueAt } from '../../contract/json-pointer.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import { isSuccess, type StepOutcome } from '../check/outcome.ts';
import { type Session, Unreached } from './session.ts';
import { identityOf, makerOf, readOf, sharedMembers, type Thing } from './thing.ts';

/** Values of a change; an identity that is repeated in the body is that of the thing. */
export function keepIdentity(session: Session, made: number, members: 'full' | 'minimal'): RequestValues {
  const { use, resource } = session.law;
  const values = session.request(use.operation, members);
  const name = resource.identity?.member?.at(-1);
  const read = readOf(session.law);
  const body = valueAt(values.body, use.sent);
  const own = read && identityOf(session, session.at(made), read.operation);
  if (name === undefined || own === undefined || !isSchemaObject(body) || !Object.hasOwn(body, name)) return values;
  return withThing(values, use.sent, { ...body, [name]: typeof body[name] === 'number' ? Number(own) : own });
}

export function withThing(values: RequestValues, at: readonly string[], thing: Thing): RequestValues {
  const [name, ...rest] = at;
  if (name === undefined) return { ...values, body: thing };
  const body = isSchemaObject(values.body) ? values.body : {};
  return { ...values, body: { ...body, [name]: withThing({ body: body[name] }, rest, thing).body } };
}

/** The schema of a member that a change may send. */
export function memberNode({ run }: Session, { operation, sent }: ResourceUse, name: string): SchemaNode | undefined {
  const node = operation.body?.contents[0]?.node;
  return node && findMember(run.contract.document, node, [...sent, name]);
}

/** Whether nobody gets in without credentials. */
export function isGuarded({ security }: Operation): boolean {
  return security.length > 0 && security.every((demands) => demands.length > 0);
}

/** What the document says that a member is where it is not sent. */
export function defaultOf(session: Session, use: ResourceUse, name: string): unknown {
  const node = memberNode(session, use, name);
  return isSchemaObject(node?.schema) ? node.schema['default'] : undefined;
}

/** Members that callers set: in a change, or when the thing is made. */
export function ownMembers(session: Session, use: ResourceUse, read: ResourceUse): string[] {
  const { contract } = session.run;
  return [...new Set([use, makerOf(session)].flatMap((each) => sharedMembers(contract, each, read)))];
}

/** Throws Unreached where the answer is no success. */
export function demandSuccess(answer: StepOutcome): void {
  if (!isSuccess(answer)) throw new Unreached(`${answer.operation.id} answered ${answer.exchange.response?.status}`);
}
