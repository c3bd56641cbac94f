/** Rooms and what is booked in them: a document, and a server that remembers, with oddities that a test chooses. */
import type { Answered, Asked, Route } from './serve-routes.ts';

export type Json = Record<string, unknown>;

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const answer = (schema: unknown, more: object = {}) => ({ description: 'an answer', ...json(schema), ...more });
const bare = { description: 'refused' };
const templated = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const query = (name: string, schema: unknown) => ({ name, in: 'query', schema });
const header = (name: string) => ({ name, in: 'header', schema: { type: 'string' } });
const text = { type: 'string', minLength: 1, maxLength: 40, pattern: '^[a-zA-Z0-9 ]*$' };

const room = {
  type: 'object',
  required: ['roomId', 'name', 'seats'],
  properties: {
    roomId: { type: 'string' },
    name: text,
    seats: { type: 'integer', minimum: 1, maximum: 400 },
    floor: { type: ['integer', 'null'], minimum: 1, maximum: 90 },
    kind: { enum: ['office', 'hall', 'lab'] },
  },
};
const { roomId: _roomId, ...sentMembers } = room.properties;
const newRoom = { type: 'object', required: ['name', 'seats'], properties: sentMembers, additionalProperties: false };
const booking = {
  type: 'object',
  required: ['slot', 'roomId', 'by'],
  properties: { slot: { type: 'string' }, roomId: { type: 'string' }, by: text },
};
const tagged = { headers: { ETag: { schema: { type: 'string' } } } };

/** Rooms in which bookings are made, under a slot that the caller chooses. */
export const paths: Json = {
  '/rooms': {
    post: {
      operationId: 'addRoom',
      requestBody: { required: true, ...json(newRoom) },
      responses: { 201: answer(room), 400: bare },
    },
    get: {
      operationId: 'listRooms',
      parameters: [
        query('page', { type: 'integer', minimum: 1 }),
        query('size', { type: 'integer', minimum: 1, maximum: 50, default: 10 }),
        query('kind', room.properties.kind),
        query('sort', { type: 'string', enum: ['name', 'seats'] }),
      ],
      responses: {
        200: answer({
          type: 'object',
          required: ['rooms', 'total'],
          properties: { rooms: { type: 'array', items: room }, total: { type: 'integer' } },
        }),
        400: bare,
      },
    },
  },
  '/rooms/{roomId}': {
    parameters: [templated('roomId')],
    get: {
      operationId: 'getRoom',
      parameters: [header('If-None-Match')],
      responses: { 200: answer(room, tagged), 304: bare, 404: bare },
    },
    head: { operationId: 'headRoom', responses: { 200: { description: 'there' }, 404: bare } },
    put: {
      operationId: 'replaceRoom',
      parameters: [header('If-Match')],
      requestBody: { required: true, ...json(newRoom) },
      responses: { 200: answer(room), 400: bare, 404: bare, 412: bare },
    },
    patch: {
      operationId: 'changeRoom',
      requestBody: {
        required: true,
        content: { 'application/merge-patch+json': { schema: { ...newRoom, required: [], minProperties: 1 } } },
      },
      responses: { 200: answer(room), 400: bare, 404: bare },
    },
    delete: { operationId: 'removeRoom', responses: { 204: { description: 'gone' }, 404: bare } },
  },
  '/rooms/{roomId}/bookings': {
    parameters: [templated('roomId')],
    get: { operationId: 'listBookings', responses: { 200: answer({ type: 'array', items: booking }), 404: bare } },
    post: {
      operationId: 'book',
      requestBody: {
        required: true,
        ...json({
          type: 'object',
          required: ['slot', 'by'],
          additionalProperties: false,
          properties: { slot: { type: 'string', pattern: '^s[0-9]{9}$' }, by: text },
        }),
      },
      responses: { 201: answer(booking), 400: bare, 404: bare, 409: bare },
    },
  },
  '/rooms/{roomId}/bookings/{slot}': {
    parameters: [templated('roomId'), templated('slot')],
    get: { operationId: 'getBooking', responses: { 200: answer(booking), 404: bare } },
  },
};

interface Room {
  body: Json;
  version: number;
  bookings: Map<string, Json>;
}

/** What a server does otherwise than the right one. */
export interface Odd {
  keep?: (sent: Json) => Json;
  nextId?: (last: number) => number;
  replace?: (before: Json, sent: Json) => Json;
  patch?: (before: Json, sent: Json) => Json;
  refuse?: (kept: Room, sent: Json) => void;
  remove?: (rooms: Map<string, Room>, id: string) => void;
  gone?: (body: Json) => Answered;
  head?: (known: Room | undefined) => Answered;
  list?: (all: Json[], query: URLSearchParams) => Json[];
  sort?: (sorted: Json[]) => Json[];
  page?: (all: Json[], page: number, size: number) => Json[];
  total?: (all: Json[], items: Json[]) => number;
  tag?: (version: number) => string | undefined;
  isTaken?: () => boolean;
  bookings?: (rooms: Map<string, Room>, id: string) => Map<string, Json>;
  isHeedless?: boolean;
}

const missing: Answered = { status: 404, json: { message: 'there is none' } };
const refused: Answered = { status: 400, json: { message: 'not valid' } };

function isValid(body: unknown, { all }: { all: boolean }): body is Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const sent = body as Json;
  const known = Object.keys(sentMembers);
  const isText = ({ name }: Json) => typeof name === 'string' && /^[a-zA-Z0-9 ]{1,40}$/.test(name);
  const isWhole = (value: unknown, most: number) =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
  return (
    Object.keys(sent).every((name) => known.includes(name)) &&
    (all || Object.keys(sent).length > 0) &&
    (sent['name'] === undefined ? !all : isText(sent)) &&
    (sent['seats'] === undefined ? !all : isWhole(sent['seats'], 400)) &&
    (sent['floor'] === undefined || sent['floor'] === null || isWhole(sent['floor'], 90)) &&
    (sent['kind'] === undefined || ['office', 'hall', 'lab'].includes(sent['kind'] as string))
  );
}

export const merge = (before: Json, sent: Json): Json =>
  Object.fromEntries(Object.entries({ ...before, ...sent }).filter(([, value]) => value !== null));

export function serveRooms(odd: Odd = {}): Record<string, Route> {
  const rooms = new Map<string, Room>();
  let last = 0;
  const {
    keep = (sent) => sent,
    nextId = (before) => before + 1,
    replace = (before, sent) => ({ roomId: before['roomId'], ...sent }),
    patch = merge,
    refuse = () => undefined,
    remove = (all, id) => void all.delete(id),
    head = (known) => ({ status: known ? 200 : 404 }),
    list = (all, asked) => all.filter(({ kind }) => !asked.has('kind') || kind === asked.get('kind')),
    sort: order = (sorted) => sorted,
    page = (all, number, size) => all.slice((number - 1) * size, number * size),
    total = (all) => all.length,
    tag = (version) => `"v${version}"`,
    isTaken = () => true,
    bookings = (all, id) => all.get(id)?.bookings ?? new Map<string, Json>(),
    isHeedless = false,
  } = odd;
  const isWhole = (value: string | null, most: number) =>
    value === null || (/^[1-9]\d*$/.test(value) && Number(value) <= most);
  const shown = ({ body, version }: Room): Answered => {
    const etag = tag(version);
    return { status: 200, json: body, ...(etag === undefined ? {} : { headers: { etag } }) };
  };
  const change = ({ path: [id = ''], body, headers }: Asked, how: 'put' | 'patch'): Answered => {
    const known = rooms.get(id);
    if (!known) return missing;
    if (!isValid(body, { all: how === 'put' })) {
      refuse(known, (typeof body === 'object' && body !== null ? body : {}) as Json);
      return refused;
    }
    const wanted = headers['if-match'];
    if (!isHeedless && wanted !== undefined && wanted !== '*' && wanted !== tag(known.version)) return { status: 412 };
    known.body = how === 'put' ? replace(known.body, body) : patch(known.body, body);
    known.version += 1;
    return shown(known);
  };
  return {
    'POST /rooms': ({ body }) => {
      if (!isValid(body, { all: true })) return refused;
      last = nextId(last);
      const roomId = `r${last}`;
      const kept = { roomId, ...merge({}, body) };
      rooms.set(roomId, { body: keep(kept), version: 1, bookings: new Map() });
      return { status: 201, json: kept };
    },
    'GET /rooms': ({ query: asked }) => {
      const kind = asked.get('kind');
      const sort = asked.get('sort');
      if (!isWhole(asked.get('page'), Infinity) || !isWhole(asked.get('size'), 50)) return refused;
      if (asked.has('kind') && !['office', 'hall', 'lab'].includes(kind ?? '')) return refused;
      if (sort !== null && !['name', 'seats'].includes(sort)) return refused;
      const all = list(
        [...rooms.values()].map(({ body }) => body),
        asked,
      );
      if (sort === 'name') all.sort((a, b) => (String(a['name']) < String(b['name']) ? -1 : 1));
      if (sort === 'seats') all.sort((a, b) => Number(a['seats']) - Number(b['seats']));
      const items = page(
        sort === null ? all : order(all),
        Number(asked.get('page') ?? 1),
        Number(asked.get('size') ?? 10),
      );
      return { status: 200, json: { rooms: items, total: total(all, items) } };
    },
    'GET /rooms/{roomId}': ({ path: [id = ''], headers }) => {
      const known = rooms.get(id);
      if (!known) return missing;
      const wanted = headers['if-none-match'];
      if (!isHeedless && wanted !== undefined && wanted === tag(known.version)) return { status: 304 };
      return shown(known);
    },
    'HEAD /rooms/{roomId}': ({ path: [id = ''] }) => head(rooms.get(id)),
    'PUT /rooms/{roomId}': (asked) => change(asked, 'put'),
    'PATCH /rooms/{roomId}': (asked) => change(asked, 'patch'),
    'DELETE /rooms/{roomId}': ({ path: [id = ''] }) => {
      if (!rooms.has(id)) return missing;
      remove(rooms, id);
      return { status: 204 };
    },
    'GET /rooms/{roomId}/bookings': ({ path: [id = ''] }) =>
      rooms.has(id) ? { status: 200, json: [...bookings(rooms, id).values()] } : missing,
    'POST /rooms/{roomId}/bookings': ({ path: [id = ''], body }) => {
      const known = rooms.get(id);
      if (!known) return missing;
      const { slot, by, ...others } = (body ?? {}) as Json;
      if (Array.isArray(body) || typeof slot !== 'string' || !/^s\d{9}$/.test(slot)) return refused;
      if (typeof by !== 'string' || !/^[a-zA-Z0-9 ]{1,40}$/.test(by) || Object.keys(others).length > 0) return refused;
      if (known.bookings.has(slot) && isTaken()) return { status: 409 };
      const made = { slot, roomId: id, by };
      known.bookings.set(slot, made);
      return { status: 201, json: made };
    },
    'GET /rooms/{roomId}/bookings/{slot}': ({ path: [id = '', slot = ''] }) => {
      const found = bookings(rooms, id).get(slot);
      return rooms.has(id) && found ? { status: 200, json: found } : missing;
    },
  };
}
