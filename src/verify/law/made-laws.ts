/** Laws of what was made: it is read back, it has an identity of its own, and it is found at its own place only. */
import { writeText } from '../../http/value/text.ts';
import { isDeepStrictEqual } from 'node:util';
import { segmentsOf } from '../../contract/resource/path-shape.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import { chosenMember, takenMember } from '../../contract/resource/taken-member.ts';
import { isSuccess, type StepOutcome } from '../check/outcome.ts';
import { TELLING_ROUNDS } from '../plan/telling-values.ts';
import { changeValues } from '../plan/change-values.ts';
import { defaultOf } from './change-request.ts';
import { isKept, isTelling } from './same-value.ts';
import { type Session, Unreached } from './session.ts';
import { tellCreation, tellIdentity, tellParents } from './tell-thing.ts';
import {
  identityOf,
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

/** What was created is read back: with the members that the request, the answer and the read have in common. */
export async function tryRead(session: Session): Promise<void> {
  const { operation } = session.law.use;
  const read = readOf(session.law);
  if (!read) throw new Unreached('nothing reads it');
  const first = await session.make(operation);
  await tellReadBack(session, first, read);
  if (!session.isBroken) await tellUnknown(session, first, read);
  for (let round = 0; round < TELLING_ROUNDS && !session.isBroken; round += 1) {
    const made = await session.makeTelling(operation, round);
    if (made === undefined) continue;
    await tellReadBack(session, made, read);
    if (!session.isBroken) await tellUnsent(session, made, read);
  }
}

async function tellReadBack(session: Session, made: number, read: ResourceUse): Promise<void> {
  const { law, run } = session;
  const { use } = law;
  tellCreation(session, made);
  const answer = await session.settle(() => session.on(read.operation, made), isSuccess);
  const { status } = answer.exchange.response ?? {};
  if (status === 404 || status === 410) {
    session.tell({
      kind: 'not-kept',
      message: `what ${use.operation.id} has made is not there`,
      expected: `${read.operation.id} finds it`,
      actual: String(status),
      declared: law.declared || use.evidence === 'link',
    });
    return;
  }
  if (!isSuccess(answer)) throw new Unreached(`${read.operation.id} answered ${status}`);
  const sent = sentBy(use, session.at(made));
  const came = shownBy(read, answer);
  if (came) {
    const lost = lostMembers(sent, came, sharedMembers(run.contract, use, read));
    if (lost.length > 0)
      session.tell({
        kind: 'not-kept',
        message: `${lost.join(', ')} of what ${use.operation.id} has made is not read back`,
        ...tellMembers(lost, sent, came),
      });
    tellIdentity(session, made, { by: read.operation, came });
    tellParents(session, made, { by: use.operation, came });
    await tellSafety(session, made, came);
  } else if (!isSameFile(session.at(made), answer))
    session.tell({
      kind: 'not-kept',
      message: `${read.operation.id} gives other bytes than ${use.operation.id} was sent`,
      expected: 'the same bytes',
      actual: `${answer.exchange.response?.body.length} bytes of ${session.at(made).exchange.request.body?.length}`,
    });
}

/** What HTTP has for a request that is wrong in itself. */
const REFUSALS: ReadonlySet<number | undefined> = new Set([400, 422]);

/** An identifier like the one that was given, of nothing, is not found, where the document has 404 and no other refusal for it. */
async function tellUnknown(session: Session, made: number, { operation }: ResourceUse): Promise<void> {
  const has = (status: string): boolean => operation.responses.some((each) => each.status === status);
  const given = identityOf(session, session.at(made), operation);
  const fed = session.bindings(operation, made);
  const own = fed.at(-1);
  const twin = given && otherDigits(given);
  if (!has('404') || has('default') || has('4XX') || !own || twin === undefined) return;
  const before = session.steps.length;
  const values = changeValues(session.request(operation, 'minimal'), [{ at: own.at, value: twin }]);
  const answer = await session.on(operation, made, { values, bind: fed.slice(0, -1) });
  const { status } = answer.exchange.response ?? {};
  if (!REFUSALS.has(status) || has(String(status))) return session.rewind(before);
  session.tell({
    kind: 'undocumented-status',
    message: `an identifier like those that are given, of nothing, is answered with ${status}, which is not documented`,
    expected: '404',
    actual: String(status),
  });
}

/** The identifier with other digits in its last row of them; undefined where it has none. */
function otherDigits(identity: string): string | undefined {
  const found = /^(.*?)(\d{1,12})(\D*)$/s.exec(identity);
  if (!found) return undefined;
  const [, head = '', digits = '', tail = ''] = found;
  // A number that is far from those that were given; among other letters as many digits as before.
  if (head === '' && tail === '') return String(Number(digits) + 1_000_003);
  return head + [...digits].map((digit) => String((Number(digit) + 7) % 10)).join('') + tail;
}

/** What the next creation leaves out is not what this one has sent; where the document has a default it is that, or absent. */
async function tellUnsent(session: Session, made: number, read: ResourceUse): Promise<void> {
  const { use } = session.law;
  const before = sentBy(use, session.at(made));
  const next = await session.tryBeside(made, (values) => values, 'minimal');
  if (!isSuccess(session.at(next))) return;
  const sent = sentBy(use, session.at(next));
  const came = shownBy(read, await session.settle(() => session.on(read.operation, next), isSuccess));
  if (!came) return;
  const left = sharedMembers(session.run.contract, use, read).filter(
    (name) => !Object.hasOwn(sent, name) && ![undefined, null, ''].includes(came[name] as null),
  );
  for (const name of left) {
    const usual = defaultOf(session, use, name);
    const isLeaked = usual === undefined && isTelling(before[name]) && isDeepStrictEqual(before[name], came[name]);
    if (!isLeaked && (usual === undefined || isKept(usual, came[name]))) continue;
    return session.tell({
      kind: isLeaked ? 'leak' : 'not-kept',
      message: isLeaked
        ? `${name} comes back with what the request before had sent`
        : `${name} that ${use.operation.id} was not sent is not its default`,
      ...tellMembers([name], usual === undefined ? {} : { [name]: usual }, came),
    });
  }
}

/** To read changes nothing of what a caller has sent. */
async function tellSafety(session: Session, made: number, before: Thing): Promise<void> {
  const read = readOf(session.law);
  if (!read || session.isBroken) return;
  const again = shownBy(read, await session.on(read.operation, made));
  const changed = again ? lostMembers(before, again, sharedMembers(session.run.contract, session.law.use, read)) : [];
  if (again && changed.length > 0)
    session.tell({
      kind: 'changed-unasked',
      message: `${read.operation.id} changes ${changed.join(', ')}`,
      ...tellMembers(changed, before, again),
    });
}

/** HEAD finds what GET finds, in the same version (RFC 9110, 9.3.2); and no more once that is removed. */
export async function tryHeaded(session: Session): Promise<void> {
  const { operation } = session.law.use;
  const read = readOf(session.law)?.operation;
  if (!read) throw new Unreached('nothing reads it');
  const made = await session.make(makerOf(session).operation);
  const found = await session.settle(() => session.on(read, made), isSuccess);
  if (!isSuccess(found)) throw new Unreached(`${read.id} answered ${found.exchange.response?.status}`);
  const answer = await session.on(operation, made);
  const [one, other] = [etagOf(found), etagOf(answer)];
  if (!isSuccess(answer))
    return session.tell({
      kind: 'not-kept',
      message: `${operation.id} does not find what ${read.id} finds`,
      expected: '2XX',
      actual: String(answer.exchange.response?.status),
    });
  if (one !== undefined && other !== undefined && one !== other)
    return session.tell({
      kind: 'condition-ignored',
      message: `${operation.id} has another ETag than ${read.id}`,
      expected: one,
      actual: other,
    });
  const removal = session.law.resource.uses.find(({ role }) => role === 'remove');
  if (!removal || !isSuccess(await session.on(removal.operation, made))) return;
  const gone = await session.settle(
    () => session.on(read, made),
    (each) => !isSuccess(each),
  );
  if (isSuccess(gone)) return;
  const again = await session.on(operation, made);
  if (isSuccess(again))
    session.tell({
      kind: 'not-gone',
      message: `${operation.id} still finds what ${removal.operation.id} has removed`,
      expected: String(gone.exchange.response?.status),
      actual: String(again.exchange.response?.status),
    });
}

/** The tag of a version, without what tells its strength or its coding. */
function etagOf({ exchange: { response } }: StepOutcome): string | undefined {
  const tag = response?.headers['etag'];
  return typeof tag === 'string' ? tag.replace(/^W\//, '').replace(/-(?:gzip|br|deflate)"$/, '"') : undefined;
}

/** Two creations at once are two things, and no identity is given again. */
export async function tryDistinct(session: Session): Promise<void> {
  const { use, resource } = session.law;
  const reader = resource.uses.find(({ role }) => role === 'read' || role === 'remove' || role === 'change');
  if (!reader) throw new Unreached('nothing names one of them');
  const first = await session.make(use.operation);
  const identity = (step: number): string | undefined => identityOf(session, session.at(step), reader.operation);
  const isRepeated = (step: number, other: number): boolean =>
    identity(step) !== undefined && identity(step) === identity(other);
  const second = await session.makeBeside(first);
  if (isRepeated(first, second)) return tellRepeated(session, identity(second), 'that is there');
  const removal = resource.uses.find(({ role }) => role === 'remove');
  const isGone = removal !== undefined && isSuccess(await session.on(removal.operation, second));
  const third = await session.makeBeside(first);
  if (isRepeated(first, third)) return tellRepeated(session, identity(third), 'that is there');
  if (isRepeated(second, third)) tellRepeated(session, identity(third), isGone ? 'that was removed' : 'that is there');
}

function tellRepeated(session: Session, identity: string | undefined, of: string): void {
  const { use, resource } = session.law;
  session.tell({
    kind: 'identifier-repeated',
    message: `${use.operation.id} gives a ${resource.name} the identity of one ${of}`,
    expected: 'an identity of its own',
    actual: `${identity} again`,
  });
}

/** A second creation with an identity, or another value, that is taken is refused. */
export async function tryTaken(session: Session): Promise<void> {
  const { law, run } = session;
  const { use, resource } = law;
  const member = takenMember(run.contract, resource, use) ?? '';
  const isIdentity = chosenMember(run.contract, resource, use) !== undefined;
  const first = await session.make(use.operation);
  const taken = sentBy(use, session.at(first))[member];
  const named = (isIdentity ? resource.identity?.member?.at(-1) : undefined) ?? member;
  const shown = shownBy(use, session.at(first))?.[named];
  if (taken === undefined || (shown !== undefined && !isKept(taken, shown))) throw new Unreached('the server chooses');
  const second = await session.tryBeside(first, (values) => withMember(values, [...use.sent, member], taken));
  const came = shownBy(use, session.at(second))?.[named];
  if (isSuccess(session.at(second)) && isKept(taken, came))
    session.tell({
      kind: 'duplicate-accepted',
      message: `${use.operation.id} takes a ${member} that is taken`,
      expected: 'a refusal',
      actual: String(session.at(second).exchange.response?.status),
    });
}

function withMember<Values extends { body?: unknown }>(values: Values, at: readonly string[], value: unknown): Values {
  const [name = '', ...rest] = at;
  const body = values.body as Record<string, unknown>;
  const inner = rest.length === 0 ? value : withMember({ body: body[name] }, rest, value).body;
  return { ...values, body: { ...body, [name]: inner } };
}

/** What is below one parent is not found below another; and below what is not there there is nothing. */
export async function tryBelow(session: Session): Promise<void> {
  if (session.law.use.role === 'list') return tryBelowNothing(session);
  const { use } = session.law;
  const maker = makerOf(session);
  const made = await session.make(maker.operation);
  const found = await session.on(use.operation, made);
  if (!isSuccess(found)) throw new Unreached(`${use.operation.id} answered ${found.exchange.response?.status}`);
  const bindings = session.bindings(use.operation, made);
  const parents = segmentsOf(use.operation.path)
    .flatMap(({ names }) => names)
    .slice(0, -1);
  for (const name of parents.toReversed()) {
    const theirs = bindings.find(({ at }) => at[1] === name)?.from[0]?.expression.tokens[0];
    const parent = session.at(made).step.bind?.find(({ at }) => at[0] === 'path' && at[1] === theirs);
    if (!parent) continue;
    const own = { ...parent, at: ['path', name], step: await session.makeBeside(parent.step) };
    const elsewhere = bindings.map((binding) => (binding.at[1] === name ? own : binding));
    const answer = await session.on(use.operation, made, { bind: elsewhere });
    const isSame = writeText(answer.step.values.path?.[name]) === writeText(found.step.values.path?.[name]);
    if (isSuccess(answer) && !isSame)
      session.tell({
        kind: 'found-elsewhere',
        message: `${use.operation.id} finds a thing below another ${name} than its own`,
        expected: '404',
        actual: String(answer.exchange.response?.status),
      });
    return;
  }
  throw new Unreached('there is no other parent');
}

async function tryBelowNothing(session: Session): Promise<void> {
  const { operation } = session.law.use;
  const answer = await session.send(operation, { values: session.request(operation, 'minimal') });
  if (isSuccess(answer))
    session.tell({
      kind: 'found-elsewhere',
      message: `${operation.id} answers for what does not exist`,
      expected: '404',
      actual: String(answer.exchange.response?.status),
    });
}
