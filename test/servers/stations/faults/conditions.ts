/** ETags, conditions and keys that are not looked at, or looked at wrongly. */
import { header, ok, problem, type Call } from '../right/call.ts';
import { afterwards, answered, type FaultLine, instead, readAs } from './fault-line.ts';

const withoutHeader = (call: Call, name: string): Partial<Call> => ({
  headers: Object.fromEntries(Object.entries(call.headers).filter(([each]) => each !== name)),
});
const deaf = (operation: string, name: string) => readAs(operation, (call) => withoutHeader(call, name));
const withKey = (operation: string) =>
  readAs(operation, ({ headers }) => ({ headers: { ...headers, 'x-api-key': 'stations-key-1' } }));

export const conditionFaults: readonly FaultLine[] = [
  [
    'if-match-ignored',
    'A patch for another version is taken: 412 is never sent.',
    'patchStation',
    deaf('patchStation', 'if-match'),
  ],
  [
    'if-match-ignored-by-delete',
    'A network is removed whatever version is meant.',
    'removeNetwork',
    deaf('removeNetwork', 'if-match'),
  ],
  [
    'if-match-never-fits',
    'Every If-Match but * is refused, with the right version, too.',
    'replaceNetwork',
    instead('replaceNetwork', async (call, next) => {
      const reply = await next();
      const wanted = header(call, 'if-match') ?? '*';
      return reply.status === 200 && wanted.trim() !== '*' ? problem(412, 'it was changed since') : reply;
    }),
  ],
  [
    'if-none-match-ignored',
    'A station is always sent in full: 304 is never sent.',
    'getStation',
    deaf('getStation', 'if-none-match'),
  ],
  [
    'if-none-match-always-fits',
    'Any If-None-Match is answered 304.',
    'getNetwork',
    afterwards('getNetwork', (reply, { headers }) =>
      'if-none-match' in headers ? { status: 304, headers: {} } : reply,
    ),
  ],
  [
    'not-modified-with-a-body',
    'A 304 for a station is sent as 200 with null.',
    'getStation',
    answered('getStation', 304, () => ok(null)),
  ],
  [
    'tag-stays',
    'The ETag of a network stays the same when it is replaced.',
    'replaceNetwork getNetwork',
    { policy: { writeTag: (version) => (version.includes('-') ? '"network"' : `"${version}"`) } },
  ],
  [
    'tag-missing',
    'A station has no ETag.',
    'getStation',
    afterwards('getStation', (reply) => ({ ...reply, headers: { 'content-type': 'application/json' } })),
  ],
  [
    'tag-of-another',
    'HEAD has another ETag than GET.',
    'headNetwork',
    afterwards('headNetwork', (reply) => ({ ...reply, headers: { ...reply.headers, etag: '"head"' } })),
  ],
  ['key-not-asked', 'The stations of a network are told without a key.', 'listStations', withKey('listStations')],
  [
    'key-not-asked-to-remove',
    'An alert is acknowledged without a key.',
    'acknowledgeAlert',
    withKey('acknowledgeAlert'),
  ],
  [
    'key-not-looked-at',
    'Any key is taken for a right one.',
    'getNetwork',
    readAs('getNetwork', ({ headers }) =>
      'x-api-key' in headers ? { headers: { ...headers, 'x-api-key': 'stations-key-1' } } : {},
    ),
  ],
  [
    'key-case-ignored',
    'A key in capitals is taken, too.',
    'listNetworks',
    readAs('listNetworks', (call) => ({
      headers: { ...call.headers, 'x-api-key': header(call, 'x-api-key')?.toLowerCase() },
    })),
  ],
  [
    'key-refused-with-403',
    'Without a key 403 is answered, which is not documented.',
    'getStation',
    answered('getStation', 401, () => problem(403, 'not for you', { title: 'Forbidden' })),
  ],
  [
    'health-needs-a-key',
    'The health is told to whoever has a key only.',
    'getHealth',
    instead('getHealth', (call, next) =>
      header(call, 'x-api-key') === 'stations-key-1' ? next() : problem(401, 'no key'),
    ),
  ],
];
