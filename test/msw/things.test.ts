/** MSW handlers remember as the server does. */
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireFaker } from '../../src/fixture/chance/load-faker.ts';
import { createHandlers } from '../../src/msw/create-handlers.ts';
import { startMock } from '../../src/mock/start-mock.ts';
import { contractOf, list, object, ref, text, whole } from '../resource-contract.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }));
afterAll(() => server.close());

it('what is created is read, listed and removed, and all answers are those of the server', async () => {
  const contract = contractOf(
    {
      'POST /pets': { body: object({ name: text }), answer: ref('Pet') },
      'GET /pets': { answer: list(ref('Pet')) },
      'GET /pets/{petId}': { answer: ref('Pet') },
      'DELETE /pets/{petId}': {},
    },
    { schemas: { Pet: object({ id: whole, name: text }) }, ids: { petId: whole } },
  );
  const told = async (origin: string): Promise<unknown[]> => {
    const answers: unknown[] = [];
    const ask = async (method: string, path: string, body?: object): Promise<{ id?: number }> => {
      const sent = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
      const response = await fetch(origin + path, { method, ...sent });
      const raw = await response.text();
      answers.push(method, path, response.status, raw);
      return (raw === '' ? {} : JSON.parse(raw)) as { id?: number };
    };
    const { id } = await ask('POST', '/pets', { name: 'Rex' });
    await ask('GET', `/pets/${id}`);
    await ask('GET', '/pets');
    await ask('DELETE', `/pets/${id}`);
    await ask('GET', `/pets/${id}`);
    return answers;
  };
  const mock = await startMock(contract, { port: 0 });
  const expected = await told(mock.url);
  await mock.close();
  server.use(...createHandlers({ contract, faker: requireFaker('en'), baseUrl: 'http://pets.test' }));
  expect(await told('http://pets.test')).toEqual(expected);
  expect(expected.at(-2)).toBe(404);
});
