/** Schemas that are written another way, by alternatives, conditions and what is ruled out: JSON Schema 2020-12. */
import { count, like, list, number, text, thing } from './plain-schemas.ts';
import type { SchemaRow } from './schemas.ts';

const none = { type: 'null' };

export const reshapeRows: readonly SchemaRow[] = [
  [
    'hoisted out of the branches',
    { anyOf: [thing({}, { a: text(), k: { const: 1 } }), thing({}, { a: text(), k: { const: 2 } })] },
    { properties: { a: text() }, anyOf: [thing({}, { k: { const: 1 } }), thing({}, { k: { const: 2 } })] },
    '=',
  ],
  [
    'distributed into the branches',
    { type: 'string', anyOf: [{ minLength: 3 }, { pattern: '^x' }] },
    { anyOf: [text({ minLength: 3 }), like('^x')] },
    '=',
  ],
  [
    'a type beside the branches',
    { anyOf: [{ minLength: 3 }, { maxLength: 1 }] },
    { type: 'string', anyOf: [{ minLength: 3 }, { maxLength: 1 }] },
    '<',
  ],
  [
    'allOf in allOf',
    { allOf: [{ allOf: [text(), { minLength: 1 }] }, { maxLength: 5 }] },
    text({ minLength: 1, maxLength: 5 }),
    '=',
  ],
  ['allOf of unions', { allOf: [{ type: ['string', 'integer'] }, { type: ['integer', 'null'] }] }, count(), '='],
  ['a union of values', { anyOf: [{ const: 'x' }, { const: 'y' }, { const: 'z' }] }, { enum: ['x', 'y', 'z'] }, '='],
  ['a union of values less one', { anyOf: [{ const: 'x' }, { const: 'y' }] }, { enum: ['x'] }, '<'],
  [
    'a union of ranges that meet',
    { anyOf: [count({ minimum: 0, maximum: 4 }), count({ minimum: 5, maximum: 9 })] },
    count({ minimum: 0, maximum: 9 }),
    '=',
  ],
  ['a union of lengths that meet', { anyOf: [text({ maxLength: 4 }), text({ minLength: 5 })] }, text(), '='],
  ['null twice', { anyOf: [{ type: ['string', 'null'] }, none] }, { type: ['string', 'null'] }, '='],
  ['a branch that nothing fits', { anyOf: [text(), { allOf: [count(), none] }] }, text(), '='],
  ['oneOf of one', { oneOf: [text()] }, text(), '='],
  ['oneOf that excludes what both take', { oneOf: [count(), number()] }, { type: 'number', not: count() }, '='],
  ['not not', { not: { not: text() } }, text(), '='],
  ['not of two', { not: { anyOf: [text(), none] } }, { allOf: [{ not: text() }, { not: none }] }, '='],
  ['not of types as the others', { not: { type: ['string', 'null', 'boolean', 'array', 'object'] } }, number(), '='],
  ['not of a bound', number({ not: { maximum: 5 } }), number({ exclusiveMinimum: 5 }), '='],
  ['not of a length', text({ not: { maxLength: 2 } }), text({ minLength: 3 }), '='],
  ['not of a demand', thing({ not: { required: ['a'] } }), thing({}, { a: false }), '='],
  ['not of a value of a list', { enum: ['x', 'y'], not: { const: 'y' } }, { const: 'x' }, '='],
  ['a condition that always holds', text({ if: true, then: { minLength: 1 } }), text({ minLength: 1 }), '='],
  [
    'a condition that never holds',
    text({ if: false, then: false, else: { minLength: 1 } }),
    text({ minLength: 1 }),
    '=',
  ],
  [
    'a condition as a union',
    { if: text(), then: { minLength: 1 }, else: count() },
    { anyOf: [text({ minLength: 1 }), count()] },
    '=',
  ],
  [
    'a kind that became two',
    { oneOf: [thing({ required: ['k'] }, { k: { const: 'a' } })] },
    { oneOf: [thing({ required: ['k'] }, { k: { const: 'a' } }), thing({ required: ['k'] }, { k: { const: 'b' } })] },
    '>',
  ],
  [
    'a value more in a kind',
    { oneOf: [thing({ required: ['k'] }, { k: { const: 'a' }, v: { enum: ['x'] } }), none] },
    { oneOf: [thing({ required: ['k'] }, { k: { const: 'a' }, v: { enum: ['x', 'y'] } }), none] },
    '>',
  ],
  [
    'narrower deep inside',
    thing({}, { a: thing({}, { b: list({ items: thing({}, { c: count() }) }) }) }),
    thing({}, { a: thing({}, { b: list({ items: thing({}, { c: count({ maximum: 9 }) }) }) }) }),
    '<',
  ],
  [
    'both ways in two members',
    thing({ required: ['a', 'b'] }, { a: text({ maxLength: 5 }), b: text() }),
    thing({ required: ['a', 'b'] }, { a: text(), b: text({ maxLength: 5 }) }),
    '<>',
  ],
  ['an enum of objects less', { enum: [{ a: 1 }, { a: 2 }] }, { enum: [{ a: 1 }] }, '<'],
  ['what no value can be', { allOf: [text(), count()] }, false, '='],
  [
    'anything, by all of its types',
    { anyOf: [{ type: ['string', 'number', 'boolean'] }, { type: ['array', 'object', 'null'] }] },
    {},
    '=',
  ],
];
