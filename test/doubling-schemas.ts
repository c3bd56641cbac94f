/** Schemas that hold the next one twice at each level: their values, their ways and their places double forty times. */

type Level = (next: object, at: number) => object;

const object = (members: object, more: object = {}) => ({ type: 'object', properties: members, ...more });

/** By what a level holds the next: its name, and the level. */
export const doublings: Readonly<Record<string, Level>> = {
  'two optional members': (next) => object({ a: next, b: next }),
  'two required members': (next) => object({ a: next, b: next }, { required: ['a', 'b'] }),
  'a required and an optional member': (next) => object({ a: next, b: next }, { required: ['a'] }),
  'members that may be null': (next) => {
    const orNull = { anyOf: [next, { type: 'null' }] };
    return object({ a: orNull, b: orNull }, { required: ['a', 'b'] });
  },
  'items and contains': (next) => ({ type: 'array', items: next, contains: next, minItems: 2 }),
  'lists of two': (next) => object({ list: { type: 'array', items: next, minItems: 2 } }),
  prefixItems: (next) => ({ type: 'array', prefixItems: [next, next], minItems: 2, items: false }),
  additionalProperties: (next) => object({ a: next }, { additionalProperties: next }),
  patternProperties: (next) => ({ type: 'object', patternProperties: { '^a': next, '^b': next }, minProperties: 2 }),
  dependentSchemas: (next) => object({ a: {}, b: {} }, { dependentSchemas: { a: next, b: next } }),
  oneOf: (next) => ({
    oneOf: ['a', 'b'].map((name) => object({ [name]: next }, { required: [name], additionalProperties: false })),
  }),
  anyOf: (next) => ({ anyOf: ['a', 'b'].map((name) => object({ [name]: next }, { required: [name] })) }),
  'branches that are not each other': (next, at) => ({
    type: 'object',
    oneOf: [
      { allOf: [next], required: [`x${at}`] },
      { allOf: [next], not: { required: [`x${at}`] } },
    ],
  }),
  'allOf and a member': (next, at) => ({ allOf: [next, { properties: { [`m${at}`]: next } }] }),
  allOf: (next) => ({ allOf: [next, next] }),
  'members that are not it': (next) => object({ a: { not: next }, b: { not: next } }),
  not: (next) => ({ not: { anyOf: [{ not: next }, { not: next }] } }),
  'then and else of members': (next) => ({
    ...object({ k: { enum: ['x', 'y'] } }),
    if: { properties: { k: { const: 'x' } } },
    then: { properties: { a: next } },
    else: { properties: { b: next } },
  }),
  'then and else': (next, at) => ({ if: { properties: { [`k${at}`]: { const: 'x' } } }, then: next, else: next }),
};

/** The component schemas `L0` to `Ltop`, each of which holds the one before it; `bottom` stands in L0. */
export function doublingSchemas(level: Level, top = 40, bottom: object = {}): Record<string, object> {
  const levels = Array.from({ length: top }, (_, at) => [
    `L${at + 1}`,
    level({ $ref: `#/components/schemas/L${at}` }, at),
  ]);
  const last = object({ name: { type: 'string', maxLength: 30 } }, bottom);
  return { L0: last, ...Object.fromEntries(levels) } as Record<string, object>;
}
