/** What is remembered of resources, as JSON: shown, set, changed thing by thing, forgotten. */
import type { FastifyInstance } from 'fastify';
import { plainText } from '../../contract/name-text.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import type { ShownResources } from '../client/shapes.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../store/store.ts';
import { allBranches, keyOf, type Names, type SavedTable, type SavedThing, type Table } from '../store/table.ts';
import { type ControlPanel, controlPrefix } from './control-panel.ts';

/** Largest state that is set at once, in bytes. */
const LARGEST_STATE = 64 * 1024 * 1024;

/** The things of each resource, the newest `count` of each; undefined where the contract has none. */
export function showThings({ store }: State, count: number): ShownResources | undefined {
  const tables = store?.tables() ?? [];
  if (tables.length === 0) return undefined;
  return Object.fromEntries(
    tables.map((table) => {
      const things = [...table.all()].slice(-count);
      return [
        table.shape.name,
        {
          total: table.size,
          things: things.map(({ names, value, madeUp }) => ({ key: keyIn(table, names), names, value, madeUp })),
        },
      ];
    }),
  );
}

/** `PUT /state` takes what `GET /state` gave, or the values alone: `{ "resources": { "book": [ { "id": 1 } ] } }`. */
export function addStateChanges(app: FastifyInstance, panel: Pick<ControlPanel, 'state' | 'share'>): void {
  const { state } = panel;
  const path = `${controlPrefix}/state`;
  app.put(path, { bodyLimit: LARGEST_STATE }, async (request, reply) => {
    const read = state.store ? readResources(request.body, state.store) : 'a mock that is stateless remembers nothing';
    if (typeof read === 'string') return reply.code(400).send({ message: read });
    await inState(panel, () => state.loadThings(read));
    return reply.code(204).send();
  });
  app.put<{ Params: Place }>(`${path}/:resource`, { bodyLimit: LARGEST_STATE }, async (request, reply) => {
    const table = tableCalled(state.store, request.params.resource);
    const thing = table && readThing(request.body);
    if (!table || !thing)
      return reply
        .code(table ? 400 : 404)
        .send({ message: table ? 'a thing is an object with a value' : 'there is no such resource' });
    await inState(panel, () => state.store?.table(table.shape.name).put(thing));
    return reply.code(204).send();
  });
  app.delete<{ Params: Place; Querystring: { key?: string } }>(`${path}/:resource`, async (request, reply) => {
    const { key = '' } = request.query;
    const found = await inState(panel, () => {
      const table = tableCalled(state.store, request.params.resource);
      return table?.get(key) && state.store?.remove(table, key);
    });
    return found ? reply.code(204).send() : reply.code(404).send({ message: 'there is no such thing' });
  });
}

/** Does something with the state as it is by then. */
export function inState<T>({ share }: Pick<ControlPanel, 'share'>, work: () => T): T | Promise<T> {
  return share ? share(work) : work();
}

interface Place {
  resource: string;
}

function tableCalled(store: Store | undefined, name: string): Table | undefined {
  return store?.tables().find(({ shape }) => shape.name === name);
}

function keyIn({ shape }: Table, names: Names): string {
  return keyOf(shape.identity, names) ?? '';
}

function readResources(raw: unknown, store: Store): Record<string, SavedTable> | string {
  const resources = isSchemaObject(raw) ? raw['resources'] : undefined;
  if (!isSchemaObject(resources)) return 'the state is an object with resources: { "resources": { "book": [ … ] } }';
  const tables: Record<string, SavedTable> = {};
  for (const [name, said] of Object.entries(resources)) {
    if (!tableCalled(store, name))
      return `there is no resource ${JSON.stringify(name)}; docpact resources shows those that there are`;
    const list = isSchemaObject(said) ? said['things'] : said;
    const things = Array.isArray(list) ? list.map(readThing) : [undefined];
    if (things.some((thing) => thing === undefined)) return `${name} is a list of things`;
    tables[name] = { things: things as SavedThing[], removed: [], filled: [allBranches] };
  }
  return tables;
}

/** `{ value }`, with the names that lead to it where its members do not say them; or the value itself. */
function readThing(raw: unknown): SavedThing | undefined {
  if (!isSchemaObject(raw)) return undefined;
  const isWhole =
    'value' in raw && Object.keys(raw).every((name) => ['key', 'names', 'value', 'madeUp'].includes(name));
  const value = isWhole ? raw['value'] : raw;
  const names = isWhole && isSchemaObject(raw['names']) ? raw['names'] : {};
  const texts = Object.fromEntries(Object.entries(names).map(([name, text]) => [name, plainText(text)]));
  return { names: texts, value, madeUp: isWhole && raw['madeUp'] === true, version: 1 };
}
