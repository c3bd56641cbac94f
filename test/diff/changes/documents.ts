/** Changes of whole documents, and what each means: what OpenAPI 3.1 and HTTP (RFC 9110) say of them. */

/** The verdict is whom it breaks; in brackets whom it may break. */
export type DocumentRow = readonly [title: string, old: object, now: object, verdict: string, rule?: string];

type Json = Record<string, unknown>;

const text = { type: 'string' };
const json = (schema: unknown) => ({ 'application/json': { schema } });
const ok = { description: '' };
const thing = { type: 'object', properties: { a: text } };

/** `POST /things` with these members of the operation, and these of the document. */
function doc(operation: Json = {}, document: Json = {}): Json {
  const { path = '/things', method = 'post', ...rest } = operation;
  return {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { [path as string]: { [method as string]: { operationId: 'addThing', responses: { '200': ok }, ...rest } } },
    ...document,
  };
}

const query = (more: Json = {}) => doc({ parameters: [{ name: 'q', in: 'query', schema: text, ...more }] });
const list = (more: Json = {}) => query({ schema: { type: 'array', items: text }, ...more });
const body = (more: Json = {}) => doc({ requestBody: { required: true, content: json(thing), ...more } });
const types = (...names: string[]) =>
  doc({ requestBody: { content: Object.fromEntries(names.map((name) => [name, { schema: text }])) } });
const answered = (...names: string[]) =>
  answers({ '200': { ...ok, content: Object.fromEntries(names.map((name) => [name, { schema: text }])) } });
const answers = (responses: Json) => doc({ responses });
const header = (headers: Json) => answers({ '200': { ...ok, headers } });
const form = (encoding: Json) =>
  doc({ requestBody: { content: { 'multipart/form-data': { schema: thing, encoding } } } });
const links = (more: Json) => answers({ '200': { ...ok, links: more } });
const callbacks = (more: Json) => doc({ callbacks: more });
const hook = (schema: unknown, more: Json = {}) => ({
  post: { requestBody: { required: true, content: json(schema) }, responses: { '204': ok }, ...more },
});

const schemes = {
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
const secured = (security?: unknown) => doc(security === undefined ? {} : { security }, { components: schemes });
const pets = (mapping: Json) => {
  const kind = { type: 'object', required: ['kind'], properties: { kind: text } };
  const schema = { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: 'kind', mapping } };
  return doc(
    { requestBody: { required: true, content: json(schema) } },
    { components: { schemas: { Cat: kind, Dog: kind } } },
  );
};
const cat = '#/components/schemas/Cat';
const dog = '#/components/schemas/Dog';
const made = (laws: Json) =>
  doc({
    'x-laws': laws,
    requestBody: { required: true, content: json({ ...thing, required: ['a'] }) },
    responses: { '201': { ...ok, content: json({ ...thing, required: ['a'] }) } },
  });

export const documentRows: readonly DocumentRow[] = [
  // Operations
  ['nothing', doc(), doc(), 'nobody'],
  ['an operation that is gone', doc(), doc({ path: '/others', operationId: 'other' }), 'both', 'operation-gone'],
  ['an operation that moved', doc(), doc({ path: '/others' }), 'both', 'operation-moved'],
  ['another operationId', doc(), doc({ operationId: 'makeThing' }), 'nobody'],
  ['another name for a template', doc({ path: '/things/{id}' }), doc({ path: '/things/{thing_id}' }), 'nobody'],
  ['a deprecated operation', doc(), doc({ deprecated: true }), 'nobody', 'operation-deprecated'],
  [
    'an operation that is deprecated no more',
    doc({ deprecated: true }),
    doc(),
    'nobody',
    'operation-no-longer-deprecated',
  ],
  [
    'a deprecated operation that is gone',
    doc({ deprecated: true }),
    doc({ path: '/others', operationId: 'other' }),
    'providers (callers)',
    'operation-gone-announced',
  ],
  [
    'a deprecated operation that is gone after its day',
    doc({ deprecated: true, 'x-sunset': '2001-01-01' }),
    doc({ path: '/others', operationId: 'other' }),
    'providers (callers)',
    'operation-gone-announced',
  ],
  [
    'a deprecated operation that is gone before its day',
    doc({ deprecated: true, 'x-sunset': '2999-01-01' }),
    doc({ path: '/others', operationId: 'other' }),
    'both',
    'operation-gone-early',
  ],
  ['a summary', doc(), doc({ summary: 'Makes a thing', description: 'One.', tags: ['things'] }), 'nobody'],
  ['another title and version', doc(), doc({}, { info: { title: 'Other things', version: '2' } }), 'nobody'],
  ['a rule that is silenced', doc(), doc({ deprecated: true, 'x-docpact-ignore': 'operation-deprecated' }), 'nobody'],
  // Servers
  [
    'another base path',
    doc({}, { servers: [{ url: 'https://a.example/v1' }] }),
    doc({}, { servers: [{ url: 'https://a.example/v2' }] }),
    'both',
    'base-path-changed',
  ],
  [
    'another host',
    doc({}, { servers: [{ url: 'https://a.example/v1' }] }),
    doc({}, { servers: [{ url: 'https://b.example/v1' }] }),
    'nobody',
  ],
  [
    'a base path that moved into the paths',
    doc({}, { servers: [{ url: 'https://a.example/v1' }] }),
    doc({ path: '/v1/things' }, { servers: [{ url: 'https://a.example' }] }),
    'nobody',
  ],
  [
    'a slash at the end',
    doc({}, { servers: [{ url: 'https://a.example/v1/' }] }),
    doc({}, { servers: [{ url: 'https://a.example/v1' }] }),
    'nobody',
  ],
  [
    'a base path by a variable',
    doc({}, { servers: [{ url: '/{version}', variables: { version: { default: 'v1' } } }] }),
    doc({}, { servers: [{ url: '/v1' }] }),
    'nobody',
  ],
  // Parameters
  ['a new parameter', doc(), query(), 'providers', 'parameter-new'],
  ['a new parameter that is demanded', doc(), query({ required: true }), 'both', 'parameter-new-required'],
  ['a parameter that is gone', query(), doc(), 'callers', 'parameter-gone'],
  ['a parameter that is demanded', query(), query({ required: true }), 'both', 'parameter-required'],
  ['a parameter that is demanded no more', query({ required: true }), query(), 'providers', 'parameter-optional'],
  ['a parameter that moved', query(), query({ in: 'header' }), 'both', 'parameter-moved'],
  ['a header in another case', query({ in: 'header', name: 'X-Q' }), query({ in: 'header', name: 'x-q' }), 'nobody'],
  ['a query parameter in another case', query(), query({ name: 'Q' }), 'both'],
  ['a parameter of another type', query({ schema: text }), query({ schema: { type: 'integer' } }), 'both'],
  ['a text where numbers were', query({ schema: { type: 'integer' } }), query({ schema: text }), 'providers'],
  ['a shorter text', query(), query({ schema: { type: 'string', maxLength: 3 } }), 'both'],
  ['fewer values', query({ schema: { enum: ['x', 'y'] } }), query({ schema: { enum: ['x'] } }), 'both'],
  [
    'a list that is written apart',
    list({ explode: true }),
    list({ explode: false }),
    'both',
    'parameter-style-changed',
  ],
  [
    'a list between pipes',
    list({ style: 'form', explode: false }),
    list({ style: 'pipeDelimited', explode: false }),
    'both',
    'parameter-style-changed',
  ],
  ['explode of a plain value', query({ explode: true }), query({ explode: false }), 'nobody'],
  ['the usual style, by its name', list(), list({ style: 'form', explode: true }), 'nobody'],
  [
    'a parameter as JSON',
    query(),
    query({ schema: undefined, content: json(text) }),
    'both',
    'parameter-style-changed',
  ],
  ['reserved characters', query(), query({ allowReserved: true }), 'both', 'parameter-reserved-changed'],
  ['an empty value', query(), query({ allowEmptyValue: true }), 'providers', 'parameter-empty-wider'],
  ['no empty value', query({ allowEmptyValue: true }), query(), 'both', 'parameter-empty-narrower'],
  ['a deprecated parameter', query(), query({ deprecated: true }), 'nobody', 'parameter-deprecated'],
  [
    'another default',
    query({ schema: { type: 'string', default: 'x' } }),
    query({ schema: { type: 'string', default: 'y' } }),
    'nobody (callers)',
    'parameter-default-changed',
  ],
  ['an example', query(), query({ example: 'x' }), 'nobody'],
  [
    'a parameter of the path that is narrower',
    doc({ path: '/things/{id}', parameters: [{ name: 'id', in: 'path', required: true, schema: text }] }),
    doc({
      path: '/things/{id}',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 3 } }],
    }),
    'both',
  ],
  [
    'a parameter of the path by another name',
    doc({ path: '/things/{id}', parameters: [{ name: 'id', in: 'path', required: true, schema: text }] }),
    doc({ path: '/things/{key}', parameters: [{ name: 'key', in: 'path', required: true, schema: text }] }),
    'nobody',
  ],
  [
    'a parameter that is the whole item has',
    doc({ parameters: [{ name: 'q', in: 'query', schema: text }] }),
    {
      ...doc(),
      paths: {
        '/things': {
          parameters: [{ name: 'q', in: 'query', schema: text }],
          post: { operationId: 'addThing', responses: { '200': ok } },
        },
      },
    },
    'nobody',
  ],
  // Bodies of requests
  ['a body', doc(), doc({ requestBody: { content: json(thing) } }), 'providers', 'request-body-new'],
  ['a body that is demanded', doc(), body(), 'both', 'request-body-new-required'],
  ['no body', body(), doc(), 'callers', 'request-body-gone'],
  ['the body is demanded', body({ required: false }), body(), 'both', 'request-body-required'],
  ['the body is demanded no more', body(), body({ required: false }), 'providers', 'request-body-optional'],
  [
    'a media type more',
    types('application/json'),
    types('application/json', 'text/plain'),
    'providers',
    'request-media-type-new',
  ],
  [
    'a media type less',
    types('application/json', 'text/plain'),
    types('application/json'),
    'both',
    'request-media-type-gone',
  ],
  ['another media type', types('application/json'), types('text/plain'), 'both', 'request-media-type-gone'],
  ['a charset that JSON has anyway', types('application/json'), types('application/json; charset=utf-8'), 'nobody'],
  ['a media type in capitals', types('application/json'), types('Application/JSON'), 'nobody'],
  [
    'the order of media types',
    types('application/json', 'text/plain'),
    types('text/plain', 'application/json'),
    'nobody',
  ],
  ['a range that holds the type', types('text/plain'), types('text/*'), 'providers'],
  ['one type of a range', types('text/*'), types('text/plain'), 'both', 'request-media-type-gone'],
  [
    'another parameter of a media type',
    types('application/json; version=1'),
    types('application/json; version=2'),
    'both',
    'request-media-type-gone',
  ],
  [
    'how a member of a form is written',
    form({}),
    form({ a: { contentType: 'image/png' } }),
    'both',
    'request-part-encoding-changed',
  ],
  [
    'a read-only member that is narrower',
    body({ content: json({ type: 'object', properties: { a: { type: 'string', readOnly: true } } }) }),
    body({ content: json({ type: 'object', properties: { a: { type: 'integer', readOnly: true } } }) }),
    'nobody',
  ],
  [
    'a read-only member that is demanded',
    body({ content: json({ type: 'object', properties: { a: { type: 'string', readOnly: true } } }) }),
    body({ content: json({ type: 'object', required: ['a'], properties: { a: { type: 'string', readOnly: true } } }) }),
    'nobody',
  ],
  [
    'a member more',
    body(),
    body({ content: json({ type: 'object', properties: { a: text, z: text } }) }),
    'providers',
    'request-member-new',
  ],
  [
    'a member less',
    body({ content: json({ type: 'object', properties: { a: text, z: text } }) }),
    body(),
    'callers',
    'request-member-gone',
  ],
  [
    'a reference in place of a schema',
    body(),
    doc(
      { requestBody: { required: true, content: json({ $ref: '#/components/schemas/T' }) } },
      { components: { schemas: { T: thing } } },
    ),
    'nobody',
  ],
  [
    'an expected domain',
    body(),
    body({ content: json({ type: 'object', properties: { a: { type: 'string', 'x-expected': { maxLength: 3 } } } }) }),
    'callers',
    'request-expected-narrower',
  ],
  [
    'no expected domain',
    body({ content: json({ type: 'object', properties: { a: { type: 'string', 'x-expected': { maxLength: 3 } } } }) }),
    body(),
    'providers',
    'request-expected-wider',
  ],
  // Answers
  ['a status', doc(), answers({ '200': ok, '404': ok }), 'callers', 'response-status-new'],
  ['no such status any more', answers({ '200': ok, '404': ok }), doc(), 'providers', 'response-status-gone'],
  [
    'a status of a range that was there',
    answers({ '200': ok, '4XX': ok }),
    answers({ '200': ok, '4XX': ok, '404': ok }),
    'nobody',
  ],
  [
    'a status that the default had',
    answers({ '200': ok, default: ok }),
    answers({ '200': ok, default: ok, '500': ok }),
    'nobody',
  ],
  ['the default alone', answers({ '200': ok, '404': ok, default: ok }), answers({ '200': ok, default: ok }), 'nobody'],
  ['a range in small letters', answers({ '200': ok, '4XX': ok }), answers({ '200': ok, '4xx': ok }), 'nobody'],
  [
    'an answer in a media type more',
    answered('application/json'),
    answered('application/json', 'text/plain'),
    'callers',
    'response-media-type-new',
  ],
  [
    'an answer in a media type less',
    answered('application/json', 'text/plain'),
    answered('application/json'),
    'both',
    'response-media-type-gone',
  ],
  [
    'an answer with the charset that JSON has anyway',
    answered('application/json'),
    answered('application/json;charset=UTF-8'),
    'nobody',
  ],
  ['an answer with a body', doc(), answered('application/json'), 'providers', 'response-body-new'],
  ['an answer without a body', answered('application/json'), doc(), 'both', 'response-body-gone'],
  [
    'a member of an answer',
    answers({ '200': { ...ok, content: json(thing) } }),
    answers({ '200': { ...ok, content: json({ ...thing, properties: { a: text, z: text } }) } }),
    'nobody',
    'response-member-new',
  ],
  [
    'a member of an answer that is gone',
    answers({ '200': { ...ok, content: json({ ...thing, properties: { a: text, z: text } }) } }),
    answers({ '200': { ...ok, content: json(thing) } }),
    'nobody (callers)',
    'response-member-gone',
  ],
  [
    'a demanded member of an answer that is gone',
    answers({ '200': { ...ok, content: json({ ...thing, required: ['z'], properties: { a: text, z: text } }) } }),
    answers({ '200': { ...ok, content: json(thing) } }),
    'callers (callers)',
    'response-required-wider',
  ],
  [
    'a write-only member of an answer',
    answers({
      '200': { ...ok, content: json({ type: 'object', properties: { a: { type: 'string', writeOnly: true } } }) },
    }),
    answers({
      '200': { ...ok, content: json({ type: 'object', properties: { a: { type: 'integer', writeOnly: true } } }) },
    }),
    'nobody',
  ],
  [
    'a member that no answer may have',
    answers({ '200': { ...ok, content: json({ ...thing, additionalProperties: false }) } }),
    answers({
      '200': {
        ...ok,
        content: json({ type: 'object', properties: { a: text, z: text }, additionalProperties: false }),
      },
    }),
    'callers',
  ],
  ['another text about an answer', doc(), answers({ '200': { description: 'Done.' } }), 'nobody'],
  [
    'an example of an answer',
    answers({ '200': { ...ok, content: json(thing) } }),
    answers({ '200': { ...ok, content: { 'application/json': { schema: thing, example: { a: 'x' } } } } }),
    'nobody',
  ],
  ['a header', header({}), header({ 'X-A': { schema: text } }), 'nobody', 'response-header-new'],
  [
    'a header that is demanded from the first',
    header({}),
    header({ 'X-A': { required: true, schema: text } }),
    'providers',
    'response-header-new-required',
  ],
  [
    'a header that is gone',
    header({ 'X-A': { schema: text } }),
    header({}),
    'nobody (callers)',
    'response-header-gone-optional',
  ],
  [
    'a demanded header that is gone',
    header({ 'X-A': { required: true, schema: text } }),
    header({}),
    'callers',
    'response-header-gone',
  ],
  [
    'a header that is demanded',
    header({ 'X-A': { schema: text } }),
    header({ 'X-A': { required: true, schema: text } }),
    'providers',
    'response-header-required',
  ],
  [
    'a header that is demanded no more',
    header({ 'X-A': { required: true, schema: text } }),
    header({ 'X-A': { schema: text } }),
    'callers',
    'response-header-optional',
  ],
  [
    'a header with more values',
    header({ 'X-A': { schema: { enum: ['x'] } } }),
    header({ 'X-A': { schema: { enum: ['x', 'y'] } } }),
    'callers',
    'response-values-wider',
  ],
  ['a header in other letters', header({ 'X-A': { schema: text } }), header({ 'x-a': { schema: text } }), 'nobody'],
  ['a link', links({}), links({ next: { operationId: 'addThing' } }), 'nobody', 'link-new'],
  ['a link that is gone', links({ next: { operationId: 'addThing' } }), links({}), 'callers', 'link-gone'],
  [
    'a link with another text',
    links({ next: { operationId: 'addThing' } }),
    links({ next: { operationId: 'addThing', description: 'More.' } }),
    'nobody',
  ],
  // Security
  ['a credential', secured(), secured([{ key: [] }]), 'both', 'security-narrower'],
  ['no credential', secured([{ key: [] }]), secured(), 'providers', 'security-wider'],
  ['no credential, said so', secured(), secured([]), 'nobody'],
  ['a credential or none', secured(), secured([{ key: [] }, {}]), 'nobody'],
  ['none at all any more', secured([{ key: [] }, {}]), secured([{ key: [] }]), 'both', 'security-narrower'],
  ['another credential', secured([{ key: [] }]), secured([{ token: [] }]), 'both', 'security-narrower'],
  [
    'another credential as well',
    secured([{ key: [] }]),
    secured([{ key: [], token: [] }]),
    'both',
    'security-narrower',
  ],
  [
    'another credential instead, if wished',
    secured([{ key: [] }]),
    secured([{ key: [] }, { token: [] }]),
    'providers',
    'security-wider',
  ],
  [
    'one of two credentials',
    secured([{ key: [] }, { token: [] }]),
    secured([{ key: [] }]),
    'both',
    'security-narrower',
  ],
  ['the order of credentials', secured([{ key: [] }, { token: [] }]), secured([{ token: [] }, { key: [] }]), 'nobody'],
  ['the same credential by another name', secured([{ key: [] }]), secured([{ again: [] }]), 'nobody'],
  ['a scope', secured([{ flow: ['read'] }]), secured([{ flow: ['read', 'write'] }]), 'both', 'security-narrower'],
  [
    'a scope less',
    secured([{ flow: ['read', 'write'] }]),
    secured([{ flow: ['read'] }]),
    'providers',
    'security-wider',
  ],
  [
    'a credential of the whole document',
    secured(),
    doc({}, { components: schemes, security: [{ basic: [] }] }),
    'both',
    'security-narrower',
  ],
  // Laws
  ['a law of echo', made({}), made({ echo: { a: '$request.body#/a' } }), 'providers', 'law-new'],
  ['no law of echo', made({ echo: { a: '$request.body#/a' } }), made({}), 'callers', 'law-gone'],
  ['a value that is taken once', made({}), made({ unique: ['$request.body#/a'] }), 'both', 'unique-new'],
  ['a value that may be taken again', made({ unique: ['$request.body#/a'] }), made({}), 'providers', 'unique-gone'],
  // Discriminators
  ['a value of a discriminator', pets({ cat }), pets({ cat, kitten: cat }), 'providers', 'request-discriminator-wider'],
  [
    'no such value of a discriminator',
    pets({ cat, kitten: cat }),
    pets({ cat }),
    'both',
    'request-discriminator-narrower',
  ],
  ['another meaning of a value', pets({ cat }), pets({ cat: dog }), 'both', 'request-discriminator-narrower'],
  // What the server sends
  ['a callback', callbacks({}), callbacks({ done: { '{$request.body#/url}': hook(thing) } }), 'nobody', 'callback-new'],
  [
    'a callback that is gone',
    callbacks({ done: { '{$request.body#/url}': hook(thing) } }),
    callbacks({}),
    'callers',
    'callback-gone',
  ],
  [
    'a callback that says less',
    callbacks({ done: { '{$request.body#/url}': hook({ ...thing, required: ['a'] }) } }),
    callbacks({ done: { '{$request.body#/url}': hook(thing) } }),
    'callers',
  ],
  [
    'a callback that says more',
    callbacks({ done: { '{$request.body#/url}': hook(thing) } }),
    callbacks({ done: { '{$request.body#/url}': hook({ ...thing, required: ['a'] }) } }),
    'both',
  ],
  ['a webhook', doc(), doc({}, { webhooks: { done: hook(thing) } }), 'nobody', 'callback-new'],
  ['a webhook that is gone', doc({}, { webhooks: { done: hook(thing) } }), doc(), 'callers', 'callback-gone'],
  [
    'a webhook of another type',
    doc({}, { webhooks: { done: hook(text) } }),
    doc({}, { webhooks: { done: hook({ type: 'integer' }) } }),
    'both',
  ],
];
