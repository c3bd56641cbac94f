/** Answers that are not what the document says. */
import { ok, problem } from '../right/call.ts';
import type { Body, Reading } from '../right/state.ts';
import { afterwards, answered, changeJson, type FaultLine, instead } from './fault-line.ts';

const without = (body: Body, name: string): Body =>
  Object.fromEntries(Object.entries(body).filter(([each]) => each !== name));

const trace =
  'TypeError: x is undefined\n    at read (/srv/app/src/alerts.js:12:7)\n    at run (/srv/app/src/main.js:3:1)';

export const answerFaults: readonly FaultLine[] = [
  [
    'id-as-text',
    'The number of a station is a text.',
    'getStation',
    changeJson('getStation', (json) => ({ ...json, id: String(json['id']) })),
  ],
  [
    'required-missing',
    'A network lacks createdAt.',
    'getNetwork',
    changeJson('getNetwork', (json) => without(json, 'createdAt')),
  ],
  [
    'required-missing-in-list',
    'Networks lack stationCount where they are listed.',
    'listNetworks',
    changeJson('listNetworks', (json) => ({
      ...json,
      items: (json['items'] as Body[]).map((item) => without(item, 'stationCount')),
    })),
  ],
  [
    'enum-in-capitals',
    'The status of a station is written in capitals.',
    'addStation',
    changeJson('addStation', (json) => ({ ...json, status: String(json['status']).toUpperCase() })),
  ],
  [
    'time-without-zone',
    'An alert says no zone of its time.',
    'raiseAlert',
    changeJson('raiseAlert', (json) => ({ ...json, raisedAt: String(json['raisedAt']).slice(0, 19) })),
  ],
  [
    'null-where-none-may-be',
    'Tags that are missing are null.',
    'patchStation',
    changeJson('patchStation', (json) => ({ tags: null, ...json })),
  ],
  [
    'uuid-cut',
    'The id of a photo lacks its hyphens.',
    'addPhoto',
    changeJson('addPhoto', (json) => ({ ...json, photoId: String(json['photoId']).replaceAll('-', '') })),
  ],
  [
    'branch-mixed-up',
    'A reading of wind says that it is scalar.',
    'getReading',
    changeJson('getReading', (json) => (json['type'] === 'wind' ? { ...json, type: 'scalar' } : json)),
  ],
  [
    'branch-lost',
    'A reading of wind is kept as a scalar one, of its speed.',
    'recordReading getReading',
    afterwards('recordReading', (reply, { state }) => {
      const reading = [...state.readings.values()].at(-1) as Reading;
      const { speed, direction: _direction, gust: _gust, ...rest } = reading.body;
      if (rest['type'] === 'wind') reading.body = { ...rest, type: 'scalar', value: speed };
      return reply;
    }),
  ],
  [
    'null-for-none',
    'An alert that does not exist is null, with 200.',
    'getAlert',
    answered('getAlert', 404, () => ok(null)),
  ],
  [
    '204-for-none',
    'A sensor that does not exist is answered 204.',
    'getSensor',
    answered('getSensor', 404, () => ({ status: 204, headers: {} })),
  ],
  [
    'head-finds-all',
    'HEAD finds networks that do not exist.',
    'headNetwork',
    answered('headNetwork', 404, () => ({ status: 200, headers: { 'content-type': 'application/json', etag: '"x"' } })),
  ],
  [
    'problem-as-json',
    'A refusal of an alert is sent as application/json.',
    'raiseAlert',
    instead('raiseAlert', async (_call, next) => {
      const reply = await next();
      return reply.status >= 400
        ? { ...reply, headers: { ...reply.headers, 'content-type': 'application/json' } }
        : reply;
    }),
  ],
  [
    'problem-as-text',
    'A refusal of a station is a line of text.',
    'addStation',
    answered('addStation', 422, () => ({
      status: 422,
      headers: { 'content-type': 'text/plain' },
      bytes: Buffer.from('no'),
    })),
  ],
  [
    'problem-of-another-status',
    'The problem of a missing network says 399.',
    'getNetwork',
    answered('getNetwork', 404, (reply) => ({ ...reply, json: { ...(reply.json as Body), status: 399 } })),
  ],
  [
    'problem-without-title',
    'A problem of a reading has no title.',
    'recordReading',
    answered('recordReading', 422, (reply) => ({ ...reply, json: without(reply.json as Body, 'title') })),
  ],
  [
    'location-missing',
    'A reading does not say where it is.',
    'recordReading',
    afterwards('recordReading', (reply) => ({ ...reply, headers: {} })),
  ],
  [
    'location-elsewhere',
    'Location names a reading that is not there.',
    'recordReading',
    afterwards('recordReading', (reply) => ({
      ...reply,
      headers: { location: `${reply.headers['location']?.slice(0, -4)}0000` },
    })),
  ],
  [
    'location-of-the-list',
    'Location names the list of networks.',
    'registerNetwork',
    afterwards('registerNetwork', (reply) => ({ ...reply, headers: { ...reply.headers, location: '/networks' } })),
  ],
  [
    'logo-as-bytes',
    'A logo is sent as application/octet-stream.',
    'getLogo',
    afterwards('getLogo', (reply) => ({ ...reply, headers: { 'content-type': 'application/octet-stream' } })),
  ],
  [
    'logo-as-base64',
    'A logo is sent as base64.',
    'getLogo',
    afterwards('getLogo', (reply) => ({ ...reply, bytes: Buffer.from(reply.bytes?.toString('base64') ?? '') })),
  ],
  [
    'created-with-200',
    'A network is registered with 200, which is not documented.',
    'registerNetwork',
    afterwards('registerNetwork', (reply) => ({ ...reply, status: 200 })),
  ],
  [
    'removed-with-200',
    'A removed station is answered 200, which is not documented.',
    'removeStation',
    afterwards('removeStation', () => ok({ removed: true })),
  ],
  [
    'secret-path-in-problem',
    'A missing alert is answered with a stack trace.',
    'getAlert',
    answered('getAlert', 404, () => problem(500, trace, { title: 'Internal server error' })),
  ],
];
