/** The same request in another legal form is not understood. */
import { changeReply, readAs, refuseWhen } from '../change-stages.ts';
import { created, either, full, minimal, refused, without, type Step } from '../probe/step.ts';
import { isObject, required, submitted, type Body } from '../region-members.ts';
import type { Call, Change, Reply } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

/** Refuses before the body is read, when `isOdd`. */
function admitUnless(isOdd: (call: Call) => boolean, status: number): Change {
  const answer: Reply = { status, reason: 'other', body: { msg: 'not acceptable' }, headers: { 'content-type': 'application/json' } };
  return (right) => ({ admit: (call) => (isOdd(call) ? answer : right.admit(call)) });
}

const header = ({ request }: Call, name: string): string => String(request.headers[name] ?? '');
const withHeaders = (headers: NonNullable<Step['headers']>) => [created(full(), { headers })];

const headers: Fault[] = [
  ['charset', 'A content type with a charset is refused.', admitUnless((call) => /charset/.test(header(call, 'content-type')), 415), withHeaders({ 'content-type': 'application/json; charset=utf-8' })],
  ['charset-as-400', 'A content type with a charset is refused with 400.', admitUnless((call) => /charset/.test(header(call, 'content-type')), 400), withHeaders({ 'content-type': 'application/json; charset=utf-8' })],
  ['charset-upper-case', 'A charset in capitals is refused.', admitUnless((call) => /UTF-8/.test(header(call, 'content-type')), 415), withHeaders({ 'content-type': 'application/json;charset=UTF-8' })],
  ['no-charset', 'A content type without a charset is refused.', admitUnless((call) => !/charset/.test(header(call, 'content-type')), 415), withHeaders({})],
  ['no-charset-mojibake', 'A body whose charset is not named is read as latin1.', (right) => {
    let charset = false;
    return {
      admit: (call) => {
        charset = /charset/.test(header(call, 'content-type'));
        return right.admit(call);
      },
      decode: (chunks) => (charset ? right.decode(chunks) : Buffer.concat(chunks).toString('latin1')),
    };
  }, [created(full({ desc: '上海' }))]],
  ['content-type-upper-case', 'A content type in capitals is refused.', admitUnless((call) => /JSON/.test(header(call, 'content-type')), 415), withHeaders({ 'content-type': 'Application/JSON' }), 'rare'],
  ['accept-any', 'Accept: */* is refused.', admitUnless((call) => header(call, 'accept') === '*/*', 406), withHeaders({ accept: '*/*' })],
  ['accept-absent', 'A request without Accept is refused.', admitUnless((call) => header(call, 'accept') === '', 406), withHeaders({ accept: null })],
  ['accept-absent-fails', 'A request without Accept fails with 500.', admitUnless((call) => header(call, 'accept') === '', 500), withHeaders({ accept: null })],
  ['accept-absent-html', 'A request without Accept is answered as HTML.', changeReply('any', (reply, call) => (header(call, 'accept') === '' ? { ...reply, headers: { 'content-type': 'text/html' } } : reply)), withHeaders({ accept: null })],
  ['accept-any-html', 'Accept: */* is answered as HTML.', changeReply('any', (reply, call) => (header(call, 'accept') === '*/*' ? { ...reply, headers: { 'content-type': 'text/html' } } : reply)), withHeaders({ accept: '*/*' })],
  ['accept-json', 'Accept: application/json is refused.', admitUnless((call) => header(call, 'accept') === 'application/json', 406), withHeaders({})],
  ['accept-list', 'A list of media types in Accept is refused.', admitUnless((call) => /,/.test(header(call, 'accept')), 406), withHeaders({ accept: 'application/json, text/plain, */*' }), 'rare'],
  ['gzip-offered', 'A request that offers gzip is refused.', admitUnless((call) => /gzip/.test(header(call, 'accept-encoding')), 406), withHeaders({ 'accept-encoding': 'gzip' })],
  ['gzip-not-offered', 'A request that does not offer gzip is refused.', admitUnless((call) => !/gzip/.test(header(call, 'accept-encoding')), 406), withHeaders({})],
  ['chunked-refused', 'A body in chunks is refused with 411.', admitUnless((call) => /chunked/.test(header(call, 'transfer-encoding')), 411), inChunks(minimal())],
  ['other-type-fails', 'Another content type fails with 500.', admitUnless((call) => !/json/i.test(header(call, 'content-type')), 500), [either(minimal(), { headers: { 'content-type': 'text/plain' }, also: [415] })]],
  ['no-type-fails', 'A request without a content type fails with 500.', admitUnless((call) => header(call, 'content-type') === '', 500), [either(minimal(), { headers: { 'content-type': null }, also: [415] })]],
  ['no-type-unanswered', 'A request without a content type is never answered.', (right) => ({ admit: (call) => (header(call, 'content-type') === '' ? new Promise<never>(() => undefined) : right.admit(call)) }), [either(minimal(), { headers: { 'content-type': null }, also: [415] })]],
  ['accept-html-fails', 'Accept: text/html fails with 500.', admitUnless((call) => header(call, 'accept') === 'text/html', 500), [created(full(), { headers: { accept: 'text/html' }, also: [406] })], 'rare'],
  ['user-agent-absent', 'A request without User-Agent is refused.', admitUnless((call) => header(call, 'user-agent') === '', 403), withHeaders({}), 'rare'],
];

/** A body in pieces: in the middle of a character where there is one. */
function inChunks(body: Body): Step[] {
  const bytes = Buffer.from(JSON.stringify(body));
  const middle = bytes.findIndex((byte) => byte > 127);
  const at = middle === -1 ? bytes.length >> 1 : middle + 1;
  return [created(body, { wire: [bytes.subarray(0, at), bytes.subarray(at)] })];
}

const isChunked = ({ request }: Call): boolean => /chunked/.test(request.headers['transfer-encoding'] ?? '');
const big = (length: number) => [created(full({ cert_file: 'M'.repeat(length) }))];
const limited = (size: number, status: number): Change => admitUnless(({ request }) => Number(request.headers['content-length'] ?? 0) > size, status);
/** A body is cut into pieces as by a reader with a small buffer. */
const pieces = (bytes: Buffer, size: number): Buffer[] => Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));

const bodies: Fault[] = [
  ['chunked-ignored', 'A body in chunks counts as no body.', (right) => ({ read: async (call) => (isChunked(call) ? [] : right.read(call)) }), inChunks(minimal())],
  ['chunked-first-only', 'Of a body in chunks the first is read.', (right) => ({ read: async (call) => (await right.read(call)).slice(0, isChunked(call) ? 1 : undefined) }), inChunks(minimal())],
  ['chunked-last-only', 'Of a body in chunks the last is read.', (right) => ({ read: async (call) => (await right.read(call)).slice(isChunked(call) ? -1 : 0) }), inChunks(minimal())],
  ['chunked-length-missed', 'A body in chunks waits for its length.', (right) => ({ read: async (call) => (isChunked(call) ? new Promise<never>(() => undefined) : right.read(call)) }), inChunks(minimal())],
  ['chunks-decoded-apart', 'Every chunk is decoded on its own.', () => ({ decode: (chunks) => chunks.map(String).join('') }), inChunks(full({ desc: '上海' }))],
  ['blocks-of-1000-decoded-apart', 'Every 1,000 bytes are decoded on their own.', () => ({ decode: (chunks) => pieces(Buffer.concat(chunks), 1000).map(String).join('') }), [created(full({ desc: `a${'数'.repeat(199)}`, cert_file: `${'数'.repeat(1000)}` }))]],
  ['blocks-of-8192-decoded-apart', 'Every 8,192 bytes are decoded on their own.', () => ({ decode: (chunks) => pieces(Buffer.concat(chunks), 8192).map(String).join('') }), [created(full({ cert_file: '数'.repeat(8000), key_file: `a${'据'.repeat(8000)}` }))]],
  ['first-segment', 'Of a long body the first 1,460 bytes are read.', (right) => ({ read: async (call) => [Buffer.concat(await right.read(call)).subarray(0, 1460)] }), big(3000)],
  ['first-8192', 'Of a long body the first 8,192 bytes are read.', (right) => ({ read: async (call) => [Buffer.concat(await right.read(call)).subarray(0, 8192)] }), big(12_000)],
  ['segments-swapped', 'The third and the fourth KiB of a body change places.', (right) => ({ read: async (call) => {
    const [a, b, c, d, ...rest] = pieces(Buffer.concat(await right.read(call)), 1024);
    return [a, b, d, c, ...rest].filter((piece) => piece !== undefined);
  } }), [created(full({ cert_file: Array.from({ length: 1200 }, (_, index) => index).join(',') }))]],
  ['4-kib-refused', 'A body of more than 4 KiB is refused with 413.', limited(4096, 413), big(6000)],
  ['8-kib-refused', 'A body of more than 8 KiB is refused with 400.', limited(8192, 400), big(12_000)],
  ['16-kib-refused', 'A body of more than 16 KiB is refused with 413.', limited(16_384, 413), big(20_000)],
  ['16-kib-fails', 'A body of more than 16 KiB fails with 500.', limited(16_384, 500), big(20_000)],
  ['32-kib-refused', 'A body of more than 32 KiB is refused with 413.', limited(32_768, 413), big(40_000)],
  ['64-kib-refused', 'A body of more than 64 KiB is refused with 413.', limited(65_536, 413), big(70_000), 'rare'],
];

const text = (make: (body: Body) => string, body: Body = minimal()) => [created(body, { wire: [make(body)] })];
const refuseText = (pattern: RegExp): Change => (right) => ({ parse: (source) => (pattern.test(source) ? undefined : right.parse(source)) });
const reversed = (body: Body): string => JSON.stringify(Object.fromEntries(Object.entries(body).reverse()));
const pretty = (body: Body): string => JSON.stringify(body, null, 2);
const escaped = (body: Body): string => JSON.stringify(body).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const changeSource = (change: (source: string) => string): Change => (right) => ({ parse: (source) => right.parse(change(source)) });

const spellings: Fault[] = [
  ['order-by-position', 'Members are told apart by their position.', readAs((value) => (isObject(value) ? byPosition(value) : value)), text(reversed)],
  ['name-first', 'region_name must be the first member.', refuseWhen((body) => Object.keys(body)[0] !== 'region_name'), text(reversed)],
  ['sorted', 'Members must be in the order of the alphabet.', refuseWhen((body) => Object.keys(body).join() !== Object.keys(body).sort().join()), text(reversed)],
  ['status-last-lost', 'status is lost when it is the last member.', readAs((value) => (isObject(value) && Object.keys(value).at(-1) === 'status' ? without(value, 'status') : value)), [created(minimal({ status: 2 }))], 'rare'],
  ['white-space', 'White space between members is refused.', refuseText(/[,{]\s+"/), text(pretty)],
  ['white-space-around', 'White space around the object is refused.', refuseText(/^\s|\s$/), text((body) => `\r\n\t ${JSON.stringify(body)} \r\n`)],
  ['no-white-space', 'A body without white space after its colons is refused.', refuseText(/":["\d]/), [created()]],
  ['unicode-escapes-refused', '\\uXXXX in a text is refused.', refuseText(/\\u[0-9a-f]{4}/i), text(escaped, full({ desc: '上海' }))],
  ['unicode-escapes-kept', '\\uXXXX in a text is not decoded.', changeSource((source) => source.replace(/\\u(?=[0-9a-f]{4})/gi, '\\\\u')), text(escaped, full({ desc: '上海' }))],
  ['surrogate-escapes-wrong', 'Two \\uXXXX that make one character are decoded apart.', changeSource((source) => source.replace(/(\\u[d][89ab][0-9a-f]{2})(\\u[d][c-f][0-9a-f]{2})/gi, '\\ufffd\\ufffd')), text(escaped, full({ desc: '🚀' }))],
  ['upper-case-escapes-wrong', '\\uXXXX in capitals is not decoded.', changeSource((source) => source.replace(/\\u(?=[0-9A-F]{4})(?=\d*[A-F])/g, '\\\\u')), text((body) => escaped(body).replace(/\\u\w{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`), full({ desc: '数据' })), 'rare'],
  ['escaped-names', 'A member whose name is written in \\uXXXX is not known.', changeSource((source) => source.replace(/\\u(?=[0-9a-f]{4}\w*"\s*:)/gi, '?')), text((body) => JSON.stringify(body).replace('"region_name"', '"\\u0072egion_name"'))],
  ['escaped-slashes-kept', 'An escaped slash keeps its backslash.', changeSource((source) => source.replaceAll('\\/', '\\\\/')), text((body) => JSON.stringify(body).replaceAll('/', '\\/'))],
  ['escaped-slashes-refused', 'An escaped slash is refused.', refuseText(/\\\//), text((body) => JSON.stringify(body).replaceAll('/', '\\/'))],
];

function byPosition(value: Body): Body {
  const order = submitted.filter((name) => name in value);
  return required.every((name) => name in value) ? Object.fromEntries(Object.values(value).map((member, index) => [order[index] ?? String(index), member])) : value;
}

const isUnknown = (name: string): boolean => !(submitted as readonly string[]).includes(name);
const lowerNames = readAs((value) => (isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member])) : value));
const renamed = (name: string, other: string): Body => Object.fromEntries(Object.entries(full()).map(([key, value]) => [key === name ? other : key, value]));
const alias = (name: string, other: string): Change => readAs((value) => (isObject(value) && other in value && !(name in value) ? { ...without(value, other), [name]: value[other] } : value));

const names: Fault[] = [
  ['any-case', 'Names of members are known in any case.', lowerNames, [refused(renamed('region_name', 'Region_Name'))]],
  ['upper-case', 'REGION_NAME is taken for region_name.', alias('region_name', 'REGION_NAME'), [refused(renamed('region_name', 'REGION_NAME'))]],
  ['camel-case', 'regionName is taken for region_name.', alias('region_name', 'regionName'), [refused(renamed('region_name', 'regionName'))], 'rare'],
  ['url-upper-case', 'URL is taken for url.', alias('url', 'URL'), [refused(renamed('url', 'URL'))]],
  ['optional-any-case', 'Scope is taken for scope.', alias('scope', 'Scope'), [created(), either(minimal({ Scope: 'public' }))], 'rare'],
];

const opens: Fault[] = [
  ['unknown-fails', 'An unknown member fails with 500.', failOn((value) => Object.keys(value).some(isUnknown)), [either(minimal({ colour: 'blue' }))]],
  ['unknown-nested-fails', 'An unknown member that is an object fails with 500.', failOn((value) => Object.entries(value).some(([name, member]) => isUnknown(name) && isObject(member))), [either(minimal({ labels: { a: 1 } }))]],
  ['response-member-fails', 'A request with region_id fails with 500.', failOn((value) => 'region_id' in value), [either(minimal({ region_id: 'mine' }))]],
  ['token-fails', 'A request with token fails with 500.', failOn((value) => 'token' in value), [either(minimal({ token: 'mine' }))]],
  ['status-4-fails', 'A status above 3 fails with 500.', failOn((value) => Number(value['status']) > 3), [either(minimal({ status: 4 }))]],
  ['status-negative-fails', 'A negative status fails with 500.', failOn((value) => Number(value['status']) < 0), [either(minimal({ status: -1 }))]],
  ['status-beyond-32-bits-fails', 'A status beyond 32 bits fails with 500.', failOn((value) => Number(value['status']) > 2 ** 31), [either(minimal({ status: 2 ** 40 }))], 'rare'],
  ['scope-unknown-fails', 'Another scope fails with 500.', failOn((value) => !['private', 'public', undefined].includes(value['scope'] as string)), [either(minimal({ scope: 'shared' }))]],
  ['name-longer-than-64-fails', 'A name of more than 64 characters fails with 500.', failOn((value) => String(value['region_name']).length > 64), [either(minimal({ region_name: 'n'.repeat(65) }))]],
  ['name-empty-fails', 'An empty name fails with 500.', failOn((value) => value['region_name'] === ''), [either(minimal({ region_name: '' }))]],
  ['url-unrealistic-fails', 'A url that is none fails with 500.', failOn((value) => !/^\w+:\/\//.test(String(value['url']))), [either(minimal({ url: 'string' }))]],
  ['tcpdomain-no-address-fails', 'A tcpdomain that is no address fails with 500.', failOn((value) => !/^[\d.]+$/.test(String(value['tcpdomain']))), [either(minimal({ tcpdomain: 'tcp.example.com' }))]],
  ['desc-longer-than-200-fails', 'A desc of more than 200 characters fails with 500.', failOn((value) => String(value['desc'] ?? '').length > 200), [either(minimal({ desc: 'd'.repeat(201) }))]],
  ['status-4-as-422', 'A status above 3 is refused with 422.', failOn((value) => Number(value['status']) > 3, 422), [either(minimal({ status: 4 }))]],
  ['url-unrealistic-as-detail', 'A url that is none is refused with {detail}.', failOn((value) => !/^\w+:\/\//.test(String(value['url'])), 400, { detail: 'not a url' }), [either(minimal({ url: 'string' }))]],
];

/** Fails on a body that is valid, once it is parsed. */
function failOn(condition: (body: Body) => boolean, status = 500, body: unknown = { msg: 'internal error' }): Change {
  return (right) => {
    const failing = new WeakSet<Call>();
    return {
      validate: (value, call) => {
        const flaw = right.validate(value, call);
        if (flaw === undefined && condition(value as Body)) failing.add(call);
        return flaw;
      },
      finish: (reply, call) => (failing.has(call) ? { ...reply, status, body } : reply),
    };
  };
}

export const requestForm: FaultyServer[] = [
  ...defineFaults('request-header', headers),
  ...defineFaults('request-body', bodies),
  ...defineFaults('request-spelling', spellings),
  ...defineFaults('member-name', names),
  ...defineFaults('open-input', opens),
];
