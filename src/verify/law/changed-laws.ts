/** Laws of what is replaced, changed and removed: it is so afterwards, and nothing else is. */
import { valueAt } from '../../contract/json-pointer.ts';
import type { RequestValues } from '../../contract/operation.ts';
import { memberNames } from '../../contract/resource/origin.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import { isSuccess, type StepOutcome } from '../check/outcome.ts';
import { isEmpty, isKept, isObject } from './same-value.ts';
import { type Session, Unreached } from './session.ts';
import {
  identityOf,
  isSameFile,
  lostMembers,
  makerOf,
  readOf,
  readThing,
  sentBy,
  sharedMembers,
  shownBy,
  tellMembers,
  type Thing,
} from './thing.ts';

/** Members that one thing's changes are tried on. */
const MOST_MEMBERS = 6;

/** What PUT sends is there afterwards, once or twice alike; what it leaves out is not, where the document says so. */
export async function tryReplaced(session: Session): Promise<void> {
  const { law } = session;
  const { use } = law;
  const made = await session.make(makerOf(session).operation);
  const full = await session.on(use.operation, made, { values: keepIdentity(session, made, 'full') });
  demandSuccess(full);
  const sent = sentBy(use, full);
  const came = await tellReplaced(session, made, sent);
  if (session.isBroken) return;
  const again = await session.on(use.operation, made, { values: { ...full.step.values, path: {} } });
  const isMade =
    again.exchange.response?.status === 201 && use.operation.responses.some(({ status }) => /^20[04]/.test(status));
  if (isMade)
    session.tell({
      kind: 'not-kept',
      message: `${use.operation.id} says of what is there already that it was created`,
      expected: '200 or 204',
      actual: '201',
    });
  if (!isSuccess(again) || session.isBroken) return;
  await tellReplaced(session, made, sent);
  if (came && saysWhole(use)) await tellLeftOut(session, made, { sent, came });
}

/** Whether the document says that what is not sent is gone. */
function saysWhole({ operation }: ResourceUse): boolean {
  return /replac|overwrit|entire|not sent|omitted|替换|覆盖/i.test(`${operation.id} ${operation.summary}`);
}

async function tellReplaced(session: Session, made: number, sent: Thing): Promise<Thing | undefined> {
  const { use } = session.law;
  const read = readOf(session.law);
  if (!read) throw new Unreached('nothing reads it');
  if (!read.shown) return tellFile(session, made, read);
  const names = sharedMembers(session.run.contract, use, read);
  const answer = await session.settle(
    () => session.on(read.operation, made),
    (each) => lostMembers(sent, shownBy(read, each) ?? {}, names).length === 0,
  );
  const came = shownBy(read, answer);
  const lost = came ? lostMembers(sent, came, names) : [];
  if (!came || lost.length === 0) return came;
  session.tell({
    kind: 'not-kept',
    message: `${lost.join(', ')} is not as ${use.operation.id} has set it`,
    ...tellMembers(lost, sent, came),
  });
  return came;
}

/** What is no object is there as it was sent last. */
async function tellFile(session: Session, made: number, read: ResourceUse): Promise<undefined> {
  const sent = session.steps.at(-1) as StepOutcome;
  const answer = await session.settle(
    () => session.on(read.operation, made),
    (each) => isSameFile(sent, each),
  );
  if (isSuccess(answer) && !isSameFile(sent, answer))
    session.tell({
      kind: 'not-kept',
      message: `${read.operation.id} gives other bytes than ${session.law.use.operation.id} was sent`,
      expected: 'the same bytes',
      actual: `${answer.exchange.response?.body.length} bytes of ${sent.exchange.request.body?.length}`,
    });
}

/** A member that was there, may be left out, and was left out, is gone or has its default. */
async function tellLeftOut(
  session: Session,
  made: number,
  { sent, came }: { sent: Thing; came: Thing },
): Promise<void> {
  const { use } = session.law;
  const read = readOf(session.law);
  const least = await session.on(use.operation, made, { values: keepIdentity(session, made, 'minimal') });
  if (!read || !isSuccess(least)) return;
  const left = sharedMembers(session.run.contract, use, read).filter(
    (name) =>
      Object.hasOwn(sent, name) &&
      !Object.hasOwn(sentBy(use, least), name) &&
      !isEmpty(came[name]) &&
      !isKept(defaultOf(session, use, name), came[name]),
  );
  const stays = (answer: StepOutcome): string[] =>
    left.filter((name) => isKept(came[name], shownBy(read, answer)?.[name]));
  const answer = await session.settle(
    () => session.on(read.operation, made),
    (each) => stays(each).length === 0,
  );
  const kept = stays(answer);
  if (kept.length > 0)
    session.tell({
      kind: 'not-kept',
      message: `${use.operation.id} leaves ${kept.join(', ')} that it was not sent`,
      expected: `no ${kept[0]}, or its default`,
      actual: tellMembers(kept, {}, shownBy(read, answer) ?? {}).actual,
    });
}

function defaultOf(session: Session, use: ResourceUse, name: string): unknown {
  const node = memberNode(session, use, name);
  return isObject(node?.schema) ? node.schema['default'] : undefined;
}

export function memberNode({ run }: Session, { operation, sent }: ResourceUse, name: string): SchemaNode | undefined {
  const node = operation.body?.contents[0]?.node;
  return node && findMember(run.contract.document, node, [...sent, name]);
}

/** Values of a change; an identity that is repeated in the body is that of the thing. */
export function keepIdentity(session: Session, made: number, members: 'full' | 'minimal'): RequestValues {
  const { use, resource } = session.law;
  const values = session.request(use.operation, members);
  const name = resource.identity?.member?.at(-1);
  const read = readOf(session.law);
  const body = valueAt(values.body, use.sent);
  const own = read && identityOf(session, session.at(made), read.operation);
  if (name === undefined || own === undefined || !isObject(body) || !Object.hasOwn(body, name)) return values;
  return withThing(values, use.sent, { ...body, [name]: typeof body[name] === 'number' ? Number(own) : own });
}

export function withThing(values: RequestValues, at: readonly string[], thing: Thing): RequestValues {
  const [name, ...rest] = at;
  if (name === undefined) return { ...values, body: thing };
  const body = isObject(values.body) ? values.body : {};
  return { ...values, body: { ...body, [name]: withThing({ body: body[name] }, rest, thing).body } };
}

export function demandSuccess(answer: StepOutcome): void {
  if (!isSuccess(answer)) throw new Unreached(`${answer.operation.id} answered ${answer.exchange.response?.status}`);
}

/** What PATCH names is changed, null takes it away (RFC 7396), all else stays; what an act answers is so. */
export async function tryChanged(session: Session): Promise<void> {
  const { law } = session;
  const { use } = law;
  const made = await session.make(makerOf(session).operation);
  const { thing } = await readThing(session, made);
  if (use.operation.method !== 'patch') return tryAct(session, made);
  const content = use.operation.body?.contents[0];
  if (!content?.node || /json-patch/.test(content.mediaType)) throw new Unreached('it is no patch of members');
  let before = thing;
  const full = keepIdentity(session, made, 'full');
  const body = valueAt(full.body, use.sent);
  if (!isObject(body)) throw new Unreached('it is no patch of members');
  const required = sentThing(session, 'minimal');
  const names = Object.keys(body)
    .filter((name) => memberKnown(session, name))
    .slice(0, MOST_MEMBERS);
  for (const name of names) {
    before = await tryPatch(session, made, { before, patch: { ...required, [name]: body[name] }, full });
    if (session.isBroken) return;
  }
  for (const name of names.filter((each) => takesNull(session, each) && !isEmpty(before[each]))) {
    before = await tryPatch(session, made, { before, patch: { ...required, [name]: null }, full });
    if (session.isBroken) return;
  }
}

/** What must be in any patch. */
function sentThing(session: Session, members: 'minimal'): Thing {
  const { use } = session.law;
  const node = use.operation.body?.contents[0]?.node;
  const required = isObject(node?.schema) ? node.schema['required'] : undefined;
  const body = valueAt(session.request(use.operation, members).body, use.sent);
  if (!isObject(body) || !Array.isArray(required)) return {};
  return Object.fromEntries(Object.entries(body).filter(([name]) => required.includes(name)));
}

function memberKnown(session: Session, name: string): boolean {
  const read = readOf(session.law);
  return read !== undefined && sharedMembers(session.run.contract, session.law.use, read).includes(name);
}

function takesNull(session: Session, name: string): boolean {
  const node = memberNode(session, session.law.use, name);
  const view = { direction: 'request', demand: 'documented' } as const;
  return node !== undefined && session.run.contract.validators.accepts(node, null, view);
}

interface Patch {
  before: Thing;
  patch: Thing;
  full: RequestValues;
}

/** The thing as it is afterwards. */
async function tryPatch(session: Session, made: number, { before, patch, full }: Patch): Promise<Thing> {
  const { use } = session.law;
  const read = readOf(session.law);
  const changed = await session.on(use.operation, made, { values: withThing({ ...full, path: {} }, use.sent, patch) });
  if (!read || !isSuccess(changed)) return before;
  const names = ownMembers(session, use, read);
  const wanted = { ...before, ...patch };
  const answer = await session.settle(
    () => session.on(read.operation, made),
    (each) => lostMembers(wanted, shownBy(read, each) ?? {}, names).length === 0,
  );
  const came = shownBy(read, answer);
  const lost = came ? lostMembers(wanted, came, names) : [];
  if (!came || lost.length === 0) return came ?? before;
  const own = lost.filter((name) => Object.hasOwn(patch, name));
  session.tell({
    kind: own.length > 0 ? 'not-kept' : 'changed-unasked',
    message:
      own.length > 0
        ? `${own.join(', ')} is not as ${use.operation.id} has set it`
        : `${use.operation.id} changes ${lost.join(', ')}, which it was not sent`,
    ...tellMembers(own.length > 0 ? own : lost, wanted, came),
  });
  return came;
}

/** Members that callers set: in a change, or when the thing is made. */
export function ownMembers(session: Session, use: ResourceUse, read: ResourceUse): string[] {
  const { contract } = session.run;
  return [...new Set([use, makerOf(session)].flatMap((each) => sharedMembers(contract, each, read)))];
}

/** An act on a thing: what it was sent is in the thing, and the thing is as the answer says. */
async function tryAct(session: Session, made: number): Promise<void> {
  const { use } = session.law;
  const read = readOf(session.law);
  const done = await session.on(use.operation, made, { values: session.request(use.operation, 'full') });
  demandSuccess(done);
  const said = shownBy(use, done);
  if (!read || !said) throw new Unreached('its answer shows no thing');
  const [sent, names] = [sentBy(use, done), sharedMembers(session.run.contract, use, use)];
  const lost = lostMembers(sent, said, names);
  if (lost.length > 0)
    return session.tell({
      kind: 'not-kept',
      message: `the answer to ${use.operation.id} has another ${lost.join(', ')} than was sent`,
      ...tellMembers(lost, sent, said),
    });
  const documented = documentedMembers(session, use).filter((name) => documentedMembers(session, read).includes(name));
  const answer = await session.settle(
    () => session.on(read.operation, made),
    (each) => lostMembers(said, shownBy(read, each) ?? {}, documented).length === 0,
  );
  const came = shownBy(read, answer);
  const others = came ? lostMembers(said, came, documented) : [];
  const again = shownBy(read, await session.on(read.operation, made)) ?? {};
  // What is another at every look says nothing.
  const steady = others.filter((name) => isKept(came?.[name], again[name]));
  if (came && steady.length > 0)
    session.tell({
      kind: 'not-kept',
      message: `${steady.join(', ')} is not as ${use.operation.id} has answered`,
      ...tellMembers(steady, said, came),
    });
}

function documentedMembers({ run }: Session, { operation, shown = [] }: ResourceUse): string[] {
  const node = operation.responses.find(({ status }) => status.startsWith('2'))?.contents[0]?.node;
  const thing = node && findMember(run.contract.document, node, shown);
  return thing ? memberNames(run.contract, thing) : [];
}
