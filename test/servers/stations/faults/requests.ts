/** Requests that are refused although they are right, taken although they are not, or read as others. */
import { ok, problem, type Call, type Reply } from '../right/call.ts';
import type { Around } from '../right-server.ts';
import { answered, changeJson, type FaultLine, instead, readAs, sentJson, withBody } from './fault-line.ts';

const failure = (): Reply => problem(500, 'something went wrong', { title: 'Internal server error' });

const crash = (operation: string, when: (call: Call) => boolean) =>
  instead(operation, (call, next) => (when(call) ? failure() : next()));

const change = (operation: string, name: string, how: (value: unknown) => unknown) =>
  readAs(operation, (call) => {
    const body = sentJson(call);
    return name in body ? withBody({ ...body, [name]: how(body[name]) }) : {};
  });

const everyNth =
  (count: number): (() => Around) =>
  () =>
  (call, next) =>
    call.number % count === 0 ? failure() : next();
const isDeep = ({ bytes }: Call): boolean =>
  bytes.toString().includes('['.repeat(500)) || bytes.toString().includes('{"a":'.repeat(500));
const text = (how: (text: string) => string) => (value: unknown) => (typeof value === 'string' ? how(value) : value);

export const requestFaults: readonly FaultLine[] = [
  [
    'country-in-small-letters',
    'A country in small letters is taken.',
    'registerNetwork',
    change(
      'registerNetwork',
      'country',
      text((each) => each.toUpperCase()),
    ),
  ],
  [
    'name-of-any-length',
    'A name of more than 80 characters is cut instead of refused.',
    'registerNetwork',
    change(
      'registerNetwork',
      'name',
      text((each) => [...each].slice(0, 80).join('')),
    ),
  ],
  [
    'name-by-units',
    'A name is refused by its UTF-16 units: 41 to 80 emoji are too long.',
    'registerNetwork',
    instead('registerNetwork', (call, next) => {
      const { name } = sentJson(call);
      return typeof name === 'string' && name.length > 80 ? problem(422, 'too long') : next();
    }),
  ],
  [
    'name-trimmed',
    'Blanks around a name are lost.',
    'registerNetwork',
    change(
      'registerNetwork',
      'name',
      text((each) => each.trim() || each),
    ),
  ],
  [
    'name-beyond-the-plane',
    'A name with characters beyond the first plane fails.',
    'addStation',
    crash('addStation', ({ bytes }) => /[\u{10000}-\u{10ffff}]/u.test(bytes.toString())),
  ],
  [
    'number-as-text',
    'The elevation may be a text of digits.',
    'addStation',
    change('addStation', 'elevation', (value) =>
      typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value,
    ),
  ],
  [
    'elevation-rounded',
    'The elevation of a station is rounded.',
    'addStation',
    change('addStation', 'elevation', (value) =>
      typeof value === 'number' && Math.abs(value) < 8000 ? Math.round(value) : value,
    ),
  ],
  [
    'tags-sorted-out',
    'Only the first tag is kept.',
    'addStation',
    change('addStation', 'tags', (value) =>
      Array.isArray(value) &&
      new Set(value).size === value.length &&
      value.every((each) => typeof each === 'string' && each !== '' && each.length <= 20)
        ? value.slice(0, 1)
        : value,
    ),
  ],
  [
    'empty-tags-fail',
    'A station without any tag in its tags fails.',
    'addStation',
    crash(
      'addStation',
      (call) => Array.isArray(sentJson(call)['tags']) && (sentJson(call)['tags'] as unknown[]).length === 0,
    ),
  ],
  [
    'status-of-its-own',
    'A new station is planned, whatever it says.',
    'addStation',
    readAs('addStation', (call) =>
      ['active', 'retired'].includes(String(sentJson(call)['status']))
        ? withBody({ ...sentJson(call), status: 'planned' })
        : {},
    ),
  ],
  [
    'any-type-of-body',
    'Text is read as JSON.',
    'registerNetwork',
    readAs('registerNetwork', (call) =>
      call.headers['content-type'] === 'text/plain'
        ? { headers: { ...call.headers, 'content-type': 'application/json' } }
        : {},
    ),
  ],
  [
    'json-for-patch',
    'A patch that says it is application/json only is refused, and so is every other.',
    'patchStation',
    instead('patchStation', async (call, next) => {
      const type = call.headers['content-type'];
      if (type !== 'application/json') return problem(415, 'only application/json is read');
      Object.assign(call, { headers: { ...call.headers, 'content-type': 'application/merge-patch+json' } });
      return next();
    }),
  ],
  [
    'unknown-station',
    'An alert on a station that does not exist is raised.',
    'raiseAlert',
    instead('raiseAlert', async (call, next) => {
      const reply = await next();
      const isUnknown = reply.status === 422 && JSON.stringify(reply.json).includes('no such station');
      return isUnknown
        ? ok(
            {
              alertId: '00000000-0000-4000-8000-000000000000',
              ...sentJson(call),
              state: 'open',
              raisedAt: '2026-01-01T00:00:00Z',
            },
            201,
          )
        : reply;
    }),
  ],
  [
    'malformed-fails',
    'A body that is no JSON fails with 500.',
    'addStation',
    answered('addStation', 400, () => failure()),
  ],
  ['deep-fails', 'JSON that is nested 500 deep fails with 500.', 'registerNetwork', crash('registerNetwork', isDeep)],
  [
    'null-character-fails',
    'A name with a null character fails with 500.',
    'registerNetwork',
    crash('registerNetwork', ({ bytes }) => bytes.includes('\\u0000')),
  ],
  [
    'huge-number-fails',
    'A number beyond 32 bits in the path fails with 500.',
    'getStation',
    crash('getStation', ({ params }) => Number(params['stationId']) > 2_147_483_647),
  ],
  [
    'odd-number-fails',
    'A station that is no number fails with 500.',
    'listSensors',
    crash('listSensors', ({ params }) => Number.isNaN(Number(params['stationId']))),
  ],
  [
    'limit-of-100-refused',
    'The largest limit is refused.',
    'listNetworks',
    instead('listNetworks', ({ query }, next) => (query.get('limit') === '100' ? problem(422, 'too many') : next())),
  ],
  [
    'limit-of-0-taken',
    'A limit of 0 is taken.',
    'listAlerts',
    readAs('listAlerts', (call) =>
      call.query.get('limit') === '0' ? { query: new URLSearchParams({ limit: '1' }) } : {},
    ),
  ],
  [
    'offset-refused',
    'Times with another offset than Z are refused.',
    'recordReading',
    instead('recordReading', (call, next) =>
      /[+-]\d\d:\d\d$/.test(String(sentJson(call)['takenAt'])) ? problem(422, 'only UTC') : next(),
    ),
  ],
  [
    'gust-null-refused',
    'A gust that is null is refused.',
    'recordReading',
    instead('recordReading', (call, next) => (sentJson(call)['gust'] === null ? problem(422, 'no gust') : next())),
  ],
  [
    'note-lost',
    'The note of an acknowledgement is lost.',
    'acknowledgeAlert',
    changeJson('acknowledgeAlert', ({ note: _note, ...rest }) => rest),
  ],
  ['fails-at-times', 'Each hundredth request fails with 500.', 'listNetworks', { around: everyNth(100) }],
  [
    'photo-type-ignored',
    'A photo of any type is taken.',
    'addPhoto',
    readAs('addPhoto', ({ bytes }) => ({
      bytes: Buffer.from(bytes.toString('latin1').replace('image/jpeg', 'image/png'), 'latin1'),
    })),
  ],
];
