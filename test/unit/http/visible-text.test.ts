/** What a server sends cannot steer or deceive whoever reads the report. */
import { describe, expect, it } from 'vitest';
import { escapeHtml, visibleLine, visibleText } from '../../../src/http/display/visible-text.ts';

describe('text from elsewhere', () => {
  it('shows terminal escapes, of one byte and of two, instead of sending them', () => {
    expect(visibleText('\u001B[2Ja\u009B31m\u0007\u007F')).toBe(String.raw`\u001b[2Ja\u009b31m\u0007\u007f`);
  });

  it('shows direction overrides and invisible characters', () => {
    expect(visibleText('\u202Egpj\u2066\u200B\uFEFF')).toBe(String.raw`\u202egpj\u2066\u200b\ufeff`);
  });

  it('shows halves of surrogate pairs, and tag characters as their two halves', () => {
    expect(visibleText('a\uD800b\u{E0041}')).toBe(String.raw`a\ud800b\udb40\udc41`);
  });

  it('leaves writing alone: CJK, Arabic, combining marks, joined emoji', () => {
    const text = '数据中心 العربية é́ 👩‍👩‍👧‍👦 🏳️‍🌈';
    expect(visibleText(text)).toBe(text);
  });

  it('keeps line feeds and tabs in a block and escapes them on a line', () => {
    expect(visibleText('a\n\tb\r')).toBe('a\n\tb\\r');
    expect(visibleLine('a\n\tb\r')).toBe(String.raw`a\n\tb\r`);
  });

  it('is nothing but text in HTML, in an attribute too', () => {
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;');
  });

  it('keeps the meaning of a JSON text', () => {
    const value = { a: '\u202E\u009B\uD83D\uDE00' };
    expect(JSON.parse(visibleText(JSON.stringify(value)))).toEqual(value);
  });
});
