// Bookings with Express, as documented.
import { randomUUID } from 'node:crypto';
import express from 'express';

const app = express();
const bookings = new Map();

const wrong = (message) => Object.assign(new Error(message), { status: 400 });
// A character may be two units of a JavaScript string.
const isText = (value, least, most) =>
  typeof value === 'string' && [...value].length >= least && [...value].length <= most;

function readBooking(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw wrong('the body must be a JSON object');
  const { room, guest, nights, note = null } = body;
  if (!isText(room, 1, 20)) throw wrong('room must be a text of 1 to 20 characters');
  if (!isText(guest, 1, 80)) throw wrong('guest must be a text of 1 to 80 characters');
  if (!Number.isInteger(nights) || nights < 1 || nights > 30) throw wrong('nights must be a whole number from 1 to 30');
  if (note !== null && !isText(note, 0, 200)) throw wrong('note must be a text of up to 200 characters, or null');
  return { id: randomUUID(), room, guest, nights, note, arrived: false };
}

function readNumber(text, { name, least, most }) {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least || Number(text) > most)
    throw wrong(`${name} must be a whole number from ${least} to ${most}`);
  return Number(text);
}

function find({ params: { id } }) {
  const booking = bookings.get(id);
  if (!booking) throw Object.assign(new Error('there is no such booking'), { status: 404 });
  return booking;
}

// strict: false lets null and 42 through to us: they are JSON, and no booking.
app.use(express.json({ strict: false }));

app.post('/bookings', ({ body }, response) => {
  const booking = readBooking(body);
  bookings.set(booking.id, booking);
  response.status(201).json(booking);
});

app.get('/bookings', ({ query }, response) => {
  const limit = readNumber(query.limit ?? '20', { name: 'limit', least: 1, most: 50 });
  const offset = readNumber(query.offset ?? '0', { name: 'offset', least: 0, most: 999_999_999 });
  if (query.room !== undefined && !isText(query.room, 0, 20)) throw wrong('room must be a text of up to 20 characters');
  const found = [...bookings.values()].filter(({ room }) => query.room === undefined || room === query.room);
  response.json({ items: found.slice(offset, offset + limit), total: found.length });
});

app.get('/bookings/:id', (request, response) => response.json(find(request)));

app.post('/bookings/:id/arrival', (request, response) => {
  const booking = find(request);
  booking.arrived = true;
  response.json(booking);
});

app.delete('/bookings/:id', (request, response) => {
  const booking = find(request);
  if (booking.arrived) throw Object.assign(new Error('the guest has arrived already'), { status: 403 });
  bookings.delete(booking.id);
  response.status(204).end();
});

// Express's own refusals are HTML, with the stack in it. Four arguments make this the handler of errors.
app.use((error, _request, response, _next) => {
  const status = error.status ?? 500;
  const documented = [400, 403, 404].includes(status) || status >= 500 ? status : 400;
  response.status(documented).json({ message: error.message });
});

app.listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
