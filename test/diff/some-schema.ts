/** Random schemas, and pairs of which one is often the other with a change. */
import fc from 'fast-check';

export type SomeSchema = boolean | Record<string, unknown>;

const small = fc.integer({ min: 0, max: 6 });
const names = ['a', 'b', 'c'] as const;

const scalars: fc.Arbitrary<SomeSchema> = fc.oneof(
  fc.record(
    { type: fc.constant('string'), minLength: small, maxLength: fc.integer({ min: 3, max: 9 }) },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    {
      type: fc.constantFrom('integer', 'number'),
      minimum: small,
      maximum: fc.integer({ min: 4, max: 12 }),
      multipleOf: fc.constantFrom(1, 2, 3),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ enum: fc.uniqueArray(fc.constantFrom('x', 'y', 'z', 1, 2, null, true), { minLength: 1, maxLength: 4 }) }),
  fc.record({ const: fc.constantFrom('x', 1, null, false) }),
  fc.record({ type: fc.constantFrom('boolean', 'null', 'string', 'array', 'object') }),
  fc.record({
    type: fc.uniqueArray(fc.constantFrom('string', 'integer', 'null', 'boolean'), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('string'), format: fc.constantFrom('date', 'uuid', 'email', 'ipv4') }),
  fc.record({
    type: fc.constant('string'),
    pattern: fc.constantFrom('^[a-z]+$', '^[a-f]{1,3}$', '^x', '[0-9]$', '^(?:ab|x)'),
  }),
);

const tree = fc.letrec<{ schema: SomeSchema; object: SomeSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'schema' },
    scalars,
    tie('object'),
    fc.record(
      {
        type: fc.constant('array'),
        items: tie('schema'),
        minItems: fc.integer({ min: 0, max: 2 }),
        maxItems: fc.integer({ min: 2, max: 4 }),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constant('array'),
        prefixItems: fc.array(scalars, { minLength: 1, maxLength: 2 }),
        contains: scalars,
        minContains: fc.integer({ min: 0, max: 2 }),
        maxContains: fc.integer({ min: 1, max: 2 }),
        maxItems: fc.integer({ min: 1, max: 3 }),
        uniqueItems: fc.constant(true),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('schema') }),
    fc.record({ allOf: fc.tuple(tie('object')), unevaluatedProperties: fc.constant(false) }),
    fc.record({ oneOf: fc.tuple(tie('object'), tie('object')), unevaluatedProperties: fc.constant(false) }),
    fc.record({ if: scalars, then: scalars, else: scalars }, { requiredKeys: ['if', 'then'] }),
  ),
  object: fc.record(
    {
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom(...names), tie('schema'), { maxKeys: 3 }),
      required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
      additionalProperties: fc.oneof(fc.boolean(), scalars),
      minProperties: fc.integer({ min: 0, max: 2 }),
      maxProperties: fc.integer({ min: 2, max: 4 }),
      patternProperties: fc.dictionary(fc.constantFrom('^a', '^[ab]$', '^x-'), scalars, { maxKeys: 2 }),
      propertyNames: fc.constantFrom({ maxLength: 1 }, { pattern: '^[a-c]' }, { enum: ['a', 'b'] }),
      dependentRequired: fc.constantFrom({ a: ['b'] }, { b: ['c'] }),
    },
    { requiredKeys: ['type'] },
  ),
}));

/** Two schemas: at random, or alike but for one keyword. */
export const somePair: fc.Arbitrary<[SomeSchema, SomeSchema]> = fc.oneof(
  fc.tuple(tree.schema, tree.schema),
  fc.tuple(tree.schema, fc.nat(), fc.boolean()).map(([schema, at, isTurned]): [SomeSchema, SomeSchema] => {
    const changed = withoutOne(schema, at);
    return isTurned ? [changed, schema] : [schema, changed];
  }),
  fc.tuple(tree.object, tree.schema).map(([schema, member]): [SomeSchema, SomeSchema] => {
    const object = schema as Record<string, unknown>;
    return [object, { ...object, properties: { ...(object['properties'] as object | undefined), a: member } }];
  }),
);

/** The schema without one of its keywords, or with one less somewhere in it. */
function withoutOne(schema: SomeSchema, at: number): SomeSchema {
  if (typeof schema === 'boolean') return !schema;
  const entries = Object.entries(schema);
  const [name, value] = entries[at % Math.max(entries.length, 1)] ?? ['', undefined];
  const rest = Object.fromEntries(entries.filter(([other]) => other !== name));
  if (Array.isArray(value) && value.length > 1) return { ...rest, [name]: value.slice(1) };
  if (typeof value === 'number') return { ...rest, [name]: value + 1 };
  return rest;
}
