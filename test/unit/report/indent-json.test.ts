/** Laying out JSON changes white space only. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentJson } from '../../../src/report/html/indent-json.ts';

describe('indentJson', () => {
  it('lays out as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const value: unknown = JSON.parse(text);
        const expected = typeof value === 'object' ? JSON.stringify(value, null, 2) : text;
        // Numbers may be written in several ways; fast-check writes them as JSON.stringify does.
        expect(indentJson(text)).toBe(value === null ? 'null' : expected);
      }),
    );
  });

  it('keeps what a parser would lose: number forms, escapes, keys given twice', () => {
    expect(indentJson(String.raw`{"a":1.0,"a":1e400,"b":"\u0041"}`)).toBe(
      String.raw`{
  "a": 1.0,
  "a": 1e400,
  "b": "\u0041"
}`,
    );
  });

  it('leaves alone what is no JSON, or too deep to show', () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    for (const text of ['{"a":', 'plain', '"text"', deep]) expect(indentJson(text)).toBe(text);
  });
});
