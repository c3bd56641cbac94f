/**
 * Laws over several requests: each is kept by a right server, and told of one that breaks it. The tests run at once: what is broken is
 * looked at again for two seconds, in case that it settles, and so nearly all of their time is waiting.
 */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { renderText } from '../../src/report/render-text.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify, type VerifyOptions } from '../../src/index.ts';
import { writeContract } from '../write-contract.ts';
import { type Json, merge, type Odd, paths, serveRooms } from './rooms.ts';
import { serveRoutes } from './serve-routes.ts';

function contractOf(own: Json) {
  const document = { openapi: '3.1.0', info: { title: 'rooms', version: '1' }, paths: own };
  return loadContract(writeContract({ 'openapi.json': document }));
}

const inferred = contractOf(paths);

async function judge(odd: Odd, options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  const target = await serveRoutes(serveRooms(odd));
  return verify({ contract: inferred, target, runId: 'laws', depth: 'quick', timeout: 20_000, ...options });
}

const told = ({ problems }: VerifyReport) => problems.map(({ kind, clause }) => `${kind} ${clause}`);

describe.concurrent('a server that keeps every law', () => {
  it('conforms, with each law held', async () => {
    const report = await judge({}, { strictLaws: true });
    expect(report.problems.map(({ kind, clause, message, actual }) => [kind, clause, message, actual])).toEqual([]);
    expect(report.conforms).toBe(true);
    const laws = report.coverage.outcomes.filter(({ id }) => id.includes('.law.'));
    expect(laws.filter(({ outcome }) => outcome !== 'held')).toEqual([]);
    expect(laws.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'addRoom.law.read',
        'addRoom.law.distinct',
        'listRooms.law.listed',
        'listRooms.law.filtered',
        'listRooms.law.sorted',
        'listRooms.law.paged',
        'listRooms.law.counted',
        'getRoom.law.conditional',
        'headRoom.law.headed',
        'replaceRoom.law.replaced',
        'replaceRoom.law.conditional',
        'changeRoom.law.changed',
        'changeRoom.law.untouched',
        'removeRoom.law.gone',
        'book.law.taken',
        'getBooking.law.below',
        'listBookings.law.below',
      ]),
    );
  });

  it('is asked on few connections: with TLS each costs several round trips, and a server may have few to give', async () => {
    let opened = 0;
    const target = await serveRoutes(serveRooms({}), () => (opened += 1));
    const { summary, created } = await judge({}, { target });
    expect(created).toEqual([]);
    expect(opened).toBeLessThan(summary.requests / 8);
  });

  const born = new Map<unknown, number>();
  const isOld = ({ roomId }: Json): boolean => {
    const since = born.get(roomId) ?? performance.now();
    born.set(roomId, since);
    return performance.now() - since > 300;
  };
  const rights: readonly [string, Odd][] = [
    ['writes texts in its own way', { keep: (body) => ({ ...body, name: ` ${String(body['name']).toUpperCase()}` }) }],
    ['leaves out what has no value, or writes null', { keep: (body) => ({ floor: null, ...body }) }],
    ['has weak tags', { tag: (version) => `W/"v${version}"` }],
    ['has no tags', { tag: () => undefined }],
    [
      'lists what was made a moment later',
      {
        list: (all, asked) =>
          all.filter((each) => isOld(each) && (!asked.has('kind') || each['kind'] === asked.get('kind'))),
      },
    ],
    ['has pages that are smaller than was asked for', { page: (all, number) => all.slice(number - 1, number) }],
    [
      'marks what was removed, and shows it',
      {
        remove: (rooms, id) => {
          const known = rooms.get(id);
          if (known) known.body = { ...known.body, removedAt: '2026-01-01T00:00:00Z' };
        },
      },
    ],
  ];
  it.each(rights)('is right when it %s', async (_, odd) => {
    expect(told(await judge(odd, { strictLaws: true }))).toEqual([]);
  });
});

describe.concurrent('a server that breaks one law is told so', () => {
  const cases: readonly [sentence: string, odd: Odd, problem: string][] = [
    ['a member is lost', { keep: (body) => ({ ...body, seats: 1 }) }, 'not-kept addRoom.law.read'],
    ['an identity is given again', { nextId: () => 1 }, 'identifier-repeated addRoom.law.distinct'],
    ['PUT is not kept', { replace: (before) => before }, 'not-kept replaceRoom.law.replaced'],
    [
      'PUT leaves what it was not sent',
      { replace: (before, sent) => ({ ...before, ...sent }) },
      'not-kept replaceRoom.law.replaced',
    ],
    ['PATCH is not kept', { patch: (before) => before }, 'not-kept changeRoom.law.changed'],
    [
      'PATCH clears the rest',
      {
        patch: (before, sent) =>
          merge({ roomId: before['roomId'], name: before['name'], seats: before['seats'] }, sent),
      },
      'changed-unasked changeRoom.law.changed',
    ],
    [
      'null takes nothing away',
      { patch: (before, sent) => ({ ...before, ...merge({}, sent) }) },
      'not-kept changeRoom.law.changed',
    ],
    [
      'a refused change is kept in part',
      {
        refuse: (kept, { name }) => {
          if (typeof name === 'string') kept.body = { ...kept.body, name };
        },
      },
      'changed-unasked changeRoom.law.untouched',
    ],
    ['what was removed stays', { remove: () => undefined }, 'not-gone removeRoom.law.gone'],
    ['the list is empty', { list: () => [] }, 'not-listed listRooms.law.listed'],
    ['a filter is not looked at', { list: (all) => all }, 'not-listed listRooms.law.filtered'],
    [
      'every page is the first',
      { page: (all, _number, size) => all.slice(0, size) },
      'page-broken listRooms.law.paged',
    ],
    ['the size of a page is not kept', { page: (all) => all }, 'page-broken listRooms.law.paged'],
    [
      'pages overlap',
      { page: (all, number, size) => all.slice(Math.max(0, (number - 1) * size - 1), number * size) },
      'page-broken listRooms.law.paged',
    ],
    [
      'what is asked for in an order comes in none',
      { sort: ([first, second, ...rest]) => [second, first, ...rest].filter((each) => each !== undefined) },
      'page-broken listRooms.law.sorted',
    ],
    ['the total is that of the page', { total: (_all, items) => items.length }, 'page-broken listRooms.law.counted'],
    ['an ETag stays the same', { tag: () => '"v"' }, 'condition-ignored replaceRoom.law.conditional'],
    ['conditions are not looked at', { isHeedless: true }, 'condition-ignored getRoom.law.conditional'],
    ['HEAD finds nothing', { head: () => ({ status: 404 }) }, 'not-kept headRoom.law.headed'],
    [
      'HEAD tells of another version',
      { head: (known) => (known ? { status: 200, headers: { etag: '"other"' } } : { status: 404 }) },
      'condition-ignored headRoom.law.headed',
    ],
    ['HEAD finds what was removed', { head: () => ({ status: 200 }) }, 'not-gone headRoom.law.headed'],
    ['a slot is taken twice', { isTaken: () => false }, 'duplicate-accepted book.law.taken'],
    [
      'a booking is found in any room',
      { bookings: (rooms) => new Map([...rooms.values()].flatMap((each) => [...each.bookings])) },
      'found-elsewhere getBooking.law.below',
    ],
  ];
  it.each(cases)('%s', async (_, odd, problem) => {
    const report = await judge(odd);
    expect(told(report)).toContain(problem);
    const ofLaws = report.problems.filter(({ clause }) => clause.includes('.law.'));
    expect(ofLaws.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe.concurrent('a broken law', () => {
  const odd: Odd = { patch: (before) => before };

  it('that is inferred is a warning, which does not decide the verdict', async () => {
    const report = await judge(odd);
    expect(report.conforms).toBe(true);
    expect(report.problems.map(({ severity }) => severity)).toEqual(['warning']);
    expect(renderText(report)).toMatch(/CONFORMS.*\n0 problems, 1 warning,/);
  });

  it('decides it with strict laws', async () => {
    const report = await judge(odd, { strictLaws: true });
    expect(report.conforms).toBe(false);
    expect(report.problems.map(({ severity }) => severity)).toEqual(['error']);
    expect(report.repeat).toContain('--strict-laws');
  });

  it('that the document declares is an error', async () => {
    const own = {
      ...paths,
      '/rooms/{roomId}': { ...(paths['/rooms/{roomId}'] as Json), 'x-resource': { name: 'room' } },
    };
    const report = await judge(odd, { contract: contractOf(own) });
    expect(report.problems.map(({ severity, clause }) => [severity, clause])).toEqual([
      ['error', 'changeRoom.law.changed'],
    ]);
  });

  it('may be switched off, by its clause or its kind', async () => {
    expect((await judge(odd, { lawsOff: ['changeRoom.law.changed'] })).problems).toEqual([]);
    expect((await judge(odd, { ignore: ['not-kept'] })).problems).toEqual([]);
  });

  it('is shown by all the requests that belong together, as lines for a shell', async () => {
    const [problem] = (await judge(odd)).problems;
    expect(problem?.exchanges.map(({ request: { method } }) => method)).toEqual(
      expect.arrayContaining(['POST', 'PATCH', 'GET']),
    );
    expect(problem?.curl).toContain('/rooms/"$addRoom_roomId"');
  });
});
