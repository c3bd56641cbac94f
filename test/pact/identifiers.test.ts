/** A pact whose request needs what another request made: the identifier goes from one answer into the next path. */
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pact } from '@pact-foundation/pact';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyPactsAt } from '../../src/pact/provider/verify-pacts-at.ts';
import { addInteraction, interactionFor } from '../../src/pact.ts';
import { loadNotes } from './notes-contract.ts';

const contract = loadNotes();
const dir = mkdtempSync(join(tmpdir(), 'docpact-notes-'));
const stored = new Map<string, string>();
let asked: string[] = [];
/** The identifier that the provider tells of a note. */
let tellId = (id: string): string => id;
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    asked.push(`${request.method} ${request.url}`);
    const id = request.url?.split(/[/?]/)[2] ?? `id-${stored.size + 1}`;
    if (request.method === 'POST') stored.set(id, (JSON.parse(text) as { text: string }).text);
    const status = request.method === 'POST' ? 201 : stored.has(id) ? 200 : 404;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ id: request.method === 'POST' ? id : tellId(id), text: stored.get(id), owner: null }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pact = new Pact({ consumer: 'reader', provider: 'notes', dir, logLevel: 'error' });
  const interaction = interactionFor(contract, {
    operation: 'getNote',
    description: 'A note is read.',
    given: ['addNote/made'],
    request: { path: { id: 'n1' }, query: { view: 'short' } },
    response: { status: 200, body: { id: 'n1', owner: 'b' } },
  });
  await addInteraction(pact, interaction).executeTest(async (mock) => {
    expect((await fetch(`${mock.url}/notes/n1?view=short`)).status).toBe(200);
  });
});

afterAll(() => void server.close());

it('is asked for by the identifier that the provider gave', async () => {
  asked = [];
  const report = await verifyPactsAt(url, { contract, pact: [dir] });
  expect(report.problems).toEqual([]);
  expect(asked).toEqual(['POST /notes', 'GET /notes/id-1?view=short']);
  expect(report.created).toEqual(['id-1']);
});

it('is expected back, which Pact alone does not look at', async () => {
  tellId = (id) => `${id}-other`;
  const { problems } = await verifyPactsAt(url, { contract, pact: [dir] });
  expect(problems).toMatchObject([{ kind: 'body-schema', message: expect.stringMatching(/^id: .*as it was sent/) }]);
});
