/** Requests about stations, sensors and readings. */
import { begin, json, text, type Ask, type Story } from './ask.ts';

const station = { name: 'Peak', location: { lat: 47.1, lon: 12.5 } };
const add = (slug: string, change: object, status: Ask['status'] = 201): Ask => ({
  ask: `POST /networks/${slug}/stations`,
  sent: json({ ...station, ...change }),
  status,
  ...(status === 201 ? { has: { ...station, ...change, networkSlug: slug } } : {}),
});

const adding: Story = {
  sentence: 'A station is added to a network, and its members are held against the document.',
  asks: [
    { ask: 'POST /networks', sent: json({ slug: 's-add', name: 'x', country: 'AT' }), status: 201 },
    add('s-none', {}, 404),
    { ...add('s-add', {}), has: { status: 'planned' }, keep: { id: 'id', tag: '@etag' } },
    { ask: 'GET /stations/{id}', status: 200, has: { ...station, networkSlug: 's-add', status: 'planned' } },
    { ask: 'GET /stations/{id}', headers: { 'if-none-match': '{tag}' }, status: 304 },
    { ask: 'HEAD /stations/{id}', status: 200 },
    add('s-add', {}),
    add('s-add', { elevation: null, status: 'active', openedOn: '2024-02-29', tags: ['a', 'b'] }),
    add('s-add', { elevation: 9000, location: { lat: -90, lon: 180 }, tags: [] }),
    add('s-add', { elevation: -430, name: '数'.repeat(60) }),
    add('s-add', { name: '🏔'.repeat(60) }),
    { ask: 'DELETE /stations/{id}', status: 204 },
    add('s-add', {}),
    { ask: 'GET /stations/{id}', status: 404 },
    ...[9000.5, -430.001, '1', true, [], 1e300].map((elevation) => add('s-add', { elevation }, 422)),
    ...['open', '', null, 1].map((status) => add('s-add', { status }, 422)),
    ...['2023-02-29', '2024-13-01', '2024-1-1', '2024-02-30', 'x', '', null, 20240101, '2024-02-29T00:00:00Z'].map(
      (openedOn) => add('s-add', { openedOn }, 422),
    ),
    ...[null, 'a', ['a', 'a'], [''], ['x'.repeat(21)], [1], [null], ['a', 'b', 'c', 'd', 'e', 'f'], {}].map((tags) =>
      add('s-add', { tags }, 422),
    ),
    ...[null, {}, { lat: 1 }, { lat: 91, lon: 0 }, { lat: 0, lon: -180.1 }, { lat: '1', lon: 0 }, [1, 2]].map(
      (location) => add('s-add', { location }, 422),
    ),
    add('s-add', { location: { lat: 1, lon: 1, height: 1 } }, 422),
    add('s-add', { name: '' }, 422),
    { ask: 'POST /networks/s-add/stations', sent: json({ name: 'x' }), status: 422 },
    { ask: 'POST /networks/s-add/stations', status: 400 },
    {
      ask: 'POST /networks/s-add/stations',
      sent: text('{"name":"x","location":{"lat":1.0e1,"lon":-0},"elevation":1e400}'),
      type: 'application/json',
      status: 422,
    },
    {
      ask: 'POST /networks/s-add/stations',
      sent: text('{"name":"x","location":{"lat":1.0e1,"lon":-0},"elevation":12.50}'),
      type: 'application/json',
      status: 201,
      has: { elevation: 12.5, location: { lat: 10 } },
    },
  ],
};

const numbers: Story = {
  sentence: 'What is no number of a station is refused, and an unknown one is not found.',
  asks: [
    ...['0', '-1', 'x', '1.5', '1e3', '01', '2147483648', '99999999999999999999999', '%00', '1%2F2', '%D9%A1'].flatMap(
      (id) => [
        { ask: `GET /stations/${id}`, status: 422 },
        { ask: `DELETE /stations/${id}`, status: 422 },
        { ask: `GET /stations/${id}/sensors`, status: 422 },
      ],
    ),
    { ask: 'GET /stations/2147483647', status: 404 },
    { ask: 'HEAD /stations/2147483647', status: 404 },
    { ask: 'HEAD /stations/0', status: 422 },
    { ask: 'DELETE /stations/2147483647', status: 404 },
    {
      ask: 'PATCH /stations/2147483647',
      sent: json({ name: 'x' }),
      type: 'application/merge-patch+json',
      status: 404,
    },
    { ask: 'GET /stations/2147483647/sensors', status: 404 },
    // No HTTP has such a path; a server may say so before anybody looks at it.
    { ask: 'GET /stations/%zz', status: [400, 422], beyond: true },
    { ask: 'GET /stations/', status: 404, beyond: true },
    { ask: 'GET /stations', status: 404, beyond: true },
    { ask: 'GET /stations/1/', status: 404, beyond: true },
    ...['A', 'x', 'a_b', '%00', 'a%20b', '..%2f', `a${'b'.repeat(39)}`, '%ff'].map((slug) => ({
      ask: `GET /networks/${slug}`,
      status: 404,
    })),
  ],
};

const patched = (change: object, status: Ask['status'], more: Partial<Ask> = {}): Ask => ({
  ask: 'PATCH /stations/{station}',
  sent: json(change),
  type: 'application/merge-patch+json',
  status,
  ...more,
});

const patching: Story = {
  sentence: 'A merge patch changes what it names, takes away what it says is null, and leaves the rest.',
  asks: [
    ...begin('s-patch'),
    { ...add('s-patch', { elevation: 7, name: 'Beside' }), keep: { beside: 'id' } },
    patched({ elevation: 1200, tags: ['a'], openedOn: '2024-01-01' }, 200, {
      has: { name: 'Peak', elevation: 1200, tags: ['a'], openedOn: '2024-01-01', status: 'planned' },
      keep: { tag: '@etag' },
    }),
    patched({ name: 'Top' }, 200, {
      has: { name: 'Top', elevation: 1200, tags: ['a'], location: { lat: 47.1, lon: 12.5 } },
    }),
    patched({ name: 'Old' }, 412, { headers: { 'if-match': '{tag}' } }),
    { ask: 'GET /stations/{station}', headers: { 'if-none-match': '{tag}' }, status: 200, keep: { newer: '@etag' } },
    patched({ status: 'active' }, 200, { headers: { 'if-match': '{newer}' }, has: { status: 'active', name: 'Top' } }),
    { ask: 'GET /stations/{beside}', status: 200, has: { name: 'Beside', status: 'planned', elevation: 7 } },
    patched({ tags: null, openedOn: null }, 200, { lacks: ['tags', 'openedOn'], has: { elevation: 1200 } }),
    patched({ elevation: null }, 200, { has: { name: 'Top' } }),
    { ask: 'GET /stations/{station}', status: 200, has: { name: 'Top', status: 'active' }, lacks: ['tags'] },
    patched({}, 422),
    patched({ id: 7 }, 422),
    patched({ name: null }, 422),
    patched({ location: null }, 422),
    patched({ location: { lat: 1 } }, 422),
    patched({ status: 'gone' }, 422),
    patched({ colour: 'red' }, 422),
    { ask: 'PATCH /stations/{station}', sent: json({ name: 'x' }), type: 'application/json', status: 415 },
    { ask: 'PATCH /stations/{station}', sent: text('['), type: 'application/merge-patch+json', status: 400 },
    { ask: 'PATCH /stations/{station}', status: 400 },
    { ask: 'GET /stations/{station}', status: 200, has: { name: 'Top' } },
  ],
};

const listing: Story = {
  sentence: 'Stations are listed by page, filtered and sorted.',
  asks: [
    { ask: 'POST /networks', sent: json({ slug: 's-list', name: 'x', country: 'AT' }), status: 201 },
    add('s-list', { name: 'C', elevation: 10 }),
    add('s-list', { name: 'A', elevation: 20.5, status: 'active' }),
    add('s-list', { name: 'B' }),
    {
      ask: 'GET /networks/s-list/stations',
      status: 200,
      has: { page: 1, size: 20, total: 3, items: [{ name: 'C' }, { name: 'A' }, { name: 'B' }] },
    },
    {
      ask: 'GET /networks/s-list/stations?size=2&page=2',
      status: 200,
      has: { page: 2, size: 2, total: 3, items: [{ name: 'B' }] },
    },
    { ask: 'GET /networks/s-list/stations?page=100000&size=100', status: 200, has: { items: [], total: 3 } },
    { ask: 'GET /networks/s-list/stations?status=active', status: 200, has: { total: 1, items: [{ name: 'A' }] } },
    { ask: 'GET /networks/s-list/stations?minElevation=15', status: 200, has: { total: 1, items: [{ name: 'A' }] } },
    { ask: 'GET /networks/s-list/stations?minElevation=-4.3e2', status: 200, has: { total: 2 } },
    {
      ask: 'GET /networks/s-list/stations?sort=name',
      status: 200,
      has: { items: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] },
    },
    ...['page=0', 'page=100001', 'size=101', 'size=x', 'status=old', 'status=', 'minElevation=9001', 'sort=-name'].map(
      (query) => ({ ask: `GET /networks/s-list/stations?${query}`, status: 422 }),
    ),
    ...['minElevation=', 'minElevation=x', 'minElevation=Infinity', 'minElevation=NaN', 'minElevation=0x10'].map(
      (query) => ({ ask: `GET /networks/s-list/stations?${query}`, status: 422 }),
    ),
    { ask: 'GET /networks/s-none/stations', status: 404 },
  ],
};

const put = (serial: string, settings: unknown, status: Ask['status'], more: Partial<Ask> = {}): Ask => ({
  ask: `PUT /stations/{station}/sensors/${serial}`,
  sent: json(settings),
  status,
  ...more,
});
const settings = { kind: 'barometer', unit: 'hPa' };

const sensors: Story = {
  sentence: 'A sensor is mounted under its serial, its settings are replaced, and it is its station’s alone.',
  asks: [
    ...begin('s-sensor'),
    { ...add('s-sensor', {}), keep: { other: 'id' } },
    put('BA-12345678', { ...settings, intervalSeconds: 60, offset: -50, calibratedOn: null }, 201, {
      has: { serial: 'BA-12345678', ...settings, intervalSeconds: 60, offset: -50 },
    }),
    put('BA-12345678', settings, 200, { has: settings, lacks: ['intervalSeconds', 'offset'] }),
    { ask: 'GET /stations/{station}/sensors/BA-12345678', status: 200, has: settings, lacks: ['offset'] },
    { ask: 'GET /stations/{other}/sensors/BA-12345678', status: 404 },
    { ask: 'GET /stations/{station}/sensors', status: 200, has: [{ serial: 'TH-1234' }, { serial: 'BA-12345678' }] },
    { ask: 'GET /stations/{other}/sensors', status: 200, has: [] },
    put('BA-0001', { ...settings, intervalSeconds: 60.0 }, 201),
    ...[0, 86_401, 1.5, '60', null].map((intervalSeconds) => put('BA-0002', { ...settings, intervalSeconds }, 422)),
    put('BA-0002', { ...settings, kind: 'clock' }, 422),
    put('BA-0002', { kind: 'barometer' }, 422),
    put('BA-0002', { ...settings, serial: 'BA-0002' }, 422),
    put('BA-0002', { ...settings, offset: 50.1 }, 422),
    put('BA-0002', { ...settings, calibratedOn: 'today' }, 422),
    put('ba-0002', settings, 422),
    put('BA-1', settings, 422),
    put('BA-0002%0A', settings, 422),
    { ask: 'PUT /stations/{station}/sensors/BA-0002', status: 400 },
    { ask: 'PUT /stations/{station}/sensors/BA-0002', sent: text('{}'), type: 'text/html', status: 415 },
    { ask: 'PUT /stations/2147483647/sensors/BA-0002', sent: json(settings), status: 404 },
    { ask: 'GET /stations/{station}/sensors/BA-0002', status: 404 },
    { ask: 'DELETE /stations/{station}/sensors/BA-12345678', status: 204 },
    { ask: 'GET /stations/{station}/sensors', status: 200, has: [{ serial: 'TH-1234' }, { serial: 'BA-0001' }] },
    { ask: 'DELETE /stations/{station}/sensors/BA-12345678', status: 404 },
    { ask: 'GET /stations/{station}/sensors/BA-12345678', status: 404 },
    put('BA-12345678', settings, 201),
    { ask: 'DELETE /stations/{station}', status: 204 },
    { ask: 'GET /stations/{station}/sensors/TH-1234', status: 404 },
  ],
};

const readings = '/stations/{station}/sensors/TH-1234/readings';
const record = (reading: unknown, status: Ask['status'], more: Partial<Ask> = {}): Ask => ({
  ask: `POST ${readings}`,
  sent: json(reading),
  status,
  ...more,
});
const scalar = { type: 'scalar', takenAt: '2026-03-01T12:00:00Z', value: -4.5 };
const wind = { type: 'wind', takenAt: '2026-03-01T12:00:00+02:00', speed: 11.2, direction: 270 };

const taking: Story = {
  sentence: 'A reading is of one of two shapes, is found where Location says, and is listed newest first.',
  asks: [
    ...begin('s-read'),
    { ask: `GET ${readings}`, status: 200, has: { readings: [], total: 0 } },
    record(scalar, 201, { keep: { where: '@location' } }),
    record({ ...wind, gust: null }, 201, { keep: { windy: '@location' } }),
    { ask: 'GET {where}', status: 200, has: { ...scalar, serial: 'TH-1234' }, keep: { id: 'id' } },
    { ask: 'GET {windy}', status: 200, has: wind },
    { ask: `GET ${readings}`, status: 200, has: { total: 2, readings: [scalar, wind] } },
    { ask: `GET ${readings}?limit=1`, status: 200, has: { total: 2, readings: [scalar] } },
    { ask: `GET ${readings}?from=2026-03-01T12:00:00Z`, status: 200, has: { total: 1, readings: [scalar] } },
    { ask: `GET ${readings}?to=2026-03-01T12:00:00Z`, status: 200, has: { total: 1, readings: [wind] } },
    { ask: `GET ${readings}?from=2026-03-01T13:00:00%2B01:00`, status: 200, has: { total: 1, readings: [scalar] } },
    ...['from=yesterday', 'from=', 'to=2026-03-01', 'limit=0', 'limit=501', 'to=2026-02-29T00:00:00Z'].map((query) => ({
      ask: `GET ${readings}?${query}`,
      status: 422,
    })),
    record({ ...scalar, takenAt: '2016-12-31T23:59:60Z' }, 201),
    record({ ...scalar, takenAt: '2026-03-01t12:00:00.123456789-23:59' }, 201),
    record({ ...scalar, takenAt: '0000-01-01T00:00:00Z' }, 201),
    { ask: `GET ${readings}`, status: 200, has: { total: 5 } },
    ...['2026-03-01T12:00:00', '2026-03-01', '2026-03-01T24:00:00Z', '2026-03-01T12:60:00Z', '', null, 0].map(
      (takenAt) => record({ ...scalar, takenAt }, 422),
    ),
    record({ ...scalar, value: 2000.5 }, 422),
    record({ ...scalar, value: '1' }, 422),
    record({ ...scalar, type: 'wind' }, 422),
    record({ ...wind, type: 'scalar' }, 422),
    record({ ...wind, type: 'rain' }, 422),
    record({ takenAt: scalar.takenAt, value: 1 }, 422),
    record({ ...wind, direction: 360 }, 422),
    record({ ...wind, direction: 1.5 }, 422),
    record({ ...wind, speed: -0.1 }, 422),
    record({ ...wind, gust: 'x' }, 422),
    { ask: `POST ${readings}`, status: 400 },
    { ask: 'POST /stations/{station}/sensors/TH-9999/readings', sent: json(scalar), status: 404 },
    { ask: 'POST /stations/2147483647/sensors/TH-1234/readings', sent: json(scalar), status: 404 },
    { ask: 'GET /stations/{station}/sensors/TH-9999/readings', status: 404 },
    { ask: `GET ${readings}/00000000-0000-4000-8000-000000000000`, status: 404 },
    ...['x', '0', '00000000-0000-4000-8000-00000000000', '%00'].map((id) => ({
      ask: `GET ${readings}/${id}`,
      status: 422,
    })),
    put('TH-0002', settings, 201),
    { ask: 'GET /stations/{station}/sensors/TH-0002/readings/{id}', status: 404 },
    { ask: 'DELETE /stations/{station}/sensors/TH-1234', status: 204 },
    { ask: 'GET {where}', status: 404 },
    put('TH-1234', settings, 201),
    { ask: `GET ${readings}`, status: 200, has: { readings: [], total: 0 } },
  ],
};

export const stationStories: readonly Story[] = [adding, numbers, patching, listing, sensors, taking];
