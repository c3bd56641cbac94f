/** Writes the answers of an operation as OpenAPI's Responses Object. */
import { isDeepStrictEqual } from 'node:util';
import type { SchemaObject } from '../../contract/schema.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { rootField, type Field } from '../operation/field.ts';
import { JSON_TYPE, type Page, type PageModel, type PageOperation, type PageResponse } from '../operation/page.ts';
import { namedModels } from '../reference/page-models.ts';
import type { Fence } from '../scan/block.ts';
import { inferSchema } from '../schema/infer-schema.ts';
import { parseExample } from '../text/parse-example.ts';
import type { SchemaRegistry } from '../schema/schema-registry.ts';
import { writeSchema, type SchemaContext } from '../schema/write-schema.ts';
import { readType } from '../text/read-type.ts';

interface ResponseOptions {
  page: Page;
  operation: PageOperation;
  /** What an answer without a name of its own is called, but for its status. */
  name: string;
  registry: SchemaRegistry;
  context: SchemaContext;
}

/** By status, in the order of the table. */
export function writeResponses(options: ResponseOptions): SchemaObject {
  const { operation, context } = options;
  const responses = new Map<string, SchemaObject>();
  for (const response of operation.responses) {
    const written = writeResponse(response, options);
    const earlier = responses.get(response.status);
    responses.set(response.status, earlier ? either(earlier, written, response, context) : written);
  }
  return Object.fromEntries(responses);
}

/** The media type of an answer: a file's, else JSON's. */
export function answerType({ type }: PageResponse): string {
  return readType(type).format === 'binary' ? 'application/octet-stream' : JSON_TYPE;
}

function writeResponse(response: PageResponse, options: ResponseOptions): SchemaObject {
  const { registry, context } = options;
  const { status, description, line, type, headers } = response;
  const field = answerField(response, options);
  const schema = field && registry.refer(field, context);
  // Of a structure that is missing nothing is known, not even that there is one; an example at least is of JSON.
  const shown = response.example && type.toLowerCase() === 'inline' ? shownSchema(response.example) : undefined;
  const media = schema ? { schema } : shown && { schema: shown };
  return {
    description,
    'x-source': context.sourceOf(line),
    ...(headers.length > 0 ? { headers: writeHeaders(headers, context) } : {}),
    ...(media && status !== '204' ? { content: { [answerType(response)]: media } } : {}),
  };
}

/** Of an answer that is only shown, what is shown is expected. */
function shownSchema({ text }: Fence): SchemaObject {
  const value = parseExample(text)?.value;
  return typeof value === 'object' && value !== null ? { 'x-expected': inferSchema(value) } : {};
}

function writeHeaders(headers: readonly Field[], context: SchemaContext): SchemaObject {
  return Object.fromEntries(
    headers.map((field) => {
      const { 'x-source': source, description, ...schema } = writeSchema(field, context);
      return [field.name, { ...(description === undefined ? {} : { description }), 'x-source': source, schema }];
    }),
  );
}

/** What an answer's row names, or what stands for it. */
function answerField(response: PageResponse, options: ResponseOptions): Field | undefined {
  const { status, type, structure, line } = response;
  if (structure) {
    const title = structure.title === '' ? `${options.name}Response${status}` : structure.title;
    return { ...structure, title, type: rootType(structure, response, options.context.diagnose) };
  }
  const word = type.toLowerCase();
  if (word !== '' && word !== 'none' && word !== 'inline') return rootField(line, type);
  return word === 'inline' || !status.startsWith('2') || status === '204' ? undefined : unusedModel(response, options);
}

/** Rows that begin one level deep leave open what they are in: the example tells whether it is a list. */
function rootType(structure: Field, { example }: PageResponse, diagnose: Diagnose): string {
  const { type, children, depth, line } = structure;
  const isOpen = depth === -1 && children.length > 0 && children.every((child) => child.depth > 0);
  if (!isOpen || !example?.text.trimStart().startsWith('[')) return type;
  diagnose('example-contradicts', {
    line,
    found: 'rows without a root, and a list as their example',
    taken: 'a list of what the rows say',
  });
  return '[object]';
}

/** The one model of a page that nothing names, for the one answer that names none. */
function unusedModel({ status, line }: PageResponse, { page, operation, context }: ResponseOptions): Field | undefined {
  const silent = operation.responses.filter((each) => each.status.startsWith('2') && each.type === '');
  const below = modelsBelow(page, operation);
  if (below.length === 0 || silent.length !== 1) return undefined;
  const named = namedModels(page);
  const [model, ...others] = below.filter((each) => each.field && !named.has(each));
  if (!model || others.length > 0) return undefined;
  context.diagnose('unused-model', {
    line,
    found: `${status} without a model`,
    taken: `${model.name} in line ${model.line}`,
  });
  return rootField(line, `[${model.name}](#schema${model.name})`);
}

/** The models that stand below an operation, where each has its own; else those of the page. */
function modelsBelow({ operations, models }: Page, operation: PageOperation): PageModel[] {
  const index = operations.indexOf(operation);
  return operations.length === 1 ? models : models.filter(({ after }) => after === index);
}

/** Two answers of one status: each may come. */
function either(
  first: SchemaObject,
  second: SchemaObject,
  { status, line }: PageResponse,
  { diagnose }: SchemaContext,
): SchemaObject {
  diagnose('status-twice', { line, found: `${status} again`, taken: 'either of the two answers' });
  const [one, ...others] = [first, second].flatMap(schemasOf);
  const same = others.every((other) => isDeepStrictEqual(other, one));
  const schema = same ? one : { anyOf: [one, ...others] };
  const description = [first['description'], second['description']].filter(Boolean).join('; ');
  return { ...first, description, ...(one === undefined ? {} : { content: { [JSON_TYPE]: { schema } } }) };
}

function schemasOf({ content }: SchemaObject): unknown[] {
  const media = Object.values((content ?? {}) as Record<string, SchemaObject>);
  return media.map((each) => each['schema']).filter((schema) => schema !== undefined);
}
