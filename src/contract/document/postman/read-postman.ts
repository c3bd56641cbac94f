/** Reads a Postman collection (2.0, 2.1) as a contract: its requests are operations, its saved responses examples and scenarios. */
import type { Scenario } from '../../contract.ts';
import { formatPointer, setMember } from '../../json-pointer.ts';
import { plainText } from '../../name-text.ts';
import type { Operation } from '../../operation.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import type { SourceDocument, SourceSlip } from '../read-document.ts';
import { mendCollection } from './mend-collection.ts';
import { type PostmanRequest, readRequest } from './read-request.ts';
import { readSavedResponse, type SavedResponse } from './read-saved-response.ts';

export interface PostmanCollection {
  /** OpenAPI 3.1, made of the collection; places lead into the collection itself. */
  source: SourceDocument;
  scenariosOf(operations: readonly Operation[]): Map<string, Scenario[]>;
}

/** The collection that a document is; undefined for one that is none. */
export function readPostman(source: SourceDocument): PostmanCollection | undefined {
  const { value } = source;
  if (isSchemaObject(value) && isCollection(value['collection']))
    // As Postman's own API gives it.
    return readPostman({
      ...source,
      value: value['collection'],
      placeOf: (pointer) => source.placeOf(`/collection${pointer}`),
    });
  if (!isCollection(value)) return undefined;
  const slips: SourceSlip[] = [...(source.slips ?? [])];
  const collection = mendCollection(value, (rule, pointer, { message = '', ...told }) =>
    slips.push({ rule, line: source.placeOf(pointer).line ?? 1, message, ...told }),
  );
  const items = listItems(collection);
  const origins = new Map<string, string>();
  const document = buildDocument(collection, items, origins);
  return {
    source: {
      ...source,
      value: document,
      placeOf: (pointer) => source.placeOf(originOf(origins, pointer)),
      ...(slips.length > 0 ? { slips } : {}),
    },
    scenariosOf: (operations) => listScenarios(source, items, operations),
  };
}

function isCollection(value: unknown): value is SchemaObject {
  return isSchemaObject(value) && Array.isArray(value['item']) && isSchemaObject(value['info']);
}

/** A request of the collection, and where it stands. */
interface Item {
  name: string;
  pointer: string;
  request: PostmanRequest;
  responses: readonly SavedResponse[];
}

function listItems(collection: SchemaObject): Item[] {
  const variables = new Map(
    listOf(collection['variable'])
      .filter(isSchemaObject)
      .map(({ key, value }) => [plainText(key), plainText(value)]),
  );
  const found: Item[] = [];
  const visit = (items: readonly unknown[], pointer: string): void => {
    for (const [index, item] of items.entries()) {
      if (!isSchemaObject(item)) continue;
      const at = `${pointer}/${index}`;
      if (Array.isArray(item['item'])) visit(item['item'], `${at}/item`);
      const request = item['request'] === undefined ? undefined : readRequest(item['request'], variables);
      if (!request) continue;
      const responses = listOf(item['response']).flatMap(
        (raw, place) => readSavedResponse(raw, `${at}/response/${place}`, variables) ?? [],
      );
      found.push({ name: plainText(item['name'] ?? ''), pointer: at, request, responses });
    }
  };
  visit(listOf(collection['item']), '/item');
  return found;
}

/** Nothing in a collection says what a value must be: bodies and answers have examples, and no schema. */
function buildDocument({ info }: SchemaObject, items: readonly Item[], origins: Map<string, string>): SchemaObject {
  const paths: Record<string, SchemaObject> = {};
  for (const { name, pointer, request, responses } of items) {
    const { method, path } = request;
    const at = formatPointer(['paths', path, method]);
    const known = paths[path]?.[method];
    const operation: SchemaObject = isSchemaObject(known)
      ? known
      : {
          summary: name,
          parameters: request.parameters,
          ...(request.body ? { requestBody: request.body } : {}),
          responses: { default: { description: '' } },
        };
    if (!isSchemaObject(known)) origins.set(at, `${pointer}/request`);
    addResponses(operation['responses'] as SchemaObject, responses, { at: `${at}/responses`, origins });
    paths[path] = { ...paths[path], [method]: operation };
  }
  const base = items.find(({ request }) => request.base !== '')?.request.base;
  const { name, description, version } = info as SchemaObject;
  return {
    openapi: '3.1.0',
    info: {
      title: plainText(name ?? ''),
      version: typeof version === 'string' ? version : '1',
      ...(typeof description === 'string' ? { description } : {}),
    },
    ...(base === undefined ? {} : { servers: [{ url: base }] }),
    paths,
  };
}

function addResponses(
  known: SchemaObject,
  responses: readonly SavedResponse[],
  { at, origins }: { at: string; origins: Map<string, string> },
): void {
  for (const { name, status, phrase, mediaType, body, pointer } of responses) {
    const response = (known[String(status)] ??= { description: phrase }) as SchemaObject;
    origins.set(`${at}/${status}`, pointer);
    if (mediaType === undefined) continue;
    const content = (response['content'] ??= {}) as Record<string, { examples: SchemaObject }>;
    if (!Object.hasOwn(content, mediaType)) setMember(content, mediaType, { examples: {} });
    setMember(content[mediaType]?.examples ?? {}, name, { value: body });
    origins.set(`${at}/${status}/content${formatPointer([mediaType, 'examples', name])}`, `${pointer}/body`);
  }
}

/** A refusal whose reason nobody can tell is an example of it, not a scenario; so is the answer to who knows what. */
function listScenarios(
  source: SourceDocument,
  items: readonly Item[],
  operations: readonly Operation[],
): Map<string, Scenario[]> {
  const scenarios = new Map<string, Scenario[]>();
  for (const { name: item, request, responses } of items) {
    const operation = operations.find(({ method, path }) => method === request.method && path === request.path);
    if (!operation) continue;
    const own = scenarios.get(operation.id) ?? [];
    for (const response of responses) {
      const values = valuesSent(request, response.request);
      if (response.status === 400 || Object.values(values.path ?? {}).includes('')) continue;
      const name = freeName(response.name, own);
      own.push({
        name,
        operation: operation.id,
        description: own.some(({ description }) => description === `${item}: ${response.name}`)
          ? `${item}: ${name}`
          : `${item}: ${response.name}`,
        given: [],
        request: values,
        response: {
          status: response.status,
          headers: {},
          ...(response.body === undefined ? {} : { body: response.body }),
        },
        undocumented: false,
        file: source.file,
        placeOf: () => source.placeOf(response.pointer),
      });
    }
    scenarios.set(operation.id, own);
  }
  return scenarios;
}

/** What was sent for a saved response. Its path may have been saved with the values in place of their names. */
function valuesSent(request: PostmanRequest, saved: PostmanRequest | undefined): PostmanRequest['values'] {
  if (!saved) return request.values;
  const segments = saved.path.split('/');
  const templates = request.path.split('/').map((segment) => /^\{(.+)\}$/.exec(segment)?.[1]);
  const written = templates.flatMap((name, index) => {
    const segment = segments[index];
    return name === undefined || segment === undefined || segment.startsWith('{') ? [] : [[name, segment] as const];
  });
  const known = Object.entries({ ...saved.values.path }).filter(([, value]) => value !== '');
  return {
    ...saved.values,
    path: { ...request.values.path, ...Object.fromEntries([...written, ...known]) },
  };
}

function freeName(title: string, known: readonly Scenario[]): string {
  const wanted =
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'answer';
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!known.some((each) => each.name === name)) return name;
  }
}

/** The nearest part of the collection that a pointer into the document was made of. */
function originOf(origins: ReadonlyMap<string, string>, pointer: string): string {
  for (let around = pointer; around !== ''; around = around.slice(0, around.lastIndexOf('/'))) {
    const origin = origins.get(around);
    if (origin !== undefined) return origin;
  }
  return '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
