/** Laws of pages: they are as long as was asked for, follow each other without overlap or gap, and their total is what is there. */
import { valueAt } from '../../contract/json-pointer.ts';
import { plainText } from '../../contract/name-text.ts';
import { filtersOf, nextOf, pagingOf } from '../../contract/resource/list-laws.ts';
import { identitiesOf } from './listed-laws.ts';
import { type Session, Unreached } from './session.ts';
import { makerOf, type Thing } from './thing.ts';
import { boundsOf, itemIdentity, type Page, type PageQuery, readPage, walkList } from './walk-list.ts';

/** How long what has been made may take to be counted, in milliseconds. */
const SETTLED = 2_200;

/** Things that are made to be counted: more than fit on a page of the smallest size. */
const MOST_SIZE = 5;

/** Items of a list that is read in its smallest pages to the end. */
const MOST_WALKED = 20;

export async function tryPaged(session: Session): Promise<void> {
  const { operation } = session.law.use;
  const paging = pagingOf(operation);
  const size = Math.max(boundsOf(operation, paging.size).least ?? 1, 1);
  if (size > MOST_SIZE) throw new Unreached(`its smallest page has ${size} items`);
  const made = await makeMany(session, 4 * size + 1);
  // What is lost of a page of one item is all of it: larger ones show it.
  for (const each of [size, 2 * size]) if (!session.isBroken) await comparePages(session, each, made);
  if (!session.isBroken) await tellEnd(session, size, made);
}

/** All pages together are as many items as a list that fits on one page. */
async function tellEnd(session: Session, size: number, made: number): Promise<void> {
  const { use } = session.law;
  const whole = await walkList(session, use, { made });
  if (whole.items.length > MOST_WALKED) return;
  const walk = await walkList(session, use, { made, size });
  const again = await walkList(session, use, { made });
  const [all, few, others] = [whole, walk, again].map(({ items }) => identitiesOf(session, items));
  const missing = all?.find((identity) => !few?.includes(identity));
  if (!whole.isWhole || !walk.isWhole || missing === undefined || JSON.stringify(all) !== JSON.stringify(others))
    return;
  session.tell({
    kind: 'page-broken',
    message: `the pages of ${use.operation.id} end before all is shown`,
    expected: `${missing} on one of them`,
    actual: `${few?.length} of ${all?.length}`,
  });
}

/** Two pages of a size, held against one that is large enough for both. */
async function comparePages(session: Session, size: number, made: number): Promise<void> {
  const { law, run } = session;
  const { use } = law;
  const { operation } = use;
  const paging = pagingOf(operation);
  const ask = (asked: PageQuery): Promise<Page> => readPage(session, use, { ...asked, made });
  const whole = await untilMany(session, () => ask({ size: 3 * size }), 2 * size + 1);
  const one = await ask({ size });
  if (one.items.length > size) return tellSize(session, size, one);
  if (one.items.length === 0 && whole.items.length > 0) return tellSize(session, size, one);
  const byCursor = paging.cursor !== undefined && nextOf(run.contract, use) !== undefined;
  if (byCursor && one.next === undefined) {
    if (whole.items.length > one.items.length)
      session.tell({
        kind: 'page-broken',
        message: `${operation.id} does not say that there is a next page`,
        expected: 'the way to the next page',
        actual: `${one.items.length} of ${whole.items.length} and more, and no other page`,
      });
    return;
  }
  if (!byCursor && paging.page === undefined && paging.offset === undefined) return;
  const two = await askNext(session, {
    size,
    made,
    number: 1,
    ...(one.next === undefined ? {} : { cursor: one.next }),
  });
  if (!two) return;
  const again = await ask({ size });
  const [first, second, all] = [one, two, whole].map(({ items }) => identitiesOf(session, items)) as [
    string[],
    string[],
    string[],
  ];
  // Others may write, and a list without an order may come in any.
  if (JSON.stringify(identitiesOf(session, again.items)) !== JSON.stringify(first))
    throw new Unreached('its pages come in no lasting order');
  const twice = second.filter((identity) => first.includes(identity));
  if (twice.length > 0)
    return session.tell({
      kind: 'page-broken',
      message: `the second page of ${operation.id} has what the first one had`,
      expected: 'other items',
      actual: `${twice[0]} again`,
    });
  const together = [...first, ...second];
  const shared = Math.min(together.length, all.length);
  const isAlike = together.slice(0, shared).every((identity, index) => identity === all[index]);
  const isMissing = second.length === 0 && all.length > first.length;
  const larger = identitiesOf(session, (await ask({ size: 3 * size })).items);
  if (isAlike && !isMissing) return tellNumber(session, two);
  if (JSON.stringify(larger) !== JSON.stringify(all)) return;
  session.tell({
    kind: 'page-broken',
    message: `two pages of ${operation.id} are not what one of their size is`,
    expected: all.slice(0, shared).join(', '),
    actual: together.join(', '),
  });
}

/** The page behind the first; undefined where the server does not take what it has said itself. */
async function askNext(session: Session, ask: PageQuery & { made: number }): Promise<Page | undefined> {
  const { operation } = session.law.use;
  try {
    return await readPage(session, session.law.use, ask);
  } catch (error) {
    const status = session.steps.at(-1)?.exchange.response?.status ?? 0;
    if (!(error instanceof Unreached) || ask.cursor === undefined || status < 400 || status >= 500) throw error;
    session.tell({
      kind: 'page-broken',
      message: `${operation.id} refuses the way to the next page that it has given itself`,
      expected: 'the next page',
      actual: String(status),
    });
    return undefined;
  }
}

/** A page that says which one it is says so of the one that was asked for. */
function tellNumber(session: Session, { number }: Page): void {
  const { operation } = session.law.use;
  const { page, cursor } = pagingOf(operation);
  const asked = session.steps.findLast(({ step }) => page !== undefined && step.values.query?.[page] !== undefined);
  const wanted = asked?.step.values.query?.[page ?? ''];
  if (cursor !== undefined || number === undefined || wanted === undefined || number === Number(wanted)) return;
  session.tell({
    kind: 'page-broken',
    message: `${operation.id} says that it is another page than was asked for`,
    expected: plainText(wanted),
    actual: String(number),
  });
}

function tellSize(session: Session, size: number, { items }: Page): void {
  session.tell({
    kind: 'page-broken',
    message: `${session.law.use.operation.id} does not keep to the size of a page`,
    expected: size === 1 ? 'one item' : `at most ${size} items`,
    actual: String(items.length),
  });
}

/** One thing, and others beside it. */
async function makeMany(session: Session, count: number): Promise<number> {
  const made = await session.make(makerOf(session).operation);
  for (let more = 1; more < count; more += 1) await session.makeBeside(made);
  return made;
}

/** A list may be a while behind. */
async function untilMany(session: Session, ask: () => Promise<Page>, count: number): Promise<Page> {
  let page = await ask();
  const begun = performance.now();
  while (page.items.length < count && performance.now() - begun < SETTLED) {
    await session.pause();
    session.steps.pop();
    page = await ask();
  }
  return page;
}

/** The total counts what is there, on all pages together, under the filter that was asked for. */
export async function tryCounted(session: Session): Promise<void> {
  const { law, run } = session;
  const { use } = law;
  const made = await makeMany(session, 3);
  const shown = (await readPage(session, use, { made })).items[0];
  await tellCount(session, { made });
  for (const { parameter, member } of filtersOf(run.contract, use)) {
    const value = shown && valueAt(shown, member);
    if (session.isBroken || value === undefined || value === null || typeof value === 'object') continue;
    await tellCount(session, { made, query: { [parameter]: value } });
  }
}

async function tellCount(
  session: Session,
  ask: { made: number; query?: NonNullable<PageQuery['query']> },
): Promise<void> {
  const { use } = session.law;
  const { size } = pagingOf(use.operation);
  const least = Math.max(boundsOf(use.operation, size).least ?? 1, 1);
  const begun = performance.now();
  for (;;) {
    const walk = await walkList(session, use, ask);
    const one = await readPage(session, use, { ...ask, ...(size === undefined ? {} : { size: least }) });
    const again = await walkList(session, use, ask);
    const [names, others] = [walk, again].map(({ items }) => namesOf(session, items)) as [string[], string[]];
    const count = new Set(names).size;
    const totals = [...walk.totals, ...one.totals, ...again.totals];
    const isSteady = walk.isWhole && again.isWhole && JSON.stringify(names) === JSON.stringify(others);
    if (!isSteady && performance.now() - begun > SETTLED) throw new Unreached('what there is cannot be counted');
    const wrong = totals.find((total) => total !== count);
    if (isSteady && (wrong === undefined || performance.now() - begun > SETTLED)) {
      if (wrong === undefined) return;
      return session.tell({
        kind: 'page-broken',
        message: `the total of ${use.operation.id} is not what there is${ask.query ? ` for ${Object.keys(ask.query).join(', ')}` : ''}`,
        expected: String(count),
        actual: String(wrong),
      });
    }
    await session.pause();
  }
}

/** What tells items apart: their identities, or else all that they are. */
function namesOf(session: Session, items: readonly Thing[]): string[] {
  return items.map((item) => itemIdentity(session, item) ?? JSON.stringify(item));
}
