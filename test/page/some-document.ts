/** OpenAPI documents of all that a page can say, for properties to be tried on. */
import fc from 'fast-check';
import type { SchemaObject } from '../../src/contract/schema.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((word) => !['body', 'root', 'none'].includes(word));
const words = fc.constantFrom('', 'the name', '数据中心别名', 'first, second', 'a_b *c*', '(see below)', '50% off');
const models = ['Alpha', 'BetaGamma', 'v2_Delta'];

const simple: fc.Arbitrary<SchemaObject> = fc.oneof(
  fc.record({ type: fc.constant('string') }),
  fc.constantFrom(
    { type: 'string', format: 'email' },
    { type: 'string', format: 'date-time' },
    { type: 'integer' },
    { type: 'integer', format: 'int64' },
    { type: 'number', format: 'double' },
    { type: 'boolean' },
    { type: ['string', 'null'] },
    { type: ['integer', 'null'] },
    { type: 'array', items: { type: 'string' } },
    { type: 'array', items: { type: 'integer', format: 'int32' } },
    { type: 'object' },
  ),
);

const reference = fc.constantFrom(...models).map((model): SchemaObject => ({ $ref: `#/components/schemas/${model}` }));
const toModel = fc.oneof(
  reference,
  reference.map((items): SchemaObject => ({ type: 'array', items })),
);

const member = fc
  .record({
    schema: fc.oneof({ weight: 4, arbitrary: simple }, toModel),
    title: words,
    description: words,
    readOnly: fc.boolean(),
  })
  .map(({ schema, title, description, readOnly }): SchemaObject => ({
    ...schema,
    ...(title === '' ? {} : { title }),
    ...(description === '' ? {} : { description }),
    ...(readOnly && !('$ref' in schema) ? { readOnly } : {}),
  }));

const PICKED = 'pick';

function objectOf(depth: number): fc.Arbitrary<SchemaObject> {
  const inner: fc.Arbitrary<SchemaObject> =
    depth === 0
      ? member
      : fc.oneof(
          { weight: 4, arbitrary: member },
          objectOf(depth - 1),
          objectOf(depth - 1).map((items): SchemaObject => ({ type: 'array', items })),
        );
  return fc
    .record({
      properties: fc.dictionary(name, inner, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
      chosen: fc.array(fc.nat(4), { maxLength: 3 }),
      values: fc.option(fc.uniqueArray(fc.constantFrom('on', 'off', 'a b', '3', 'x-y'), { minLength: 1 })),
      others: fc.option(simple, { freq: 4 }),
    })
    .map(({ properties, chosen, values, others }) => {
      const names = Object.keys(properties);
      const required = [...new Set(chosen.flatMap((index) => names[index] ?? []))];
      return {
        type: 'object',
        ...(required.length > 0 ? { required } : {}),
        properties: { ...properties, ...(values ? { [PICKED]: { type: 'string', enum: values } } : {}) },
        ...(others ? { additionalProperties: others } : {}),
      };
    });
}

const composed = fc
  .record({
    keyword: fc.constantFrom('allOf', 'anyOf', 'oneOf'),
    branches: fc.array(fc.oneof(objectOf(0), simple), { minLength: 2, maxLength: 3 }),
  })
  .map(({ keyword, branches }): SchemaObject => ({ [keyword]: branches }));

const answer = fc.oneof(
  objectOf(1),
  toModel,
  fc.constant({ type: 'array', items: { type: 'string' } }),
  fc.constant(undefined),
);

const operation = fc
  .record({
    parameters: fc.dictionary(
      name,
      fc.record({
        place: fc.constantFrom('query', 'header', 'cookie'),
        schema: simple,
        required: fc.boolean(),
        description: words,
      }),
      { maxKeys: 4, noNullPrototype: true },
    ),
    template: fc.option(name),
    body: fc.option(fc.oneof(objectOf(2), toModel)),
    form: fc.boolean(),
    answers: fc.dictionary(fc.constantFrom('200', '201', '400', '404', '4XX', 'default'), answer, {
      minKeys: 1,
      noNullPrototype: true,
    }),
  })
  .map(({ parameters, template, body, form, answers }) => {
    const isForm = form && body !== null && 'properties' in body;
    return {
      template,
      operation: {
        summary: '添加',
        parameters: [
          ...(template === null ? [] : [{ name: template, in: 'path', required: true, schema: { type: 'string' } }]),
          ...Object.entries(parameters)
            .filter(([each]) => each !== template)
            .map(([each, { place, schema, required, description }]) => ({
              name: each,
              in: place,
              ...(required ? { required } : {}),
              ...(description === '' ? {} : { description }),
              schema,
            })),
        ],
        ...(body === null
          ? {}
          : {
              requestBody: {
                required: true,
                content: {
                  [isForm ? 'application/x-www-form-urlencoded' : 'application/json']: { schema: sentToo(body) },
                },
              },
            }),
        responses: Object.fromEntries(
          Object.entries(answers).map(([status, schema]) => [
            status,
            { description: status, ...(schema ? { content: { 'application/json': { schema } } } : {}) },
          ]),
        ),
      } as SchemaObject,
    };
  });

/** Up to three operations over three models. */
export const someDocument: fc.Arbitrary<SchemaObject> = fc
  .record({
    operations: fc.array(operation, { minLength: 1, maxLength: 3 }),
    schemas: fc.tuple(objectOf(1), fc.oneof(objectOf(1), composed), fc.oneof(objectOf(0), composed, simple)),
  })
  .map(({ operations, schemas }) =>
    nameApart({
      openapi: '3.1.0',
      info: { title: '测试', version: '1' },
      paths: Object.fromEntries(
        operations.map(({ template, operation: each }, index) => [
          `/things${index}${template === null ? '' : `/{${template}}`}`,
          { post: each },
        ]),
      ),
      components: { schemas: Object.fromEntries(models.map((model, index) => [model, schemas[index]])) },
    }),
  );

/** A page tells by its name alone which field an enumeration belongs to: each gets a name of its own. */
/** The tables of parameters have no column that says of a member that only answers have it. */
function sentToo(schema: SchemaObject): SchemaObject {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === 'readOnly' ? undefined : value,
  ) as SchemaObject;
}

function nameApart(document: SchemaObject): SchemaObject {
  let count = 0;
  const text = JSON.stringify(document).replaceAll(`"${PICKED}":`, () => `"${PICKED}_${(count += 1)}":`);
  return JSON.parse(text) as SchemaObject;
}
