/** Small documents of each format that is read, with nearly every part that such a document may have. */
import { load } from 'js-yaml';

const openapi = `
openapi: 3.1.0
info: { title: Shop, version: '1' }
servers: [{ url: 'https://{host}.test/v1', variables: { host: { default: shop } } }]
security: [{ token: [] }]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - { name: q, in: query, style: deepObject, explode: true, schema: { type: object, properties: { a: { type: string } } } }
        - { name: sort, in: query, schema: { enum: [name, -name] } }
      responses:
        '200':
          description: ok
          headers: { X-Count: { schema: { type: integer } } }
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } }
    post:
      operationId: addThing
      x-laws: { echo: { name: $request.body#/name, size: { from: $request.body#/size, as: integer } }, unique: [$request.body#/name], fresh: [$response.body#/id] }
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Thing' }, examples: { one: { value: { name: a, size: 1 } } } }
          multipart/form-data:
            schema: { type: object, properties: { file: { type: string, contentMediaType: image/png } } }
            encoding: { file: { contentType: image/png } }
      responses:
        '201':
          description: made
          content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
          links: { get: { operationId: getThing, parameters: { id: $response.body#/id } } }
        4XX: { $ref: '#/components/responses/Fault' }
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
    get:
      operationId: getThing
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, '404': { $ref: '#/components/responses/Fault' } }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    login: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://shop.test, scopes: { a: b } } } }
  responses: { Fault: { description: no, content: { application/json: { schema: { type: object, required: [message], properties: { message: { type: string } } } } } } }
  schemas:
    Thing:
      type: object
      required: [name]
      dependentRequired: { size: [name] }
      patternProperties: { ^x-: { type: string } }
      additionalProperties: false
      properties:
        id: { type: string, format: uuid, readOnly: true }
        name: { type: string, minLength: 1, maxLength: 40, pattern: ^a, example: a, x-faker: person.firstName }
        size: { type: [integer, 'null'], minimum: 0, exclusiveMaximum: 9, multipleOf: 2, default: 4 }
        kind: { oneOf: [{ const: a }, { enum: [b, c] }], x-expected: { const: a } }
        parts: { type: array, minItems: 0, maxItems: 4, uniqueItems: true, items: { $ref: '#/components/schemas/Thing' } }
`;

const swagger = `
swagger: '2.0'
info: { title: Shop, version: '1' }
host: shop.test
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Key }
  login: { type: oauth2, flow: accessCode, authorizationUrl: https://shop.test, tokenUrl: https://shop.test, scopes: { read: b } }
security: [{ key: [] }]
parameters: { limit: { name: limit, in: query, type: integer, minimum: 1, maximum: 50, default: 10 } }
responses:
  Bad: { description: bad, schema: { $ref: '#/definitions/Fault' }, headers: { X-A: { type: string, pattern: ^a } }, examples: { application/json: { message: no } } }
paths:
  /things:
    parameters: [{ $ref: '#/parameters/limit' }]
    get:
      operationId: listThings
      parameters: [{ name: q, in: query, type: array, items: { type: string, enum: [a, b] }, collectionFormat: multi }]
      responses: { '200': { description: ok, schema: { type: array, items: { $ref: '#/definitions/Thing' } } }, default: { $ref: '#/responses/Bad' } }
    post:
      operationId: addThing
      parameters: [{ name: body, in: body, required: true, schema: { $ref: '#/definitions/Thing' } }]
      responses: { '201': { description: ok, schema: { $ref: '#/definitions/Thing' } } }
  /files:
    put:
      consumes: [multipart/form-data]
      security: [{ login: [read] }]
      parameters: [{ name: file, in: formData, type: file, required: true }, { name: note, in: formData, type: string, maxLength: 4 }]
      responses: { '204': { description: ok } }
definitions:
  Thing:
    type: object
    discriminator: kind
    required: [name, kind]
    properties:
      kind: { type: string }
      name: { type: string, x-nullable: true, xml: { name: n, attribute: true } }
      size: { type: number, exclusiveMinimum: true, minimum: 0 }
      more: { type: object, additionalProperties: { type: integer, format: int32 } }
  Box: { allOf: [{ $ref: '#/definitions/Thing' }, { type: object, properties: { lid: { type: boolean, default: true } } }] }
  Fault: { type: object, required: [message], properties: { message: { type: string } } }
`;

const postman = `
info: { name: Shop, description: d, schema: https://schema.getpostman.com/json/collection/v2.1.0/collection.json }
variable: [{ key: host, value: http://shop.test }]
auth: { type: bearer, bearer: [{ key: token, value: x, type: string }] }
item:
  - name: Things
    item:
      - name: Add a thing
        request:
          method: POST
          header: [{ key: Content-Type, value: application/json }, { key: X-A, value: '1' }]
          body: { mode: raw, raw: '{"name":"a"}', options: { raw: { language: json } } }
          url: { raw: '{{host}}/things?a=b', host: ['{{host}}'], path: [things], query: [{ key: a, value: b, description: c }] }
        response:
          - { name: ok, code: 201, status: Created, header: [{ key: Content-Type, value: application/json }], body: '{"id":1}', originalRequest: { method: POST, header: [], url: { raw: '{{host}}/things', host: ['{{host}}'], path: [things] } } }
      - name: A form
        request:
          method: PUT
          auth: { type: apikey, apikey: [{ key: key, value: k }, { key: in, value: header }] }
          body: { mode: urlencoded, urlencoded: [{ key: n, value: a }] }
          url: { raw: '{{host}}/things/:id', host: ['{{host}}'], path: [things, ':id'], variable: [{ key: id, value: '1' }] }
      - { name: A file, request: { method: PUT, body: { mode: formdata, formdata: [{ key: n, type: file, src: a }] }, url: http://shop.test/files } }
`;

export const wholeDocuments: Readonly<Record<string, unknown>> = {
  OpenAPI: load(openapi),
  'Swagger 2.0': load(swagger),
  Postman: load(postman),
};
