/** The operations on stations. */
import { noContent, ok, type Call, type Reply } from './call.ts';
import { notModified, refuseChanged, tagOf } from './conditions.ts';
import { findNetwork } from './networks.ts';
import { missing, param, writeEmpty, type Operation } from './operation.ts';
import { integer, number, oneOf, queryNumber } from './read-query.ts';
import { createEntry, removeStationAt, stationsOf, type Body, type Entry } from './state.ts';

export const stationIdOf = (call: Call): number => Number(param(call, 'stationId'));
const entryOf = (call: Call): Entry => call.state.stations.get(stationIdOf(call)) as Entry;

export function findStation(call: Call): Reply | undefined {
  return call.state.stations.has(stationIdOf(call)) ? undefined : missing(call, `/stations/${stationIdOf(call)}`);
}

const render = (call: Call, { body }: Entry): Body => writeEmpty(call, body, ['elevation']);

function answer(call: Call, entry: Entry, status = 200): Reply {
  return ok(render(call, entry), status, { etag: tagOf(call, entry) });
}

function list(call: Call): Reply {
  const status = call.query.get('status');
  const lowest = call.query.get('minElevation');
  const isWanted = ({ body }: Entry): boolean =>
    (status === null || body['status'] === status) &&
    (lowest === null || (typeof body['elevation'] === 'number' && body['elevation'] >= Number(lowest)));
  const wanted = stationsOf(call.state, param(call, 'networkSlug')).filter(isWanted);
  if (call.policy.listOrder === 'newest-first') wanted.reverse();
  if (call.query.get('sort') === 'name')
    wanted.sort((a, b) => ((a.body['name'] as string) < (b.body['name'] as string) ? -1 : 1));
  const page = queryNumber(call, 'page', 1);
  const size = queryNumber(call, 'size', 20);
  const items = wanted.slice((page - 1) * size, page * size).map((entry) => render(call, entry));
  return ok({ items, page, size, total: wanted.length });
}

function add(call: Call, value: unknown): Reply {
  const { state, policy } = call;
  state.lastStation = policy.nextStation(state.lastStation);
  const entry = createEntry(state, {
    id: state.lastStation,
    networkSlug: param(call, 'networkSlug'),
    status: 'planned',
    ...(value as Body),
    createdAt: policy.writeTime(new Date()),
  });
  state.stations.set(state.lastStation, entry);
  return answer(call, entry, 201);
}

/** A merge patch (RFC 7396): null takes a member away. */
function patch(call: Call, value: unknown): Reply {
  const before = entryOf(call);
  const refused = refuseChanged(call, tagOf(call, before));
  if (refused) return refused;
  const merged = Object.entries({ ...before.body, ...(value as Body) }).filter(
    ([name, member]) => member !== null || !(name in (value as Body)),
  );
  const entry = createEntry(call.state, Object.fromEntries(merged));
  call.state.stations.set(stationIdOf(call), entry);
  return answer(call, entry);
}

function remove(call: Call): Reply {
  removeStationAt(call.state, stationIdOf(call));
  call.state.removed.add(call.path);
  return noContent;
}

const collection = { path: '/networks/{networkSlug}/stations', find: findNetwork } as const;
const item = { path: '/stations/{stationId}', find: findStation } as const;

export const stationOperations: readonly Operation[] = [
  {
    ...collection,
    id: 'listStations',
    method: 'GET',
    query: {
      page: integer(1, 100_000),
      size: integer(1, 100),
      status: oneOf('planned', 'active', 'retired'),
      minElevation: number(-430, 9000),
      sort: oneOf('id', 'name'),
    },
    act: list,
  },
  {
    ...collection,
    id: 'addStation',
    method: 'POST',
    body: { type: 'application/json', schema: 'new-station' },
    act: add,
  },
  {
    ...item,
    id: 'getStation',
    method: 'GET',
    act: (call) => notModified(call, tagOf(call, entryOf(call))) ?? answer(call, entryOf(call)),
  },
  { ...item, id: 'headStation', method: 'HEAD', act: (call) => answer(call, entryOf(call)) },
  {
    ...item,
    id: 'patchStation',
    method: 'PATCH',
    body: { type: 'application/merge-patch+json', schema: 'station-patch' },
    act: patch,
  },
  { ...item, id: 'removeStation', method: 'DELETE', act: remove },
];
