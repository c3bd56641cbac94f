/** What the mock remembers: things are created, read, changed, listed and deleted, and each answer has to have what was sent. */
import { strict as assert } from 'node:assert';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { hasEnded } from '../mock/child.ts';
import { startMockProcess } from '../mock/start-mock-process.ts';
import type { OpenSoak } from './soak.ts';

const contract = fileURLToPath(new URL('../../test/contracts/stations', import.meta.url));

/** `POST /networks`, what is sent, and the status that has to come. */
type Ask = (request: string, expected: { sent?: object; status: number }) => Promise<Answered>;

interface Answered {
  id: number;
  items: readonly { id: number }[];
}

export const soakStore: OpenSoak = async (connections, tally) => {
  const { child, pid, origin, stop } = await startMockProcess([contract, '--items', '0']);
  const pool = new Pool(origin, { connections, headersTimeout: 30_000 });
  const ask: Ask = async (request, { sent, status }) => {
    tally.requests += 1;
    const [method = '', path = ''] = request.split(' ');
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const { statusCode, body } = await pool.request({
      method,
      path,
      headers: { 'x-api-key': 'soak', ...(sent ? { 'content-type': type } : {}) },
      ...(sent ? { body: JSON.stringify(sent) } : {}),
    });
    const text = await body.text();
    assert.equal(statusCode, status, `${request} ${statusCode} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Answered;
  };
  let networks = 0;
  return {
    pid,
    clients: Array.from({ length: connections }, () => () => liveThrough(`soak-${(networks += 1)}`, ask)),
    hasFailed: () => hasEnded(child),
    remark: () => `${networks} networks`,
    async close() {
      await pool.close();
      await stop();
    },
  };
};

/** All that becomes of a network that nobody else knows: nothing of it is left. */
async function liveThrough(slug: string, ask: Ask): Promise<void> {
  const network = { slug, name: `Network ${slug}`, country: 'AT', contactEmail: 'ops@soak.example', public: true };
  const path = `/networks/${slug}`;
  holds(await ask('POST /networks', { sent: network, status: 201 }), network);
  holds(await ask(`GET ${path}`, { status: 200 }), network);
  await ask('POST /networks', { sent: network, status: 409 });

  const { contactEmail: _, ...known } = { ...network, name: `Other ${slug}`, public: false };
  const { slug: _slug, ...replacement } = known;
  holds(await ask(`PUT ${path}`, { sent: replacement, status: 200 }), known);
  const replaced = await ask(`GET ${path}`, { status: 200 });
  holds(replaced, known);
  assert.ok(!('contactEmail' in replaced), `GET ${path} has what was not sent by PUT`);

  await liveBelow(path, ask);
  await ask(`DELETE ${path}`, { status: 204 });
  await ask(`GET ${path}`, { status: 404 });
}

/** Two stations of the network at `path`. */
async function liveBelow(path: string, ask: Ask): Promise<void> {
  const [first, second] = [planStation(`Upper ${path}`), planStation(`Lower ${path}`)];
  const upper = await ask(`POST ${path}/stations`, { sent: first, status: 201 });
  const lower = await ask(`POST ${path}/stations`, { sent: second, status: 201 });
  holds(await ask(`GET /stations/${upper.id}`, { status: 200 }), { ...first, id: upper.id });
  const both = [upper.id, lower.id].sort((a, b) => a - b);
  assert.deepEqual((await ask(`GET ${path}/stations?sort=id`, { status: 200 })).items.map(idOf), both);

  const changes = { status: 'active', elevation: 812, tags: null };
  const changed = await ask(`PATCH /stations/${lower.id}`, { sent: changes, status: 200 });
  const { tags: _, ...kept } = { ...second, ...changes };
  for (const shown of [changed, await ask(`GET /stations/${lower.id}`, { status: 200 })]) {
    holds(shown, kept);
    assert.ok(!('tags' in shown), `station ${lower.id} has what a PATCH took away`);
  }
  const active = await ask(`GET ${path}/stations?status=active`, { status: 200 });
  assert.deepEqual(active.items.map(idOf), [lower.id]);

  for (const { id } of [upper, lower]) {
    await ask(`DELETE /stations/${id}`, { status: 204 });
    await ask(`GET /stations/${id}`, { status: 404 });
  }
  holds(await ask(`GET ${path}/stations`, { status: 200 }), { items: [], total: 0 });
}

function planStation(name: string): object {
  return { name, location: { lat: 47.1, lon: 11.3 }, status: 'planned', tags: ['a', 'b'] };
}

function idOf({ id }: { id: number }): number {
  return id;
}

/** Whether what was sent is there. */
function holds(answered: object, sent: object): void {
  assert.partialDeepStrictEqual(answered, sent);
}
