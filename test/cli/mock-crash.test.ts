/** `docpact mock --state FILE` that is killed while it answers: what it answered is there when it starts again. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeContract } from '../write-contract.ts';
import { startMockCommand } from './run-docpact.ts';
import { makeFolder } from './write-contract.ts';

const string = { type: 'string' };
const note = { type: 'object', required: ['id', 'text'], properties: { id: { type: 'integer' }, text: string } };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const requestBody = { required: true, ...json({ type: 'object', required: ['text'], properties: { text: string } }) };
const ok = { description: 'ok', ...json(note) };

const contract = writeContract({
  'openapi.json': {
    openapi: '3.1.0',
    info: { title: 'notes', version: '1' },
    paths: {
      '/notes': {
        post: { requestBody, responses: { 201: ok } },
        get: { responses: { 200: { description: 'ok', ...json({ type: 'array', items: note }) } } },
      },
      '/notes/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        get: { responses: { 200: ok, 404: { description: 'none' } } },
        put: { requestBody, responses: { 200: ok, 404: { description: 'none' } } },
        delete: { responses: { 204: { description: 'gone' }, 404: { description: 'none' } } },
      },
    },
  },
});

/** What the mock has confirmed of each note, and what was asked of it since; null is a note that is gone. */
interface Known {
  confirmed: Map<number, string | null>;
  asked: Map<number, string | null>;
}

const start = (state: string) =>
  startMockCommand(['--contract', contract, '--state', state, '--items', '0', '--unknown-ids', 'refuse', '--quiet']);

/** One client of several: it makes a note, changes it, removes every third, and does so until nobody answers. */
async function work(url: string, name: string, { known, answered }: { known: Known; answered: () => void }) {
  const send = async (method: string, path: string, text?: string): Promise<{ id: number }> => {
    const body =
      text === undefined ? {} : { body: JSON.stringify({ text }), headers: { 'content-type': 'application/json' } };
    const response = await fetch(url + path, { method, ...body });
    const told = await response.text();
    answered();
    return (told === '' ? {} : JSON.parse(told)) as { id: number };
  };
  const change = async (id: number, method: string, text: string | null): Promise<void> => {
    known.asked.set(id, text);
    await send(method, `/notes/${id}`, text ?? undefined);
    known.confirmed.set(id, text);
    known.asked.delete(id);
  };
  for (let count = 0; ; count += 1) {
    const { id } = await send('POST', '/notes', `${name} ${count}`);
    known.confirmed.set(id, `${name} ${count}`);
    if (count % 2 === 0) await change(id, 'PUT', `${name} ${count} changed`);
    if (count % 3 === 0) await change(id, 'DELETE', null);
  }
}

it('loses nothing that it answered when it is killed, whenever that is', { timeout: 120_000 }, async () => {
  const state = join(makeFolder(), 'state.json');
  const known: Known = { confirmed: new Map(), asked: new Map() };
  for (const [round, many] of [1, 9, 40, 130].entries()) {
    const mock = await start(state);
    let left = many;
    const answered = () => {
      left -= 1;
      if (left === 0) mock.child.kill('SIGKILL');
    };
    const clients = Array.from({ length: 6 }, (_, index) => work(mock.url, `${round}.${index}`, { known, answered }));
    await Promise.allSettled(clients);
    await mock.finished;
  }
  const mock = await start(state);
  const listed = (await (await fetch(`${mock.url}/notes`)).json()) as { id: number; text: string }[];
  const kept = new Map(listed.map(({ id, text }) => [id, text]));
  expect(known.confirmed.size).toBeGreaterThan(40);
  for (const [id, text] of known.confirmed) {
    const possible = known.asked.has(id) ? [text, known.asked.get(id)] : [text];
    expect(possible).toContain(kept.get(id) ?? null);
  }
  mock.child.kill('SIGTERM');
  await mock.finished;
});
