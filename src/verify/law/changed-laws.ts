/** Laws of what is changed: what was sent is so afterwards, all else stays, and what is refused changes nothing. */
import { valueAt } from '../../contract/json-pointer.ts';
import type { RequestValues } from '../../contract/operation.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import { successNode } from '../../contract/resource/origin.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import type { Direction } from '../../contract/schema/view-schema.ts';
import { findMember, memberNames, walkInPlace } from '../../contract/schema/walk-schema.ts';
import { isSuccess, type StepOutcome } from '../check/outcome.ts';
import { TELLING_ROUNDS } from '../plan/telling-values.ts';
import { makeBystander, tellBystander } from './bystander.ts';
import { demandSuccess, isGuarded, keepIdentity, memberNode, ownMembers, withThing } from './change-request.ts';
import { isEmpty, isKept } from './same-value.ts';
import { type Session, Unreached } from './session.ts';
import { tellIdentity } from './tell-thing.ts';
import {
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
import { findListed } from './walk-list.ts';

/** Members that one thing's changes are tried on. */
const MOST_MEMBERS = 6;

/** What PATCH names is changed, null takes it away (RFC 7396), all else stays; what an act answers is so. */
export async function tryChanged(session: Session): Promise<void> {
  const { law } = session;
  const { use } = law;
  const made = await session.make(makerOf(session).operation);
  if (use.operation.method !== 'patch') return tryAct(session, made);
  const { thing } = await readThing(session, made);
  const content = use.operation.body?.contents[0];
  if (!content?.node || /json-patch/.test(content.mediaType)) throw new Unreached('it is no patch of members');
  let before = thing;
  const full = keepIdentity(session, made, 'full');
  const body = valueAt(full.body, use.sent);
  if (!isSchemaObject(body)) throw new Unreached('it is no patch of members');
  const required = sentThing(session, 'minimal');
  const names = Object.keys(body)
    .filter((name) => memberKnown(session, name))
    .slice(0, MOST_MEMBERS);
  const beside = await makeBystander(session, made);
  // The last of these is what the members are then changed of, one by one.
  for (let round = 0; round < TELLING_ROUNDS; round += 1) {
    const telling = valueAt(session.telling(use.operation, round).body, use.sent);
    if (isSchemaObject(telling)) before = await tryPatch(session, made, { before, patch: telling, full });
    if (session.isBroken) return;
  }
  if (beside) await tellBystander(session, beside);
  if (session.isBroken) return;
  for (const name of names) {
    before = await tryPatch(session, made, { before, patch: { ...required, [name]: body[name] }, full });
    if (session.isBroken) return;
  }
  for (const name of names.filter((each) => mayBeTakenAway(session, each) && !isEmpty(before[each]))) {
    before = await tryPatch(session, made, { before, patch: { ...required, [name]: null }, full });
    if (session.isBroken) return;
  }
}

/** What must be in any patch. */
function sentThing(session: Session, members: 'minimal'): Thing {
  const { use } = session.law;
  const node = use.operation.body?.contents[0]?.node;
  const required = isSchemaObject(node?.schema) ? node.schema['required'] : undefined;
  const body = valueAt(session.request(use.operation, members).body, use.sent);
  if (!isSchemaObject(body) || !Array.isArray(required)) return {};
  return Object.fromEntries(Object.entries(body).filter(([name]) => required.includes(name)));
}

function memberKnown(session: Session, name: string): boolean {
  const read = readOf(session.law);
  return read !== undefined && sharedMembers(session.run.contract, session.law.use, read).includes(name);
}

/** Whether null may be sent for a member, and the thing may be without it afterwards: else null can only mean that nothing is said of it. */
function mayBeTakenAway(session: Session, name: string): boolean {
  const { run, law } = session;
  const read = readOf(law);
  const sent = memberNode(session, law.use, name);
  const shown = read && shownNode(session, read);
  const came = shown && findMember(run.contract.document, shown, [name]);
  const takes = (node: SchemaNode | undefined, direction: Direction): boolean =>
    node !== undefined && run.contract.validators.accepts(node, null, { direction, demand: 'documented' });
  return (
    takes(sent, 'request') && (takes(came, 'response') || (shown !== undefined && !isDemanded(session, shown, name)))
  );
}

function isDemanded({ run }: Session, thing: SchemaNode, name: string): boolean {
  return [...walkInPlace(run.contract.document, thing)].some(
    ({ schema }) => Array.isArray(schema['required']) && schema['required'].includes(name),
  );
}

/** The schema of the thing in the answer that reads it. */
function shownNode({ run }: Session, { operation, shown }: ResourceUse): SchemaNode | undefined {
  const node = successNode(operation);
  return node && findMember(run.contract.document, node, shown ?? []);
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

/** An act on a thing: what it was sent is in the thing, and the thing is as the answer says. */
async function tryAct(session: Session, made: number): Promise<void> {
  const { use } = session.law;
  if (isGuarded(use.operation)) await tellActed(session, made);
  if (session.isBroken) return;
  const done = await session.on(use.operation, made, { values: session.request(use.operation, 'full') });
  demandSuccess(done);
  const said = shownBy(use, done);
  if (!said) throw new Unreached('its answer shows no thing');
  const [sent, names] = [sentBy(use, done), sharedMembers(session.run.contract, use, use)];
  const lost = lostMembers(sent, said, names);
  if (lost.length > 0)
    return session.tell({
      kind: 'not-kept',
      message: `the answer to ${use.operation.id} has another ${lost.join(', ')} than was sent`,
      ...tellMembers(lost, sent, said),
    });
  tellIdentity(session, made, { by: use.operation, came: said });
  if (!session.isBroken) await tellDone(session, made, said);
}

/** The thing as it is read, or else as it is listed. */
async function look(session: Session, made: number): Promise<Thing | undefined> {
  const read = readOf(session.law);
  if (read) return shownBy(read, await session.on(read.operation, made));
  const list = session.law.resource.uses.find(({ role }) => role === 'list');
  return list && findListed(session, list, made);
}

/** Without credentials nothing is done. */
async function tellActed(session: Session, made: number): Promise<void> {
  const { operation } = session.law.use;
  const before = await look(session, made);
  const again = (await look(session, made)) ?? {};
  const refused = await session.on(operation, made, { credentials: 'none' });
  if (!before || isSuccess(refused)) return;
  const after = (await look(session, made)) ?? before;
  const steady = Object.keys(before).filter((name) => isKept(before[name], again[name]));
  const changed = lostMembers(before, after, steady);
  if (changed.length > 0)
    session.tell({
      kind: 'changed-unasked',
      message: `${operation.id} changes ${changed.join(', ')} although it refuses a request without credentials`,
      ...tellMembers(changed, before, after),
    });
}

/** The thing is as the answer to an act says, wherever it is shown. */
async function tellDone(session: Session, made: number, said: Thing): Promise<void> {
  const { use } = session.law;
  const read = readOf(session.law);
  const shown = read ? documentedMembers(session, read) : Object.keys((await look(session, made)) ?? {});
  const documented = documentedMembers(session, use).filter((name) => shown.includes(name));
  let came: Thing | undefined;
  await session.settle(
    async () => {
      came = await look(session, made);
      return session.steps.at(-1) as StepOutcome;
    },
    () => lostMembers(said, came ?? {}, documented).length === 0,
  );
  const others = came ? lostMembers(said, came, documented) : [];
  const again = others.length > 0 ? ((await look(session, made)) ?? {}) : {};
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
  return thing ? memberNames(run.contract.document, thing) : [];
}

/** A change that is refused changes nothing. */
export async function tryUntouched(session: Session): Promise<void> {
  const { use } = session.law;
  const made = await session.make(makerOf(session).operation);
  let { thing: before } = await readThing(session, made);
  const full = keepIdentity(session, made, 'full');
  const body = valueAt(full.body, use.sent);
  if (!isSchemaObject(body)) throw new Unreached('it sends no members');
  const broken = Object.keys(body)
    .toReversed()
    .find((name) => !takesObject(session, name));
  const isKnown = isGuarded(use.operation);
  if (broken === undefined && !isKnown) throw new Unreached('no member can be sent wrong');
  const wrong = broken === undefined ? body : { ...body, [broken]: { docpact: [] } };
  if (isKnown) {
    const values = withThing({ ...full, path: {} }, use.sent, body);
    const refused = await session.on(use.operation, made, { values, credentials: 'none' });
    if (!isSuccess(refused)) await tellTouched(session, made, { before, of: 'a request without credentials' });
    // Whoever asks for no credentials has changed it.
    else before = (await readThing(session, made)).thing;
  }
  if (session.isBroken || broken === undefined) return;
  const values = withThing({ ...full, path: {} }, use.sent, wrong);
  const refused = await session.on(use.operation, made, { values });
  if (isSuccess(refused)) throw new Unreached(`${use.operation.id} takes what is not valid`);
  await tellTouched(session, made, { before, of: 'the request' });
}

async function tellTouched(
  session: Session,
  made: number,
  { before, of }: { before: Thing; of: string },
): Promise<void> {
  const { use } = session.law;
  const { thing: after } = await readThing(session, made);
  const read = readOf(session.law) as ResourceUse;
  const changed = lostMembers(before, after, ownMembers(session, use, read));
  if (changed.length > 0)
    session.tell({
      kind: 'changed-unasked',
      message: `${use.operation.id} changes ${changed.join(', ')} although it refuses ${of}`,
      ...tellMembers(changed, before, after),
    });
}

function takesObject(session: Session, name: string): boolean {
  const node = memberNode(session, session.law.use, name);
  const view = { direction: 'request', demand: 'documented' } as const;
  return !node || session.run.contract.validators.accepts(node, { docpact: [] }, view);
}
