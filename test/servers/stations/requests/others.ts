/** Requests about alerts, photos, keys and methods. */
import { begin, json, text, type Ask, type Part, type Story } from './ask.ts';

const unknown = '00000000-0000-4000-8000-000000000000';

const raise = (change: object, status: Ask['status'], more: Partial<Ask> = {}): Ask => ({
  ask: 'POST /alerts',
  sent: json({ stationId: '{station}', severity: 'warning', message: 'Wind', ...change }),
  status,
  ...more,
});

const alerts: Story = {
  sentence: 'An alert is raised on a station that exists, and acknowledged once.',
  asks: [
    ...begin('a-net'),
    raise({}, 201, { has: { severity: 'warning', message: 'Wind', state: 'open' }, keep: { first: 'alertId' } }),
    raise({ severity: 'critical' }, 201, { keep: { second: 'alertId' } }),
    { ask: 'GET /alerts/{first}', status: 200, has: { message: 'Wind', state: 'open' } },
    { ask: 'GET /alerts?stationId={station}', status: 200, has: { total: 2 } },
    {
      ask: 'GET /alerts?stationId={station}&severity=critical',
      status: 200,
      has: { total: 1, alerts: [{ alertId: '{second}' }] },
    },
    { ask: 'GET /alerts?stationId={station}&limit=1', status: 200, has: { total: 2 }, keep: { next: 'next' } },
    { ask: 'GET /alerts?stationId={station}&limit=1&cursor={next}', status: 200, has: { total: 2 }, lacks: ['next'] },
    { ask: 'GET /alerts?stationId=2147483647', status: 200, has: { alerts: [], total: 0 }, open: true },
    ...['stationId=0', 'stationId=x', 'severity=bad', 'limit=0', 'limit=', 'stationId='].map((query) => ({
      ask: `GET /alerts?${query}`,
      status: 422,
    })),
    { ask: 'POST /alerts/{first}/acknowledgement', status: 200, has: { state: 'acknowledged', alertId: '{first}' } },
    { ask: 'POST /alerts/{first}/acknowledgement', status: 409 },
    { ask: 'GET /alerts/{first}', status: 200, has: { state: 'acknowledged' } },
    {
      ask: 'POST /alerts/{second}/acknowledgement',
      sent: json({ by: 'Kim', note: null }),
      status: 200,
      has: { state: 'acknowledged', acknowledgedBy: 'Kim' },
    },
    raise({}, 201, { keep: { third: 'alertId' } }),
    { ask: 'POST /alerts/{third}/acknowledgement', sent: json({ by: '' }), status: 422 },
    { ask: 'POST /alerts/{third}/acknowledgement', sent: json(null), status: 422 },
    { ask: 'POST /alerts/{third}/acknowledgement', sent: text('{'), type: 'application/json', status: 400 },
    { ask: 'POST /alerts/{third}/acknowledgement', sent: text('{}'), type: 'text/plain', status: 415 },
    { ask: 'GET /alerts/{third}', status: 200, has: { state: 'open' } },
    { ask: 'POST /alerts/{third}/acknowledgement', sent: json({ note: 'Späť' }), status: 200, has: { note: 'Späť' } },
    { ask: 'GET /alerts/{third}', status: 200, has: { state: 'acknowledged', note: 'Späť' } },
    raise({ stationId: 2_147_483_647 }, 422),
    ...[0, -1, 1.5, '1', null, 2_147_483_648].map((stationId) => raise({ stationId }, 422)),
    ...['bad', '', null].map((severity) => raise({ severity }, 422)),
    ...['', 'x'.repeat(201), null, 7].map((message) => raise({ message }, 422)),
    raise({ alertId: unknown }, 422),
    raise({ message: '⚡'.repeat(200) }, 201),
    { ask: 'POST /alerts', status: 400 },
    { ask: 'POST /alerts', sent: text('{'), type: 'application/json', status: 400 },
    { ask: `GET /alerts/${unknown}`, status: 404 },
    { ask: `POST /alerts/${unknown}/acknowledgement`, status: 404 },
    ...['x', '1', '%00', unknown.slice(1)].map((id) => ({ ask: `GET /alerts/${id}`, status: 422 })),
    { ask: 'DELETE /stations/{station}', status: 204 },
    { ask: 'GET /alerts/{first}', status: 404 },
    { ask: 'GET /alerts?stationId={station}', status: 200, has: { alerts: [], total: 0 }, open: true },
    raise({}, 422),
  ],
};

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x0a, 0x0d, 0x00, 0xff]);
const file: Part = { name: 'file', content: png, file: 'a.png', type: 'image/png' };
const upload = (parts: readonly Part[], status: Ask['status'], more: Partial<Ask> = {}): Ask => ({
  ask: 'POST /stations/{station}/photos',
  sent: { parts },
  status,
  ...more,
});

const photos: Story = {
  sentence: 'A photo is uploaded in parts, read and removed.',
  asks: [
    ...begin('f-net'),
    upload([file], 201, { has: { bytes: 12 } }),
    upload([{ name: 'caption', content: 'Späť 🏔' }, file], 201, {
      has: { bytes: 12, caption: 'Späť 🏔' },
      keep: { photo: 'photoId' },
    }),
    { ask: 'GET /photos/{photo}', status: 200, has: { bytes: 12, caption: 'Späť 🏔' } },
    upload([{ name: 'caption', content: '🏔'.repeat(120) }, file], 201),
    upload([{ name: 'caption', content: '🏔'.repeat(121) }, file], 422),
    upload([{ name: 'caption', content: '' }, file], 201, { has: { caption: '' } }),
    upload([{ name: 'other', content: 'x' }, file], 201, { open: true }),
    upload([{ ...file, content: Buffer.alloc(1024 * 1024, 7) }], 201, { has: { bytes: 1024 * 1024 } }),
    upload([{ ...file, content: Buffer.alloc(1024 * 1024 + 1, 7) }], 413),
    upload([{ ...file, content: Buffer.alloc(0) }], 422),
    upload([{ ...file, type: 'image/jpeg' }], 422),
    upload([{ name: 'file', content: 'text' }], 422),
    upload([{ name: 'caption', content: 'x' }], 422),
    { ask: 'POST /stations/{station}/photos', sent: text('x'), type: 'multipart/form-data', status: 400 },
    { ask: 'POST /stations/{station}/photos', sent: text('x'), type: 'multipart/form-data; boundary=b', status: 400 },
    { ask: 'POST /stations/{station}/photos', sent: json({ file: 'x' }), status: 415 },
    { ask: 'POST /stations/{station}/photos', sent: text(png), type: 'image/png', status: 415 },
    { ask: 'POST /stations/{station}/photos', status: 400 },
    { ask: 'POST /stations/2147483647/photos', sent: { parts: [file] }, status: 404 },
    { ask: 'DELETE /photos/{photo}', status: 204 },
    { ask: 'GET /photos/{photo}', status: 404 },
    { ask: 'DELETE /photos/{photo}', status: 404 },
    { ask: `GET /photos/${unknown}`, status: 404 },
    { ask: 'GET /photos/x', status: 422 },
    { ask: 'DELETE /photos/x', status: 422 },
  ],
};

const all = [
  'GET /networks',
  'POST /networks',
  'GET /networks/k-net',
  'HEAD /networks/k-net',
  'PUT /networks/k-net',
  'DELETE /networks/k-net',
  'PUT /networks/k-net/logo',
  'GET /networks/k-net/logo',
  'GET /networks/k-net/stations',
  'POST /networks/k-net/stations',
  'GET /stations/1',
  'HEAD /stations/1',
  'PATCH /stations/1',
  'DELETE /stations/1',
  'GET /stations/1/sensors',
  'PUT /stations/1/sensors/TH-1234',
  'GET /stations/1/sensors/TH-1234',
  'DELETE /stations/1/sensors/TH-1234',
  'GET /stations/1/sensors/TH-1234/readings',
  'POST /stations/1/sensors/TH-1234/readings',
  `GET /stations/1/sensors/TH-1234/readings/${unknown}`,
  'POST /stations/1/photos',
  `GET /photos/${unknown}`,
  `DELETE /photos/${unknown}`,
  'GET /alerts',
  'POST /alerts',
  `GET /alerts/${unknown}`,
  `POST /alerts/${unknown}/acknowledgement`,
];

const security: Story = {
  sentence: 'Nothing but the health is told without a key.',
  asks: [
    { ask: 'GET /health', key: '', status: 200, has: { status: 'ok' }, open: true },
    { ask: 'GET /health', key: 'wrong', status: 200 },
    ...all.map((ask) => ({ ask, key: '', status: 401 })),
    ...all.map((ask) => ({ ask, key: 'stations-key-3', status: 401 })),
    { ask: 'GET /networks', key: 'STATIONS-KEY-1', status: 401 },
    { ask: 'GET /networks', key: '', headers: { authorization: 'Bearer stations-key-1' }, status: 401 },
    { ask: 'GET /networks?X-API-Key=stations-key-1', key: '', status: 401 },
    { ask: 'GET /networks', key: 'stations-key-2', status: 200 },
    { ask: 'POST /networks', key: '', sent: json({ slug: 'k-net', name: 'x', country: 'AT' }), status: 401 },
    { ask: 'GET /networks/k-net', status: 404 },
  ],
};

const methods: Story = {
  sentence: 'What is not documented is refused as such.',
  asks: [
    ...['PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => ({
      ask: `${method} /networks`,
      status: 405,
      beyond: true as const,
    })),
    ...['POST', 'PATCH', 'TRACE'].map((method) => ({
      ask: `${method} /networks/m-net`,
      status: 405,
      beyond: true as const,
    })),
    { ask: 'PUT /stations/1', status: 405, beyond: true },
    { ask: 'GET /alerts/x/acknowledgement', status: 405, beyond: true },
    { ask: 'HEAD /networks', status: 200, beyond: true },
    { ask: 'HEAD /health', status: 200, beyond: true },
    ...['/', '/nothing', '/networks/', '/networks//logo', '/Networks', '/networks/a/b/c/d', '/stations/1/sensors/'].map(
      (path) => ({ ask: `GET ${path}`, status: 404, beyond: true as const }),
    ),
  ],
};

export const otherStories: readonly Story[] = [alerts, photos, security, methods];
