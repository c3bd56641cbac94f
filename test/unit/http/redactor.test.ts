/** What is secret is shown nowhere, however a server writes it. */
import { describe, expect, it } from 'vitest';
import { Redactor } from '../../../src/http/display/redactor.ts';

const secret = 'to/ken+ü&"1234567890=';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const octets = Buffer.from(secret).toString('hex').match(/../g) ?? [];
const everyUnit = (write: (unit: number) => string) => [...secret].map((unit) => write(unit.charCodeAt(0))).join('');
const digits = (unit: number, base = 16) => unit.toString(base).padStart(4, '0');
/** As text: objects keep the order of names that are numbers. */
const sorted = (members: object) =>
  Object.entries(members)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ [name]: value }) as object);
const [half, rest] = [secret.slice(0, 9), secret.slice(9)];

describe('a secret', () => {
  it.each<[string, string]>([
    ['as it is', secret],
    ['in JSON', JSON.stringify({ token: secret })],
    ['in JSON whose slashes are escaped', JSON.stringify({ token: secret }).replaceAll('/', String.raw`\/`)],
    ['in JSON of ASCII', JSON.stringify({ token: secret }).replaceAll('ü', String.raw`\u00fc`)],
    ['in a URL', `/a?token=${encodeURIComponent(secret)}`],
    ['in a URL with small digits', `/a?token=${encodeURIComponent(secret).toLowerCase()}`],
    ['in a form', new URLSearchParams({ token: secret }).toString()],
    ['in HTML', `<p>${secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}</p>`],
    ['in base64', base64(secret)],
    ['in base64 for URLs', Buffer.from(secret).toString('base64url')],
    ['in base64 behind one byte', base64(`x${secret}`)],
    ['in base64 behind two bytes', base64(`xy${secret}`)],
    ['in base64 before others', base64(`${secret}, n = 1`)],
    ['in base64 among others', base64(`{"token":"${secret}","n":1}`)],
    ['in hexadecimal digits', Buffer.from(secret).toString('hex')],
    ['in large hexadecimal digits', Buffer.from(secret).toString('hex').toUpperCase()],
    ['in hexadecimal digits with colons', Buffer.from(secret).toString('hex').match(/../g)?.join(':') ?? ''],
    ['in hexadecimal digits with commas', octets.join(', ')],
    ['in large letters', secret.toUpperCase()],
    ['in large letters that were read as Latin-1', Buffer.from(secret.toUpperCase()).toString('latin1')],
    ['in small letters', secret.toLowerCase()],
    ['over two lines', `${secret.slice(0, 9)}\r\n  ${secret.slice(9)}`],
    ['over two lines of JSON', JSON.stringify(`${secret.slice(0, 9)}\n${secret.slice(9)}`)],
    ['over two lines of JSON of ASCII', JSON.stringify(`${half}\n${rest}`).replace('ü', String.raw`\u00fc`)],
    ['in a text of JSON in JSON', JSON.stringify({ log: JSON.stringify({ token: secret }) })],
    ['in base64 over lines', base64(`{"token":"${secret}","n":1}`).replaceAll(/.{10}/g, '$&\n')],
    ['in a URL twice', `/a?next=${encodeURIComponent(`/b?token=${encodeURIComponent(secret)}`)}`],
    ['in a URL that escapes everything', Buffer.from(secret).toString('hex').replaceAll(/../g, '%$&')],
    [
      'in JSON that escapes everything',
      secret.replaceAll(/[^]/g, (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    [
      'in a URL of which some letters are escaped',
      `/a?t=${everyUnit((unit) => (unit % 2 ? `%${digits(unit).slice(2)}` : encodeURIComponent(String.fromCharCode(unit))))}`,
    ],
    ['in a URL three times', encodeURIComponent(encodeURIComponent(encodeURIComponent(secret)))],
    ['in a URL of Latin-1', encodeURIComponent(secret).replace('%C3%BC', '%FC')],
    ['in UTF-8 that was read as Latin-1', Buffer.from(secret).toString('latin1')],
    [
      'in JSON of which some letters are escaped',
      everyUnit((unit) =>
        unit % 2 || unit < 48 ? String.raw`\u${digits(unit).toUpperCase()}` : String.fromCharCode(unit),
      ),
    ],
    ['in a program of bytes', octets.map((each) => String.raw`\x${each}`).join('')],
    ['in a program of code points', everyUnit((unit) => String.raw`\u{${unit.toString(16)}}`)],
    ['in octal digits', Array.from(Buffer.from(secret), (byte) => `\\${digits(byte, 8).slice(1)}`).join('')],
    ['in entities of HTML', everyUnit((unit) => `&#${unit};`)],
    ['in entities of HTML with hexadecimal digits', everyUnit((unit) => `&#X${unit.toString(16)};`)],
    ['in HTML twice', secret.replaceAll('&', '&amp;amp;').replaceAll('"', '&amp;quot;')],
    ['in hexadecimal digits with hyphens', octets.join('-')],
    ['in hexadecimal digits with blanks', octets.join(' ')],
    ['in a list of hexadecimal digits', octets.map((each) => `0x${each}`).join(', ')],
    ['in a list of bytes', JSON.stringify(Buffer.from(secret))],
    ['in base64 twice', base64(base64(secret))],
    ['in base64 of JSON', base64(JSON.stringify({ token: secret }))],
    ['in base64 of a URL', base64(`/a?token=${encodeURIComponent(secret)}`)],
    ['in hexadecimal digits of base64', Buffer.from(base64(secret)).toString('hex')],
    ['in two items', JSON.stringify([half, rest])],
    ['in two items on two lines', JSON.stringify([half, rest], null, 2)],
    ['in two members', JSON.stringify({ a: half, b: rest })],
    ['letter by letter', JSON.stringify([...secret])],
    ['letter by letter in members', JSON.stringify({ ...[...secret] })],
    ['in members beside numbers', JSON.stringify([half, rest].map((part, n) => ({ n, part, last: n > 0 })))],
    ['in items that are lists', JSON.stringify([[half], [rest]])],
    ['in cells', `${half} | ${rest}`],
    ['in elements', `<li class=a>${half}</li>\n<li class=a>${rest}</li>`],
    ['in a list of digits with their mark', JSON.stringify(octets.map((each) => `0x${each}`))],
    ['in bytes by their numbers', JSON.stringify({ ...Buffer.from(secret) })],
    ['in bytes by their numbers in the order of texts', JSON.stringify(sorted({ ...Buffer.from(secret) }))],
    ['in letters by their numbers in the order of texts', JSON.stringify(sorted({ ...[...secret] }))],
    ['in a list of bytes over lines', JSON.stringify([...Buffer.from(secret)], null, 2)],
    ['in bytes between blanks', [...Buffer.from(secret)].join(' ')],
    ['in bytes in members', JSON.stringify([...Buffer.from(secret)].map((code) => ({ code, ok: true })))],
    ['in code points', JSON.stringify([...secret].map((letter) => letter.codePointAt(0)))],
    ['in binary digits', Array.from(Buffer.from(secret), (byte) => byte.toString(2).padStart(8, '0')).join(' ')],
    ['in a pointer', `/a/${secret.replaceAll('/', '~1')}/b`],
    ['in JSON that was read twice', everyUnit((unit) => `\\${String.fromCharCode(unit)}`)],
    ['with letters between that nobody sees', [...secret].join('\u200B')],
    ['with its beginning alone', `${secret.slice(0, 6)}…`],
  ])('is not shown %s', (_, text) => {
    const shown = new Redactor({ 'x-key': secret }).redact(`before ${text} after`);
    expect(shown).toMatch(/^before [^]*\$X_KEY[^]* after$/);
    expect(shown).not.toContain('1234567890');
    const decoded = [...shown.matchAll(/[\w+/-]{12,}/g)].map(([part]) => Buffer.from(part, 'base64').toString());
    expect(decoded.join()).not.toContain('34567890');
  });

  it('is not shown with its end alone, where what stood before was cut off', () => {
    const redactor = new Redactor({ key: 'abcdefgh12345' });
    expect(redactor.redact('at …fgh12345", "n": 1')).toBe('at …$KEY", "n": 1');
    expect(redactor.redact(`at …${base64('{"key":"abcdefgh12345","n":1}').slice(16)}`)).toMatch(/^at …\$KEY.{8,16}$/);
    expect(redactor.redact('at …defgh12…')).toBe('at …$KEY…');
    expect(redactor.redact('at …2345", "n": 1')).toBe('at …$KEY", "n": 1');
    expect(redactor.redact('at …345", "n": 1')).toBe('at …345", "n": 1');
    expect(redactor.redact('at {"a":"abcdefg","b":"h"…')).toBe('at {"a":"$KEY"…');
    expect(redactor.redact('at a%62cdef%6…')).toBe('at $KEY%6…');
    expect(redactor.redact('at …02;fgh12345", "n": 1')).toBe('at …$KEY", "n": 1');
    expect(redactor.redact('not {"a":"abcdefg","b…')).toBe('not {"a":"$KEY","b…');
    expect(redactor.redact('abcde')).toBe('abcde');
    expect(redactor.redact('12345 of them')).toBe('12345 of them');
  });

  it('is the password, also by itself and with its name in base64', () => {
    const { redact, ...redactor } = { redact: (text: string) => new Redactor({ login: 'ann:pass-word' }).redact(text) };
    expect(redactor).toEqual({});
    expect(redact('the password pass-word of ann is wrong')).toBe('the password $LOGIN of ann is wrong');
    expect(redact(`Basic ${base64('ann:pass-word')}`)).toBe('Basic $LOGIN');
  });

  it.each([
    ['of a cookie', { cookie: 'sid=abcdefgh12345; theme=dark' }, '{"sid":"abcdefgh12345"}', '{"sid":"$COOKIE"}'],
    [
      'of a field',
      { authorization: 'Digest username="ann", response="6629fae49393"' },
      'not 6629fae49393',
      'not $AUTHORIZATION',
    ],
    [
      'of a key without a password',
      { authorization: `Basic ${base64('sk_live_1234:')}` },
      'no sk_live_1234 here',
      'no $AUTHORIZATION here',
    ],
    [
      'of a key with a word',
      { authorization: `Basic ${base64('key1234567890abcdef:X')}` },
      'no key1234567890abcdef here',
      'no $AUTHORIZATION here',
    ],
    [
      'of a name with a password',
      { authorization: `Basic ${base64('customers:pass-word')}` },
      'customers say no',
      'customers say no',
    ],
  ])('is the value %s', (_, headers, text, shown) => {
    expect(new Redactor(headers).redact(text)).toBe(shown);
  });

  it('is not what stands in headers that say what is asked for', () => {
    const redactor = new Redactor({
      Accept: 'application/json',
      'Accept-Language': 'zh-Hans-CN',
      'Content-Type': 'text/plain',
    });
    const text = 'text/plain, application/json or zh-Hans-CN';
    expect(redactor.redact(text)).toBe(text);
    expect(redactor.names).toContain('accept');
  });

  it.each([
    ['without the padding of base64', 'abcdefgh12345', (key: string) => base64(key).replace(/=+$/, '')],
    ['in base64 for URLs', 'abc>>>???12345', (key: string) => Buffer.from(key).toString('base64url')],
    ['in a form', 'pass word 12345', (key: string) => String(new URLSearchParams({ key })).slice('key='.length)],
    ['in a shell', "it's12345678", (key: string) => key.replaceAll("'", String.raw`'\''`)],
    ['in base64, read as a URL', 'abc%2Fdef%3D12345', (key: string) => base64(decodeURIComponent(key))],
  ])('leaves nothing of itself %s', (_, key, write) => {
    expect(new Redactor({ key }).redact(`no ${write(key)} here`)).toBe('no $KEY here');
  });

  it('takes nothing along that stands beside it in escapes', () => {
    const redactor = new Redactor({ key: 'abcdefgh12345' });
    expect(redactor.redact('%7B%22a%22%3A%22abcdefgh12345%22%7D')).toBe('%7B%22a%22%3A%22$KEY%22%7D');
    expect(redactor.redact('\u00fc%C3%BC%E4%BD%A0%61bcdefgh12345%C3%BC')).toBe('\u00fc%C3%BC%E4%BD%A0$KEY%C3%BC');
    expect(redactor.redact('["a","abcdefgh","12345","b"]')).toBe('["a","$KEY","b"]');
  });

  it('that looks like an escape itself is found', () => {
    const redactor = new Redactor({ key: '%41%42%43-&amp;-1', other: 'abcdef1234' });
    expect(redactor.redact('x %41%42%43-&amp;-1 y')).toBe('x $KEY y');
    expect(redactor.redact('100%abcdef1234')).toBe('100%$OTHER');
  });

  it('that is a word and its value is found without the word', () => {
    const redactor = new Redactor({ authorization: 'Bearer abcdefgh1234' });
    expect(redactor.redact('Bearer realm, abcdefgh1234')).toBe('Bearer realm, $AUTHORIZATION');
  });

  it.each([
    ['the pair', 'no such user: ann:s3cret-word'],
    ['the password', 'the password s3cret-word is wrong'],
    ['the password in large letters', 'the password S3CRET-WORD is wrong'],
    ['the password in JSON', '{"login":"ann","password":"s3cret-word"}'],
    ['the password in a URL', '/login?password=s3cret%2Dword'.replace('%2D', '-')],
    ['the password in base64', `unknown: ${base64('s3cret-word')}`],
    ['the header', `got Basic ${base64('ann:s3cret-word')}`],
  ])('in base64 is not shown decoded: %s', (_, text) => {
    const shown = new Redactor({ authorization: `Basic ${base64('ann:s3cret-word')}` }).redact(text);
    expect(shown).toContain('$AUTHORIZATION');
    expect(shown.toLowerCase()).not.toContain('s3cret');
    expect(shown).not.toContain(base64('s3cret-word').slice(2, 9));
  });

  it.each([
    ['1', 'the 1st of 11 items', '{"id":"1","n":1}', '1'],
    ['en', 'when', '{"lang":"en"}', 'en'],
    ['admin', '/admin/users of administrators', 'admin: no', 'the admin says'],
    ['true', '{"a":true}', 'untrue', 'it is true'],
    ['20261126', 'run 120261126', 'v20261126', '20261126T10:00'],
    ['2026-11-26', 'at 2026-11-26T10:11:12Z', '{"at":"2026-11-26T10:11:12Z"}', 'on 2026-11-26'],
  ])('that is short (%s) spoils no other text', (value, ...texts) => {
    const redactor = new Redactor({ 'x-value': value });
    expect(texts.map((text) => redactor.redact(text))).toEqual(texts);
  });

  it('that is short is found where it is a value of its own', () => {
    const redactor = new Redactor({ 'x-pin': 'Ab12z' });
    expect(redactor.redact('{"pin":"Ab12z"}')).toBe('{"pin":"$X_PIN"}');
    expect(redactor.redact('Ab12z')).toBe('$X_PIN');
    expect(redactor.redact('/a?pin=Ab12z&b=1')).toBe('/a?pin=$X_PIN&b=1');
    expect(redactor.redact('Ab12zz and xAb12z')).toBe('Ab12zz and xAb12z');
  });

  it('stands for itself in all texts of plain data', () => {
    const data = { a: [1, null, { [secret]: `x ${secret}` }] };
    expect(new Redactor({ key: secret }).redactAll(data)).toEqual({ a: [1, null, { $KEY: 'x $KEY' }] });
  });

  it.each(['', ' ', '%20', '&#0;', '\\n', 'Basic Og=='])('of which no letter is left (%j) is nowhere', (value) => {
    const text = 'GET /things: 200 {"a":""}';
    expect(new Redactor({ 'x-key': value, authorization: value }).redact(text)).toBe(text);
  });

  it('leaves other texts as they are', () => {
    const text = 'a short text, YWJj, 616263, /a?b=c';
    expect(new Redactor({ 'x-key': secret, other: 'ab' }).redact(text)).toBe(text);
  });
});
