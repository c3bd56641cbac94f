/** Every way to write JSON means the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, writeJson } from '../../../src/http/value/json.ts';

const styles = ['compact', 'spaced', 'reversed', 'escaped', 'slashes'] as const;

/** Without `__proto__`, which an object literal reads otherwise, and -0, which JSON has not. */
const value = fc
  .jsonValue({ stringUnit: 'grapheme' })
  .map((any) => JSON.parse(JSON.stringify(any).replaceAll('__proto__', 'proto')) as unknown);

describe.each(styles)('JSON that is written %s', (style) => {
  it('reads back as the same value', () => {
    fc.assert(
      fc.property(value, (any) => {
        expect(JSON.parse(writeJson(any, style))).toEqual(any);
      }),
    );
  });

  it('keeps odd texts', () => {
    const odd = { 'a/b': '\\"\u0000\u001f\u2028 😀 \ud83d </script>', '': ['', null, 1e21, -1.5, true] };
    expect(JSON.parse(writeJson(odd, style))).toEqual(odd);
  });
});

it('is another text in each style', () => {
  const texts = styles.map((style) => writeJson({ a: 'x/y ü', b: [1] }, style));
  expect(new Set(texts).size).toBe(styles.length);
});

describe('the JSON of an answer', () => {
  const nested = (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels));

  it('is read as deep as readers can be asked to go', () => {
    expect(readJson(nested(3_000))).toBeDefined();
    expect(readJson(nested(3_001))).toBeUndefined();
    expect(readJson(Buffer.from(`["${'['.repeat(9_000)}\\"["]`))).toBeDefined();
  });

  it.each([
    ['is no JSON', Buffer.from('{')],
    ['is no UTF-8', Buffer.of(0x22, 0xff, 0x22)],
    ['begins with a byte order mark', Buffer.from('\uFEFF{}')],
  ])('is none where it %s', (_sentence, body) => {
    expect(readJson(body)).toBeUndefined();
  });
});
