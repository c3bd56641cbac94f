/** A request that the document allows is refused: for what a text has in it, for a value, for what it lacks. */
import { refuseWhen } from '../change-stages.ts';
import { created, full, minimal, without } from '../probe/step.ts';
import { certificates, optional, required, type Body } from '../region-members.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

type Row = readonly [name: string, what: string, sample: string, pattern: RegExp, rarity?: 'rare'];

/** For names, aliases and descriptions. */
const texts: readonly Row[] = [
  ['cjk', 'Chinese', '上海数据中心', /\p{Script=Han}/u],
  ['non-ascii', 'a letter beyond ASCII', 'Zürich', /[^\0-\x7f]/],
  ['emoji', 'an emoji', 'edge 🚀', /[\u{10000}-\u{10ffff}]/u],
  ['combining', 'a combining mark', 'Zu\u0308rich', /\p{M}/u],
  ['right-to-left', 'right-to-left letters', 'מרכז', /\p{Script=Hebrew}|\p{Script=Arabic}/u],
  ['quote', 'a quote', 'the "old" site', /"/],
  ['apostrophe', 'an apostrophe', "Xi'an", /'/],
  ['backslash', 'a backslash', 'rack\\3', /\\/],
  ['angle-bracket', 'an angle bracket', 'a <b> c', /[<>]/],
  ['ampersand', 'an ampersand', 'R&D', /&/],
  ['percent', 'a percent sign', '100%20', /%/],
  ['plus', 'a plus sign', 'a+b', /\+/],
  ['hyphen', 'a hyphen', 'cn-east', /-/],
  ['underscore', 'an underscore', 'cn_east', /_/],
  ['dot', 'a dot', 'v1.2', /\./],
  ['upper-case', 'a capital', 'Shanghai', /[A-Z]/],
  ['digits-only', 'nothing but digits', '12345', /^\d+$/],
  ['first-digit', 'a digit in front', '1st-site', /^\d/],
  ['leading-zero', 'a zero in front', '007', /^0/],
  ['null-text', 'the text "null"', 'null', /^null$/],
  ['true-text', 'the text "true"', 'true', /^true$/],
  ['blank', 'a blank within', 'east one', /\S \S/],
  ['slash', 'a slash', 'a/b', /\//, 'rare'],
  ['parenthesis', 'a parenthesis', 'east (1)', /[()]/, 'rare'],
  ['one-character', 'a single character', 'a', /^.$/u],
  ['longer-than-30', 'more than 30 characters', 'n'.repeat(50), /^.{31,}$/su],
];

const names: readonly Row[] = [
  ['longer-than-63', 'more than 63 characters', 'n'.repeat(64), /^.{64,}$/u],
  ['longer-than-128-bytes', 'more than 128 bytes', '数'.repeat(60), /^[^\0-\x7f]{43,}$/u],
];

const prose: readonly Row[] = [
  ['line-feed', 'a line feed', 'one\ntwo', /\n/],
  ['crlf', 'a CRLF', 'one\r\ntwo', /\r\n/],
  ['tab', 'a tab', 'one\ttwo', /\t/, 'rare'],
  ['empty', 'nothing in it', '', /^$/],
  ['longer-than-100', 'more than 100 characters', 'd'.repeat(150), /^.{101,}$/su],
  ['longer-than-199', 'more than 199 characters', 'd'.repeat(200), /^.{200,}$/su],
];

const pem = '-----BEGIN CERTIFICATE-----\nMIIB+/aZ0=\n-----END CERTIFICATE-----\n';
const files: readonly Row[] = [
  ['line-feed', 'line feeds', pem, /\n/],
  ['crlf', 'CRLF', pem.replaceAll('\n', '\r\n'), /\r\n/],
  ['empty', 'nothing in it', '', /^$/],
  ['not-pem', 'no BEGIN line', '/etc/ssl/ca.pem', /^(?!-----BEGIN)./],
  ['non-ascii', 'a letter beyond ASCII', '证书', /[^\0-\x7f]/],
  ['longer-than-1000', 'more than 1,000 characters', 'M'.repeat(2000), /^.{1001,}$/s],
  ['longer-than-10000', 'more than 10,000 characters', 'M'.repeat(12_000), /^.{10001,}$/s],
];

const urlRows = (secure: string, plain: string): Row[] => [
  ['plain', 'the plain scheme', `${plain}://api.example.com`, new RegExp(`^${plain}:`)],
  ['secure', 'the secure scheme', `${secure}://api.example.com`, new RegExp(`^${secure}:`)],
  ['port', 'a port', `${secure}://api.example.com:8443`, /:\d+(\/|$)/],
  ['no-port', 'no port', `${secure}://api.example.com/`, /^\w+:\/\/[^:/]+(\/|$)/],
  ['path', 'a path', `${secure}://api.example.com/v2/x`, /^\w+:\/\/[^/]+\/\w/],
  ['slash', 'a slash at its end', `${secure}://api.example.com/`, /\/$/],
  ['query', 'a query', `${secure}://api.example.com/?zone=1`, /\?/],
  ['percent', 'a percent escape', `${secure}://api.example.com/a%20b`, /%/],
  ['upper-case', 'a capital', `${secure}://api.example.com/V2`, /[A-Z]/],
  ['hyphen', 'a hyphen', `${secure}://my-api.example.com`, /-/],
  ['ip-address', 'an IP address', `${secure}://203.0.113.7:8443`, /^\w+:\/\/[\d.]+(:|\/|$)/],
  ['longer-than-200', 'more than 200 characters', `${secure}://api.example.com/${'p'.repeat(220)}`, /^.{201,}$/],
  ['fragment', 'a fragment', `${secure}://api.example.com/#top`, /#/, 'rare'],
  ['single-label', 'a host without a dot', `${secure}://localhost:8443`, /^\w+:\/\/[a-z]+(:|\/|$)/, 'rare'],
  ['user', 'a user', `${secure}://user:pass@api.example.com`, /@/, 'rare'],
  ['ipv6', 'an IPv6 address', `${secure}://[2001:db8::1]:8443`, /\[/, 'rare'],
];

const domains: readonly Row[] = [
  ['wildcard', 'a wildcard', '*.apps.example.com', /^\*/],
  ['no-wildcard', 'no wildcard', 'apps.example.com', /^[^*]/],
  ['upper-case', 'a capital', 'Apps.example.com', /[A-Z]/],
  ['hyphen', 'a hyphen', 'my-apps.example.com', /-/],
  ['first-digit', 'a digit in front', '163.example.com', /^\d/],
  ['non-ascii', 'a letter beyond ASCII', '数据.example.com', /[^\0-\x7f]/],
  ['longer-than-200', 'more than 200 characters', `${'a.'.repeat(100)}example.com`, /^.{201,}$/],
  ['underscore', 'an underscore', 'my_apps.example.com', /_/, 'rare'],
  ['single-label', 'no dot', 'localhost', /^[^.]+$/, 'rare'],
];

const addresses: readonly Row[] = [
  ['zero', 'an octet 0', '203.0.113.7', /(^|\.)0(\.|$)/],
  ['255', 'an octet 255', '203.255.113.7', /(^|\.)255(\.|$)/],
  ['private', 'a private address', '10.1.2.3', /^(10|192\.168)\./, 'rare'],
  ['loopback', 'a loopback address', '127.0.0.1', /^127\./, 'rare'],
  ['long', 'the longest addresses', '203.113.113.207', /^.{15}$/],
];

const tables: readonly (readonly [members: readonly string[], rows: readonly Row[]])[] = [
  [['region_name', 'region_alias', 'desc'], texts],
  [['region_name', 'region_alias'], names],
  [['desc'], prose],
  [certificates, files],
  [['url'], urlRows('https', 'http')],
  [['wsurl'], urlRows('wss', 'ws')],
  [['httpdomain'], domains],
  [['tcpdomain'], addresses],
];

const refusedTexts = tables.flatMap(([members, rows]) =>
  members.flatMap((member) =>
    rows.map(([name, what, sample, pattern, rarity]): Fault => [
      `${member}-${name}`,
      `${member} is refused when it has ${what}.`,
      refuseWhen((body) => typeof body[member] === 'string' && pattern.test(body[member])),
      [created(full({ [member]: sample }))],
      rarity,
    ]),
  ),
);

const when = (name: string, what: string, isRefused: (body: Body) => boolean, body: Body, rarity?: 'rare'): Fault => [
  name,
  `A request is refused when ${what}.`,
  refuseWhen(isRefused),
  [created(body)],
  rarity,
];

const values = [
  ...[0, 1, 2, 3].map((status) =>
    when(`status-${status}`, `status is ${status}`, (body) => body['status'] === status, minimal({ status })),
  ),
  ...['private', 'public'].map((scope) =>
    when(`scope-${scope}`, `scope is ${scope}`, (body) => body['scope'] === scope, minimal({ scope })),
  ),
];

const presence = optional.flatMap((name) => [
  when(`${name}-absent`, `${name} is absent`, (body) => !(name in body), without(full(), name)),
  when(`${name}-present`, `${name} is present`, (body) => name in body, full()),
]);

const same = (one: string, other: string, value: string, rarity?: 'rare') =>
  when(
    `${one}-is-${other}`,
    `${one} and ${other} are the same`,
    (body) => body[one] !== undefined && body[one] === body[other],
    full({ [one]: value, [other]: value }),
    rarity,
  );
const host = (value: unknown) => String(value).replace(/^\w+:\/\//, '');

const equals = [
  same('region_alias', 'region_name', 'shanghai'),
  same('desc', 'region_alias', 'shanghai'),
  same('cert_file', 'ssl_ca_cert', pem),
  same('cert_file', 'key_file', pem),
  same('httpdomain', 'tcpdomain', '203.0.113.7'),
  same('httpdomain', 'region_name', 'apps.example.com', 'rare'),
  when(
    'url-host-is-wsurl-host',
    'url and wsurl have the same host',
    (body) => host(body['url']) === host(body['wsurl']),
    full({ url: 'https://one.example.com', wsurl: 'wss://one.example.com' }),
  ),
  when(
    'any-two-equal',
    'two members are the same',
    (body) => new Set(Object.values(body)).size < Object.keys(body).length,
    full({ cert_file: pem, ssl_ca_cert: pem }),
  ),
];

const whole = [
  when(
    'all-optional',
    'all members are there',
    (body) => [...required, ...optional].every((name) => name in body),
    full(),
  ),
  when(
    'none-optional',
    'only the required members are there',
    (body) => optional.every((name) => !(name in body)),
    minimal(),
  ),
];

export const refusedRequests: FaultyServer[] = [
  ...defineFaults('refused-text', refusedTexts),
  ...defineFaults('refused-value', values),
  ...defineFaults('refused-presence', [...presence, ...whole]),
  ...defineFaults('refused-equal', equals),
];
