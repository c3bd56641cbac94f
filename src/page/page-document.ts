/** Builds one OpenAPI document from pages. */
import type { SchemaObject } from '../contract/schema.ts';
import { expectFromAnswer } from './expect-from-answer.ts';
import { loosenEndless } from './loosen-endless.ts';
import { createIds } from './operation-id.ts';
import type { Page, PageOperation } from './page.ts';
import { JSON_TYPE, type PageExample } from './page-example.ts';
import { readSource } from './page-place.ts';
import { readType } from './read-type.ts';
import { SchemaRegistry, type RegistryOptions } from './schema-registry.ts';
import { writeBody } from './write-body.ts';
import { writeParameter } from './write-parameter.ts';
import { answerType, writeResponses } from './write-responses.ts';

export interface PageDocument {
  /** OpenAPI 3.1; every schema under `components`, every clause with its `x-source`. */
  document: SchemaObject;
  /** Examples of bodies, answers and models, not yet held against their schemas. */
  examples: PageExample[];
}

export interface BuildOptions extends RegistryOptions {
  /** `info.title`. */
  title: string;
}

/** The document of `pages`, in their order. Of two operations with one method and path, the first holds. */
export function buildDocument(pages: readonly Page[], options: BuildOptions): PageDocument {
  const registry = new SchemaRegistry(pages, options);
  const idOf = createIds(pages);
  const paths = new Map<string, Map<string, SchemaObject>>();
  const examples: PageExample[] = [];
  for (const { page, operation, index } of distinctOperations(pages, registry)) {
    const id = idOf(operation, page);
    const item = paths.get(operation.path) ?? new Map<string, SchemaObject>();
    paths.set(operation.path, item.set(operation.method, writeOperation(operation, { page, index, id, registry })));
    examples.push(...operationExamples(operation, page, id));
  }
  for (const page of pages) for (const model of page.models) registry.addModel({ page, model });
  reportEndless(pages, registry, options);
  return {
    document: writeDocument(pages, paths, registry, options.title),
    examples: [...examples, ...registry.examples],
  };
}

function reportEndless(pages: readonly Page[], registry: SchemaRegistry, { nameOf }: BuildOptions): void {
  const byName = new Map(pages.map((page) => [nameOf(page), page]));
  for (const { from, to, name, source } of loosenEndless(registry.schemas)) {
    const { name: file, line } = readSource(source);
    const page = byName.get(file);
    const read = `${name} (required): ${from} needs ${to} without end`;
    if (page) registry.reportOf(page)('endless-model', line, read, 'optional');
  }
}

function writeDocument(
  pages: readonly Page[],
  paths: ReadonlyMap<string, ReadonlyMap<string, SchemaObject>>,
  registry: SchemaRegistry,
  title: string,
): SchemaObject {
  const texts = pages.map((page) => page.title + (page.operations[0]?.summary ?? '')).join('');
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title, version: '1' },
    ...(/\p{Script=Han}/u.test(texts) ? { 'x-locale': 'zh_CN' } : {}),
    paths: Object.fromEntries([...paths].map(([path, item]) => [path, Object.fromEntries(item)])),
    components: { schemas: Object.fromEntries(registry.inOrder(pages)) },
  };
}

interface PlacedOperation {
  page: Page;
  operation: PageOperation;
  index: number;
}

/** Paths that differ in the names of their templates alone are one path. */
function* distinctOperations(pages: readonly Page[], registry: SchemaRegistry): Generator<PlacedOperation> {
  const places = new Map<string, string>();
  for (const page of pages) {
    for (const [index, operation] of page.operations.entries()) {
      const { method, path, line } = operation;
      const key = `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`;
      const earlier = places.get(key);
      if (earlier === undefined) {
        places.set(key, `${page.file}:${line}`);
        yield { page, operation, index };
      } else {
        const read = `${method.toUpperCase()} ${path}`;
        registry.reportOf(page)('operation-twice', line, read, `nothing: ${earlier} holds`);
      }
    }
  }
}

interface WriteOptions {
  page: Page;
  index: number;
  id: string;
  registry: SchemaRegistry;
}

function writeOperation(operation: PageOperation, { page, index, id, registry }: WriteOptions): SchemaObject {
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
  expectFromAnswer(written, { schemas: registry.schemas, report: context.report, inline });
  return written;
}

function operationExamples({ body, responses }: PageOperation, page: Page, owner: string): PageExample[] {
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
