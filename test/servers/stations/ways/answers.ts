/** What an answer may say, and how it may be written. */
import type { Body } from '../right/state.ts';
import { readTime } from '../right/validate.ts';
import type { Way } from '../right-server.ts';
import { addHeaders, addMembers, changeReply, isObject, type WayLine } from './way-line.ts';

/** JSON text, made of the plain one. */
const spell = (change: (text: string) => string): Way => ({ stringify: (value) => change(JSON.stringify(value)) });
const spellValue = (change: (value: unknown) => string): Way => ({ stringify: change });
const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Every object, at any depth. */
function changeObjects(value: unknown, change: (members: Body) => Body): unknown {
  if (Array.isArray(value)) return value.map((item) => changeObjects(item, change));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, changeObjects(member, change)] as const);
  return change(Object.fromEntries(members));
}

/** Numbers outside of texts. */
function spellNumbers(value: unknown, spelling: (number: number) => string): string {
  if (typeof value === 'number') return spelling(value);
  if (Array.isArray(value)) return `[${value.map((item) => spellNumbers(item, spelling)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, each]) => `${JSON.stringify(name)}:${spellNumbers(each, spelling)}`,
  );
  return `{${members.join(',')}}`;
}

const spellings: WayLine[] = [
  ['json-pretty', 'JSON is indented.', spellValue((value) => JSON.stringify(value, null, 2))],
  [
    'json-tabs',
    'JSON is indented by tabs, with CRLF.',
    spellValue((value) => JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n')),
  ],
  ['json-newline', 'JSON ends with a line feed.', spell((text) => `${text}\n`)],
  ['json-white-space', 'JSON has white space around it.', spell((text) => `\r\n \t${text} \r\n`)],
  ['json-escaped', 'All beyond ASCII is written as \\uXXXX.', spell((text) => text.replace(/[^\0-\x7f]/g, escape))],
  [
    'json-escaped-html',
    'Angle brackets and ampersands are written as \\uXXXX.',
    spell((text) => text.replace(/[<>&]/g, escape)),
  ],
  ['json-escaped-slashes', 'Slashes are escaped.', spell((text) => text.replaceAll('/', '\\/'))],
  [
    'json-fractions',
    'Integers are written with a fraction: 1.0.',
    spellValue((value) =>
      spellNumbers(value, (number) => (Number.isInteger(number) ? number.toFixed(1) : `${number}`)),
    ),
  ],
  [
    'json-exponents',
    'Numbers are written with an exponent.',
    spellValue((value) => spellNumbers(value, (number) => number.toExponential())),
  ],
  [
    'members-reversed',
    'Members come in the reverse order.',
    changeReply((reply) => ({
      ...reply,
      json: changeObjects(reply.json, (each) => Object.fromEntries(Object.entries(each).toReversed())),
    })),
  ],
  [
    'members-sorted',
    'Members come in the order of the alphabet.',
    changeReply((reply) => ({
      ...reply,
      json: changeObjects(reply.json, (each) =>
        Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))),
      ),
    })),
  ],
];

const extra = { self: '/', labels: { a: [1, null] }, tenant: null, 'x-count': 0 };

const members: WayLine[] = [
  ['more-members', 'Answers have more members than documented.', addMembers(() => extra)],
  [
    'more-members-in-items',
    'What is listed has more members than documented.',
    changeReply((reply) => ({
      ...reply,
      json: changeObjects(reply.json, (each) => ('lat' in each ? each : { ...each, etag: 'x', owner: { id: 7 } })),
    })),
  ],
  [
    'more-members-of-requests',
    'Answers have members that only requests document.',
    addMembers(() => ({ by: 'nobody', file: '' })),
  ],
  ['nulls-written', 'Optional members without a value are null where they may be.', { policy: { empty: 'null' } }],
  ['nulls-left-out', 'Optional members without a value are left out.', { policy: { empty: 'absent' } }],
  [
    'health-degraded',
    'The service says that it is degraded, without a version.',
    changeReply((reply, { operation }) =>
      operation === 'getHealth' ? { ...reply, json: { status: 'degraded' } } : reply,
    ),
  ],
];

let made = 0;
const counted = (): string => {
  made += 1;
  return `00000000-0000-4000-8000-${made.toString(16).padStart(12, '0')}`;
};
const timed = (uuid: string): string => {
  const now = Date.now().toString(16).padStart(12, '0');
  return `${now.slice(0, 8)}-${now.slice(8)}-7${uuid.slice(15)}`;
};

const identifiers: WayLine[] = [
  ['uuids-upper-case', 'Identifiers are uuids in capitals.', { policy: { makeUuid: (uuid) => uuid.toUpperCase() } }],
  ['uuids-counted', 'Identifiers are uuids that are counted up.', { policy: { makeUuid: counted } }],
  ['uuids-of-time', 'Identifiers are uuids of version 7.', { policy: { makeUuid: timed } }],
  [
    'stations-from-a-million',
    'Stations are numbered from a million.',
    { policy: { nextStation: (last) => Math.max(last, 999_999) + 1 } },
  ],
  ['stations-by-seven', 'Stations are numbered 7, 14, 21 and so on.', { policy: { nextStation: (last) => last + 7 } }],
  [
    'stations-downwards',
    'Stations are numbered from two thousand millions downwards.',
    { policy: { nextStation: (last) => (last || 2_000_000_000) - 1 } },
  ],
  [
    'stations-scattered',
    'The numbers of stations follow no order.',
    // A full cycle through all numbers below a prime.
    { policy: { nextStation: (last) => ((last || 1) * 16_807) % 2_147_483_647 } },
  ],
];

const plain = (now: Date): string => now.toISOString();
const utc = (text: string): string => new Date(readTime(text) ?? 0).toISOString();
const shifted = (now: Date): string => `${plain(new Date(now.getTime() + 330 * 60_000)).slice(0, -1)}+05:30`;

const times: WayLine[] = [
  ['times-whole', 'Times have no fraction.', { policy: { writeTime: (now) => `${plain(now).slice(0, 19)}Z` } }],
  [
    'times-of-nanoseconds',
    'Times have nine digits of a fraction.',
    { policy: { writeTime: (now) => `${plain(now).slice(0, -1)}123456Z` } },
  ],
  ['times-elsewhere', 'Times are those of India.', { policy: { writeTime: shifted } }],
  [
    'times-plus-zero',
    'Times have the offset +00:00.',
    { policy: { writeTime: (now) => `${plain(now).slice(0, -1)}+00:00` } },
  ],
  [
    'times-lower-case',
    'Times have a small t and z (RFC 3339, 5.6).',
    { policy: { writeTime: (now) => plain(now).toLowerCase() } },
  ],
  ['times-normalised', 'Times that were sent are kept as those of UTC.', { policy: { keepTime: utc } }],
];

const headers: WayLine[] = [
  ['location-absolute', 'Location is a whole URL.', { policy: { location: 'absolute' } }],
  ['location-nearest', 'Location is relative to the path of the request.', { policy: { location: 'nearest' } }],
  [
    'location-everywhere',
    'Every creation has a Location, documented or not.',
    addHeaders(({ status, headers: own, json }, { operation }) => {
      const body = isObject(json) ? json : {};
      const where = {
        addStation: `/stations/${body['id']}`,
        raiseAlert: `/alerts/${body['alertId']}`,
        addPhoto: `/photos/${body['photoId']}`,
      };
      const location = where[operation as keyof typeof where] as string | undefined;
      return status === 201 && location !== undefined && own['location'] === undefined ? { location } : {};
    }),
  ],
  ['tags-weak', 'ETags are weak.', { policy: { writeTag: (version) => `W/"${version}"` } }],
  [
    'tags-long',
    'ETags are long and have odd signs.',
    { policy: { writeTag: (version) => `"${"!#$%&'()+,-./:;<=>?@[]^`{|}~".repeat(4)}${version}"` } },
  ],
  [
    'tags-elsewhere',
    'Other answers have an ETag, too.',
    addHeaders(({ headers: own, status }) => (status === 200 && own['etag'] === undefined ? { etag: '"none"' } : {})),
  ],
  [
    'more-headers',
    'Answers have the headers of gateways.',
    addHeaders((_reply, { number }) => ({
      server: 'nginx',
      via: '1.1 proxy',
      'x-request-id': `${number}`,
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000',
    })),
  ],
  [
    'cors-headers',
    'Answers have the headers of CORS.',
    addHeaders(() => ({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Location',
      vary: 'Origin',
    })),
  ],
  [
    'cache-headers',
    'Answers say how long they may be kept.',
    addHeaders((_reply, { method }) => ({
      'cache-control': method === 'GET' ? 'private, max-age=5' : 'no-store',
      vary: 'Accept, X-API-Key',
    })),
  ],
  [
    'cookies',
    'Answers set a cookie.',
    addHeaders((_reply, { number }) => ({ 'set-cookie': `session=${number}; Path=/; HttpOnly` })),
  ],
  [
    'rate-headers',
    'Answers say how many requests are left.',
    addHeaders((_reply, { number }) => ({
      'ratelimit-limit': '100000',
      'ratelimit-remaining': `${100_000 - number}`,
      'ratelimit-reset': '60',
    })),
  ],
  [
    'link-headers',
    'Lists have a Link to their next page.',
    addHeaders(({ json }, { path }) =>
      isObject(json) && 'next' in json ? { link: `<${path}?cursor=${String(json['next'])}>; rel="next"` } : {},
    ),
  ],
];

const inType = (change: (type: string) => string): Way =>
  addHeaders(({ headers: own }) => {
    const type = own['content-type'];
    return type === undefined || type === 'image/png' ? {} : { 'content-type': change(type) };
  });

const types: WayLine[] = [
  ['charset', 'Types of content name the charset.', inType((type) => `${type}; charset=utf-8`)],
  [
    'charset-quoted',
    'Types of content name the charset, quoted and in capitals.',
    inType((type) => `${type};charset="UTF-8"`),
  ],
  ['type-in-capitals', 'Types of content are written in capitals.', inType((type) => type.toUpperCase())],
  [
    'type-with-parameter',
    'Types of content have a parameter of the server’s own.',
    inType((type) => `${type}; profile="https://stations.example.org/v2"`),
  ],
];

export const answerWays: readonly WayLine[] = [
  ...spellings,
  ...members,
  ...identifiers,
  ...times,
  ...headers,
  ...types,
];
