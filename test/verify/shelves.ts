/** A small server that remembers: shelves, and books on them, with faults that a test chooses; and its document. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string;
  path: string;
  body: unknown;
}

export interface Shelves {
  url: string;
  requests: SeenRequest[];
  close: () => Promise<void>;
}

type Json = Record<string, unknown>;

/** What a fault sees of a request. */
export interface Call {
  operation: string;
  request: IncomingMessage;
  body: unknown;
  text: string;
}

export interface Reply {
  status: number;
  json?: unknown;
  text?: string;
  type?: string;
  headers?: Record<string, string>;
}

export interface ShelvesOptions {
  /** How an answer tells the identity of what was made. */
  identity?: 'text' | 'number' | 'location' | 'nested';
  crashesOn?: 'a renamed book';
  /** Numbers are texts to it. */
  takesNumbers?: boolean;
  /** Answers in place of the right answer, or after it. */
  fault?: (call: Call, right: () => Reply) => Reply;
}

const text = { type: 'string', minLength: 1, maxLength: 100 };
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const refused = { description: 'refused', ...json(ref('Problem')) };
const missing = { description: 'not found', ...json(ref('Problem')) };
const id = { name: 'shelfId', in: 'path', required: true, schema: { type: 'string' } };
const bookId = { ...id, name: 'bookId' };

/** OpenAPI 3.1, without laws, links and examples. */
export const shelvesDocument = {
  openapi: '3.1.0',
  info: { title: 'shelves', version: '1' },
  paths: {
    '/shelves': {
      post: {
        operationId: 'addShelf',
        requestBody: { required: true, ...json(ref('NewShelf')) },
        responses: { 201: { description: 'made', ...json(ref('Shelf')) }, 400: refused, 409: refused },
      },
      get: {
        operationId: 'listShelves',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }],
        responses: { 200: { description: 'all', ...json({ type: 'array', items: ref('Shelf') }) }, 400: refused },
      },
    },
    '/shelves/{shelfId}': {
      parameters: [id],
      get: { operationId: 'getShelf', responses: { 200: { description: 'one', ...json(ref('Shelf')) }, 404: missing } },
    },
    '/shelves/{shelfId}/books': {
      parameters: [id],
      post: {
        operationId: 'addBook',
        requestBody: { required: true, ...json(ref('NewBook')) },
        responses: { 201: { description: 'made', ...json(ref('Book')) }, 400: refused, 404: missing },
      },
    },
    '/shelves/{shelfId}/books/{bookId}': {
      parameters: [id, bookId],
      get: { operationId: 'getBook', responses: { 200: { description: 'one', ...json(ref('Book')) }, 404: missing } },
      patch: {
        operationId: 'changeBook',
        requestBody: { required: false, ...json(ref('BookChange')) },
        responses: { 200: { description: 'changed', ...json(ref('Book')) }, 400: refused, 404: missing },
      },
    },
  },
  components: {
    schemas: {
      Problem: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
      NewShelf: {
        type: 'object',
        required: ['name'],
        properties: { name: text, room: text, width: { type: 'integer', minimum: 1, maximum: 1000 }, owner: text },
      },
      Shelf: {
        type: 'object',
        required: ['name'],
        properties: {
          id: { type: ['string', 'integer'] },
          name: text,
          room: text,
          width: { type: 'integer' },
          owner: text,
        },
      },
      NewBook: {
        type: 'object',
        required: ['title'],
        properties: {
          title: text,
          subtitle: { type: ['string', 'null'], maxLength: 100 },
          year: { type: 'integer' },
          status: { type: 'string', enum: ['free', 'lent'] },
          note: text,
          language: text,
        },
      },
      BookChange: {
        type: 'object',
        properties: { title: text, subtitle: { type: ['string', 'null'], maxLength: 100 }, note: text },
      },
      Book: {
        type: 'object',
        required: ['title'],
        properties: {
          id: { type: ['string', 'integer'] },
          title: text,
          subtitle: { type: ['string', 'null'] },
          year: { type: 'integer' },
          status: { type: 'string' },
          note: text,
          language: text,
          tag: { type: 'string' },
        },
      },
    },
  },
};

/** Starts it on a free port, in memory. */
export async function startShelves({
  identity = 'text',
  crashesOn,
  takesNumbers,
  fault,
}: ShelvesOptions = {}): Promise<Shelves> {
  const requests: SeenRequest[] = [];
  const state = new State(identity, crashesOn !== undefined);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = await readText(request);
    const body = takesNumbers ? withTexts(parse(sent)) : parse(sent);
    const path = (request.url ?? '').split('?')[0] ?? '';
    requests.push({ method: request.method ?? '', path, body });
    const route = state.route(request, path, { body, sent });
    const right = (): Reply => route.answer();
    write(response, fault ? fault({ operation: route.operation, request, body, text: sent }, right) : right());
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close };
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function parse(sent: string): unknown {
  try {
    return JSON.parse(sent);
  } catch {
    return undefined;
  }
}

/** Numbers as texts, where no number belongs. */
function withTexts(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const members = Object.entries(body).map(([name, value]) => [
    name,
    typeof value === 'number' && !['width', 'year', 'status'].includes(name) ? String(value) : (value as unknown),
  ]);
  return Object.fromEntries(members);
}

function write(response: ServerResponse, { status, json: value, text: plain, type, headers = {} }: Reply): void {
  const payload = plain ?? (value === undefined ? '' : JSON.stringify(value));
  response.writeHead(status, { 'content-type': type ?? 'application/json', ...headers }).end(payload);
}

export const refuse = (status: number, error: string): Reply => ({ status, json: { error } });

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && [...value].length <= 100;
const isWhole = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value);

/** What is wrong with members that are there. */
const rules: Record<string, (value: unknown) => boolean> = {
  name: isText,
  room: isText,
  owner: isText,
  width: (value) => isWhole(value) && Number(value) >= 1 && Number(value) <= 1000,
  title: isText,
  note: isText,
  language: isText,
  subtitle: (value) => value === null || (typeof value === 'string' && [...value].length <= 100),
  year: isWhole,
  status: (value) => value === 'free' || value === 'lent',
};

class State {
  readonly #shelves = new Map<string, Json>();
  readonly #books = new Map<string, Json>();
  readonly #identity: string;
  readonly #crashes: boolean;
  #last = 0;

  constructor(identity: string, crashes: boolean) {
    this.#identity = identity;
    this.#crashes = crashes;
  }

  route(
    request: IncomingMessage,
    path: string,
    { body, sent }: { body: unknown; sent: string },
  ): { operation: string; answer: () => Reply } {
    const { method = '', url = '' } = request;
    const [, root, shelfId, books, book, ...more] = path.split('/').map((part) => decode(part));
    if (root !== 'shelves' || more.length > 0 || shelfId === '')
      return { operation: 'none', answer: () => refuse(404, 'no such path') };
    if (shelfId === undefined) {
      if (method === 'POST') return { operation: 'addShelf', answer: () => this.#addShelf(body) };
      const limit = new URL(url, 'http://x').searchParams.get('limit');
      const wrong = limit !== null && !(/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 50);
      const all = [...this.#shelves.values()].slice(0, Number(limit ?? 50));
      return {
        operation: 'listShelves',
        answer: () => (wrong ? refuse(400, 'limit is wrong') : { status: 200, json: all }),
      };
    }
    const shelf = this.#shelves.get(shelfId);
    const none = refuse(404, 'no such shelf');
    if (books === undefined)
      return { operation: 'getShelf', answer: () => (shelf ? { status: 200, json: shelf } : none) };
    if (book === undefined)
      return { operation: 'addBook', answer: () => (shelf ? this.#addBook(shelfId, body) : none) };
    const found = this.#books.get(`${shelfId}/${book}`);
    if (method === 'PATCH')
      return {
        operation: 'changeBook',
        answer: () => (found ? this.#change(found, body, sent) : refuse(404, 'no such book')),
      };
    return { operation: 'getBook', answer: () => (found ? { status: 200, json: found } : refuse(404, 'no such book')) };
  }

  #addShelf(body: unknown): Reply {
    const wrong = findWrong(body, ['name'], ['name', 'room', 'width', 'owner']);
    if (wrong !== undefined) return refuse(400, wrong);
    const shelf = body as Json;
    if ([...this.#shelves.values()].some(({ name }) => name === shelf['name'])) return refuse(409, 'the name is taken');
    const key = this.#next();
    const made = pick(shelf, ['name', 'room', 'width', 'owner']);
    this.#shelves.set(key, { id: this.#shown(key), ...made });
    return this.#created(`/shelves/${key}`, key, made);
  }

  #addBook(shelfId: string, body: unknown): Reply {
    const known = ['title', 'subtitle', 'year', 'status', 'note', 'language'];
    const wrong = findWrong(body, ['title'], known);
    if (wrong !== undefined) return refuse(400, wrong);
    const key = this.#next();
    const made = pick(body as Json, known);
    this.#books.set(`${shelfId}/${key}`, { id: this.#shown(key), ...made });
    return this.#created(`/shelves/${shelfId}/books/${key}`, key, made);
  }

  #change(book: Json, body: unknown, sent: string): Reply {
    if (sent === '') return { status: 200, json: book };
    const wrong = findWrong(body, [], ['title', 'subtitle', 'note']);
    if (wrong !== undefined) return refuse(400, wrong);
    if (this.#crashes && 'title' in (body as Json))
      return { status: 500, text: 'Internal Server Error', type: 'text/plain' };
    return { status: 200, json: Object.assign(book, pick(body as Json, ['title', 'subtitle', 'note'])) };
  }

  #next(): string {
    this.#last += 1;
    return this.#identity === 'number' ? String(this.#last + 40) : `k-${this.#last}-x`;
  }

  #shown(key: string): unknown {
    return this.#identity === 'number' ? Number(key) : key;
  }

  /** Before the identity another thing may have one. */
  #created(place: string, key: string, made: Json): Reply {
    if (this.#identity === 'location')
      return { status: 201, json: made, headers: { Location: `http://127.0.0.1${place}/?full=1` } };
    const before = this.#identity === 'nested' ? { author: { id: 'an id of something else, "id": 1' } } : {};
    return { status: 201, json: { ...before, ...made, id: this.#shown(key) } };
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function pick(body: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(body, name)).map((name) => [name, body[name]]));
}

function findWrong(body: unknown, required: readonly string[], known: readonly string[]): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'the body must be an object';
  const lacking = required.find((name) => !Object.hasOwn(body, name));
  if (lacking !== undefined) return `${lacking} is required`;
  const wrong = known.find((name) => Object.hasOwn(body, name) && !rules[name]?.((body as Json)[name]));
  return wrong === undefined ? undefined : `${wrong} is wrong`;
}
