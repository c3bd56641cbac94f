/** Writes an operation of a page as OpenAPI's Operation Object. */
import { typesOf, type SchemaObject } from '../../contract/schema.ts';
import type { Field } from '../operation/field.ts';
import { JSON_TYPE, type Page, type PageExample, type PageOperation } from '../operation/page.ts';
import type { SchemaRegistry } from '../schema/schema-registry.ts';
import { writeSchema, type SchemaContext } from '../schema/write-schema.ts';
import { readType } from '../text/read-type.ts';
import { expectFromAnswer } from './expect-from-answer.ts';
import { answerType, writeResponses } from './write-responses.ts';

/** What any server reads from a header or a cookie as it was meant (RFC 9110, 5.5; RFC 6265, 4.1.1). */
const CARRIED = '^[A-Za-z0-9._-]{1,64}$';

interface WriteOptions {
  page: Page;
  index: number;
  id: string;
  registry: SchemaRegistry;
}

/** The operation with its parameters, its body and its answers. */
export function writeOperation(operation: PageOperation, { page, index, id, registry }: WriteOptions): SchemaObject {
  const { summary, description, tag, line, parameters, body: pageBody } = operation;
  const context = registry.contextOf(page, index);
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  const body = writeBody(operation, { name: `${name}Request`, registry, context });
  const written: SchemaObject = {
    operationId: id,
    ...(tag === undefined ? {} : { tags: [tag] }),
    summary,
    ...(description === '' ? {} : { description }),
    'x-source': context.sourceOf(line),
    ...(parameters.length > 0 ? { parameters: parameters.map((field) => writeParameter(field, context)) } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: writeResponses({ page, operation, name, registry, context }),
  };
  const inline = pageBody !== undefined && !readType(pageBody.field.type).reference;
  expectFromAnswer(written, { schemas: registry.schemas, diagnose: context.diagnose, inline });
  return written;
}

/** The JSON examples of its body and of its answers. */
export function listExamples({ body, responses }: PageOperation, page: Page, owner: string): PageExample[] {
  const sent = body?.example
    ? [{ page, owner, fence: body.example, part: 'request', mediaType: body.mediaType } as const]
    : [];
  const answers = responses.flatMap((response) => {
    const { example: fence, status } = response;
    if (!fence || status === '204') return [];
    return [{ page, owner, fence, part: 'response', status, mediaType: answerType(response) } as const];
  });
  return [...sent, ...answers.filter(({ mediaType }) => mediaType === JSON_TYPE)];
}

function writeParameter(field: Field, context: SchemaContext): SchemaObject {
  const { name, place, required, description, line } = field;
  const { 'x-source': _, description: __, ...schema } = writeSchema(field, context);
  return {
    name,
    in: place,
    ...(place === 'path' || required === true ? { required: true } : {}),
    ...(description === '' ? {} : { description }),
    'x-source': context.sourceOf(line),
    schema: place === 'header' || place === 'cookie' ? carried(schema) : schema,
  };
}

/** A text of which nothing else is known is expected to be one that HTTP carries. */
function carried(schema: SchemaObject): SchemaObject {
  const known = ['enum', 'format', 'x-expected'].some((keyword) => schema[keyword] !== undefined);
  return known || !typesOf(schema)?.includes('string') ? schema : { ...schema, 'x-expected': { pattern: CARRIED } };
}

interface BodyOptions {
  /** What a body without a name of its own is called. */
  name: string;
  registry: SchemaRegistry;
  context: SchemaContext;
}

/** A body with members that are demanded is demanded itself, unless HTTP gives it no meaning. */
function writeBody({ method, body }: PageOperation, options: BodyOptions): SchemaObject | undefined {
  if (!body) return undefined;
  const { name, registry, context } = options;
  const { field, mediaType } = body;
  const schema = registry.refer({ ...field, title: field.title === '' ? name : field.title }, context);
  const demanding = field.children.some(({ required }) => required === true) && !['get', 'head'].includes(method);
  if (demanding && field.required === false) {
    context.diagnose('optional-body', {
      line: field.line,
      found: 'an optional body with required members',
      taken: 'a required body',
    });
  }
  return {
    ...(field.description === '' ? {} : { description: field.description }),
    required: field.required === true || demanding,
    'x-source': context.sourceOf(field.line),
    content: { [mediaType]: { schema } },
  };
}
