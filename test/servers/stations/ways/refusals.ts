/** What a server may refuse or let pass where the document is silent, and how it may say no. */
import { header, problem } from '../right/call.ts';
import type { Way } from '../right-server.ts';
import { changeProblem, changeReply, type WayLine } from './way-line.ts';

const acceptable = /\*\/\*|application\/(\*|json|problem\+json)|image\/(\*|png)/i;

/** 406 where the caller wants something that there is not (RFC 9110, 15.5.7). */
const choosy: Way = {
  around: () => (call, next) =>
    acceptable.test(header(call, 'accept') ?? '*/*') ? next() : problem(406, 'only JSON can be had'),
};

/** CORS as a browser asks for it. */
const preflight: Way = {
  around: () => (call, next) =>
    call.method === 'OPTIONS'
      ? { status: 204, headers: { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, POST' } }
      : next(),
};

const unauthorized = (change: (reply: { headers: Record<string, string> }) => Record<string, string>): Way =>
  changeReply((reply) => (reply.status === 401 ? { ...reply, headers: change(reply) } : reply));

const policies: WayLine[] = [
  ['unknown-members-refused', 'Members that no schema knows are refused.', { policy: { unknownMembers: 'refuse' } }],
  [
    'unknown-parameters-refused',
    'Query parameters that are not documented are refused.',
    { policy: { unknownParameters: 'refuse' } },
  ],
  [
    'unknown-refused',
    'Neither members nor parameters are taken that nobody knows.',
    { policy: { unknownMembers: 'refuse', unknownParameters: 'refuse' } },
  ],
  [
    'repeated-parameter-first',
    'Of a parameter that comes twice the first is taken.',
    { policy: { repeatedParameter: 'first' } },
  ],
  [
    'validation-first',
    'A request is judged before anybody looks whether its station exists.',
    { policy: { order: 'validation-first' } },
  ],
  [
    'existence-before-key',
    'Who has no key is told 404 of what does not exist.',
    { policy: { key: 'after-existence' } },
  ],
  ['odd-number-not-found', 'What is no number of a station is not found.', { policy: { oddNumber: 404 } }],
  [
    'invalid-by-default-400',
    'Where default covers it, what is invalid is refused with 400.',
    { policy: { invalidByDefault: 400 } },
  ],
  [
    'malformed-by-default-422',
    'Where default covers it, what is no JSON is refused with 422.',
    { policy: { malformedByDefault: 422 } },
  ],
  [
    'all-by-default-400',
    'Where default covers it, 400 says all, unknown methods are not found.',
    { policy: { invalidByDefault: 400, unknownMethod: 404 } },
  ],
  ['unknown-method-404', 'A method that a path does not have is not found.', { policy: { unknownMethod: 404 } }],
  ['unknown-method-501', 'A method that a path does not have is not implemented.', { policy: { unknownMethod: 501 } }],
  ['head-only-documented', 'HEAD is answered only where it is documented.', { policy: { undocumentedHead: 'refuse' } }],
  ['last-slash-ignored', 'A slash at the end of a path changes nothing.', { policy: { lastSlash: 'ignore' } }],
  ['removed-is-gone', 'What was removed answers 410, where default covers it.', { policy: { removed: 410 } }],
  ['cursor-refused', 'A cursor that was not given out is refused.', { policy: { oddCursor: 'refuse' } }],
  [
    'no-such-station-404',
    'An alert on a station that does not exist is answered 404.',
    { policy: { noSuchStation: 404 } },
  ],
  [
    'no-alerts-of-none',
    'The alerts of a station that does not exist are not found.',
    { policy: { alertsOfNone: 404 } },
  ],
  ['type-may-be-missing', 'A body without a type is read as documented.', { policy: { missingType: 'read' } }],
  ['mark-skipped', 'A byte order mark before JSON is skipped.', { policy: { byteOrderMark: 'skip' } }],
  ['deep-refused', 'JSON in more than 64 levels is refused.', { policy: { deepest: 64 } }],
  ['pages-of-5', 'No page by cursor has more than 5.', { policy: { pageCap: 5 } }],
  ['pages-of-1', 'No page by cursor has more than 1.', { policy: { pageCap: 1 } }],
  [
    'newest-first',
    'Lists without a documented order begin with the newest.',
    { policy: { listOrder: 'newest-first' } },
  ],
  ['choosy', 'Who wants neither JSON nor a PNG is answered 406.', choosy],
  ['preflight', 'OPTIONS is answered for browsers.', preflight],
];

const problems: WayLine[] = [
  [
    'problems-bare',
    'A problem has a title and a status, no more.',
    changeProblem(({ title, status }) => ({ title, status })),
  ],
  [
    'problems-with-more',
    'A problem has members of the server’s own.',
    changeProblem((body) => ({
      ...body,
      code: 'E_1',
      traceId: 'a1',
      instance: '/x',
      timestamp: '2026-01-01T00:00:00Z',
      errors: body['errors'] ?? [],
    })),
  ],
  [
    'problems-in-chinese',
    'A problem is told in Chinese.',
    changeProblem((body) => ({ ...body, title: '请求无效', detail: '请检查请求参数' })),
  ],
  [
    'problems-typed',
    'A problem has a type of its own.',
    changeProblem((body) => ({ ...body, type: `https://stations.example.org/problems/${String(body['status'])}` })),
  ],
  ['problems-empty-detail', 'The detail of a problem is empty.', changeProblem((body) => ({ ...body, detail: '' }))],
  [
    'problems-long',
    'The detail of a problem has 5,000 characters and lines.',
    changeProblem((body) => ({ ...body, detail: 'no\n'.repeat(1667) })),
  ],
  [
    'problems-echo',
    'The detail of a problem repeats what was wrong with markup in it.',
    changeProblem((body) => ({
      ...body,
      detail: '<b>"name"</b> & more',
      errors: [{ path: '/name', message: '<i>no</i>' }],
    })),
  ],
  [
    'challenge-missing',
    'A 401 has no WWW-Authenticate.',
    unauthorized(({ headers }) => ({ 'content-type': headers['content-type'] ?? '' })),
  ],
  [
    'challenge-other',
    'A 401 names another scheme.',
    unauthorized(({ headers }) => ({ ...headers, 'www-authenticate': 'X-API-Key realm="stations", charset="UTF-8"' })),
  ],
  [
    'unauthorized-told-otherwise',
    'A 401 has another title, and no detail.',
    changeReply((reply) => (reply.status === 401 ? { ...reply, json: { title: 'Who are you?', status: 401 } } : reply)),
  ],
];

export const refusalWays: readonly WayLine[] = [...policies, ...problems];
