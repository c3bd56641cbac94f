/** The same for what 2019-09 and 2020-12 have: references by name, unevaluated parts, tuples by another name. */
import type { RuleRow } from './schema-rules.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };

/** From 2019-09 on. */
export const from2019: readonly RuleRow[] = [
  [{ $ref: '#/$defs/a', maximum: 1, $defs: { a: whole } }, [1], [5, 'a']],
  [{ $ref: '#word', $defs: { a: { $anchor: 'word', ...text } } }, ['a'], [1]],
  [{ $id: 'https://x.test/root', $ref: 'item', $defs: { a: { $id: 'item', ...whole } } }, [1], ['a']],
  [
    {
      $id: 'https://x.test/tree',
      $ref: 'leaf#top',
      $defs: { a: { $id: 'leaf', $defs: { b: { $anchor: 'top', ...text } } } },
    },
    ['a'],
    [1],
  ],
  [
    {
      $id: 'https://x.test/outer',
      $defs: { in: { $id: 'inner', $defs: { a: whole }, $ref: '#/$defs/a' } },
      items: { $ref: 'inner' },
    },
    [[1]],
    [['a']],
  ],
  [{ dependentRequired: { a: ['b'] } }, [{}, { a: 1, b: 1 }], [{ a: 1 }]],
  [{ dependentRequired: { a: [] } }, [{ a: 1 }], []],
  [{ dependentSchemas: { a: { required: ['b'] } } }, [{ b: 1 }, { a: 1, b: 1 }], [{ a: 1 }]],
  [{ dependentSchemas: { a: false } }, [{ b: 1 }], [{ a: 1 }]],
  [{ contains: whole, minContains: 2 }, [[1, 2]], [[1], ['a', 1]]],
  [{ contains: whole, maxContains: 1 }, [[1], [1, 'a']], [[1, 2], ['a']]],
  [{ contains: whole, minContains: 0 }, [[], ['a']], []],
  [{ contains: whole, minContains: 0, maxContains: 1 }, [[], [1]], [[1, 2]]],
  [{ minContains: 5 }, [[1]], []],
  [{ maxContains: 0 }, [[1]], []],
  [{ unevaluatedProperties: false }, [{}], [{ a: 1 }]],
  [{ properties: { a: {} }, unevaluatedProperties: false }, [{ a: 1 }], [{ b: 1 }]],
  [{ allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, [{ a: 1 }], [{ b: 1 }]],
  [
    {
      anyOf: [
        { properties: { a: { const: 1 } }, required: ['a'] },
        { properties: { b: {} }, required: ['b'] },
      ],
      unevaluatedProperties: false,
    },
    [{ a: 1 }, { b: 1 }, { a: 1, b: 1 }],
    [
      { a: 2, b: 1 },
      { a: 1, c: 1 },
    ],
  ],
  [
    { $ref: '#/$defs/a', unevaluatedProperties: false, $defs: { a: { properties: { a: {} } } } },
    [{ a: 1 }],
    [{ b: 1 }],
  ],
  [
    {
      oneOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/b' }],
      unevaluatedProperties: false,
      $defs: { a: { properties: { a: {} }, required: ['a'] }, b: { properties: { b: {} }, required: ['b'] } },
    },
    [{ a: 1 }, { b: 1 }],
    [{ a: 1, c: 1 }],
  ],
  [
    {
      anyOf: [{ $ref: '#/$defs/a' }, { allOf: [{ $ref: '#/$defs/a' }, { properties: { b: {} } }] }],
      unevaluatedProperties: false,
      $defs: { a: { properties: { a: {} } } },
    },
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: 1, c: 1 }],
  ],
  [
    {
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      then: { properties: { b: {} } },
      else: { properties: { c: {} } },
      unevaluatedProperties: false,
    },
    [{ a: 1, b: 1 }, { c: 1 }],
    [{ a: 1, c: 1 }, { b: 1 }],
  ],
  [
    { dependentSchemas: { a: { properties: { b: {} } } }, properties: { a: {} }, unevaluatedProperties: false },
    [{ a: 1, b: 1 }],
    [{ b: 1 }],
  ],
  [{ not: { properties: { a: {} } }, unevaluatedProperties: false }, [], [{ a: 1 }]],
  [{ unevaluatedProperties: whole }, [{ a: 1 }], [{ a: 'x' }]],
  [{ unevaluatedItems: false }, [[]], [[1]]],
  [
    { type: 'string', format: 'uuid' },
    ['2eb8aa08-aa98-11ea-b4aa-73b441d16380'],
    ['2eb8aa08', '2eb8aa08aa9811eab4aa73b441d16380'],
  ],
  [{ type: 'string', format: 'duration' }, ['P1D', 'PT5M', 'P2W'], ['1D', 'P', 'P1D2Y']],
  [{ dependencies: { a: ['b'] } }, [{ a: 1 }], []],
];

/** 2019-09 alone. */
export const of2019: readonly RuleRow[] = [
  [{ properties: { a: { $recursiveRef: '#' } }, additionalProperties: false }, [{ a: { a: {} } }], [{ a: { b: 1 } }]],
  [{ items: [whole], unevaluatedItems: false }, [[1]], [[1, 2]]],
];

/** 2020-12 alone. */
export const of2020: readonly RuleRow[] = [
  [{ prefixItems: [whole, text] }, [[], [1], [1, 'a', null]], [['a'], [1, 1]]],
  [{ prefixItems: [whole], items: text }, [[1, 'a']], [[1, 2], ['a']]],
  [{ prefixItems: [whole], items: false }, [[1]], [[1, 2]]],
  [{ prefixItems: [true, false] }, [[1]], [[1, 2]]],
  [{ prefixItems: [whole], unevaluatedItems: false }, [[1]], [[1, 2]]],
  [{ allOf: [{ prefixItems: [whole] }], unevaluatedItems: text }, [[1, 'a']], [[1, 2]]],
  [{ items: text, unevaluatedItems: false }, [['a', 'b']], [[1]]],
  [{ $dynamicRef: '#node', $defs: { a: { $dynamicAnchor: 'node', ...whole } } }, [1], ['a']],
  [
    {
      $id: 'https://x.test/strict',
      $dynamicAnchor: 'node',
      $ref: 'https://x.test/tree-of',
      unevaluatedProperties: false,
      $defs: {
        tree: {
          $id: 'https://x.test/tree-of',
          $dynamicAnchor: 'node',
          type: 'object',
          properties: { value: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
        },
      },
    },
    [{ children: [{ value: 1 }] }],
    [{ children: [{ colour: 1 }] }, { colour: 1 }],
  ],
  [{ contentMediaType: 'application/json', contentEncoding: 'base64', contentSchema: whole }, ['!', 1], []],
  [{ $comment: 'x', examples: [1], deprecated: true, writeOnly: true }, ['a', 1], []],
  [{ additionalItems: false, prefixItems: [true] }, [[1, 2]], []],
];
