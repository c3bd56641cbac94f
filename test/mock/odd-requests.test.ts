/** Two hundred and more odd requests against one mock: it answers all of them, and goes on. */
import { beforeAll, describe, expect, it } from 'vitest';
import { oddRequests, type OddTarget } from '../laws/odd-requests.ts';
import { sendRaw, type RawAnswer } from '../laws/raw-http.ts';
import { post, serve } from './serve.ts';
import { optional, path, plainRegion, required } from './valid-region.ts';

const target: OddTarget = {
  method: 'POST',
  path,
  validBody: plainRegion,
  required,
  types: Object.fromEntries([...required, ...optional].map((name) => [name, name === 'status' ? 'integer' : 'string'])),
};

const odd = oddRequests(target);

/** The only ones that this mock may let go without a word: nothing was asked, or nothing that it is there for. */
const unanswered = new Set(['nothing, then the end', 'the method CONNECT']);

let url = '';
beforeAll(async () => {
  url = await serve();
});

function messageOf({ body }: RawAnswer): string {
  const { msg } = JSON.parse(body) as { msg: string };
  expect(typeof msg).toBe('string');
  expect([...msg].length).toBeGreaterThanOrEqual(1);
  expect([...msg].length).toBeLessThanOrEqual(300);
  return msg;
}

describe('an odd request', () => {
  it('comes in two hundred kinds at least, each with a sentence of its own', () => {
    expect(odd.length).toBeGreaterThanOrEqual(200);
    expect(new Set(odd.map(({ sentence }) => sentence)).size).toBe(odd.length);
  });

  it.concurrent.each(odd)('is answered: $sentence', { timeout: 10_000 }, async (request) => {
    const { answers, end } = await sendRaw(url, request);
    expect(end).not.toBe('silent');
    if (answers.length === 0 && request.mayClose && unanswered.has(request.sentence)) return;
    expect(answers.length).toBe(request.awaited ?? 1);
    for (const answer of answers) {
      expect(answer.status).toBeLessThan(500);
      expect(request.statuses).toContain(answer.status);
      if (answer.status >= 400 && request.fail) {
        const message = messageOf(answer);
        for (const name of request.names) expect(message).toMatch(new RegExp(`(?<!\\w)${name}(?!\\w)`));
      }
      if (answer.status === 405) expect(answer.headers.get('allow')).toBe('POST');
      if (answer.status === 201) expect(JSON.parse(answer.body)).toMatchObject({ region_id: expect.any(String) });
    }
    expect((await post(url, plainRegion())).status).toBe(201);
  });

  it('leaves no trace in the objects of the server', async () => {
    const { body } = await post(url, plainRegion());
    expect(body).not.toHaveProperty('polluted');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('does not keep others from being served, even a hundred of them at once', { timeout: 20_000 }, async () => {
    const quick = oddRequests(target)
      .filter(({ statuses }) => statuses[0] === 400)
      .slice(0, 100);
    const all = await Promise.all([
      ...quick.map((request) => sendRaw(url, request)),
      ...Array.from({ length: 20 }, async () => ({ end: (await post(url, plainRegion())).status })),
    ]);
    expect(all.filter(({ end }) => end === 'silent')).toEqual([]);
    expect(all.filter(({ end }) => end === 201)).toHaveLength(20);
  });
});
