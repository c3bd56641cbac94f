/** What is secret is shown nowhere, however a server writes it. */
import { describe, expect, it } from 'vitest';
import { Redactor } from '../../../src/http/display/redactor.ts';

const secret = 'to/ken+ü&"1234567890=';
const base64 = (text: string) => Buffer.from(text).toString('base64');

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
    ['in base64 among others', base64(`{"token":"${secret}","n":1}`)],
    ['in hexadecimal digits', Buffer.from(secret).toString('hex')],
    ['in large hexadecimal digits', Buffer.from(secret).toString('hex').toUpperCase()],
    ['in hexadecimal digits with colons', Buffer.from(secret).toString('hex').match(/../g)?.join(':') ?? ''],
    ['in large letters', secret.toUpperCase()],
    ['in small letters', secret.toLowerCase()],
    ['over two lines', `${secret.slice(0, 9)}\r\n  ${secret.slice(9)}`],
    ['over two lines of JSON', JSON.stringify(`${secret.slice(0, 9)}\n${secret.slice(9)}`)],
    ['in a text of JSON in JSON', JSON.stringify({ log: JSON.stringify({ token: secret }) })],
    ['in base64 over lines', base64(`{"token":"${secret}","n":1}`).replaceAll(/.{10}/g, '$&\n')],
    ['in a URL twice', `/a?next=${encodeURIComponent(`/b?token=${encodeURIComponent(secret)}`)}`],
    ['in a URL that escapes everything', Buffer.from(secret).toString('hex').replaceAll(/../g, '%$&')],
    [
      'in JSON that escapes everything',
      secret.replaceAll(/[^]/g, (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['with its beginning alone', `${secret.slice(0, 6)}…`],
  ])('is not shown %s', (_, text) => {
    const shown = new Redactor({ 'x-key': secret }).redact(`before ${text} after`);
    expect(shown).toMatch(/^before [^]*\$X_KEY[^]* after$/);
    expect(shown).not.toContain('1234567890');
    const decoded = [...shown.matchAll(/[\w+/-]{12,}/g)].map(([part]) => Buffer.from(part, 'base64').toString());
    expect(decoded.join()).not.toContain('34567890');
  });

  it('is the password, also by itself and with its name in base64', () => {
    const { redact, ...redactor } = { redact: (text: string) => new Redactor({ login: 'ann:pass-word' }).redact(text) };
    expect(redactor).toEqual({});
    expect(redact('the password pass-word of ann is wrong')).toBe('the password $LOGIN of ann is wrong');
    expect(redact(`Basic ${base64('ann:pass-word')}`)).toBe('Basic $LOGIN');
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

  it('leaves other texts as they are', () => {
    const text = 'a short text, YWJj, 616263, /a?b=c';
    expect(new Redactor({ 'x-key': secret, other: 'ab' }).redact(text)).toBe(text);
  });
});
