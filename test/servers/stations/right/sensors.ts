/** The operations on sensors and their readings. */
import { randomUUID } from 'node:crypto';
import { noContent, ok, type Call, type Reply } from './call.ts';
import { locate, missing, param, writeEmpty, type Operation } from './operation.ts';
import { integer, queryNumber, time } from './read-query.ts';
import { createEntry, removeSensorAt, type Body, type Entry, type Reading } from './state.ts';
import { findStation, stationIdOf } from './stations.ts';
import { readTime } from './validate.ts';

const serialOf = (call: Call): string => param(call, 'serial');
const keyOf = (call: Call): string => `${stationIdOf(call)}/${serialOf(call)}`;
const entryOf = (call: Call): Entry => call.state.sensors.get(keyOf(call)) as Entry;
const render = (call: Call, { body }: Entry): Body => writeEmpty(call, body, ['calibratedOn']);

function findSensor(call: Call): Reply | undefined {
  const path = `/stations/${stationIdOf(call)}/sensors/${serialOf(call)}`;
  return findStation(call) ?? (call.state.sensors.has(keyOf(call)) ? undefined : missing(call, path));
}

function list(call: Call): Reply {
  const own = [...call.state.sensors.values()].filter(({ body }) => body['stationId'] === stationIdOf(call));
  if (call.policy.listOrder === 'newest-first') own.reverse();
  return ok(own.map((entry) => render(call, entry)));
}

function put(call: Call, value: unknown): Reply {
  const isNew = !call.state.sensors.has(keyOf(call));
  const names = { serial: serialOf(call), stationId: stationIdOf(call) };
  const entry = createEntry(call.state, { ...names, ...(value as Body) });
  call.state.sensors.set(keyOf(call), entry);
  return ok(render(call, entry), isNew ? 201 : 200);
}

function remove(call: Call): Reply {
  removeSensorAt(call.state, stationIdOf(call), serialOf(call));
  call.state.removed.add(call.path);
  return noContent;
}

const takenAt = ({ body }: Entry): number => readTime(body['takenAt'] as string) ?? 0;

function listReadings(call: Call): Reply {
  const from = readTime(call.query.get('from') ?? '') ?? -Infinity;
  const to = readTime(call.query.get('to') ?? '') ?? Infinity;
  const span = [...call.state.readings.values()]
    .filter((reading) => `${reading.stationId}/${reading.serial}` === keyOf(call))
    .filter((reading) => takenAt(reading) >= from && takenAt(reading) < to)
    .sort((a, b) => takenAt(b) - takenAt(a));
  const readings = span.slice(0, queryNumber(call, 'limit', 50)).map((reading) => renderReading(call, reading));
  return ok({ readings, total: span.length });
}

function renderReading(call: Call, { body }: Reading): Body {
  return body['type'] === 'wind' ? writeEmpty(call, body, ['gust']) : body;
}

/** Members of the other kind of reading are nobody's here. */
const membersOf: Readonly<Record<string, readonly string[]>> = {
  scalar: ['type', 'takenAt', 'value'],
  wind: ['type', 'takenAt', 'speed', 'direction', 'gust'],
};

function record(call: Call, value: unknown): Reply {
  const id = call.policy.makeUuid(randomUUID());
  const own = membersOf[(value as Body)['type'] as string] ?? [];
  const members = Object.entries({
    ...(value as Body),
    takenAt: call.policy.keepTime((value as Body)['takenAt'] as string),
  }).filter(([name]) => own.includes(name));
  const entry = createEntry(call.state, { id, serial: serialOf(call), ...Object.fromEntries(members) });
  call.state.readings.set(id.toLowerCase(), { ...entry, stationId: stationIdOf(call), serial: serialOf(call) });
  return { status: 201, headers: { location: locate(call, `${call.path}/${id}`) } };
}

function readingOf(call: Call): Reading | undefined {
  const reading = call.state.readings.get(param(call, 'readingId').toLowerCase());
  return reading && `${reading.stationId}/${reading.serial}` === keyOf(call) ? reading : undefined;
}

const item = { path: '/stations/{stationId}/sensors/{serial}', byDefault: true } as const;
const readings = { path: '/stations/{stationId}/sensors/{serial}/readings', find: findSensor } as const;
const json = 'application/json';

export const sensorOperations: readonly Operation[] = [
  {
    id: 'listSensors',
    method: 'GET',
    path: '/stations/{stationId}/sensors',
    byDefault: true,
    find: findStation,
    act: list,
  },
  {
    ...item,
    id: 'putSensor',
    method: 'PUT',
    find: findStation,
    body: { type: json, schema: 'sensor-settings' },
    act: put,
  },
  { ...item, id: 'getSensor', method: 'GET', find: findSensor, act: (call) => ok(render(call, entryOf(call))) },
  { ...item, id: 'removeSensor', method: 'DELETE', find: findSensor, act: remove },
  {
    ...readings,
    id: 'listReadings',
    method: 'GET',
    query: { from: time, to: time, limit: integer(1, 500) },
    act: listReadings,
  },
  { ...readings, id: 'recordReading', method: 'POST', body: { type: json, schema: 'new-reading' }, act: record },
  {
    id: 'getReading',
    method: 'GET',
    path: '/stations/{stationId}/sensors/{serial}/readings/{readingId}',
    find: (call) => findSensor(call) ?? (readingOf(call) ? undefined : missing(call, call.path)),
    act: (call) => ok(renderReading(call, readingOf(call) as Reading)),
  },
];
