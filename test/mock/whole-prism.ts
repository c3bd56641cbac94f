/** Prism as a whole, through its public door, as its own server runs it: it validates, negotiates and makes up. */
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { Contract } from '../../src/contract/contract.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { isSchemaObject, type SchemaObject } from '../../src/contract/schema.ts';
import { prismDocument } from '../../src/contract/schema/prism-document.ts';

export interface Asked {
  body: unknown;
  accept?: string | undefined;
  code?: number | undefined;
  example?: string | undefined;
  dynamic?: boolean | undefined;
}

/** The media type is absent where Prism refuses by itself: it has a shape of its own for that. */
export interface Chosen {
  status: number;
  mediaType?: string | undefined;
}

const ignore = (): void => undefined;
const logger = {
  debug: ignore,
  error: ignore,
  info: ignore,
  success: ignore,
  trace: ignore,
  warn: ignore,
  child: () => logger,
};

/** Asks Prism for the answer to requests for one operation. Scenarios are examples only where one is asked for, as in the mock. */
export async function createWholePrism(
  contract: Contract,
  operation: Operation,
): Promise<(asked: Asked) => Promise<Chosen>> {
  const load = (scenarios: NonNullable<Parameters<typeof prismDocument>[2]>) =>
    getHttpOperationsFromSpec(prismDocument(contract, operation, scenarios));
  const plain = await load({});
  const named = await load({ scenarios: contract.scenarios.get(operation.id) ?? [] });
  return async (asked) => {
    const operations = asked.example === undefined ? plain : named;
    const { status, headers } = await request(operations, operation, asked);
    return headers ? { status: status ?? 500, mediaType: headers['Content-type'] } : { status: status ?? 500 };
  };
}

/** What Prism decided: the answer and the mark of its example, or the status of its own refusal where it has one. */
export type Decided =
  | { refused: false; status: number; mediaType: string | undefined; mark: string | undefined }
  | { refused: true; status: number | undefined };

/** A request as the mock's engine is asked about it; `valid` is whether it keeps to the document. */
export interface Wish extends Omit<Asked, 'body'> {
  valid: boolean;
}

/** The name of the parameter without which a marked document takes no request. */
const demanded = 'demanded';

/** The operation's document with a mark in place of each example, which tells by itself which one was chosen. */
export function markedDocument(contract: Contract, operation: Operation): SchemaObject {
  const scenarios = contract.scenarios.get(operation.id) ?? [];
  const document = structuredClone(prismDocument(contract, operation, { scenarios }));
  const item = (document['paths'] as SchemaObject)[operation.path] as SchemaObject;
  const raw = item[operation.method] as SchemaObject;
  item['parameters'] = [];
  raw['parameters'] = [{ name: demanded, in: 'query', required: true, schema: { type: 'string' } }];
  delete raw['requestBody'];
  for (const [status, response] of Object.entries(raw['responses'] as SchemaObject)) {
    const contents = isSchemaObject(response) && isSchemaObject(response['content']) ? response['content'] : {};
    for (const [mediaType, media] of Object.entries(contents)) {
      const { example, examples } = media as SchemaObject;
      const mark = (key: string) => ({ mark: `${status} ${mediaType} ${key}` });
      if (example !== undefined) (media as SchemaObject)['example'] = mark('default');
      for (const [key, each] of Object.entries((examples ?? {}) as SchemaObject)) {
        (each as SchemaObject)['value'] = mark(key);
      }
    }
  }
  return document;
}

/** The mark of an example's value; undefined for what Prism made up. */
export function markOf(value: unknown): string | undefined {
  return isSchemaObject(value) && typeof value['mark'] === 'string' ? value['mark'] : undefined;
}

/** Asks Prism's door about a marked document of one operation. */
export async function createDoor(
  document: SchemaObject,
  operation: Operation,
): Promise<(wish: Wish) => Promise<Decided>> {
  const operations = await getHttpOperationsFromSpec(document);
  return async ({ valid, ...wish }) => {
    const query = valid ? { [demanded]: 'yes' } : {};
    const { status, headers, body } = await request(operations, operation, { ...wish, query });
    if (!headers || status === undefined) return { refused: true, status };
    return { refused: false, status, mediaType: headers['Content-type'], mark: markOf(body) };
  };
}

interface Sent extends Omit<Asked, 'body'> {
  body?: unknown;
  query?: Record<string, string>;
}

type Operations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;

/** What came; without headers where Prism refused by itself. */
async function request(
  operations: Operations,
  operation: Operation,
  { body, accept, code, example, dynamic = false, query }: Sent,
): Promise<{ status: number | undefined; headers?: Record<string, string>; body?: unknown }> {
  const mock = {
    dynamic,
    ...(code === undefined ? {} : { code }),
    ...(example === undefined ? {} : { exampleKey: example }),
  };
  const config = {
    mock,
    validateRequest: true,
    validateResponse: false,
    checkSecurity: false,
    errors: false,
    isProxy: false,
    upstreamProxy: undefined,
  };
  const input = {
    method: operation.method as 'post',
    url: { path: operation.path, ...(query ? { query } : {}) },
    headers: { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }) },
    ...(body === undefined ? {} : { body }),
  };
  // A config that was used once keeps the media types of its request.
  const prism = createInstance(config as Parameters<typeof createInstance>[0], { logger: logger as never });
  const outcome = await prism.request(input, operations, config as never)();
  if (outcome._tag === 'Left') return { status: (outcome.left as { status?: number }).status };
  const { statusCode, headers, body: answered } = outcome.right.output;
  return { status: statusCode, headers: (headers ?? {}) as Record<string, string>, body: answered };
}
