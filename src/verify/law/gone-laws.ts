/** Laws of what is removed, and of what is refused: the one is gone afterwards, the other has changed nothing. */
import { valueAt } from '../../contract/json-pointer.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import { isSuccess } from '../check/outcome.ts';
import { demandSuccess, keepIdentity, memberNode, ownMembers, withThing } from './changed-laws.ts';
import { isObject } from './same-value.ts';
import { type Session, Unreached } from './session.ts';
import { lostMembers, makerOf, readOf, readThing, shownBy, tellMembers, type Thing } from './thing.ts';
import { isListed } from './walk-list.ts';

/** What was removed is not found, and not listed; one that is marked as removed may be. */
export async function tryGone(session: Session): Promise<void> {
  const { law } = session;
  const { use, resource } = law;
  const maker = makerOf(session);
  const made = await session.make(maker.operation);
  const read = readOf(law);
  const before = read ? shownBy(read, await session.on(read.operation, made)) : undefined;
  const removed = await session.on(use.operation, made);
  demandSuccess(removed);
  const answer =
    read &&
    (await session.settle(
      () => session.on(read.operation, made),
      (each) => !isSuccess(each),
    ));
  if (read && answer && isSuccess(answer)) {
    const after = shownBy(read, answer);
    if (before && after && isMarkedGone(before, after)) return;
    return session.tell({
      kind: 'not-gone',
      message: `${read.operation.id} still finds what ${use.operation.id} has removed`,
      expected: '404 or 410',
      actual: String(answer.exchange.response?.status),
    });
  }
  const list = resource.uses.find(({ role }) => role === 'list');
  if (!list) return;
  if ((await isListed(session, list, { made, wanted: false })) === true)
    session.tell({
      kind: 'not-gone',
      message: `${list.operation.id} still lists what ${use.operation.id} has removed`,
      expected: 'a list without it',
      actual: 'it is listed',
    });
}

/** Whether the thing says itself that it is no more: any of its members is another one now. */
function isMarkedGone(before: Thing, after: Thing): boolean {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

/** A change that is refused changes nothing. */
export async function tryUntouched(session: Session): Promise<void> {
  const { use } = session.law;
  const made = await session.make(makerOf(session).operation);
  const { thing: before } = await readThing(session, made);
  const full = keepIdentity(session, made, 'full');
  const body = valueAt(full.body, use.sent);
  if (!isObject(body)) throw new Unreached('it sends no members');
  const broken = Object.keys(body)
    .toReversed()
    .find((name) => !takesObject(session, name));
  if (broken === undefined) throw new Unreached('no member can be sent wrong');
  const values = withThing({ ...full, path: {} }, use.sent, { ...body, [broken]: { docpact: [] } });
  const refused = await session.on(use.operation, made, { values });
  if (isSuccess(refused)) throw new Unreached(`${use.operation.id} takes what is not valid`);
  const { thing: after } = await readThing(session, made);
  const read = readOf(session.law) as ResourceUse;
  const changed = lostMembers(before, after, ownMembers(session, use, read));
  if (changed.length > 0)
    session.tell({
      kind: 'changed-unasked',
      message: `${use.operation.id} changes ${changed.join(', ')} although it refuses the request`,
      ...tellMembers(changed, before, after),
    });
}

function takesObject(session: Session, name: string): boolean {
  const node = memberNode(session, session.law.use, name);
  const view = { direction: 'request', demand: 'documented' } as const;
  return !node || session.run.contract.validators.accepts(node, { docpact: [] }, view);
}
