/** Slips in parameters and bodies of Swagger 2.0. */
import { slip, type Slip } from './swagger-rooms.ts';

const parameters: readonly Slip[] = [
  [
    'a list in capitals',
    '{ type: array, items: { type: string }, collectionFormat: Multi }',
    ['odd-parameter: multi'],
    'query l form*',
  ],
  [
    'a list of no format',
    '{ type: array, items: { type: string }, collectionFormat: lines }',
    ['odd-parameter: csv'],
    'query l form ',
  ],
  [
    'a list by its sign',
    '{ type: array, items: { type: string }, collectionFormat: pipe }',
    ['odd-parameter: pipes'],
    'query l pipeDelimited ',
  ],
  [
    'a list that repeats a header',
    '{ in: header, type: array, items: { type: string }, collectionFormat: multi }',
    ['odd-parameter: csv'],
    'header l simple ',
  ],
  [
    'a schema in a query',
    '{ schema: { type: integer } }',
    ['odd-parameter: its type'],
    'query l form* {"type":"integer"}',
  ],
  [
    'a schema beside the type',
    '{ type: string, schema: { type: integer } }',
    ['odd-parameter: the type beside it alone'],
    'query l form* {"type":"string"}',
  ],
  ['no type', '{ description: any }', ['odd-parameter: any value'], 'query l form* true'],
  ['an object in a query', '{ type: object }', ['odd-parameter: an object'], 'query l form* {"type":"object"}'],
  [
    'a file in a query',
    '{ type: file }',
    ['odd-type: "string" with format binary'],
    'query l form* {"type":"string","format":"binary"}',
  ],
  ['a cookie', '{ in: cookie, type: string }', ['odd-parameter: cookie'], 'cookie l form* {"type":"string"}'],
  [
    'a flag as a word',
    '{ type: string, required: "yes" }',
    ['odd-parameter: true'],
    'query l! form* {"type":"string"}',
  ],
  [
    'a style',
    '{ type: array, items: { type: string }, style: pipeDelimited, explode: false }',
    ['odd-structure: what it means there', 'odd-structure: what it means there'],
    'query l pipeDelimited ',
  ],
  [
    'an example',
    '{ type: string, example: hello }',
    ['odd-structure: what it means there'],
    'query l form* {"type":"string"} "hello"',
  ],
  ['an example of a tool', '{ type: string, x-example: hello }', [], 'query l form* {"type":"string"} "hello"'],
  [
    'an example in a form',
    '{ in: formData, type: integer, example: 5 }',
    ['odd-structure: what it means there'],
    'form-urlencoded {"type":"object","properties":{"l":{"type":"integer","example":5}}}',
  ],
  [
    'a schema in a form',
    '{ in: formData, schema: { type: integer } }',
    ['odd-parameter: its type'],
    'form-urlencoded {"type":"object","properties":{"l":{"type":"integer"}}}',
  ],
  [
    'a form in small letters',
    '{ in: formdata, type: integer }',
    ['odd-parameter: formData'],
    'form-urlencoded {"type":"object","properties":{"l":{"type":"integer"}}}',
  ],
  [
    'a form by its short name',
    '{ in: form, type: integer }',
    ['odd-parameter: formData'],
    'form-urlencoded {"type":"object","properties":{"l":{"type":"integer"}}}',
  ],
  [
    'a field that must be there by a word',
    '{ in: formData, type: integer, required: "true" }',
    ['odd-parameter: true'],
    '"required":["l"]',
  ],
  ['a field without a name', '{ name: "", in: formData, type: integer }', ['unread-parameter: '], 'no body'],
  [
    'a field with a number for a name',
    '{ name: 5, in: formData, type: integer }',
    ['odd-parameter: "5"'],
    '{"5":{"type":"integer"}}',
  ],
  [
    'a body in capitals',
    '{ in: Body, schema: { type: integer } }',
    ['odd-parameter: body'],
    'body? application/json {"type":"integer"}',
  ],
  [
    'a body with a type',
    '{ in: body, type: integer }',
    ['odd-parameter: its schema'],
    'body? application/json {"type":"integer"}',
  ],
  [
    'a body that must be there by a word',
    '{ in: body, required: "true", schema: { type: integer } }',
    ['odd-parameter: true'],
    'body! application/json',
  ],
  ['a body without a schema', '{ in: body }', ['odd-parameter: any body'], 'body? application/json'],
  [
    'a body that is a file',
    '{ in: body, schema: { type: file } }',
    ['odd-type: "string" with format binary'],
    'body? application/octet-stream {"type":"string","format":"binary"}',
  ],
  [
    'a file inside of JSON',
    '{ in: body, schema: { properties: { f: { type: file } } } }',
    ['odd-type: "string" with format binary'],
    'body? application/json {"properties":{"f":{"type":"string","format":"binary"}}}',
  ],
].map(([sentence, parameter = '', told, read]) => [
  sentence as string,
  slip,
  `parameters: [${String(parameter).replace('{', (String(parameter).includes('name:') ? '{' : '{ name: l,') + (String(parameter).includes('in:') ? '' : ' in: query,'))}]`,
  told as string[],
  read as string,
]);

const bodies: readonly Slip[] = [
  [
    'a form beside a body',
    slip,
    'parameters: [{ name: l, in: formData, type: string }, { name: b, in: body, schema: { type: integer } }]',
    ['odd-parameter: left out'],
    'body? application/json {"type":"integer"}',
  ],
  [
    'a field twice',
    slip,
    'parameters: [{ name: l, in: formData, type: string }, { name: l, in: formData, type: integer }]',
    ['odd-parameter: the first'],
    '"properties":{"l":{"type":"string"}}',
  ],
  [
    'a form that is sent as JSON',
    slip,
    'consumes: [application/json]\n      parameters: [{ name: l, in: formData, type: string }]',
    ['odd-parameter: application/x-www-form-urlencoded'],
    'body? application/x-www-form-urlencoded',
  ],
  [
    'a file that is sent as a form without parts',
    slip,
    'consumes: [application/x-www-form-urlencoded]\n      parameters: [{ name: l, in: formData, type: file }]',
    ['odd-parameter: multipart/form-data'],
    'body? multipart/form-data {"type":"object","properties":{"l":{"type":"string","format":"binary"}}}',
  ],
  [
    'a body as OpenAPI 3 has it',
    slip,
    'requestBody: { content: { application/json: { schema: { type: integer } } } }',
    ['odd-structure: what it means there'],
    'body? application/json {"type":"integer"}',
  ],
  [
    'a path parameter that does not say that it is required',
    'required: true, type: integer }]',
    'type: integer }]',
    ['odd-parameter: required'],
    'odd',
  ],
];

export const parameterSlips: readonly Slip[] = [...parameters, ...bodies];
