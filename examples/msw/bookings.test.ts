import { faker } from '@faker-js/faker/locale/en';
import { type ContractSnapshot, handlers } from 'docpact/msw';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
// npm test writes it anew: docpact bundle --contract ../bookings.yaml --out contract.json
import contract from './contract.json' with { type: 'json' };

const api = 'http://api.example.com';
const options = { contract: contract as unknown as ContractSnapshot, faker, baseUrl: api };
const server = setupServer(...handlers(options));

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
// Handlers that are made anew remember nothing.
afterEach(() => server.resetHandlers(...handlers(options)));
afterAll(() => server.close());

const send = (booking: object) =>
  fetch(`${api}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(booking),
  });

it('answers without a port, as the document says', async () => {
  const response = await send({ room: 'attic', guest: 'Ada', nights: 2 });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ room: 'attic', guest: 'Ada', nights: 2 });
});

it('refuses what the document forbids, and says why', async () => {
  const response = await send({ room: 'attic', guest: 'Ada', nights: 0 });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ message: 'nights must be >= 1' });
});

it('gives way to a handler of your own', async () => {
  server.use(http.get(`${api}/bookings`, () => HttpResponse.error()));
  await expect(fetch(`${api}/bookings`)).rejects.toThrow();
});
