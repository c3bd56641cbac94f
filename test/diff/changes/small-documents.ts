/** Small documents, for the tables of changes. */

/** The verdict is whom it breaks; in brackets whom it may break. */
export type DocumentRow = readonly [title: string, old: object, now: object, verdict: string, rule?: string];

export type Json = Record<string, unknown>;

export const text = { type: 'string' };
export const json = (schema: unknown) => ({ 'application/json': { schema } });
export const ok = { description: '' };
export const thing = { type: 'object', properties: { a: text } };

/** `POST /things` with these members of the operation, and these of the document. */
export function doc(operation: Json = {}, document: Json = {}): Json {
  const { path = '/things', method = 'post', ...rest } = operation;
  return {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { [path as string]: { [method as string]: { operationId: 'addThing', responses: { '200': ok }, ...rest } } },
    ...document,
  };
}

export const query = (more: Json = {}) => doc({ parameters: [{ name: 'q', in: 'query', schema: text, ...more }] });
export const list = (more: Json = {}) => query({ schema: { type: 'array', items: text }, ...more });
export const body = (more: Json = {}) => doc({ requestBody: { required: true, content: json(thing), ...more } });
export const types = (...names: string[]) =>
  doc({ requestBody: { content: Object.fromEntries(names.map((name) => [name, { schema: text }])) } });
export const answered = (...names: string[]) =>
  answers({ '200': { ...ok, content: Object.fromEntries(names.map((name) => [name, { schema: text }])) } });
export const answers = (responses: Json) => doc({ responses });
export const header = (headers: Json) => answers({ '200': { ...ok, headers } });
export const form = (encoding: Json) =>
  doc({ requestBody: { content: { 'multipart/form-data': { schema: thing, encoding } } } });
export const links = (more: Json) => answers({ '200': { ...ok, links: more } });
export const callbacks = (more: Json) => doc({ callbacks: more });
export const hook = (schema: unknown, more: Json = {}) => ({
  post: { requestBody: { required: true, content: json(schema) }, responses: { '204': ok }, ...more },
});

export const schemes = {
  securitySchemes: {
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    again: { type: 'apiKey', in: 'header', name: 'X-Key' },
    token: { type: 'http', scheme: 'bearer' },
    basic: { type: 'http', scheme: 'basic' },
    flow: {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: 'https://a.example/t', scopes: { read: '', write: '' } } },
    },
  },
};
export const secured = (security?: unknown, securitySchemes: Json = schemes.securitySchemes) =>
  doc(security === undefined ? {} : { security }, { components: { securitySchemes } });
export const pets = (mapping: Json) => {
  const kind = { type: 'object', required: ['kind'], properties: { kind: text } };
  const schema = { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: 'kind', mapping } };
  return doc(
    { requestBody: { required: true, content: json(schema) } },
    { components: { schemas: { Cat: kind, Dog: kind } } },
  );
};
export const cat = '#/components/schemas/Cat';
export const dog = '#/components/schemas/Dog';
export const made = (laws: Json) =>
  doc({
    'x-laws': laws,
    requestBody: { required: true, content: json({ ...thing, required: ['a'] }) },
    responses: { '201': { ...ok, content: json({ ...thing, required: ['a'] }) } },
  });
