/** A second contract: what the first one has not, for choosing among answers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';

const text = `
openapi: 3.1.0
info: { title: Notes, version: "1" }
paths:
  /many:
    post:
      operationId: many
      requestBody: &body
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [title]
              properties: { title: { type: string }, size: { type: integer } }
      responses:
        "202": { description: later, content: { application/json: { schema: { type: string } } } }
        "200":
          description: now
          content:
            application/xml: { schema: { type: string }, example: <note/> }
            application/json:
              schema: &note { type: object, required: [id], properties: { id: { type: integer } } }
              examples: { short: { value: { id: 1 } }, long: { value: { id: 1000 } } }
            application/hal+json: { schema: *note }
            text/plain: { schema: { type: string } }
        "422":
          description: refused
          content:
            application/json:
              schema: &error { type: object, required: [message], properties: { message: { type: string } } }
              examples: { first: { value: { message: one } }, second: { value: { message: two } } }
        4XX: { description: others, content: { application/json: { schema: *error } } }
        default: { description: anything, content: { application/problem+json: { schema: *error } } }
  /ranges:
    post:
      operationId: ranges
      requestBody: *body
      responses:
        2XX: { description: fine, content: { application/json: { schema: *note } } }
        4XX: { description: refused, content: { application/vnd.error+json: { schema: *error } } }
  /fallback:
    post:
      operationId: fallback
      requestBody: *body
      responses:
        default:
          description: anything
          content:
            text/plain: { schema: { type: string }, example: fine }
            application/json: { schema: *error }
  /silent:
    post:
      operationId: silent
      requestBody: *body
      responses:
        "204": { description: done }
        "400": { description: refused, content: { application/json: { schema: *error } } }
  /first:
    post:
      operationId: first
      requestBody: *body
      responses:
        "409": { description: conflict, content: { application/json: { schema: *error } } }
        "303": { description: elsewhere, content: { text/plain: { schema: { type: string } } } }
        "400": { description: refused, content: { text/plain: { schema: { type: string } }, application/json: { schema: *error, example: { message: no } } } }
  /closed:
    post:
      operationId: closed
      requestBody: { content: { application/json: { schema: { type: object, additionalProperties: false } } } }
      responses:
        "204": { description: done }
        "400": { description: refused, content: { application/json: { schema: *error } } }
  /short:
    post:
      operationId: short
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string }, remark: { type: string, x-expected: { maxLength: 3 } } } } } }
      responses:
        "201": { description: made, content: { application/json: { schema: { type: object, properties: { name: { type: string }, remark: { type: string, maxLength: 3 } } } } } }
        "400": { description: refused, content: { application/json: { schema: *error } } }
      x-laws:
        echo: { name: $request.body#/name, remark: $request.body#/remark }
        unique: [$request.body#/name]
  /any:
    post:
      operationId: any
      requestBody: *body
      responses:
        "200": { description: anything, content: { "*/*": { schema: { type: string } }, application/json: { schema: *note } } }
  /mixed:
    post:
      operationId: mixed
      requestBody: *body
      responses:
        "204": { description: done, content: { application/json: { schema: *note, example: { id: 4 } } } }
        "206":
          description: some
          content:
            "text/*": { schema: { type: string }, examples: { short: { value: a }, long: { value: aaa } } }
            "application/json; version=2": { schema: *note, example: { id: 2 } }
            "*/*": { schema: { type: string }, examples: { second: { value: b } } }
        3XX: { description: elsewhere }
        "401": { description: who, content: { text/plain: { schema: { type: string }, example: who }, application/json: { schema: *error } } }
        5XX: { description: down, content: { "*/*": { schema: { type: string }, example: down } } }
        default: { description: anything, content: { text/plain: { schema: { type: string } }, "*/*": {} } }
`;

/** The contract, in a folder of its own that is removed when the file is through. */
export function notesContract(): Contract {
  const folder = mkdtempSync(join(tmpdir(), 'docpact-notes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'openapi.yaml'), text);
  return loadContract(folder);
}
