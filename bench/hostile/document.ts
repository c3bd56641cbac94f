/** A document whose parts are slow to judge where they are judged carelessly: of things that are made, read and listed. */

/** As JSON. */
export function writeHostileDocument(): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Hostile', version: '1' },
    paths: {
      '/things': {
        post: {
          operationId: 'addThing',
          requestBody: { required: true, ...json(ref('New')) },
          responses: { 201: answer(ref('Thing')), 400: answer(ref('Error')) },
        },
        get: { operationId: 'listThings', responses: { 200: answer({ type: 'array', items: ref('Thing') }) } },
      },
      '/things/{id}': {
        get: {
          operationId: 'getThing',
          parameters: [{ in: 'path', name: 'id', required: true, schema: { type: 'integer' } }],
          responses: { 200: answer(ref('Thing')), 404: answer(ref('Error')) },
        },
      },
    },
    components: { schemas },
  });
}

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const answer = (schema: object) => ({ description: 'It is so.', ...json(schema) });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const members = {
  name: { type: 'string', pattern: '^(a+)+$', minLength: 1 },
  words: { type: 'string', pattern: '^(\\w+\\s?)*$', maxLength: 200 },
  tags: { type: 'array', items: {}, uniqueItems: true },
  tree: ref('Tree'),
  count: { type: 'integer' },
};

const schemas = {
  Tree: { type: 'array', items: ref('Tree') },
  New: { type: 'object', required: ['name'], properties: members },
  Thing: { type: 'object', required: ['id', 'name'], properties: { id: { type: 'integer' }, ...members } },
  Error: { type: 'object', required: ['msg'], properties: { msg: { type: 'string', pattern: '^([^.]+\\.?)*$' } } },
};
