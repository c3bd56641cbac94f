/** Laws of what a list holds: what is there, under filters that it meets, in the order that was asked for. */
import { valueAt } from '../../contract/json-pointer.ts';
import { type Filter, filtersOf, sortsOf } from '../../contract/resource/list-laws.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { findMember, walkPossible } from '../../contract/schema/walk-schema.ts';
import { writeText } from '../../http/value/text.ts';
import { isSuccess } from '../check/outcome.ts';
import { isGuarded } from './change-request.ts';
import { isKept, isTelling } from './same-value.ts';
import { type Session, Unreached } from './session.ts';
import { tellCreation, tellParents } from './tell-thing.ts';
import {
  identityOf,
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
import { findListed, isListed, itemIdentity, walkList } from './walk-list.ts';

/** What was made is in the list of its own parent, and in no other. */
export async function tryListed(session: Session): Promise<void> {
  const { use } = session.law;
  const maker = makerOf(session);
  const first = await session.make(maker.operation);
  if (!readOf(session.law)) tellCreation(session, first);
  const second = await session.tryBeside(first, (values) => values);
  const isTwo = session.at(second).exchange.response?.status === session.at(first).exchange.response?.status;
  for (const made of isTwo ? [first, second] : [first]) {
    if ((await isListed(session, use, { made, of: first, wanted: true })) !== false) continue;
    return session.tell({
      kind: 'not-listed',
      message: `${use.operation.id} does not list what ${maker.operation.id} has made`,
      expected: `a list with ${nameOf(session, made)}`,
      actual: 'a list without it',
    });
  }
  if (!session.isBroken) await tellItem(session, first, maker);
  if (!session.isBroken && isGuarded(maker.operation)) await tellMadeWithout(session, maker);
  if (session.isBroken || !use.operation.path.includes('{')) return;
  const own = [first, second].map((made) => nameOf(session, made));
  let other = await session.make(maker.operation);
  // Things may be counted anew below each parent: the name of one more is another.
  for (let more = 0; more < own.length && own.includes(nameOf(session, other)); more += 1)
    other = await session.makeBeside(other);
  if (own.includes(nameOf(session, other)) || isSameParent(session, first, other)) return;
  if ((await isListed(session, use, { made: other, of: first, wanted: false })) === true)
    session.tell({
      kind: 'found-elsewhere',
      message: `${use.operation.id} lists what is below another parent`,
      expected: `a list without ${nameOf(session, other)}`,
      actual: 'it is listed',
    });
}

/** What the list shows of a thing is what its maker was sent; it may show less. */
async function tellItem(session: Session, made: number, maker: ResourceUse): Promise<void> {
  const { use } = session.law;
  const item = await findListed(session, use, made);
  if (!item) return;
  const sent = sentBy(maker, session.at(made));
  const names = sharedMembers(session.run.contract, maker, maker).filter((name) => Object.hasOwn(item, name));
  const lost = lostMembers(sent, item, names);
  if (lost.length > 0)
    return session.tell({
      kind: 'not-kept',
      message: `${use.operation.id} lists another ${lost.join(', ')} than ${maker.operation.id} was sent`,
      ...tellMembers(lost, sent, item),
    });
  tellParents(session, made, { by: maker.operation, came: item });
}

/** A creation without credentials that is refused has made nothing. */
async function tellMadeWithout(session: Session, maker: ResourceUse): Promise<void> {
  const { use } = session.law;
  const refused = await session.makeWithout(maker.operation);
  if (isSuccess(session.at(refused))) return;
  const sent = sentBy(maker, session.at(refused));
  const names = sharedMembers(session.run.contract, maker, maker).filter((name) => Object.hasOwn(sent, name));
  const { items } = await walkList(session, use, { made: refused });
  const made = items.find((item) => names.every((name) => Object.hasOwn(item, name) && isKept(sent[name], item[name])));
  // Below a parent that is new there is nothing else.
  const isKnown = use.operation.path.includes('{') || names.some((name) => isTelling(sent[name]));
  if (made && isKnown)
    session.tell({
      kind: 'changed-unasked',
      message: `${maker.operation.id} makes what ${use.operation.id} lists although it refuses a request without credentials`,
      expected: 'a list without it',
      actual: JSON.stringify(made).slice(0, 300),
    });
}

function nameOf(session: Session, made: number): string | undefined {
  const read = readOf(session.law);
  return read && identityOf(session, session.at(made), read.operation);
}

function isSameParent(session: Session, one: number, other: number): boolean {
  const parents = (made: number): string =>
    JSON.stringify(
      session
        .bindings(session.law.use.operation, made)
        .map(({ at: [, name] }) => session.at(made).step.values.path?.[name ?? '']),
    );
  return parents(one) === parents(other);
}

/** A filter that is called like a member lets through what has the value, and nothing else. */
export async function tryFiltered(session: Session): Promise<void> {
  const { law, run } = session;
  const made = await session.make(makerOf(session).operation);
  for (let more = 0; more < 3; more += 1) await session.tryBeside(made, (values) => values);
  const thing = await thingOf(session, made);
  let tried = 0;
  const held: (Filter & { value: unknown })[] = [];
  for (const filter of filtersOf(run.contract, law.use)) {
    const value = valueAt(thing, filter.member);
    if (value === undefined || value === null || typeof value === 'object') continue;
    tried += 1;
    await tryFilter(session, filter, { made, value });
    if (session.isBroken) return;
    held.push({ ...filter, value });
  }
  await tryFiltersTogether(session, made, held);
  if (tried === 0) throw new Unreached('what was made has no value that a filter takes');
}

/** As it is read, or as the answer to the creation shows it. */
async function thingOf(session: Session, made: number): Promise<Thing> {
  if (readOf(session.law)) return (await readThing(session, made)).thing;
  return shownBy(makerOf(session), session.at(made)) ?? {};
}

async function tryFilter(
  session: Session,
  { parameter, member }: Filter,
  { made, value }: { made: number; value: unknown },
): Promise<void> {
  const { use } = session.law;
  const { operation } = use;
  const query = { [parameter]: value };
  if ((await isListed(session, use, { made, wanted: true, query })) === false)
    return session.tell({
      kind: 'not-listed',
      message: `${operation.id} with ${parameter} lacks what has that ${member.join('.')}`,
      expected: `${nameOf(session, made)} in the list for ${parameter}=${writeText(value)}`,
      actual: 'a list without it',
    });
  await tryFilteredBy(session, { parameter, member }, { made, value });
  const another = listedValues(session, parameter).find((each) => !isKept(value, each));
  // What was made may all be alike: under a value that it does not have, none of it is listed.
  if (another !== undefined && !session.isBroken)
    await tryFilteredBy(session, { parameter, member }, { made, value: another });
}

/** Two filters let through what meets both: what was made does not, where one of them has a value of another thing. */
async function tryFiltersTogether(
  session: Session,
  made: number,
  filters: readonly (Filter & { value: unknown })[],
): Promise<void> {
  const { operation } = session.law.use;
  if (/\bor\b|\bany\b|任一|或/i.test(operation.summary)) return;
  const { items } = await walkList(session, session.law.use, { made });
  for (const one of filters) {
    for (const two of filters.filter((other) => other !== one)) {
      const another = [...listedValues(session, two.parameter), ...items.map((item) => valueAt(item, two.member))].find(
        (each) => ['string', 'number', 'boolean'].includes(typeof each) && !overlaps(two.value, each),
      );
      if (another === undefined) continue;
      const query = { [one.parameter]: one.value, [two.parameter]: another };
      if ((await isListed(session, session.law.use, { made, wanted: false, query })) !== true) return;
      return session.tell({
        kind: 'not-listed',
        message: `${operation.id} with ${one.parameter} and ${two.parameter} lists what meets one of them`,
        expected: `only what has that ${one.member.join('.')} and that ${two.member.join('.')}`,
        actual: `what has another ${two.member.join('.')}`,
      });
    }
  }
}

/** Whether a text may be found by the other. */
function overlaps(one: unknown, other: unknown): boolean {
  return isKept(one, other) || fits(one, other, false) || fits(other, one, false);
}

/** The values that the document lists for a parameter. */
function listedValues({ run, law }: Session, parameter: string): unknown[] {
  const found = law.use.operation.parameters.find(({ in: place, name }) => place === 'query' && name === parameter);
  const schemas = found ? [...walkPossible(run.contract.document, found.node)] : [];
  return schemas.flatMap(({ schema }) => (Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : []));
}

/** Nothing is listed under a value that has another. */
async function tryFilteredBy(
  session: Session,
  { parameter, member }: Filter,
  { made, value }: { made: number; value: unknown },
): Promise<void> {
  const { use } = session.law;
  const { items } = await walkList(session, use, { made, query: { [parameter]: value } });
  const isExact = typeof value !== 'string' || isListedValue(session, member);
  const other = items
    .map((item) => valueAt(item, member))
    .find(
      (came) =>
        came !== undefined &&
        came !== null &&
        !isSchemaObject(came) &&
        !Array.isArray(came) &&
        !fits(value, came, isExact),
    );
  if (other !== undefined)
    session.tell({
      kind: 'not-listed',
      message: `${use.operation.id} with ${parameter} lists what has another ${member.join('.')}`,
      expected: `only ${member.join('.')} ${JSON.stringify(value)}`,
      actual: JSON.stringify(other) ?? '',
    });
}

/** A text may be looked for inside others. */
function fits(wanted: unknown, came: unknown, isExact: boolean): boolean {
  if (isKept(wanted, came)) return true;
  const [text, part] = [came, wanted].map((each) => writeText(each).toLowerCase());
  return !isExact && text?.includes(part ?? '') === true;
}

/** Whether the document says enough of a text for it to be no prose. */
function isListedValue({ run, law }: Session, member: readonly string[]): boolean {
  const { operation, shown = [], each = [] } = law.use;
  const node = operation.responses.find(({ status }) => status.startsWith('2'))?.contents[0]?.node;
  const found = node && findMember(run.contract.document, node, [...shown, '0', ...each, ...member]);
  const schemas = found ? [...walkPossible(run.contract.document, found)] : [];
  return schemas.some(({ schema }) => ['enum', 'const', 'pattern', 'format'].some((keyword) => keyword in schema));
}

/** The list comes in the order of the member that the parameter names, up or down. */
export async function trySorted(session: Session): Promise<void> {
  const { law, run } = session;
  const made = await session.make(makerOf(session).operation);
  for (let more = 0; more < 3; more += 1) await session.tryBeside(made, (values) => values);
  for (const { parameter, value, member, direction } of sortsOf(run.contract, law.resource, law.use)) {
    const { items } = await walkList(session, law.use, { made, query: { [parameter]: value } });
    const values = items.map((item) => valueAt(item, member)).filter((each) => each !== undefined && each !== null);
    if (direction !== 'down' && isInOrder(values)) continue;
    if (direction !== 'up' && isInOrder(values.toReversed())) continue;
    return session.tell({
      kind: 'page-broken',
      message: `${law.use.operation.id} with ${parameter}=${value} is not in the order of ${member.join('.')}`,
      expected: `${member.join('.')} ${direction ?? 'up or down'}`,
      actual: JSON.stringify(values.slice(0, 10)),
    });
  }
}

/** In one of the orders that there are: of numbers, of code units, of letters whatever their case, or of a language. */
function isInOrder(values: readonly unknown[]): boolean {
  const orders: ((one: string, other: string) => boolean)[] = [
    (one, other) => one <= other,
    (one, other) => one.toLowerCase() <= other.toLowerCase(),
    (one, other) => one.localeCompare(other, 'en') <= 0,
    (one, other) => Number(one) <= Number(other),
    (one, other) => Date.parse(one) <= Date.parse(other),
  ];
  const texts = values.map(writeText);
  return orders.some((isBefore) => texts.every((text, index) => index === 0 || isBefore(texts[index - 1] ?? '', text)));
}

/** The identities of items, those that have none aside. */
export function identitiesOf(session: Session, items: readonly Thing[]): string[] {
  return items.flatMap((item) => itemIdentity(session, item) ?? []);
}
