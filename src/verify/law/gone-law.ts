/** The law of what is removed: it is neither found nor listed afterwards. */
import { isSuccess } from '../check/outcome.ts';
import { demandSuccess, isGuarded } from './change-request.ts';
import type { Session } from './session.ts';
import { makerOf, readOf, shownBy, type Thing } from './thing.ts';
import { isListed } from './walk-list.ts';

/** What was removed is not found, and not listed; one that is marked as removed may be. */
export async function tryGone(session: Session): Promise<void> {
  const { law } = session;
  const { use, resource } = law;
  const maker = makerOf(session);
  let made = await session.make(maker.operation);
  const read = readOf(law);
  let before = read ? shownBy(read, await session.on(read.operation, made)) : undefined;
  if (before && read && isGuarded(use.operation)) {
    const refused = await session.on(use.operation, made, { credentials: 'none' });
    const after = await session.on(read.operation, made);
    if (!isSuccess(refused) && !isSuccess(after))
      return session.tell({
        kind: 'changed-unasked',
        message: `${use.operation.id} removes although it refuses a request without credentials`,
        expected: `${read.operation.id} finds it`,
        actual: String(after.exchange.response?.status),
      });
    // Whoever asks for no credentials has removed it.
    if (isSuccess(refused)) {
      made = await session.make(maker.operation);
      before = shownBy(read, await session.on(read.operation, made));
    }
  }
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
