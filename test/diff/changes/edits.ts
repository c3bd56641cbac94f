/** Edits of one keyword, by what it is about: each is made at every place where a value travels, forwards and backwards. */
import type { Relation } from './schemas.ts';
import type { Aspect } from '../../../src/diff/value-rule.ts';

/** The aspect is that of the rule by which the edit is told; `where` is left out for places that cannot have it. */
export type EditRow = readonly [title: string, old: unknown, now: unknown, relation: Relation, aspect: Aspect];

const text = (more: object = {}) => ({ type: 'string', ...more });
const number = (more: object = {}) => ({ type: 'number', ...more });
const list = (more: object = {}) => ({ type: 'array', items: text(), ...more });
const thing = (more: object = {}) => ({ type: 'object', properties: { a: text(), b: text() }, ...more });
const x = { const: 'x' };

export const scalarEdits: readonly EditRow[] = [
  ['values listed', text(), text({ enum: ['x', 'y'] }), '<', 'values'],
  ['a listed value less', text({ enum: ['x', 'y'] }), text({ enum: ['x'] }), '<', 'values'],
  ['a constant', text(), text({ const: 'x' }), '<', 'values'],
  ['another constant', text({ const: 'x' }), text({ const: 'y' }), '<>', 'values'],
  ['no null', { type: ['string', 'null'] }, text(), '<', 'type'],
  ['a type less of several', { type: ['boolean', 'integer'] }, { type: 'integer' }, '<', 'type'],
  ['another type', { type: 'integer' }, { type: 'boolean' }, '<>', 'type'],
  ['integers instead of numbers', number(), { type: 'integer' }, '<', 'type'],
  ['a maximum', number(), number({ maximum: 9 }), '<', 'number'],
  ['a lower maximum', number({ maximum: 9 }), number({ maximum: 5 }), '<', 'number'],
  ['a minimum', number(), number({ minimum: 1 }), '<', 'number'],
  ['a higher minimum', number({ minimum: 1 }), number({ minimum: 3 }), '<', 'number'],
  ['an excluded maximum', number(), number({ exclusiveMaximum: 9 }), '<', 'number'],
  ['a lower excluded maximum', number({ exclusiveMaximum: 9 }), number({ exclusiveMaximum: 5 }), '<', 'number'],
  ['an excluded minimum', number(), number({ exclusiveMinimum: 1 }), '<', 'number'],
  ['a higher excluded minimum', number({ exclusiveMinimum: 1 }), number({ exclusiveMinimum: 3 }), '<', 'number'],
  ['a step', number(), number({ multipleOf: 0.5 }), '<', 'number'],
  ['a wider step that fits', number({ multipleOf: 0.5 }), number({ multipleOf: 1.5 }), '<', 'number'],
  ['a step that does not fit', number({ multipleOf: 0.5 }), number({ multipleOf: 0.7 }), '<>', 'number'],
  ['a most of characters', text(), text({ maxLength: 9 }), '<', 'length'],
  ['fewer characters at most', text({ maxLength: 9 }), text({ maxLength: 5 }), '<', 'length'],
  ['a least of characters', text(), text({ minLength: 2 }), '<', 'length'],
  ['more characters at least', text({ minLength: 2 }), text({ minLength: 3 }), '<', 'length'],
  ['a pattern', text(), text({ pattern: '^[a-c]+$' }), '<', 'pattern'],
  ['another pattern', text({ pattern: '^a+$' }), text({ pattern: '^b+$' }), '<>', 'pattern'],
  ['a narrower pattern', text({ pattern: '^[a-z]+$' }), text({ pattern: '^[a-f]+$' }), '<', 'pattern'],
  ['a format', text(), text({ format: 'uuid' }), '<', 'format'],
  ['another format', text({ format: 'date' }), text({ format: 'uuid' }), '<>', 'format'],
];

export const listEdits: readonly EditRow[] = [
  ['a most of items', list(), list({ maxItems: 3 }), '<', 'items'],
  ['fewer items at most', list({ maxItems: 3 }), list({ maxItems: 2 }), '<', 'items'],
  ['a least of items', list(), list({ minItems: 1 }), '<', 'items'],
  ['more items at least', list({ minItems: 1 }), list({ minItems: 2 }), '<', 'items'],
  ['items once', list(), list({ uniqueItems: true }), '<', 'items'],
  ['what must be in it', list(), list({ contains: x }), '<', 'contains'],
  ['how often at least', list({ contains: x }), list({ contains: x, minContains: 2 }), '<', 'contains'],
  ['oftener at least', list({ contains: x, minContains: 2 }), list({ contains: x, minContains: 3 }), '<', 'contains'],
  ['how often at most', list({ contains: x }), list({ contains: x, maxContains: 3 }), '<', 'contains'],
  ['seldomer', list({ contains: x, maxContains: 3 }), list({ contains: x, maxContains: 2 }), '<', 'contains'],
];

export const bodyEdits: readonly EditRow[] = [
  ['a most of members', thing(), thing({ maxProperties: 2 }), '<', 'member-count'],
  ['fewer members at most', thing({ maxProperties: 2 }), thing({ maxProperties: 1 }), '<', 'member-count'],
  ['a least of members', thing(), thing({ minProperties: 1 }), '<', 'member-count'],
  ['more members at least', thing({ minProperties: 1 }), thing({ minProperties: 2 }), '<', 'member-count'],
  ['a member demanded', thing(), thing({ required: ['a'] }), '<', 'required'],
  ['others by their names', thing(), thing({ patternProperties: { '^x-': number() } }), '<', 'other-members'],
  ['names', thing(), thing({ propertyNames: { pattern: '^[a-z]$' } }), '<', 'other-members'],
  ['no others', thing(), thing({ additionalProperties: false }), '<', 'other-members'],
  ['no unevaluated members', thing(), thing({ unevaluatedProperties: false }), '<', 'other-members'],
  [
    'no unevaluated items',
    list({ items: undefined, prefixItems: [text()] }),
    list({ items: undefined, prefixItems: [text()], unevaluatedItems: false }),
    '<',
    'items',
  ],
  ['members that ask for others', thing(), thing({ dependentRequired: { a: ['b'] } }), '<', 'union'],
  [
    'members that ask for another than before',
    thing({ dependentRequired: { a: ['b'] } }),
    thing({ dependentRequired: { b: ['a'] } }),
    '<>',
    'union',
  ],
  ['members that bring a schema', thing(), thing({ dependentSchemas: { a: { required: ['b'] } } }), '<', 'union'],
  [
    'a condition',
    thing({ then: { required: ['b'] } }),
    thing({ if: { required: ['a'] }, then: { required: ['b'] } }),
    '<',
    'union',
  ],
  [
    'then',
    thing({ if: { required: ['a'] } }),
    thing({ if: { required: ['a'] }, then: { required: ['b'] } }),
    '<',
    'union',
  ],
  [
    'else',
    thing({ if: { required: ['a'] } }),
    thing({ if: { required: ['a'] }, else: { required: ['b'] } }),
    '<',
    'union',
  ],
  ['one more of allOf', { allOf: [thing()] }, { allOf: [thing(), { required: ['a'] }] }, '<', 'required'],
  ['a note in allOf', { allOf: [thing()] }, { allOf: [thing(), { description: 'A thing.' }] }, '=', 'union'],
  ['one less of anyOf', { anyOf: [thing(), list()] }, { anyOf: [thing()] }, '<', 'type'],
  ['one less of oneOf', { oneOf: [thing(), list()] }, { oneOf: [thing()] }, '<', 'type'],
  ['wrapped in oneOf, with another', thing(), { oneOf: [thing(), list()] }, '>', 'type'],
  ['wrapped in oneOf, without itself', thing(), { oneOf: [list(), number()] }, '<>', 'type'],
  ['nothing at all', thing(), false, '<', 'type'],
  ['first items', { type: 'array' }, { type: 'array', prefixItems: [text()] }, '<', 'type'],
  ['another encoding', text({ contentEncoding: 'base64' }), text({ contentEncoding: 'base32' }), '<>', 'encoding'],
  [
    'another type inside a text',
    text({ contentMediaType: 'application/json' }),
    text({ contentMediaType: 'application/xml' }),
    '<>',
    'encoding',
  ],
  [
    'what is inside a text',
    text({ contentMediaType: 'application/json' }),
    text({ contentMediaType: 'application/json', contentSchema: thing() }),
    '<',
    'encoding',
  ],
];
