/** The law of conditions: If-Match and If-None-Match are heeded, and an ETag tells versions apart (RFC 9110, 13). */
import { type Operation, parameterKey, type RequestValues } from '../../contract/operation.ts';
import { isSuccess, type StepOutcome } from '../check/outcome.ts';
import type { Binding } from '../plan/case.ts';
import { type Session, Unreached } from './session.ts';
import { makerOf, readOf } from './thing.ts';

/** A tag that no version has. */
const NO_TAG = '"docpact-no-version"';

export async function tryConditional(session: Session): Promise<void> {
  return session.law.use.role === 'read' ? tryIfNoneMatch(session) : tryIfMatch(session);
}

async function tryIfNoneMatch(session: Session): Promise<void> {
  const { operation } = session.law.use;
  const made = await session.make(makerOf(session).operation);
  const { step } = await readTag(session, made, operation);
  const key = conditionOf(operation, 'if-none-match');
  const fits = await session.on(operation, made, {
    bind: [...session.bindings(operation, made), tagFrom(key, step)],
    values: withTag(session, key, NO_TAG),
  });
  if (isSuccess(fits))
    return session.tell({
      kind: 'condition-ignored',
      message: `${operation.id} sends in full what the caller has`,
      expected: '304',
      actual: String(fits.exchange.response?.status),
    });
  const other = await session.on(operation, made, { values: withTag(session, key, NO_TAG) });
  if (other.exchange.response?.status === 304)
    session.tell({
      kind: 'condition-ignored',
      message: `${operation.id} says of another version that it is the caller’s`,
      expected: '200',
      actual: '304',
    });
}

async function tryIfMatch(session: Session): Promise<void> {
  const { operation } = session.law.use;
  const { method } = operation;
  const read = readOf(session.law)?.operation;
  if (!read) throw new Unreached('nothing reads it');
  const key = conditionOf(operation, 'if-match');
  const made = await session.make(makerOf(session).operation);
  const before = await readTag(session, made, read);
  const send = (tag: number | undefined): Promise<StepOutcome> =>
    session.on(operation, made, {
      values: withTag(session, key, NO_TAG, method === 'delete' ? 'minimal' : 'full'),
      bind: [...session.bindings(operation, made), ...(tag === undefined ? [] : [tagFrom(key, tag)])],
    });
  if (method === 'delete') return tellStale(session, await send(undefined));
  const changed = await send(before.step);
  const { status } = changed.exchange.response ?? {};
  // A weak tag fits nothing here (RFC 9110, 8.8.3.2).
  if (status === 412 && !before.tag.startsWith('W/'))
    return session.tell({
      kind: 'condition-ignored',
      message: `${operation.id} refuses the version that is there`,
      expected: 'a success',
      actual: '412',
    });
  if (status === 412) return tellStale(session, await send(undefined));
  if (!isSuccess(changed)) throw new Unreached(`${operation.id} answered ${status}`);
  const after = await readTag(session, made, read);
  if (after.tag === before.tag && bodyOf(session, after.step) !== bodyOf(session, before.step))
    return session.tell({
      kind: 'condition-ignored',
      message: `the ETag stays the same when ${operation.id} changes what it is of`,
      expected: 'another ETag',
      actual: after.tag,
    });
  tellStale(session, await send(after.tag === before.tag ? undefined : before.step));
}

function bodyOf(session: Session, step: number): string | undefined {
  return session.at(step).exchange.response?.body.toString();
}

function tellStale(session: Session, answer: StepOutcome): void {
  if (isSuccess(answer))
    session.tell({
      kind: 'condition-ignored',
      message: `${answer.operation.id} does its work on another version than it was asked to`,
      expected: '412',
      actual: String(answer.exchange.response?.status),
    });
}

/** The read that shows the version as it is. */
async function readTag(session: Session, made: number, read: Operation): Promise<{ tag: string; step: number }> {
  const answer = await session.settle(() => session.on(read, made), isSuccess);
  const tag = answer.exchange.response?.headers['etag'];
  if (!isSuccess(answer) || typeof tag !== 'string') throw new Unreached(`${read.id} gives no ETag`);
  return { tag, step: session.steps.length - 1 };
}

function conditionOf({ parameters }: Operation, name: string): string {
  const found = parameters.find((each) => each.in === 'header' && each.name.toLowerCase() === name);
  return found ? parameterKey(found) : name;
}

function tagFrom(key: string, step: number): Binding {
  return { at: ['header', key], from: [{ expression: { message: 'response', in: 'header', tokens: ['etag'] } }], step };
}

function withTag(session: Session, key: string, tag: string, members: 'minimal' | 'full' = 'minimal'): RequestValues {
  const values = session.request(session.law.use.operation, members);
  return { ...values, path: {}, header: { ...values.header, [key]: tag } };
}
