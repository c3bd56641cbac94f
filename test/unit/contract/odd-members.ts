/** Members of a document's parts that are none, are nearly one, have no value or one of another kind; each with the rules that tell it. */
import { operation, responses, type Row, text } from './structures.ts';

const json = (schema: unknown) => ({ 'application/json': { schema } });
const answer = (more: object) => operation({ responses: { 200: { description: 'ok', ...more } } });
const post = (more: object) => ({ '/things': { post: { responses, ...more } } });
const plain = 'get /things/{id}, path id, 200';
const withJson = 'get /things/{id}, path id, 200 application/json';
const withBody = 'post /things, body application/json, 200';

export const oddMembers: readonly Row[] = [
  ['a member in another case', post({ requestbody: { content: json(text) } }), ['similar-member'], [withBody]],
  [
    'a member without its last letter',
    operation({ responses: undefined, response: responses }),
    ['similar-member'],
    [plain],
  ],
  ['a member of nobody', operation({ colour: 'red' }), ['unknown-member'], [plain]],
  ['a member of Swagger 2.0', operation({ consumes: ['text/plain'] }), ['unknown-member'], [plain]],
  ['a member twice, once misspelled', operation({ deprecatd: true, deprecated: false }), ['similar-member'], [plain]],
  ['a tag as a text', operation({ tags: 'a' }), ['odd-structure'], [plain]],
  ['tags as maps', operation({ tags: [{ name: 'a' }] }), ['odd-structure'], [plain]],
  ['a description that is a map', operation({ description: { a: 1 } }), ['odd-structure'], [plain]],
  ['a flag that is a word', operation({ deprecated: 'soon' }), ['odd-structure'], [plain]],
  ['a summary without a value', operation({ summary: null }), ['empty-member'], [plain]],
  ['callbacks that are a text', operation({ callbacks: 'x' }), ['odd-structure'], [plain]],
  ['a callback without a value', operation({ callbacks: { done: null } }), ['odd-structure'], [plain]],
  ['a server as a text', operation({ servers: '/v2' }), ['odd-structure'], [plain]],
  ['servers as texts', operation({ servers: ['/v2'] }), ['odd-structure'], [plain]],
  ['a server without a url', operation({ servers: [{ description: 'x' }] }), ['odd-structure'], [plain]],
  ['a server of an unknown variable', operation({ servers: [{ url: 'http://{a}/' }] }), ['odd-structure'], [plain]],
  ['a scheme by its name', operation({ security: ['nobody'] }), ['odd-structure', 'unread-security'], [plain]],
  [
    'a permission as a text',
    operation({ security: [{ nobody: 'read' }] }),
    ['odd-structure', 'unread-security'],
    [plain],
  ],
  ['an answer without a description', operation({ responses: { 200: {} } }), ['missing-member'], [plain]],
  [
    'an answer whose description is a number',
    operation({ responses: { 200: { description: 5 } } }),
    ['odd-structure'],
    [plain],
  ],
  [
    'an answer that is a schema',
    operation({ responses: { 200: { $ref: '#/components/schemas/Word' } } }),
    ['inexact-reference'],
    [withJson],
  ],
  [
    'an answer of no body with one',
    operation({ responses: { 204: { description: 'ok', content: json(text) } } }),
    ['odd-structure'],
    ['get /things/{id}, path id, 204'],
  ],
  ['a header as a text', answer({ headers: { a: 'string' } }), ['odd-structure'], [plain]],
  ['a header with a name', answer({ headers: { a: { name: 'a', schema: text } } }), ['unknown-member'], [plain]],
  ['a media type without a value', answer({ content: { 'application/json': null } }), ['empty-member'], [withJson]],
  ['a media type with two slashes', answer({ content: { 'application//json': {} } }), ['odd-structure'], [withJson]],
  ['a media type with another slash', answer({ content: { 'application\\json': {} } }), ['odd-structure'], [withJson]],
  [
    'examples as a list',
    answer({ content: { 'application/json': { schema: text, examples: ['a'] } } }),
    ['odd-structure'],
    [withJson],
  ],
  [
    'an example that is its value',
    answer({ content: { 'application/json': { examples: { one: { a: 1 } } } } }),
    ['odd-structure'],
    [withJson],
  ],
  [
    'an encoding that is a list',
    answer({ content: { 'application/json': { encoding: [1] } } }),
    ['odd-structure'],
    [withJson],
  ],
  ['a link that is a text', answer({ links: { next: 'readThing' } }), ['unread-link'], [plain]],
  [
    'a body that is a schema',
    post({ requestBody: { $ref: '#/components/schemas/Word' } }),
    ['inexact-reference'],
    [withBody],
  ],
  [
    'a parameter that is a schema',
    post({ parameters: [{ $ref: '#/components/schemas/Word' }] }),
    ['dangling-reference'],
    ['post /things, 200'],
  ],
  [
    'a parameter whose default is beside its schema',
    post({ parameters: [{ name: 'q', in: 'query', schema: text, default: 'a' }] }),
    ['unknown-member'],
    ['post /things, query q?, 200'],
  ],
  [
    'a parameter with a schema and content',
    post({ parameters: [{ name: 'q', in: 'query', schema: text, content: json(text) }] }),
    ['odd-parameter'],
    ['post /things, query q?, 200'],
  ],
  [
    'a header twice, in two cases',
    post({
      parameters: [
        { name: 'a', in: 'header', schema: text },
        { name: 'A', in: 'header', schema: text },
      ],
    }),
    ['odd-parameter'],
    ['post /things, header a?, 200'],
  ],
  [
    'a text as a deep object',
    post({ parameters: [{ name: 'q', in: 'query', style: 'deepObject', schema: text }] }),
    ['odd-parameter'],
    ['post /things, query q?, 200'],
  ],
  [
    'a name in braces',
    operation({}, [{ name: '{id}', in: 'path', required: true, schema: text }]),
    ['odd-parameter'],
    [plain],
  ],
  ['a path with its host', { 'https://x.test/things': { get: { responses } } }, ['odd-path'], ['get /things, 200']],
  ['a path with its method', { 'GET /things': { get: { responses } } }, ['odd-path'], ['get /things, 200']],
  ['a path with two slashes', { '//things': { get: { responses } } }, ['odd-path'], ['get /things, 200']],
  ['a template in double braces', { '/things/{{id}}': operation({})['/things/{id}'] }, ['odd-path'], [plain]],
  ['a template with blanks', { '/things/{ id }': operation({})['/things/{id}'] }, ['odd-path'], [plain]],
  ['a template after a colon', { '/things/:id': operation({})['/things/{id}'] }, ['odd-path'], [plain]],
  ['a template in angle brackets', { '/things/<id>': operation({})['/things/{id}'] }, ['odd-path'], [plain]],
  ['a colon that is none', { '/things/:run': { post: { responses } } }, [], ['post /things/:run, 200']],
  [
    'a template twice in a path',
    { '/things/{id}/of/{id}': operation({})['/things/{id}'] },
    ['odd-path'],
    ['get /things/{id}/of/{id}, path id, 200'],
  ],
];

const prop = (schema: unknown) => ({ type: 'object', properties: { a: schema } });

type SlipRow = [sentence: string, slip: unknown, rules: Row[2], ...values: [accepted: unknown, refused?: unknown]];

/** The same of schemas: with a value that is accepted all the same, and one that is refused. */
export const oddSchemas: readonly SlipRow[] = [
  ['types that are none at all', prop({ type: [] }), ['odd-type'], { a: [1] }],
  ['a list of values in one text', prop({ enum: 'x, y' }), ['misread-keyword'], { a: 'y' }, { a: 'x, y' }],
  ['a value twice in a list', prop({ enum: ['x', 'y', 'x'] }), ['misread-keyword'], { a: 'y' }, { a: 'z' }],
  [
    'a number with underscores',
    prop({ type: 'integer', maximum: '1_000' }),
    ['misread-keyword'],
    { a: 999 },
    { a: 1001 },
  ],
  ['required as a map', { ...prop(text), required: { a: true } }, ['misread-keyword'], { a: 'x' }, {}],
  ['required as a list in a list', { ...prop(text), required: [['a']] }, ['misread-keyword'], { a: 'x' }, {}],
  ['required as a word at a member', prop({ ...text, required: 'true' }), ['misplaced-keyword'], { a: 'x' }, {}],
  [
    'required at items',
    prop({ type: 'array', items: { ...text, required: true } }),
    ['misread-keyword'],
    { a: ['x'] },
    { a: [1] },
  ],
  [
    'branches by name',
    prop({ anyOf: { one: text, two: { type: 'integer' } } }),
    ['misread-keyword'],
    { a: 1 },
    { a: true },
  ],
  ['a reference as a text', prop('#/components/schemas/Word'), ['odd-type'], { a: 'b' }, { a: 'c' }],
  [
    'a reference to an answer',
    prop({ $ref: '#/paths/~1sound/post/responses/400' }),
    ['dangling-reference'],
    { a: [1] },
  ],
  [
    'a reference to what has a schema',
    prop({ $ref: '#/paths/~1sound/post/responses/201' }),
    ['inexact-reference'],
    { a: { name: 'x' } },
    { a: {} },
  ],
  ['a reference to an operation', prop({ $ref: '#/paths/~1sound/post' }), ['dangling-reference'], { a: [1] }],
  ['a reference to a text', prop({ $ref: '#/info/title' }), ['dangling-reference'], { a: [1] }],
  ['a reference to a list', prop({ $ref: '#/components/schemas/Sound/required' }), ['dangling-reference'], { a: [1] }],
  ['a reference to all schemas', prop({ $ref: '#/components/schemas' }), ['dangling-reference'], { a: [1] }],
  [
    'a reference to members',
    prop({ $ref: '#/components/schemas/Sound/properties' }),
    ['dangling-reference'],
    { a: [1] },
  ],
  ['a reference to the document', prop({ $ref: '' }), ['dangling-reference'], { a: [1] }],
  [
    'a reference with a blank',
    prop({ $ref: '#/components/schemas/Word ' }),
    ['inexact-reference'],
    { a: 'b' },
    { a: 'c' },
  ],
  ['a discriminator without a name', { ...prop(text), discriminator: {} }, ['misread-keyword'], { a: 'x' }, { a: 1 }],
  [
    'a discriminator with a list',
    { ...prop(text), discriminator: { propertyName: 'a', mapping: [] } },
    ['misread-keyword'],
    { a: 'x' },
    { a: 1 },
  ],
  ['an anchor that is no text', prop({ ...text, $anchor: 5 }), ['misread-keyword'], { a: 'x' }, { a: 1 }],
  ['an id that is no text', prop({ ...text, $id: [] }), ['misread-keyword'], { a: 'x' }, { a: 1 }],
  ['a dialect that is no text', prop({ ...text, $schema: 4 }), ['misread-keyword'], { a: 'x' }, { a: 1 }],
  ['notes that are texts', prop({ ...text, xml: 'x', externalDocs: 'y' }), ['misread-keyword'], { a: 'x' }, { a: 1 }],
  ['what nobody sends', prop({ ...text, readOnly: true, writeOnly: true }), ['contradicting-keywords'], {}],
  ['a format that is nearly one', prop({ ...text, format: 'datetime' }), ['similar-keyword'], { a: 'x' }, { a: 1 }],
  [
    'a format with two signs changed',
    prop({ ...text, format: 'date-tiem' }),
    ['similar-keyword'],
    { a: 'x' },
    { a: 1 },
  ],
  ['a format of one’s own', prop({ ...text, format: 'phone' }), [], { a: 'x' }, { a: 1 }],
  [
    'a pattern that begins as a literal',
    prop({ ...text, pattern: '/^[a-z]+/' }),
    ['odd-pattern'],
    { a: 'x' },
    { a: '1' },
  ],
];
