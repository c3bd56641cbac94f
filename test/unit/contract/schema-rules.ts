/**
 * What each keyword of JSON Schema says, by the text of its draft: a schema, values that it accepts, values that it refuses. Rows without
 * a draft are read alike by all of those named above them.
 */
export type Draft = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';

export type RuleRow = [schema: unknown, accepted: readonly unknown[], refused: readonly unknown[]];

const text = { type: 'string' };
const whole = { type: 'integer' };

/** Of every draft (Validation of each; draft 4, section 5). */
export const ofAll: readonly RuleRow[] = [
  [{}, [1, 'a', null, true, [], {}], []],
  [{ type: 'string' }, ['', 'a'], [1, null, [], {}, true]],
  [{ type: 'integer' }, [1, 0, -7], [1.5, '1', null]],
  [{ type: 'number' }, [1, 1.5, -0.25], ['1', true, null]],
  [{ type: 'boolean' }, [true, false], [0, 1, 'true', null]],
  [{ type: 'null' }, [null], [0, '', false, {}]],
  [{ type: 'array' }, [[], [1]], [{}, 'a']],
  [{ type: 'object' }, [{}, { a: 1 }], [[], null]],
  [{ type: ['string', 'null'] }, ['a', null], [1, false]],
  [{ type: ['integer', 'array'] }, [1, []], [1.5, {}]],
  [{ enum: [1, 'a', null] }, [1, 'a', null], [2, 'b', false]],
  [{ enum: [[1, 2], { a: 1 }] }, [[1, 2], { a: 1 }], [[2, 1], { a: 2 }, [1]]],
  [{ enum: [{ a: 1, b: 2 }] }, [{ b: 2, a: 1 }], [{ a: 1 }]],
  [{ enum: [0] }, [0], [false, '', null]],
  [{ enum: [false] }, [false], [0, null]],
  [{ multipleOf: 3 }, [0, 9, -3, 'a'], [1, 10]],
  [{ multipleOf: 0.01 }, [19.99, 0.07, 4.35], [0.005]],
  [{ multipleOf: 2.5 }, [5, 7.5], [6]],
  [{ minimum: 3 }, [3, 4, 'a'], [2, 2.9]],
  [{ minimum: -2 }, [-2, 0], [-3]],
  [{ maximum: 3 }, [3, 2, null], [4, 3.1]],
  [{ minimum: 1, maximum: 2 }, [1, 1.5, 2], [0, 3]],
  [{ minLength: 2 }, ['ab', 'abc', 1], ['a', '']],
  [{ maxLength: 2 }, ['', 'ab', [1, 2, 3]], ['abc']],
  [{ minLength: 2 }, ['𝒳𝒳'], ['𝒳']],
  [{ maxLength: 2 }, ['𝒳𝒳', 'é'], ['𝒳𝒳𝒳']],
  [{ pattern: '^a+$' }, ['a', 'aaa', 1], ['', 'b', 'ab']],
  [{ pattern: 'b' }, ['abc', 'b'], ['ac']],
  [{ pattern: '^\\p{Lu}' }, ['Ä'], ['ä']],
  [{ minItems: 1 }, [[1], {}, 'a'], [[]]],
  [{ maxItems: 1 }, [[], [1]], [[1, 2]]],
  [
    { uniqueItems: true },
    [[], [1, 2], [1, '1'], [1, true]],
    [
      [1, 1],
      [{ a: 1 }, { a: 1 }],
    ],
  ],
  [
    { uniqueItems: true },
    [
      [[1], [2]],
      [{ a: 1 }, { b: 1 }],
      [0, false],
      ['', null],
    ],
    [
      [[1], [1]],
      ['a', 'a'],
    ],
  ],
  [{ uniqueItems: false }, [[1, 1]], []],
  [{ items: whole }, [[], [1, 2], 'a'], [['a'], [1, 'a']]],
  [{ items: { items: text } }, [[[]], [['a']]], [[[1]]]],
  [{ minProperties: 1 }, [{ a: 1 }, []], [{}]],
  [{ maxProperties: 1 }, [{}, { a: 1 }], [{ a: 1, b: 2 }]],
  [{ required: ['a'] }, [{ a: 1 }, { a: null }, []], [{}, { b: 1 }]],
  [{ required: ['a', 'b'] }, [{ a: 1, b: 1 }], [{ a: 1 }, { b: 1 }]],
  [{ required: ['toString'] }, [{ toString: 1 }], [{}]],
  [{ properties: { a: text } }, [{}, { a: 'x' }, { b: 1 }, []], [{ a: 1 }]],
  [
    { properties: { a: text, b: whole } },
    [{ a: 'x', b: 1 }],
    [
      { a: 'x', b: 'x' },
      { a: 1, b: 1 },
    ],
  ],
  [{ properties: { constructor: whole } }, [{}, { constructor: 1 }], [{ constructor: 'a' }]],
  [{ patternProperties: { '^a': whole } }, [{ b: 'x' }, { a: 1, ab: 2 }], [{ a: 'x' }, { abc: 'x' }]],
  [{ patternProperties: { a: whole, b: { minimum: 3 } } }, [{ ab: 3 }, { a: 1 }], [{ ab: 1 }, { ab: 'x' }]],
  [{ additionalProperties: false }, [{}, []], [{ a: 1 }]],
  [{ properties: { a: {} }, additionalProperties: false }, [{ a: 1 }], [{ b: 1 }]],
  [{ properties: { a: {} }, additionalProperties: whole }, [{ a: 'x', b: 1 }], [{ b: 'x' }]],
  [{ patternProperties: { '^a': {} }, additionalProperties: false }, [{ ab: 1 }], [{ b: 1 }]],
  [
    { properties: { a: {} }, patternProperties: { '^b': {} }, additionalProperties: text },
    [{ a: 1, b: 1, c: 'x' }],
    [{ c: 1 }],
  ],
  [{ allOf: [{ minimum: 1 }, { maximum: 3 }] }, [1, 3], [0, 4]],
  [{ allOf: [{ required: ['a'] }], required: ['b'] }, [{ a: 1, b: 1 }], [{ a: 1 }, { b: 1 }]],
  [{ allOf: [{ properties: { a: {} }, additionalProperties: false }] }, [{ a: 1 }], [{ b: 1 }]],
  [{ anyOf: [whole, text] }, [1, 'a'], [1.5, null]],
  [{ anyOf: [{ minimum: 5 }, { maximum: 1 }] }, [6, 0], [3]],
  [{ anyOf: [{}, text] }, [1], []],
  [{ oneOf: [{ minimum: 2 }, { maximum: 5 }] }, [1, 6], [3]],
  [{ oneOf: [whole, { type: 'number' }] }, [1.5], [1, 'a']],
  [{ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, [{ a: 1 }, { b: 1 }], [{}, { a: 1, b: 1 }]],
  [{ not: whole }, ['a', 1.5], [1]],
  [{ not: {} }, [], [1, 'a', null]],
  [{ not: { not: text } }, ['a'], [1]],
  [{ not: { required: ['a'] } }, [{}], [{ a: 1 }]],
  [{ default: 5, type: 'string' }, ['a'], [5]],
  [{ title: 'x', description: 'y', flavour: 'z' }, [1, 'a'], []],
  [{ format: 'flavour' }, ['a', 1], []],
  [
    { type: 'string', format: 'date-time' },
    ['2024-02-29T10:00:00Z', '2024-01-01T00:00:00.5+02:00'],
    ['2023-02-29T10:00:00Z', '2024-01-01', '2024-01-01T25:00:00Z'],
  ],
  [{ type: 'string', format: 'email' }, ['a@b.test'], ['a', 'a@', '@b']],
  [{ type: 'string', format: 'ipv4' }, ['127.0.0.1'], ['127.0.0.256', '1.2.3', '01.2.3.4']],
  [{ type: 'string', format: 'ipv6' }, ['::1', 'fe80::1:2'], ['12345::', '1::2::3', ':::']],
  [{ type: 'string', format: 'uri' }, ['http://x.test/a?b#c', 'urn:a:b'], ['/a', 'a b', 'http://x.test/<>']],
  [{ type: 'string', format: 'hostname' }, ['x.test', 'a-b'], ['-a', 'a_b', `${'a'.repeat(64)}.test`]],
  [{ $ref: '#/definitions/a', definitions: { a: whole } }, [1], ['a']],
  [
    { properties: { a: { $ref: '#' } }, additionalProperties: false },
    [{}, { a: { a: {} } }],
    [{ b: 1 }, { a: { b: 1 } }],
  ],
  [{ properties: { a: { $ref: '#/definitions/x~1y' } }, definitions: { 'x/y': text } }, [{ a: 'x' }], [{ a: 1 }]],
  [{ properties: { a: { $ref: '#/definitions/x%25y' } }, definitions: { 'x%y': text } }, [{ a: 'x' }], [{ a: 1 }]],
  [{ properties: { $ref: text } }, [{ $ref: 'a' }, {}], [{ $ref: 1 }]],
  [{ items: { $ref: '#/definitions/a' }, definitions: { a: { $ref: '#/definitions/b' }, b: whole } }, [[1]], [['a']]],
];

/** Draft 4: booleans qualify bounds, `id` names, tuples are lists. */
export const ofDraft4: readonly RuleRow[] = [
  [{ minimum: 3, exclusiveMinimum: true }, [3.1, 4], [3, 2]],
  [{ minimum: 3, exclusiveMinimum: false }, [3], [2]],
  [{ maximum: 3, exclusiveMaximum: true }, [2.9], [3]],
  [{ maximum: 3, exclusiveMaximum: false }, [3], [4]],
  [{ const: 1 }, [1, 2], []],
  [{ contains: whole }, [['a'], [1]], []],
  [{ propertyNames: { maxLength: 1 } }, [{ ab: 1 }], []],
  [{ if: whole, then: { minimum: 5 } }, [1], []],
  [{ dependentRequired: { a: ['b'] } }, [{ a: 1 }], []],
];

/** Drafts 4 to 7. */
export const to7: readonly RuleRow[] = [
  [{ $ref: '#/definitions/a', maximum: 1, definitions: { a: whole } }, [1, 5], ['a']],
  [{ dependencies: { a: ['b'] } }, [{}, { a: 1, b: 1 }, { b: 1 }], [{ a: 1 }]],
  [{ dependencies: { a: ['b', 'c'] } }, [{ a: 1, b: 1, c: 1 }], [{ a: 1, b: 1 }]],
  [{ dependencies: { a: { required: ['b'] } } }, [{}, { a: 1, b: 1 }], [{ a: 1 }]],
  [{ dependencies: { a: { properties: { b: whole } } } }, [{ a: 1 }, { b: 'x' }], [{ a: 1, b: 'x' }]],
];

/** Drafts 4 to 2019-09. */
export const to2019: readonly RuleRow[] = [
  [{ items: [whole, text] }, [[], [1], [1, 'a'], [1, 'a', null]], [['a'], [1, 1]]],
  [{ items: [whole], additionalItems: false }, [[], [1]], [[1, 2]]],
  [{ items: [whole], additionalItems: text }, [[1, 'a']], [[1, 2]]],
  [{ additionalItems: false }, [[1, 2]], []],
  [{ items: {}, additionalItems: false }, [[1, 2]], []],
];

/** From draft 6 on. */
export const from6: readonly RuleRow[] = [
  [{ exclusiveMinimum: 3 }, [3.1, 'a'], [3, 2]],
  [{ exclusiveMaximum: 3 }, [2.9], [3, 4]],
  [{ minimum: 1, exclusiveMinimum: 2 }, [2.5], [2, 1]],
  [{ const: 2 }, [2], [5, '2']],
  [{ const: { a: 1 } }, [{ a: 1 }], [{ a: 2 }, {}]],
  [{ const: [1] }, [[1]], [[2], 1]],
  [{ const: null }, [null], [0, false]],
  [{ const: false }, [false], [0, '', null]],
  [{ const: 0 }, [0], [false]],
  [{ contains: { minimum: 5 } }, [[1, 5], 'a'], [[1], []]],
  [{ contains: { const: 5 } }, [[5, 1]], [[1, 2]]],
  [{ contains: false }, ['a'], [[], [1]]],
  [{ propertyNames: { maxLength: 2 } }, [{}, { ab: 1 }, []], [{ abc: 1 }]],
  [{ propertyNames: { pattern: '^a' } }, [{ ab: 1 }], [{ b: 1 }]],
  [{ propertyNames: false }, [{}], [{ a: 1 }]],
  [{ properties: { a: true, b: false } }, [{}, { a: 1 }], [{ b: 1 }]],
  [{ items: false }, [[]], [[1]]],
  [{ items: true }, [[1, 'a']], []],
  [{ not: false }, [1], []],
  [{ not: true }, [], [1]],
  [{ anyOf: [true, false] }, [1], []],
  [{ allOf: [true, false] }, [], [1]],
  [{ oneOf: [true, true] }, [], [1]],
  [{ oneOf: [true, false] }, [1], []],
  [{ additionalProperties: true }, [{ a: 1 }], []],
  [{ type: 'integer' }, [1.0], []],
  [{ type: 'string', format: 'uri-reference' }, ['/a', '#b', 'http://x.test'], ['a b', '\\a']],
  [{ type: 'string', format: 'json-pointer' }, ['', '/a~0b'], ['a', '/~2']],
  [{ type: 'string', format: 'uri-template' }, ['/a/{b}'], ['/a/{b']],
];

/** From draft 7 on. */
export const from7: readonly RuleRow[] = [
  [{ if: whole, then: { minimum: 5 } }, [5, 'a', 1.5], [4]],
  [{ if: whole, else: text }, [1, 'a'], [1.5, null]],
  [{ if: { minimum: 5 }, then: { multipleOf: 2 }, else: { multipleOf: 3 } }, [6, 3], [7, 4]],
  [{ then: { minimum: 5 } }, [1], []],
  [{ else: { minimum: 5 } }, [1], []],
  [{ if: true, then: { const: 'a' }, else: { const: 'b' } }, ['a'], ['b']],
  [{ if: false, then: { const: 'a' }, else: { const: 'b' } }, ['b'], ['a']],
  [{ allOf: [{ if: whole }, { then: { minimum: 9 } }] }, [1], []],
  [{ if: { required: ['a'] }, then: { required: ['b'] } }, [{}, { a: 1, b: 1 }], [{ a: 1 }]],
  [{ type: 'string', format: 'date' }, ['2024-02-29'], ['2023-02-29', '2024-13-01', '24-01-01']],
  [{ type: 'string', format: 'time' }, ['10:00:00Z', '10:00:00+02:00'], ['10:00:00', '24:00:00Z']],
  [{ type: 'string', format: 'regex' }, ['^a$'], ['(a']],
  [{ type: 'string', format: 'relative-json-pointer' }, ['1/a', '0#'], ['-1/a', '/a']],
  [{ type: 'string', format: 'iri' }, ['http://ä.test/ö'], ['ö', 'a b']],
  [{ readOnly: true, type: 'string' }, ['a'], [1]],
];
