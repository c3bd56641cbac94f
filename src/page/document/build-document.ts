/** Builds one OpenAPI document from pages. */
import { defaultId } from '../../contract/operation/read-operations.ts';
import type { SchemaObject } from '../../contract/schema.ts';
import type { PageDiagnostics } from '../diagnostic/page-diagnostics.ts';
import type { Page, PageExample, PageOperation } from '../operation/page.ts';
import { type RegistryOptions, SchemaRegistry } from '../schema/schema-registry.ts';
import { loosenEndless } from './loosen-endless.ts';
import { readSource } from './page-places.ts';
import { listServers, securityOf } from './write-access.ts';
import { listExamples, writeOperation } from './write-operation.ts';
import { routeKey } from '../../contract/resource/path-shape.ts';

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
  const schemes = new Map<string, SchemaObject>();
  for (const page of pages) {
    for (const { name, value, line } of page.common.credentials) {
      options.diagnostics.on(page.file)('credential', {
        line,
        found: `${name}: ${value}`,
        taken: 'security of every operation of the page',
      });
    }
  }
  for (const { page, operation, index } of distinctOperations(pages, options.diagnostics)) {
    const id = idOf(operation, page);
    const item = paths.get(operation.path) ?? new Map<string, SchemaObject>();
    const security = securityOf(operation, page, schemes);
    const written = writeOperation(operation, { page, index, id, registry });
    paths.set(operation.path, item.set(operation.method, security ? { ...written, security } : written));
    examples.push(...listExamples(operation, page, id));
  }
  for (const page of pages) for (const model of page.models) registry.addModel({ page, model });
  diagnoseEndless(pages, registry, options);
  return {
    document: writeDocument(pages, { paths, registry, schemes, title: options.title }),
    examples: [...examples, ...registry.examples],
  };
}

/** Tells of the members that are read as optional, so that a value can end. */
function diagnoseEndless(
  pages: readonly Page[],
  registry: SchemaRegistry,
  { nameOf, diagnostics }: BuildOptions,
): void {
  const files = new Map(pages.map((page) => [nameOf(page), page.file]));
  for (const { from, to, name, source } of loosenEndless(registry.schemas)) {
    const place = readSource(source);
    const file = files.get(place.name);
    const found = `${name} (required): ${from} needs ${to} without end`;
    if (file !== undefined) diagnostics.on(file)('endless-model', { line: place.line, found, taken: 'optional' });
  }
}

interface DocumentParts {
  paths: ReadonlyMap<string, ReadonlyMap<string, SchemaObject>>;
  registry: SchemaRegistry;
  schemes: ReadonlyMap<string, SchemaObject>;
  title: string;
}

function writeDocument(pages: readonly Page[], { paths, registry, schemes, title }: DocumentParts): SchemaObject {
  const servers = listServers(pages);
  const texts = pages.map((page) => page.title + (page.operations[0]?.summary ?? '')).join('');
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title, version: '1' },
    ...(/\p{Script=Han}/u.test(texts) ? { 'x-locale': 'zh_CN' } : {}),
    ...(servers.length > 0 ? { servers: servers.map((url) => ({ url })) } : {}),
    paths: Object.fromEntries([...paths].map(([path, item]) => [path, Object.fromEntries(item)])),
    components: {
      schemas: Object.fromEntries(registry.inOrder(pages)),
      ...(schemes.size > 0 ? { securitySchemes: Object.fromEntries(schemes) } : {}),
    },
  };
}

interface PlacedOperation {
  page: Page;
  operation: PageOperation;
  index: number;
}

/** Paths that differ in the names of their templates alone are one path: the first that says more than its line holds. */
function* distinctOperations(pages: readonly Page[], diagnostics: PageDiagnostics): Generator<PlacedOperation> {
  const all = pages.flatMap((page) => page.operations.map((operation, index) => ({ page, operation, index })));
  for (const group of Map.groupBy(all, ({ operation }) => routeKey(operation)).values()) {
    const [first] = group as [PlacedOperation, ...PlacedOperation[]];
    const chosen = group.find(({ operation }) => !operation.isBare) ?? first;
    yield chosen;
    for (const { page, operation } of group) {
      const { method, path, line, isBare } = operation;
      if (operation === chosen.operation) continue;
      const found = `${method.toUpperCase()} ${path}`;
      const taken = `nothing: ${chosen.page.file}:${chosen.operation.line} holds`;
      diagnostics.on(page.file)(isBare ? 'operation-mentioned' : 'operation-twice', { line, found, taken });
    }
  }
}

/**
 * A function that gives each operation an id of its own, always the same: what the page gives, else the name of a page
 * that has one operation, else method and path.
 */
function createIds(pages: readonly Page[]): (operation: PageOperation, page: Page) => string {
  const taken = new Set<string>();
  const names = Map.groupBy(pages, ({ name }) => name);
  return (operation, page) => {
    const plain = defaultId(operation.method, operation.path).slice(0, LONGEST_ID);
    const wanted = [
      identifier(operation.id),
      page.operations.length === 1 && names.get(page.name)?.length === 1 ? identifier(page.name) : undefined,
      plain,
    ];
    const id = wanted.find((each): each is string => each !== undefined && !taken.has(each.toLowerCase()));
    const free = id ?? numbered(plain, taken);
    taken.add(free.toLowerCase());
    return free;
  };
}

/** Longest id, in letters: a folder of scenarios is called so. */
const LONGEST_ID = 81;

/** A name that can be an id and a folder as it is. */
function identifier(name: string | undefined): string | undefined {
  const isShort = name !== undefined && name.length <= LONGEST_ID;
  return isShort && /^[A-Za-z][\w-]*$/.test(name) && !/^(?:readme|index|api)$/i.test(name) ? name : undefined;
}

function numbered(base: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n += 1) {
    if (!taken.has(`${base}${n}`.toLowerCase())) return `${base}${n}`;
  }
}
