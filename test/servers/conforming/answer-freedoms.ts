/** What an answer may say or leave out, beside what the document asks of it. */
import { createHash, randomUUID } from 'node:crypto';
import { changeAnswer, changeReply, writeAs } from '../change-stages.ts';
import { certificates, isObject, optional, type Body } from '../region-members.ts';
import type { Change, Reply } from '../right-server.ts';

/** One freedom that the document leaves to a server. */
export type Freedom = readonly [name: string, sentence: string, change: Change];

/** Other values where nothing was submitted. */
const byDefault = (values: (body: Body) => Body): Change =>
  changeAnswer((answer, body) => ({ ...answer, ...without(values(body), Object.keys(body)) }));
const without = (values: Body, names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
const id = (make: (body: Body, count: number) => string): Change =>
  changeAnswer((answer, body, { memory }) => ({ ...answer, region_id: make(body, memory.accepted.indexOf(body) + 1) }));
const fail = (change: (body: Body) => Body): Change =>
  changeReply('any', (reply: Reply) =>
    reply.status === 400 && isObject(reply.body) ? { ...reply, body: change(reply.body) } : reply,
  );
const text = (change: (source: string) => string): Change => writeAs('any', (payload) => change(payload.toString()));
const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const members: Freedom[] = [
  [
    'nulls-absent',
    'Members that are null are left out.',
    changeAnswer((answer) => Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null))),
  ],
  [
    'unsent-absent',
    'Optional members that were not submitted are left out, but for status.',
    changeAnswer((answer, body) =>
      without(answer, ['token', ...optional.filter((name) => name !== 'status' && !(name in body))]),
    ),
  ],
  [
    'other-defaults',
    'The defaults are scope public and status 1.',
    byDefault(() => ({ scope: 'public', status: '1' })),
  ],
  [
    'unusual-defaults',
    'The defaults are texts of the server’s own.',
    byDefault(() => ({ scope: '', status: '', desc: '暂无描述' })),
  ],
  [
    'empty-certificates',
    'Certificates that were not submitted are empty texts.',
    byDefault(() => Object.fromEntries(certificates.map((name) => [name, '']))),
  ],
  ['desc-dated', 'desc is the time when it is not submitted.', byDefault(() => ({ desc: new Date().toISOString() }))],
  [
    'desc-from-alias',
    'desc is the alias when it is not submitted.',
    byDefault((body) => ({ desc: body['region_alias'] })),
  ],
  [
    'token-given',
    'A token is given, a new one each time.',
    changeAnswer((answer) => ({ ...answer, token: randomUUID().replaceAll('-', '') })),
  ],
  [
    'token-constant',
    'The same token is given to all.',
    changeAnswer((answer) => ({ ...answer, token: 'eyJhbGciOiJIUzI1NiJ9' })),
  ],
  ['token-empty', 'The token is an empty text.', changeAnswer((answer) => ({ ...answer, token: '' }))],
  [
    'more-members',
    'The answer has more members than documented.',
    changeAnswer((answer) => ({
      ...answer,
      ID: 7,
      create_time: new Date().toISOString(),
      health: null,
      labels: { a: [1, true] },
      tags: [],
      provider: '',
      region_type: ['custom'],
    })),
  ],
  [
    'members-reversed',
    'Members come in another order.',
    changeAnswer((answer) => Object.fromEntries(Object.entries(answer).toReversed())),
  ],
  [
    'members-sorted',
    'Members come in the order of the alphabet.',
    changeAnswer((answer) => Object.fromEntries(Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1)))),
  ],
];

const identifiers: Freedom[] = [
  ['id-growing', 'region_id is a number that grows, as text.', id((_, count) => String(count))],
  ['id-padded', 'region_id is a number with zeros in front.', id((_, count) => String(count).padStart(8, '0'))],
  ['id-without-hyphens', 'region_id is a uuid without hyphens.', id(() => randomUUID().replaceAll('-', ''))],
  ['id-is-name', 'region_id is the name.', id((body) => String(body['region_name']))],
  [
    'id-hash-of-name',
    'region_id is a hash of the name.',
    id((body) => createHash('sha256').update(String(body['region_name'])).digest('hex')),
  ],
  ['id-long', 'region_id is a text of 500 characters.', id((_, count) => `${'r'.repeat(490)}${count}`)],
  ['id-odd', 'region_id has signs and Chinese in it.', id((_, count) => `区域/"${count}"?&#`)],
];

const refusals: Freedom[] = [
  [
    'fail-with-more',
    'A refusal has more members than msg.',
    fail((body) => ({ code: 400, ...body, msg_show: '参数错误', errors: [{ field: 'url' }], data: null })),
  ],
  [
    'fail-in-chinese',
    'msg is in Chinese.',
    fail((body) => ({ ...body, msg: '参数错误：数据中心名称已存在或缺少必填字段' })),
  ],
  ['fail-of-one', 'msg is a single character.', fail((body) => ({ ...body, msg: '!' }))],
  ['fail-of-300', 'msg has 300 characters.', fail((body) => ({ ...body, msg: 'x'.repeat(300) }))],
  [
    'fail-of-300-emoji',
    'msg has 300 characters of two UTF-16 units each.',
    fail((body) => ({ ...body, msg: '🚫'.repeat(300) })),
  ],
  [
    'fail-with-lines',
    'msg has several lines.',
    fail((body) => ({ ...body, msg: 'not valid:\n  at least one member\n\t"url"' })),
  ],
  [
    'fail-with-flags',
    'A refusal repeats what a creation would have been called.',
    fail((body) => ({ ...body, region_id: null, status: 400, detail: 'see msg' })),
  ],
];

const spellings: Freedom[] = [
  [
    'unicode-escaped',
    'All beyond ASCII is written as \\uXXXX.',
    text((source) => source.replace(/[^\0-\x7f]/g, escape)),
  ],
  [
    'unicode-escaped-upper-case',
    'All beyond ASCII is written as \\uXXXX in capitals.',
    text((source) => source.replace(/[^\0-\x7f]/g, (unit) => `\\u${escape(unit).slice(2).toUpperCase()}`)),
  ],
  [
    'html-escaped',
    'Angle brackets and ampersands are written as \\uXXXX.',
    text((source) => source.replace(/[<>&]/g, escape)),
  ],
  ['slashes-escaped', 'Slashes are escaped.', text((source) => source.replaceAll('/', '\\/'))],
  ['pretty', 'JSON is indented.', text((source) => JSON.stringify(JSON.parse(source), null, 4))],
  ['crlf-around', 'JSON has white space around it.', text((source) => `\r\n \t${source}\r\n`)],
  [
    'spaced',
    'JSON has a blank after its colons and commas.',
    text((source) => JSON.stringify(JSON.parse(source), null, 1).replace(/\n */g, ' ')),
  ],
];

export const answerFreedoms: readonly Freedom[] = [...members, ...identifiers, ...refusals, ...spellings];
