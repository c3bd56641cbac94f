/** JSON Pointers: what is written can be read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPointer, parsePointer, setAt, valueAt } from '../../../src/contract/json-pointer.ts';

describe('a JSON Pointer', () => {
  it('comes back as the tokens that it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (tokens) => {
        expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
      }),
    );
  });

  it('finds what was set, whatever the names are', () => {
    const names = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString'));
    fc.assert(
      fc.property(fc.array(names, { minLength: 1 }), fc.jsonValue(), (tokens, value) => {
        const target = {};
        setAt(target, tokens, value);
        expect(valueAt(target, tokens)).toBe(value);
        expect(Object.getPrototypeOf({})).toBe(Object.prototype);
      }),
    );
  });

  it('sees own members only', () => {
    expect(valueAt({}, ['constructor'])).toBeUndefined();
    expect(valueAt('text', ['length'])).toBeUndefined();
  });

  it('that is none is refused', () => {
    expect(() => parsePointer('a/b')).toThrow(SyntaxError);
    expect(() => parsePointer('/~2')).toThrow(SyntaxError);
  });
});
