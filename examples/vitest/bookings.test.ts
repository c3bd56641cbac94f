import { createFactory, loadContract, startMock, type Mock } from 'docpact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { book, bookingsOf, cancel, type NewBooking, Refused } from './bookings.ts';

const contract = loadContract('../bookings.yaml');
const newBooking = createFactory<NewBooking>(contract, 'NewBooking');

describe('the client of the bookings API', () => {
  let mock: Mock;

  // A server of its own on a free port: what one test file does, no other sees.
  beforeAll(async () => {
    mock = await startMock(contract, { port: 0 });
  });
  afterAll(() => mock.close());

  it('gets back what it books, and finds it again', async () => {
    const booked = await book(mock.url, newBooking.build({ room: 'attic', nights: 3 }));
    expect(booked).toMatchObject({ room: 'attic', nights: 3, arrived: false });
    expect(await bookingsOf(mock.url, 'attic')).toEqual([booked]);
  });

  it('cancels what it has booked', async () => {
    const { id } = await book(mock.url, newBooking.build());
    expect(await cancel(mock.url, id)).toBe(true);
    expect(await cancel(mock.url, id)).toBe(false);
  });

  // Every way in which a booking can be wrong, each with the clause of the document that it breaks.
  it.each(newBooking.cases().filter(({ zone }) => zone === 'invalid'))('can tell why: $clause', async ({ value }) => {
    await expect(book(mock.url, value as NewBooking)).rejects.toThrow(Refused);
  });
});
