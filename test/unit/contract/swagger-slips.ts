/** Slips in a document of Swagger 2.0: what is written, what is told of it, and what is read. */
import { parameterSlips } from './swagger-parameters.ts';
import { slip, type Slip } from './swagger-rooms.ts';

const answer = 'responses: { 200: { description: ok, schema: { type: object } } } # of the answer';
const key = 'key: { type: apiKey, in: header, name: X-Key }';

const address: readonly Slip[] = [
  [
    'a host with its scheme',
    'host: api',
    'host: https://api',
    ['odd-structure: host: api.example.com'],
    'https://api.example.com/v1',
  ],
  [
    'a host with a path',
    'host: api.example.com',
    'host: api.example.com/api/',
    ['odd-structure: host: api.example.com, basePath: /api/v1'],
    'https://api.example.com/api/v1',
  ],
  ['an empty host', 'host: api.example.com', 'host: ""', ['empty-member: '], '"url":"/v1"'],
  ['a base path without its slash', 'basePath: /', 'basePath: ', ['odd-structure: /v1'], 'https://api.example.com/v1'],
  [
    'a base path with all of the address',
    'basePath: ',
    'basePath: https://api.example.com',
    ['odd-structure: /v1'],
    'https://api.example.com/v1',
  ],
  ['a scheme in capitals', '[https]', '[HTTPS]', ['odd-structure: ["https"]'], 'https://api.example.com/v1'],
  ['a scheme with its signs', '[https]', '["http://"]', ['odd-structure: ["http"]'], 'http://api.example.com/v1'],
  ['a scheme with a slip', '[https]', '[htps]', ['odd-structure: ["https"]'], 'https://api.example.com/v1'],
  [
    'media types as one text',
    slip,
    'produces: "application/json, application/xml"',
    ['odd-structure: ["application/json","application/xml"]', 'odd-structure: ["application/json, application/xml"]'],
    '200 application/json {"type":"object"} application/xml',
  ],
  ['media types as a map', slip, 'produces: { text/csv: {} }', ['odd-structure: ["text/csv"]'], '200 text/csv'],
  [
    'a media type by its nickname',
    slip,
    'produces: [xml]',
    ['odd-structure: ["application/xml"]'],
    '200 application/xml',
  ],
  [
    'a media type with a slip',
    slip,
    'produces: [aplication/xml]',
    ['odd-structure: ["application/xml"]'],
    '200 application/xml',
  ],
  [
    'servers as OpenAPI 3 has them',
    'host: api.example.com\nbasePath: /v1\nschemes: [https]',
    'servers: [{ url: https://other.example.com }]',
    ['odd-structure: what it means there'],
    'https://other.example.com',
  ],
];

const withAnswer = (sentence: string, response: string, told: readonly string[], read: string): Slip => [
  sentence,
  answer,
  `responses: { 200: ${response} }`,
  told,
  read,
];

const answers: readonly Slip[] = [
  withAnswer(
    'alternatives',
    '{ description: "", schema: { oneOf: [{ type: string }] } }',
    ['foreign-keyword: what it means in OpenAPI 3'],
    '{"oneOf":[{"type":"string"}]}',
  ),
  withAnswer(
    'nullable',
    '{ description: "", schema: { type: string, nullable: true } }',
    ['foreign-keyword: x-nullable: true'],
    '{"type":["string","null"]}',
  ),
  withAnswer(
    'null beside a reference',
    '{ description: "", schema: { properties: { a: { $ref: "#/definitions/Error", x-nullable: true } } } }',
    ['ignored-sibling: '],
    '200 application/json',
  ),
  withAnswer(
    'examples as a list',
    '{ description: "", schema: {}, examples: [{ a: 1 }] }',
    ['odd-structure: that of application/json'],
    '200 application/json {} {"a":1}',
  ),
  withAnswer(
    'an example without its media type',
    '{ description: "", schema: {}, examples: { a: 1 } }',
    ['odd-structure: that of application/json'],
    '200 application/json {} {"a":1}',
  ),
  withAnswer(
    'an example of JSON',
    '{ description: "", schema: {}, examples: { json: { a: 1 } } }',
    ['odd-structure: application/json'],
    '200 application/json {} {"a":1}',
  ),
  withAnswer(
    'an example of another media type',
    '{ description: "", schema: {}, examples: { text/csv: "a,1" } }',
    ['odd-structure: left out'],
    '200 application/json {}',
  ),
  withAnswer(
    'an example as OpenAPI 3 has it',
    '{ description: "", schema: {}, example: { a: 1 } }',
    ['odd-structure: that of application/json', 'similar-member: examples'],
    '200 application/json {} {"a":1}',
  ),
  withAnswer(
    'content',
    '{ description: "", content: { application/json: { schema: { type: integer } } } }',
    ['odd-structure: what it means there'],
    '200 application/json {"type":"integer"}',
  ),
  withAnswer(
    'a schema in place of the answer',
    '{ description: "", type: integer }',
    ['odd-structure: its schema'],
    '200 application/json {"type":"integer"}',
  ),
  withAnswer(
    'a reference to a schema in place of the answer',
    '{ $ref: "#/definitions/Error" }',
    ['inexact-reference: its schema'],
    '200 application/json {"type":"object"',
  ),
  withAnswer(
    'a header with a schema',
    '{ description: "", headers: { X-A: { schema: { type: integer } } } }',
    ['odd-structure: what it means there'],
    'X-A {"type":"integer"}',
  ),
  withAnswer(
    'a reference as OpenAPI 3 has it',
    '{ $ref: "#/components/responses/Gone" }',
    ['inexact-reference: #/responses/Gone'],
    '200 application/json {"type":"object"',
  ),
];

const credentials: readonly Slip[] = [
  [
    'a scheme in another case',
    key,
    'key: { type: Basic }',
    ['odd-structure: http basic'],
    'listRooms http authorization',
  ],
  ['a bearer', key, 'key: { type: bearer }', ['odd-structure: http bearer'], 'listRooms http authorization'],
  [
    'a key without a place',
    key,
    'key: { type: apiKey, name: X-Key }',
    ['odd-structure: header'],
    'listRooms apiKey x-key',
  ],
  [
    'a key in capitals',
    key,
    'key: { type: apikey, in: Header, name: X-Key }',
    ['odd-structure: apiKey', 'odd-structure: header'],
    'listRooms apiKey x-key',
  ],
  [
    'a scheme of no type',
    key,
    'key: { type: magic }',
    ['odd-structure: none: nobody can satisfy it', 'unread-security: '],
    'odd',
  ],
  [
    'a key without a name',
    key,
    'key: { type: apiKey, in: header }',
    ['odd-structure: none: nobody can satisfy it', 'unread-security: '],
    'odd',
  ],
  [
    'a scheme as OpenAPI 3 has it',
    key,
    'key: { type: http, scheme: bearer }',
    ['odd-structure: what it means there'],
    'listRooms http authorization',
  ],
];

const names: readonly Slip[] = [
  ['definitions with a slip', '\ndefinitions:', '\ndefintions:', ['similar-member: definitions'], 'odd'],
  ['parameters with a slip', '\nparameters:', '\nparamters:', ['similar-member: parameters'], 'odd'],
  ['responses with a slip', '\nresponses:', '\nresponse:', ['similar-member: responses'], 'odd'],
  [
    'credentials with a slip',
    '\nsecurityDefinitions:',
    '\nsecurityDefinition:',
    ['similar-member: securityDefinitions'],
    'listRooms apiKey x-key',
  ],
  ['the version with a slip', 'swagger: "2.0"', 'Swager: "2.0"', ['odd-version: '], 'odd'],
  ['the version of OpenAPI', 'swagger: "2.0"', 'openapi: "2.0"', ['odd-version: '], 'odd'],
];

export const swaggerSlips: readonly Slip[] = [...address, ...parameterSlips, ...answers, ...credentials, ...names];
