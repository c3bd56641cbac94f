/** The operations on alerts, on photos, and the one that needs no key. */
import { randomUUID } from 'node:crypto';
import { noContent, ok, problem, type Call, type Reply } from './call.ts';
import { missing, param, writeEmpty, type Operation } from './operation.ts';
import { integer, longest, oneOf, queryNumber } from './read-query.ts';
import { createEntry, type Body, type Entry } from './state.ts';
import { findStation, stationIdOf } from './stations.ts';

const alertId = (call: Call): string => param(call, 'alertId').toLowerCase();
const alertOf = (call: Call): Entry => call.state.alerts.get(alertId(call)) as Entry;
const renderAlert = (call: Call, { body }: Entry): Body => writeEmpty(call, body, ['acknowledgedBy', 'note']);
const photoId = (call: Call): string => param(call, 'photoId').toLowerCase();
const photoOf = (call: Call): Entry => call.state.photos.get(photoId(call)) as Entry;
const renderPhoto = (call: Call, { body }: Entry): Body => writeEmpty(call, body, ['caption']);

function findAlert(call: Call): Reply | undefined {
  return call.state.alerts.has(alertId(call)) ? undefined : missing(call, `/alerts/${param(call, 'alertId')}`);
}

function findPhoto(call: Call): Reply | undefined {
  return call.state.photos.has(photoId(call)) ? undefined : missing(call, `/photos/${param(call, 'photoId')}`);
}

function list(call: Call): Reply {
  const station = call.query.get('stationId');
  const severity = call.query.get('severity');
  const cursor = call.query.get('cursor') ?? '';
  const { state, policy } = call;
  if (policy.oddCursor === 'refuse' && cursor !== '' && !state.alerts.has(cursor.toLowerCase()))
    return problem(policy.invalidByDefault, 'the cursor is not one of ours');
  if (policy.alertsOfNone === 404 && station !== null && !state.stations.has(Number(station)))
    return problem(404, `there is no station ${station}`);
  const all = [...state.alerts.values()]
    .map((entry) => renderAlert(call, entry))
    .filter((body) => station === null || body['stationId'] === Number(station))
    .filter((body) => severity === null || body['severity'] === severity)
    .sort((a, b) => ((a['alertId'] as string) < (b['alertId'] as string) ? -1 : 1));
  const rest = all.filter((body) => (body['alertId'] as string) > cursor);
  const alerts = rest.slice(0, Math.min(queryNumber(call, 'limit', 20), policy.pageCap));
  const next = alerts.length < rest.length ? { next: alerts.at(-1)?.['alertId'] } : {};
  return ok(writeEmpty(call, { alerts, total: all.length, ...next }, ['next']));
}

function raise(call: Call, value: unknown): Reply {
  const { state, policy } = call;
  const body = value as Body;
  if (!state.stations.has(body['stationId'] as number))
    return problem(policy.noSuchStation, 'there is no such station', {
      errors: [{ path: '/stationId', message: 'there is no such station' }],
    });
  const id = policy.makeUuid(randomUUID());
  const raisedAt = policy.writeTime(new Date());
  const entry = createEntry(state, { alertId: id, ...body, state: 'open', raisedAt });
  state.alerts.set(id.toLowerCase(), entry);
  return ok(renderAlert(call, entry), 201);
}

function acknowledge(call: Call, value: unknown): Reply {
  const { body } = alertOf(call);
  if (body['state'] === 'acknowledged') return problem(409, 'it was acknowledged before');
  const { by, note } = (value ?? {}) as Body;
  const told = { ...(by === undefined ? {} : { acknowledgedBy: by }), ...(note === undefined ? {} : { note }) };
  const entry = createEntry(call.state, { ...body, state: 'acknowledged', ...told });
  call.state.alerts.set(alertId(call), entry);
  return ok(renderAlert(call, entry));
}

function addPhoto(call: Call, value: unknown): Reply {
  const id = call.policy.makeUuid(randomUUID());
  const uploadedAt = call.policy.writeTime(new Date());
  const entry = createEntry(call.state, {
    photoId: id,
    stationId: stationIdOf(call),
    ...(value as Body),
    uploadedAt,
  });
  call.state.photos.set(id.toLowerCase(), entry);
  return ok(renderPhoto(call, entry), 201);
}

function removePhoto(call: Call): Reply {
  call.state.photos.delete(photoId(call));
  call.state.removed.add(call.path);
  return noContent;
}

const json = 'application/json';
const photo = { path: '/photos/{photoId}', byDefault: true, find: findPhoto } as const;

export const otherOperations: readonly Operation[] = [
  { id: 'getHealth', method: 'GET', path: '/health', open: true, act: () => ok({ status: 'ok', version: '2.4.0' }) },
  {
    id: 'addPhoto',
    method: 'POST',
    path: '/stations/{stationId}/photos',
    byDefault: true,
    find: findStation,
    body: { type: 'multipart/form-data' },
    act: addPhoto,
  },
  { ...photo, id: 'getPhoto', method: 'GET', act: (call) => ok(renderPhoto(call, photoOf(call))) },
  { ...photo, id: 'removePhoto', method: 'DELETE', act: removePhoto },
  {
    id: 'listAlerts',
    method: 'GET',
    path: '/alerts',
    byDefault: true,
    query: {
      limit: integer(1, 100),
      cursor: longest(200),
      stationId: integer(1, 2_147_483_647),
      severity: oneOf('info', 'warning', 'critical'),
    },
    act: list,
  },
  {
    id: 'raiseAlert',
    method: 'POST',
    path: '/alerts',
    byDefault: true,
    body: { type: json, schema: 'new-alert' },
    act: raise,
  },
  {
    id: 'getAlert',
    method: 'GET',
    path: '/alerts/{alertId}',
    byDefault: true,
    find: findAlert,
    act: (call) => ok(renderAlert(call, alertOf(call))),
  },
  {
    id: 'acknowledgeAlert',
    method: 'POST',
    path: '/alerts/{alertId}/acknowledgement',
    byDefault: true,
    find: findAlert,
    body: { type: json, schema: 'acknowledgement', optional: true },
    act: acknowledge,
  },
];
