/** The law of what is replaced: it is afterwards what was sent. */
import { makeBystander, tellBystander } from './bystander.ts';
import { TELLING_ROUNDS } from '../plan/telling-values.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import { isSuccess, type StepOutcome } from '../check/outcome.ts';
import { defaultOf, demandSuccess, keepIdentity } from './change-request.ts';
import { isEmpty, isKept } from './same-value.ts';
import { type Session, Unreached } from './session.ts';
import {
  isSameFile,
  lostMembers,
  makerOf,
  readOf,
  sentBy,
  sharedMembers,
  shownBy,
  tellMembers,
  type Thing,
} from './thing.ts';

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
  const beside = session.isBroken ? undefined : await makeBystander(session, made);
  for (let round = 0; round < TELLING_ROUNDS && !session.isBroken; round += 1) {
    const told = await session.on(use.operation, made, {
      values: { ...session.telling(use.operation, round), path: {} },
    });
    if (isSuccess(told)) await tellReplaced(session, made, sentBy(use, told));
  }
  if (beside && !session.isBroken) await tellBystander(session, beside);
  if (session.isBroken) return;
  if (!came || saysPart(use)) return;
  const before = shownBy(use, full) ?? came;
  await session.on(use.operation, made, { values: { ...full.step.values, path: {} } });
  await tellLeftOut(session, made, { sent, came: before });
}

/** Whether the document says that what is not sent is gone. */
function saysWhole({ operation }: ResourceUse): boolean {
  return /replac|overwrit|entire|not sent|omitted|替换|覆盖/i.test(`${operation.id} ${operation.summary}`);
}

/** Whether it says that PUT changes no more than what it is sent, against HTTP's own meaning of it. */
function saysPart({ operation }: ResourceUse): boolean {
  return /partial|merge|patch|only the|增量|部分|局部/i.test(`${operation.id} ${operation.summary}`);
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
      // HTTP means a replacement (RFC 9110, 9.3.4), and many a server does not: where no document says so, it is told, and decides nothing.
      ...(saysWhole(use) ? {} : { declared: false }),
      expected: `no ${kept[0]}, or its default`,
      actual: tellMembers(kept, {}, shownBy(read, answer) ?? {}).actual,
    });
}
