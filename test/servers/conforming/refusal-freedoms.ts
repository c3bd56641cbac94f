/** What a server may refuse or take, because the document leaves it open. */
import { combine, refuseWhen } from '../change-stages.ts';
import { isObject, submitted, type Body } from '../region-members.ts';
import type { Call, Change, Reply } from '../right-server.ts';
import type { Freedom } from './answer-freedoms.ts';

const text = (body: Body, name: string): string => (typeof body[name] === 'string' ? body[name] : '');
const refuse = (name: string, what: string, isRefused: (body: Body) => boolean): Freedom => [
  `refuses-${name}`,
  `${what} is refused.`,
  refuseWhen(isRefused),
];
const known: readonly string[] = submitted;
const characters = (value: string): number => [...value].length;

const values: Freedom[] = [
  refuse('unknown', 'An unknown member', (body) => Object.keys(body).some((name) => !known.includes(name))),
  refuse(
    'unreal-url',
    'A url that is none of http',
    (body) => !/^https?:\/\/[^/\s]+/.test(text(body, 'url')) || !/^wss?:\/\/[^/\s]+/.test(text(body, 'wsurl')),
  ),
  refuse('non-ascii-url', 'A url beyond ASCII or with blanks', (body) =>
    /[^!-~]/.test(text(body, 'url') + text(body, 'wsurl')),
  ),
  refuse(
    'unknown-status',
    'A status beyond 0 to 3',
    (body) => 'status' in body && ![0, 1, 2, 3].includes(Number(body['status'])),
  ),
  refuse(
    'unknown-scope',
    'A scope that is neither private nor public',
    (body) => 'scope' in body && !/^(private|public)$/.test(text(body, 'scope')),
  ),
  refuse(
    'long-names',
    'A name of more than 64 characters',
    (body) => characters(text(body, 'region_name')) > 64 || characters(text(body, 'region_alias')) > 64,
  ),
  refuse(
    'long-texts',
    'A desc of more than 200, a url or domain of more than 256 characters',
    (body) =>
      characters(text(body, 'desc')) > 200 ||
      ['url', 'wsurl', 'httpdomain'].some((name) => text(body, name).length > 256),
  ),
  refuse(
    'blank-names',
    'A name with blanks around it',
    (body) => /^\s|\s$/.test(text(body, 'region_name')) || /^\s|\s$/.test(text(body, 'region_alias')),
  ),
  refuse(
    'empty-names',
    'An empty name',
    (body) => text(body, 'region_name') === '' || text(body, 'region_alias') === '',
  ),
  refuse('line-feed-names', 'A name with a line feed', (body) =>
    /[\n\r\u2028\u2029]/.test(text(body, 'region_name') + text(body, 'region_alias')),
  ),
  refuse(
    'tcp-host-names',
    'A tcpdomain that is no IPv4 address',
    (body) => !/^(\d{1,3}\.){3}\d{1,3}$/.test(text(body, 'tcpdomain')),
  ),
  refuse(
    'blank-domains',
    'An httpdomain with a blank or nothing in it',
    (body) => !/^\S+$/.test(text(body, 'httpdomain')),
  ),
];

const naming: Freedom = [
  'refuses-unknown-by-name',
  'An unknown member is refused, and the refusal quotes it.',
  (right) => ({
    validate: (value, call) => {
      const name = isObject(value) ? Object.keys(value).find((member) => !known.includes(member)) : undefined;
      const flaw =
        name === undefined ? undefined : `unknown: ${JSON.stringify({ [name]: (value as Body)[name] }).slice(0, 200)}`;
      return right.validate(value, call) ?? flaw;
    },
  }),
];

const strict: Freedom = [
  'refuses-all-open',
  'All that the document leaves open is refused.',
  combine(...values.map(([, , change]) => change)),
];

/** Answers at once, when `isOdd`. */
const admit =
  (isOdd: (call: Call) => boolean, status: number, msg: string): Change =>
  (right) => ({
    admit: async (call) => {
      const early = await right.admit(call);
      const reply: Reply = { status, reason: 'other', body: { msg }, headers: { 'content-type': 'application/json' } };
      return early ?? (isOdd(call) ? reply : undefined);
    },
  });

const mediaType = ({ request }: Call): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
const charset = ({ request }: Call): string =>
  /charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? 'utf-8';

const forms: Freedom[] = [
  [
    '415-for-other-types',
    'Another content type is refused with 415.',
    admit((call) => mediaType(call) !== 'application/json', 415, 'unsupported media type'),
  ],
  [
    '400-for-other-types',
    'Another content type is refused with 400.',
    admit((call) => mediaType(call) !== 'application/json', 400, 'send application/json'),
  ],
  [
    '400-for-other-charsets',
    'Another charset is refused with 400.',
    admit((call) => charset(call) !== 'utf-8', 400, 'send UTF-8'),
  ],
  [
    '406-for-html',
    'An Accept without JSON is refused with 406.',
    admit(
      ({ request }) => !/^$|\*\/\*|application\/(\*|json)/i.test(request.headers.accept ?? ''),
      406,
      'not acceptable',
    ),
  ],
  [
    '413-beyond-1-mib',
    'A body of more than 1 MiB is refused with 413.',
    admit(({ request }) => Number(request.headers['content-length'] ?? 0) > 2 ** 20, 413, 'too large'),
  ],
  [
    'refuses-duplicate-members',
    'A member that is there twice is refused.',
    (right) => ({
      parse: (source) => {
        const names = [...source.matchAll(/(?<=[{,]\s*)"((?:[^"\\]|\\.)*)"\s*:/g)].map(([, name]) => name);
        const value = right.parse(source);
        return isObject(value) &&
          Object.values(value).every((member) => typeof member !== 'object') &&
          new Set(names).size < names.length
          ? undefined
          : value;
      },
    }),
  ],
  [
    'refuses-deep-nesting',
    'A body of more than 30 levels is refused.',
    (right) => ({ parse: (source) => (/[[{]{30}/.test(source) ? undefined : right.parse(source)) }),
  ],
  [
    'trailing-slash',
    'A slash may stand after the path.',
    (right) => ({
      admit: (call) => {
        call.request.url = (call.request.url ?? '').replace(/\/(?=$|\?)/, '');
        return right.admit(call);
      },
    }),
  ],
  [
    'other-methods',
    'The path knows GET, HEAD, OPTIONS and DELETE as well.',
    (right) => ({
      admit: (call) => {
        const { method = '', url = '' } = call.request;
        const headers = { 'content-type': 'application/json', allow: 'GET, HEAD, POST, OPTIONS, DELETE' };
        const body = { list: call.memory.answers, total: call.memory.answers.length };
        const isKnown =
          url.startsWith('/openapi/v2/manage/regions') && ['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(method);
        return isKnown ? { status: 200, reason: 'other', body, headers } : right.admit(call);
      },
    }),
  ],
];

export const refusalFreedoms: readonly Freedom[] = [
  ...values,
  naming,
  strict,
  ...forms.filter(([name]) => name !== 'refuses-invalid-utf-8'),
];
