/** A document of OpenAPI 3.1 that slips are put into, and those in its syntax. */
import type { Slip } from './swagger-rooms.ts';

export const halls = `openapi: 3.1.0
info: { title: halls, version: "1" }
servers:
  - url: /v1
paths:
  /halls:
    get:
      operationId: listHalls
      parameters: [{ $ref: '#/components/parameters/Trace' }]
      responses:
        "200": { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Hall' } } } } }
        "400": { $ref: '#/components/responses/Bad' }
  /odd/{key}:
    put:
      operationId: odd
      summary: an odd one
      parameters: [{ name: key, in: path, required: true, schema: { type: string } }] # of the request
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Hall' } } } } # of the request
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } # of the answer
components:
  parameters:
    Trace: { name: X-Trace, in: header, schema: { type: string } }
  responses:
    Bad: { description: wrong, content: { application/json: { schema: { type: integer } } } }
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
  schemas:
    Hall:
      type: object
      properties: { name: { type: string }, seats: { type: integer } }
`;

export const hall = '{"type":"object","properties":{"name":{"type":"string"},"seats":{"type":"integer"}}}';

export const syntaxSlips: readonly Slip[] = [
  ['a text with a colon', 'an odd one', 'an odd: one', ['broken-syntax: '], 'path key! simple'],
  ['a text that begins with an at sign', 'an odd one', '@odd one', ['broken-syntax: '], 'path key! simple'],
  ['a text that begins with a backtick', 'an odd one', '`odd` one', ['broken-syntax: '], 'path key! simple'],
  ['a text that begins with a percent sign', 'an odd one', '%odd one', ['broken-syntax: '], 'path key! simple'],
  ['a text that begins with a star', 'an odd one', '*odd one', ['broken-syntax: '], 'path key! simple'],
  ['a quote that does not end', 'an odd one', '"an odd one', ['broken-syntax: '], 'path key! simple'],
  ['a brace that does not end', 'an odd one', '{an odd one', ['broken-syntax: '], 'path key! simple'],
  ['a key without its blank', 'summary: an', 'summary:an', ['broken-syntax: '], 'path key! simple'],
  ['a line too far in', '      summary', '       summary', ['broken-syntax: '], 'path key! simple'],
  ['a line too far out', '      summary', '     summary', ['broken-syntax: '], 'path key! simple'],
  ['a tab behind a key', 'summary: an', 'summary:\tan', [], 'path key! simple'],
  ['a tag of nobody', 'parameters: [{', 'parameters: !mine [{', ['broken-syntax: '], 'path key! simple'],
  [
    'a list that does not end',
    '      summary',
    '      tags: [a, b\n      summary',
    ['broken-syntax: '],
    'path key! simple',
  ],
  [
    'two documents',
    'seats: { type: integer } }\n',
    'seats: { type: integer } }\n---\nmore: 1\n',
    ['broken-syntax: '],
    hall,
  ],
  [
    'a map twice',
    'seats: { type: integer } }',
    'seats: { type: integer }, seats: { type: integer } }',
    ['duplicate-key: '],
    hall,
  ],
];
