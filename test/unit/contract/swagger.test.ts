/** Swagger 2.0 is read as the OpenAPI 3.0 that it means, and every part still knows its line. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { writeContract } from '../../write-contract.ts';

const swagger = `swagger: "2.0"
info: { title: pets, version: "1" }
host: api.example.com
basePath: /v1
schemes: [https]
consumes: [application/json, application/xml]
produces: [application/json]
parameters:
  Limit: { name: limit, in: query, type: integer, maximum: 10 }
  Pet: { name: pet, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }
  File: { name: file, in: formData, type: file, required: true }
responses:
  NotFound: { description: not there, schema: { $ref: '#/definitions/Error' } }
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Key }
  basic: { type: basic }
  login: { type: oauth2, flow: accessCode, authorizationUrl: https://a.test, tokenUrl: https://b.test, scopes: { a: b } }
paths:
  /pets/{id}:
    parameters:
      - { $ref: '#/parameters/Limit' }
      - { name: id, in: path, type: string, required: true }
    get:
      operationId: readPet
      produces: [application/json, text/csv]
      parameters:
        - { name: multi, in: query, type: array, items: { type: string, enum: [a, b] }, collectionFormat: multi }
        - { name: pipes, in: query, type: array, items: { type: integer }, collectionFormat: pipes }
        - { name: comma, in: query, type: array, items: { type: integer } }
        - { name: blank, in: query, type: array, items: { type: integer }, collectionFormat: ssv, x-nullable: true }
      responses:
        200:
          description: it
          schema: { $ref: '#/definitions/Pet' }
          headers: { X-Rate: { type: integer, maximum: 5 } }
          examples: { application/json: { name: Rex, kind: dog } }
        404: { $ref: '#/responses/NotFound' }
    post:
      operationId: changePet
      parameters:
        - { $ref: '#/parameters/Pet' }
        - { name: after, in: query, type: string, maxLength: 3 }
      responses: { 200: { description: ok, schema: { type: file } } }
    put:
      operationId: putFile
      consumes: [multipart/form-data]
      parameters:
        - { $ref: '#/parameters/File' }
        - { name: note, in: formData, type: string, x-nullable: true }
      responses: { 204: { description: ok } }
    patch:
      operationId: tagPet
      parameters:
        - { name: tags, in: formData, type: array, items: { type: string }, collectionFormat: multi }
      responses: { 204: { description: ok } }
definitions:
  Pet:
    type: object
    discriminator: kind
    required: [name]
    properties:
      name: { type: string, x-nullable: true }
      kind: { type: string }
      size: { type: integer, minimum: 1, exclusiveMinimum: true }
  Error: { type: object, properties: { message: { type: string } } }
`;

describe('a document of Swagger 2.0', () => {
  const folder = writeContract({ 'swagger.yaml': swagger });
  const contract = loadContract(folder);
  const [read, change, put, tag] = ['readPet', 'changePet', 'putFile', 'tagPet'].map((id) =>
    contract.operations.find((each) => each.id === id),
  );
  const view = { direction: 'request', demand: 'documented' } as const;

  /** The line that a part of the bundled document is written in. */
  function lineAt(pointer: string): string {
    const { line = 0 } = contract.placeOf(pointer);
    return readFileSync(`${folder}/swagger.yaml`, 'utf8').split('\n')[line - 1]?.trim() ?? '';
  }

  it('has nothing odd', () => {
    expect(contract.diagnostics).toEqual([]);
    expect(contract.document['servers']).toEqual([{ url: 'https://api.example.com/v1' }]);
    expect([...contract.schemas.keys()]).toEqual(['Pet', 'Error']);
    expect((contract.document['components'] as Record<string, object>)['securitySchemes']).toMatchObject({
      key: { type: 'apiKey' },
      basic: { type: 'http', scheme: 'basic' },
      login: { flows: { authorizationCode: { tokenUrl: 'https://b.test' } } },
    });
  });

  it('writes lists as collectionFormat says', () => {
    const styles = read?.parameters.map(({ name, style, explode }) => `${name} ${style} ${explode}`);
    expect(styles).toEqual([
      'limit form true',
      'id simple false',
      'multi form true',
      'pipes pipeDelimited false',
      'comma form false',
      'blank spaceDelimited false',
    ]);
    const blank = read?.parameters.find(({ name }) => name === 'blank');
    expect(blank && contract.validators.accepts(blank.node, null, view)).toBe(true);
  });

  it('answers in what it produces, with headers and examples', () => {
    expect(
      read?.responses.map(({ status, contents }) => [status, ...contents.map(({ mediaType }) => mediaType)]),
    ).toEqual([
      ['200', 'application/json', 'text/csv'],
      ['404', 'application/json', 'text/csv'],
    ]);
    expect(read?.responses[0]?.contents[0]?.examples.get('default')).toEqual({ name: 'Rex', kind: 'dog' });
    expect(read?.responses[0]?.headers.map(({ name, node }) => [name, node.schema])).toEqual([
      ['X-Rate', { type: 'integer', maximum: 5 }],
    ]);
  });

  it('takes bodies and forms, also by reference', () => {
    expect(change?.body).toMatchObject({
      required: true,
      contents: [{ mediaType: 'application/json' }, { mediaType: 'application/xml' }],
    });
    const pet = change?.body?.contents[0]?.node;
    if (!pet) throw new Error('there is no body');
    expect(
      [{ name: null, size: 2 }, { name: 'a', size: 1 }, {}].map((value) =>
        contract.validators.accepts(pet, value, view),
      ),
    ).toEqual([true, false, false]);
    expect(put?.body?.contents).toMatchObject([
      {
        mediaType: 'multipart/form-data',
        node: {
          schema: {
            required: ['file'],
            properties: { file: { type: 'string', format: 'binary' }, note: { type: ['string', 'null'] } },
          },
        },
      },
    ]);
    expect(tag?.body?.contents).toMatchObject([{ mediaType: 'application/x-www-form-urlencoded' }]);
  });

  it.each([
    ['/paths/~1pets~1{id}/parameters/0/schema/maximum', /^Limit:/],
    ['/paths/~1pets~1{id}/get/parameters/1/schema', /name: pipes/],
    ['/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema', /^schema: /],
    ['/paths/~1pets~1{id}/get/responses/200/content/text~1csv/schema', /^schema: /],
    ['/paths/~1pets~1{id}/get/responses/200/headers/X-Rate/schema/maximum', /X-Rate/],
    ['/paths/~1pets~1{id}/get/responses/404/content/application~1json/schema', /^NotFound:/],
    ['/paths/~1pets~1{id}/post/requestBody/content/application~1xml/schema', /^Pet: \{ name: pet/],
    ['/paths/~1pets~1{id}/post/parameters/0/schema/maxLength', /name: after/],
    ['/paths/~1pets~1{id}/put/requestBody/content/multipart~1form-data/schema/properties/note', /name: note/],
    ['/components/schemas/Pet/properties/size/exclusiveMinimum', /^size:/],
  ])('knows the line of %s', (pointer, line) => {
    expect(lineAt(pointer)).toMatch(line);
  });
});
