/** Another contract: what is created gets an identifier, by which another operation reads it. */
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { writeContract } from '../write-contract.ts';

const document = `
openapi: 3.1.0
info: { title: notes, version: "1" }
x-scenarios: scenarios
paths:
  /notes:
    post:
      operationId: addNote
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: note.schema.json } } }
      responses:
        "201": { description: made, content: { application/json: { schema: { $ref: stored.schema.json } } } }
      x-laws: { echo: { text: $request.body#/text }, fresh: [$response.body#/id] }
  /notes/{id}:
    get:
      operationId: getNote
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: view, in: query, schema: { type: string } }
        - { name: tags, in: query, explode: false, schema: { type: array, items: { type: string } } }
        - { name: filter, in: query, style: deepObject, schema: { type: object } }
        - { name: session, in: cookie, schema: { type: string } }
        - { name: X-Tenant, in: header, schema: { type: string, maxLength: 9 } }
      responses:
        "200": { description: there, content: { application/json: { schema: { $ref: stored.schema.json } } } }
`;

const made = `
description: A note is made.
request: { body: { text: a } }
response: { status: 201, body: { id: n1, text: a, owner: b } }
`;

export function loadNotes(): Contract {
  const text = { type: 'string' };
  return loadContract(
    writeContract({
      'openapi.yaml': document,
      'note.schema.json': { type: 'object', required: ['text'], properties: { text } },
      'stored.schema.json': {
        type: 'object',
        required: ['id', 'owner'],
        properties: { id: text, text, owner: { type: ['string', 'null'] } },
      },
      'scenarios/addNote/made.yaml': made,
    }),
  );
}
