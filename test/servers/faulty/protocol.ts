/** The answer's content is right; its media type, its JSON or its framing is not. */
import { gzipSync } from 'node:zlib';
import { changeReply, combine, writeAs, writeRaw } from '../change-stages.ts';
import { created, full, refused, type Step } from '../probe/step.ts';
import type { Change, Reason } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const headers = (reason: Reason, change: Record<string, string>) => changeReply(reason, (reply) => ({ ...reply, headers: change }));
const type = (reason: Reason, value: string) => headers(reason, { 'content-type': value });
const both = [['created', 'A creation', () => [created(full())]], ['invalid', 'A refusal', () => [refused()]]] as const;
const forBoth = (make: (reason: 'created' | 'invalid', what: string, probe: Fault[3]) => Fault): Fault[] => both.map(([reason, what, probe]) => make(reason, what, probe()));

const mediaTypes = ['text/html', 'text/plain', 'text/plain; charset=utf-8', 'application/xml', 'application/octet-stream', 'application/vnd.api+json', 'text/json', 'json', 'application/x-www-form-urlencoded', '*/*'];

const types: Fault[] = [
  ...mediaTypes.map((value, index): Fault => [
    `created-${value.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'any'}`, `A creation is answered as ${value}.`, type('created', value), [created()], index > 5 ? 'rare' : undefined,
  ]),
  ['created-none', 'A creation is answered without a content type.', headers('created', {}), [created()]],
  ['created-empty', 'A creation is answered with an empty content type.', type('created', ''), [created()], 'rare'],
  ['created-latin1-called', 'A creation is answered in UTF-8 and called latin1.', type('created', 'application/json; charset=iso-8859-1'), [created(full({ desc: '上海' }))]],
];

/** A text in other bytes than UTF-8, called what it is or not. */
const encodings: Fault[] = [
  ['latin1', 'The answer is in latin1.', writeAs('created', (payload) => Buffer.from(payload.toString(), 'latin1')), [created(full({ desc: 'Zürich' }))]],
  ['latin1-called', 'The answer is in latin1 and says so.', combine(type('created', 'application/json; charset=iso-8859-1'), writeAs('created', (payload) => Buffer.from(payload.toString(), 'latin1'))), [created(full({ desc: 'Zürich' }))]],
  ['utf-16', 'The answer is in UTF-16 and says so.', combine(type('created', 'application/json; charset=utf-16le'), writeAs('created', (payload) => Buffer.from(payload.toString(), 'utf16le'))), [created()]],
  ['cesu-8', 'Emoji are written as two surrogates of three bytes each.', writeAs('created', (payload) => cesu(payload.toString())), [created(full({ desc: '🚀' }))]],
  ['utf-8-twice', 'The answer is in UTF-8 of UTF-8.', writeAs('created', (payload) => Buffer.from(payload.toString('latin1'))), [created(full({ desc: '上海' }))]],
  ...forBoth((reason, what, probe) => [`${reason}-byte-order-mark`, `${what} is answered with a byte order mark.`, writeAs(reason, (payload) => `\uFEFF${payload.toString()}`), probe]),
];

function cesu(text: string): Buffer {
  const unit = (code: number) => Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
  return Buffer.concat([...text].flatMap((letter) => (letter.length === 2 ? [0, 1].map((index) => unit(letter.charCodeAt(index))) : [Buffer.from(letter)])));
}

type Text = (text: string) => string;
const texts: readonly (readonly [name: string, what: string, change: Text])[] = [
  ['empty', 'nothing', () => ''],
  ['blank', 'a blank', () => ' '],
  ['null', 'null', () => 'null'],
  ['empty-object', '{}', () => '{}'],
  ['truncated', 'JSON that is cut short', (text) => text.slice(0, -10)],
  ['last-brace-lost', 'JSON without its last brace', (text) => text.slice(0, -1)],
  ['trailing-comma', 'JSON with a comma after its last member', (text) => text.replace(/}$/, ',}')],
  ['nan', 'JSON with NaN in it', (text) => text.replace(/}$/, ',"weight":NaN}')],
  ['single-quotes', 'JSON in single quotes', (text) => text.replaceAll('"', "'")],
  ['python', 'a Python literal', (text) => text.replaceAll('null', 'None').replaceAll('"', "'")],
  ['unquoted-names', 'JSON with names that are not quoted', (text) => text.replace(/"(\w+)":/g, '$1:')],
  ['twice', 'JSON twice', (text) => text + text],
  ['encoded-twice', 'JSON within a JSON text', (text) => JSON.stringify(text)],
  ['in-array', 'JSON within an array', (text) => `[${text}]`],
  ['jsonp', 'a call of a function', (text) => `callback(${text})`],
  ['guarded', 'JSON behind a guard', (text) => `)]}',\n${text}`],
  ['html-after', 'JSON and HTML after it', (text) => `${text}<!-- 3 ms -->`],
  ['warning-before', 'a warning of PHP and JSON after it', (text) => `\nWarning: Undefined index in region.php on line 3\n${text}`],
  ['comment', 'JSON with a comment', (text) => text.replace('{', '{ /* region */ ')],
];

const json = texts.flatMap(([name, what, change]) => {
  const faults = forBoth((reason, of, probe) => [`${reason}-${name}`, `${of} is answered with ${what}.`, writeAs(reason, (payload) => change(payload.toString())), probe]);
  return faults.slice(0, /^(empty|truncated|encoded-twice|trailing-comma)$/.test(name) ? 2 : 1);
});

const rawNewlines: Fault[] = [
  ['created-raw-line-feeds', 'Line feeds are not escaped in JSON.', writeAs('created', (payload) => payload.toString().replaceAll('\\n', '\n')), [created(full())]],
  ['created-raw-quotes', 'Quotes are not escaped in JSON.', writeAs('created', (payload) => payload.toString().replaceAll('\\"', '"')), [created(full({ desc: 'the "old" site' }))]],
  ['created-raw-backslashes', 'Backslashes are not escaped in JSON.', writeAs('created', (payload) => payload.toString().replaceAll('\\\\', '\\')), [created(full({ desc: 'rack\\3' }))]],
];

const head = (lines: readonly string[], reason = 'created') =>
  [`HTTP/1.1 ${reason === 'created' ? '201 Created' : '400 Bad Request'}`, 'content-type: application/json', ...lines, '', ''].join('\r\n');
const answer = (lines: (length: number) => readonly string[], reason: Reason = 'created', body: (payload: Buffer) => string | Buffer = (payload) => payload): Change =>
  writeRaw(reason, (payload) => Buffer.concat([Buffer.from(head(lines(payload.length), reason)), Buffer.from(body(payload))]));
const length = (extra: number) => (size: number) => [`content-length: ${size + extra}`];
const chunk = (payload: Buffer, size = payload.length) => `${size.toString(16)}\r\n${payload.toString()}\r\n`;
const one: readonly Step[] = [created()];

const framing: Fault[] = [
  ...forBoth((reason, what, probe) => [`${reason}-length-too-long`, `${what} announces more bytes than come, then the end.`, answer(length(10), reason), probe]),
  ...forBoth((reason, what, probe) => [`${reason}-length-too-short`, `${what} announces fewer bytes than come.`, answer(length(-10), reason), probe]),
  ['length-in-characters', 'The length is counted in characters, not in bytes.', writeRaw('created', (payload) => Buffer.concat([Buffer.from(head([`content-length: ${payload.toString().length}`])), payload])), [created(full({ desc: '上海数据中心' }))]],
  ['length-too-long-kept', 'More bytes are announced than come, and the connection stays.', writeRaw('created', (payload) => Buffer.concat([Buffer.from(head(length(10)(payload.length))), payload]), false), one],
  ['length-garbage', 'The length is no number.', answer(() => ['content-length: many']), one],
  ['lengths-differ', 'Two lengths are announced.', answer((size) => [...length(0)(size), ...length(3)(size)]), one],
  ['length-and-chunks', 'A length is announced for a body in chunks.', answer((size) => [...length(0)(size), 'transfer-encoding: chunked'], 'created', (payload) => `${chunk(payload)}0\r\n\r\n`), one, 'rare'],
  ['chunk-too-long', 'A chunk is shorter than it says.', answer(() => ['transfer-encoding: chunked'], 'created', (payload) => `${chunk(payload, payload.length + 7)}0\r\n\r\n`), one],
  ['last-chunk-lost', 'The last chunk never comes, but the end does.', answer(() => ['transfer-encoding: chunked'], 'created', (payload) => chunk(payload)), one],
  ['chunked-uncalled', 'The body is in chunks and called whole.', answer(() => ['connection: close'], 'created', (payload) => `${chunk(payload)}0\r\n\r\n`), one],
  ['chunked-called', 'The body is whole and called chunked.', answer(() => ['transfer-encoding: chunked']), one],
  ['head-cut-short', 'The head is cut short.', writeRaw('created', () => 'HTTP/1.1 201 Created\r\ncontent-type: appl'), one],
  ['body-never-comes', 'The body is announced and never comes.', writeRaw('created', (payload) => head(length(0)(payload.length)), false), one],
  ['no-status-line', 'There is no head before the body.', writeRaw('created', (payload) => payload), one],
  ['invalid-header', 'A header has a line feed in its name.', writeRaw('created', (payload) => Buffer.concat([Buffer.from(head(['x bad\n name', ...length(0)(payload.length)])), payload])), one, 'rare'],
];

const silence: Fault[] = [
  ...forBoth((reason, what, probe) => [`${reason}-no-answer`, `${what} is never answered.`, (right) => ({ send: (payload, reply, call) => (reply.reason === reason ? undefined : right.send(payload, reply, call)) }), probe]),
  ...forBoth((reason, what, probe) => [`${reason}-dropped`, `${what} is answered by the end of the connection.`, writeRaw(reason, () => ''), probe]),
  ...forBoth((reason, what, probe) => [`${reason}-reset`, `${what} is answered by a reset.`, (right) => ({ send: (payload, reply, call) => (reply.reason === reason ? void call.request.socket.resetAndDestroy() : right.send(payload, reply, call)) }), probe]),
  ['duplicate-no-answer', 'The refusal of a taken name is never written.', (right) => ({ send: (payload, reply, call) => (reply.reason === 'duplicate' ? undefined : right.send(payload, reply, call)) }), takenTwice()],
];

function takenTwice(): readonly Step[] {
  const step = created();
  return [step, { ...step, expected: 'refused', duplicate: true }];
}

const offered = [created(full(), { headers: { 'accept-encoding': 'gzip' } })];
const coded = (change: (payload: Buffer) => Buffer, called: string | undefined): Change => (right) => ({
  send: (payload, reply, call) => {
    if (!/gzip/.test(String(call.request.headers['accept-encoding']))) return right.send(payload, reply, call);
    return right.send(change(Buffer.from(payload)), called === undefined ? reply : { ...reply, headers: { ...reply.headers, 'content-encoding': called } }, call);
  },
});

const coding: Fault[] = [
  ['gzip-broken', 'Where gzip is offered, its last bytes are wrong.', coded((payload) => Buffer.concat([gzipSync(payload).subarray(0, -8), Buffer.alloc(8)]), 'gzip'), offered],
  ['gzip-truncated', 'Where gzip is offered, it is cut short.', coded((payload) => gzipSync(payload).subarray(0, -20), 'gzip'), offered],
  ['gzip-called', 'Where gzip is offered, the answer is called gzip and is not.', coded((payload) => payload, 'gzip'), offered],
  ['gzip-uncalled', 'Where gzip is offered, the answer is gzip and not called so.', coded(gzipSync, undefined), offered],
  ['gzip-empty', 'Where gzip is offered, the answer is empty.', coded(() => Buffer.alloc(0), 'gzip'), offered],
  ['gzip-twice', 'Where gzip is offered, it is applied twice and named once.', coded((payload) => gzipSync(gzipSync(payload)), 'gzip'), offered],
  ['gzip-unasked', 'The answer is gzip even where only identity is accepted.', (right) => ({
    send: (payload, reply, call) => right.send(gzipSync(payload), { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' } }, call),
  }), [created(full(), { headers: { 'accept-encoding': 'identity' } })], 'rare'],
];

export const protocol: FaultyServer[] = [
  ...defineFaults('media-type', types),
  ...defineFaults('encoding', encodings),
  ...defineFaults('json', [...json, ...rawNewlines]),
  ...defineFaults('framing', framing),
  ...defineFaults('silence', silence),
  ...defineFaults('coding', coding),
];
