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
  ])('is not shown %s', (_, text) => {
    const shown = new Redactor({ 'x-key': secret }).redact(`before ${text} after`);
    expect(shown).toMatch(/^before .*\$X_KEY.* after$/);
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

  it('leaves other texts as they are', () => {
    const text = 'a short text, YWJj, 616263, /a?b=c';
    expect(new Redactor({ 'x-key': secret, other: 'ab' }).redact(text)).toBe(text);
  });
});
