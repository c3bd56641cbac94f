/** Slips in a document of OpenAPI 3.1: what is written, what is told of it, and what is read. */
import { hall, syntaxSlips } from './syntax-slips.ts';
import type { Slip } from './swagger-rooms.ts';

const answers =
  'responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } # of the answer';
const parameters = 'parameters: [{ name: key, in: path, required: true, schema: { type: string } }] # of the request';
const body =
  "requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Hall' } } } } # of the request";
const path = '{ name: key, in: path, required: true, schema: { type: string } }';

const names: readonly Slip[] = [
  ['components', '\ncomponents:', '\ncomponets:', ['similar-member: components'], hall],
  ['schemas', '\n  schemas:', '\n  schema:', ['similar-member: schemas'], hall],
  ['responses of components', '\n  responses:', '\n  reponses:', ['similar-member: responses'], '400 application/json'],
  ['paths', '\npaths:', '\npath:', ['similar-member: paths'], hall],
  ['the version', 'openapi: 3.1.0', 'OpenAPI: 3.1.0', ['odd-version: '], hall],
  ['a method', '    put:', '    putt:', ['odd-structure: put'], hall],
  ['a body', '      requestBody:', '      body:', ['similar-member: requestBody'], hall],
];

const requests: readonly Slip[] = [
  [
    'parameters that are one',
    parameters,
    `parameters: ${path}`,
    ['odd-structure: a list of this one'],
    'path key! simple',
  ],
  [
    'a list inside of parameters',
    parameters,
    `parameters: [[${path}]]`,
    ['odd-structure: its entries'],
    'path key! simple',
  ],
  [
    'a parameter by its reference alone',
    parameters,
    `parameters: [${path}, '#/components/parameters/Trace']`,
    ['odd-structure: #/components/parameters/Trace'],
    'header X-Trace',
  ],
  [
    'a parameter by its name alone',
    parameters,
    `parameters: [${path}, Trace]`,
    ['odd-structure: #/components/parameters/Trace'],
    'header X-Trace',
  ],
  [
    'a reference that is a comment',
    parameters,
    `parameters:\n        - ${path}\n        - $ref: #/components/parameters/Trace`,
    ['dangling-reference: '],
    'path key! simple',
  ],
  [
    'a reference to an answer',
    parameters,
    `parameters: [${path}, { $ref: '#/components/responses/Bad' }]`,
    ['dangling-reference: '],
    'path key! simple',
  ],
  [
    'a parameter beside its reference',
    parameters,
    `parameters: [${path}, { $ref: '#/components/parameters/Trace', required: true }]`,
    ['ignored-sibling: '],
    'header X-Trace simple',
  ],
  [
    'a body among the parameters',
    parameters,
    `parameters: [{ name: hall, in: body, schema: { type: boolean } }, ${path}]`,
    ['odd-parameter: the request body'],
    'path key! simple',
  ],
  ['a template with another name', '/odd/{key}', '/odd/{ky}', ['missing-path-parameter: ky'], 'path ky! simple'],
  ['a template that does not end', '/odd/{key}', '/odd/{key', ['odd-path: /odd/{key}'], 'path key! simple'],
  ['a path with a blank', '/odd/{key}:', '"/odd/{key} ":', ['odd-path: /odd/{key}'], 'path key! simple'],
  ['a path that is a list', '    put:', '  - put:', ['odd-structure: those of its entries'], 'path key! simple'],
  ['no security', '      summary', '      security: false\n      summary', ['odd-structure: none'], 'path key! simple'],
  [
    'a body that is a list',
    body,
    `requestBody: [{ content: { application/json: { schema: { type: boolean } } } }]`,
    ['odd-parameter: its only entry'],
    'body? application/json {"type":"boolean"}',
  ],
  [
    'a body by its schema alone',
    body,
    `requestBody: '#/components/schemas/Hall'`,
    ['odd-parameter: #/components/schemas/Hall'],
    'body? application/json',
  ],
  [
    'a schema in place of a body',
    body,
    'requestBody: { type: boolean }',
    ['odd-structure: its schema'],
    'body? application/json {"type":"boolean"}',
  ],
  [
    'a media type outside content',
    body,
    'requestBody: { application/json: { schema: { type: boolean } } }',
    ['odd-structure: content'],
    'body? application/json {"type":"boolean"}',
  ],
  [
    'content that is a list',
    body,
    'requestBody: { content: [{ application/json: { schema: { type: boolean } } }] }',
    ['odd-structure: application/json'],
    'body? application/json {"type":"boolean"}',
  ],
  [
    'a schema beside its media type',
    body,
    'requestBody:\n        content:\n          - application/json:\n            schema: { type: boolean }',
    ['odd-structure: application/json'],
    'body? application/json {"type":"boolean"}',
  ],
  [
    'a media type with a slip',
    body,
    'requestBody: { content: { aplication/json: { schema: { type: boolean } } } }',
    ['odd-structure: application/json'],
    'body? application/json {"type":"boolean"}',
  ],
  [
    'a media type that is a schema',
    body,
    "requestBody: { content: { application/json: { $ref: '#/components/schemas/Hall' } } }",
    ['inexact-reference: its schema'],
    `body? application/json ${hall}`,
  ],
  [
    'an example in place of examples',
    body,
    "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Hall' }, examples: { name: blue } } } }",
    ['odd-structure: the example itself'],
    `${hall} {"name":"blue"}`,
  ],
  [
    'properties that are a list',
    body,
    'requestBody: { content: { application/json: { schema: { properties: [{ a: { type: boolean } }, { name: b, type: string }] } } } }',
    ['misread-keyword: a map of its entries'],
    '{"properties":{"a":{"type":"boolean"},"b":{"type":"string"}}}',
  ],
  [
    'a list of lists of types',
    body,
    'requestBody: { content: { application/json: { schema: { type: [[string, integer]] } } } }',
    ['odd-type: ["string","integer"]'],
    '{"type":["string","integer"]}',
  ],
  [
    'a lone value of an enumeration',
    body,
    'requestBody: { content: { application/json: { schema: { enum: 1 } } } }',
    ['misread-keyword: [1]'],
    '{"enum":[1]}',
  ],
  [
    'a short name of a bound',
    body,
    'requestBody: { content: { application/json: { schema: { type: integer, min: 1 } } } }',
    ['foreign-keyword: an annotation'],
    '{"type":"integer"}',
  ],
];

const withAnswers = (sentence: string, to: string, told: readonly string[], read: string): Slip => [
  sentence,
  answers,
  `responses: ${to}`,
  told,
  read,
];

const answerSlips: readonly Slip[] = [
  withAnswers(
    'a list of answers with their statuses',
    '[{ status: 200, description: ok }, { status: 404, description: no }]',
    ['odd-structure: a map of its entries'],
    '200  \n404 ',
  ),
  withAnswers(
    'a list of answers by status',
    '[{ "200": { description: ok } }]',
    ['odd-structure: a map of its entries'],
    '200 ',
  ),
  withAnswers(
    'one answer in place of all',
    '{ description: ok, content: { application/json: { schema: { type: boolean } } } }',
    ['odd-structure: an answer of any status'],
    'default application/json {"type":"boolean"}',
  ),
  withAnswers('a status with one sign open', '{ 20x: { description: ok } }', ['odd-status: 2XX'], '2XX '),
  withAnswers('two statuses in one', '{ "200,201": { description: ok } }', ['odd-status: 200 and 201'], '200  \n201 '),
  withAnswers('success', '{ success: { description: ok } }', ['odd-status: 2XX'], '2XX '),
  withAnswers(
    'a status whose answer is elsewhere',
    '{ Default: { $ref: "#/components/responses/Bad" } }',
    ['odd-status: default'],
    'default application/json {"type":"integer"}',
  ),
  withAnswers(
    'an answer by its reference alone',
    '{ "400": "#/components/responses/Bad" }',
    ['odd-structure: #/components/responses/Bad'],
    '400 application/json {"type":"integer"}',
  ),
  withAnswers('a list of one answer', '{ "400": [{ description: no }] }', ['odd-structure: its only entry'], '400 '),
  withAnswers(
    'a reference to a parameter',
    '{ "400": { $ref: "#/components/parameters/Trace" } }',
    ['dangling-reference: '],
    '400 ',
  ),
  withAnswers(
    'a list of headers',
    '{ "200": { description: ok, headers: [{ X-A: { schema: { type: boolean } } }] } }',
    ['odd-structure: a map of its entries'],
    'X-A {"type":"boolean"}',
  ),
  withAnswers(
    'a list of headers with names',
    '{ "200": { description: ok, headers: [{ name: X-A, schema: { type: boolean } }] } }',
    ['odd-structure: a map of its entries'],
    'X-A {"type":"boolean"}',
  ),
  withAnswers(
    'a header by its type alone',
    '{ "200": { description: ok, headers: { X-A: boolean } } }',
    ['odd-structure: boolean'],
    'X-A {"type":"boolean"}',
  ),
  withAnswers(
    'a media type alone',
    '{ "200": { description: ok, content: text/csv } }',
    ['odd-structure: text/csv'],
    '200 text/csv',
  ),
  withAnswers(
    'a scheme with a slip',
    '{ "200": { description: ok } }\n      security: [{ kee: [] }]',
    ['unread-security: '],
    '200 ',
  ),
];

export const hallSlips: readonly Slip[] = [...syntaxSlips, ...names, ...requests, ...answerSlips];
