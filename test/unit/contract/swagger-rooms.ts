/** A document of Swagger 2.0 that slips are put into. */

/** The document, with a place for one operation that is not quite right. */
export const rooms = `swagger: "2.0"
info: { title: rooms, version: "1" }
host: api.example.com
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Key }
parameters:
  Limit: { name: limit, in: query, type: integer, maximum: 10 }
responses:
  Gone: { description: not there, schema: { $ref: '#/definitions/Error' } }
paths:
  /rooms:
    get:
      operationId: listRooms
      security: [{ key: [] }]
      parameters: [{ $ref: '#/parameters/Limit' }]
      responses:
        200: { description: all, schema: { type: array, items: { $ref: '#/definitions/Room' } } }
    post:
      operationId: addRoom
      parameters: [{ name: room, in: body, required: true, schema: { $ref: '#/definitions/Room' } }]
      responses: { 201: { description: it, schema: { $ref: '#/definitions/Room' } } }
  /rooms/{id}:
    get:
      operationId: readRoom
      parameters: [{ name: id, in: path, required: true, type: integer }]
      responses:
        200: { description: it, schema: { $ref: '#/definitions/Room' } }
        404: { $ref: '#/responses/Gone' }
  /odd:
    post:
      operationId: odd
      # the slip
      responses: { 200: { description: ok, schema: { type: object } } } # of the answer
definitions:
  Room:
    type: object
    required: [name]
    properties: { name: { type: string, maxLength: 20 }, beds: { type: integer, minimum: 1 } }
  Error: { type: object, properties: { message: { type: string } } }
`;

/** `told` has a text of its own for each diagnostic: `rule: what it is taken for`. `read` is what the operation, or the server, comes to have. */
export type Slip = [sentence: string, from: string, to: string, told: readonly string[], read: string];

export const slip = '# the slip';
